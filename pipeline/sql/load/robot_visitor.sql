-- title: Visitantes que son robots
-- unit: visitantes
-- definition: Es robot el visitante (dirección y agente) cuyo agente está en la lista pública crawler-user-agents o viene vacío (no si la bitácora no registra agentes), el que pidió robots.txt, y el que pidió una ruta propia de escáneres y recibió un 4xx. Lo es en todas sus solicitudes.

CREATE TEMP TABLE robot_visitor AS
WITH by_agent AS (
    SELECT DISTINCT visitor
    FROM part JOIN agent USING (agent_id)
    WHERE agent.robot
),
by_path AS (
    SELECT DISTINCT visitor
    FROM part JOIN path USING (path_id)
    WHERE path.robots OR (path.probe AND part.status BETWEEN 400 AND 499)
)
SELECT visitor FROM by_agent
UNION
SELECT visitor FROM by_path;
