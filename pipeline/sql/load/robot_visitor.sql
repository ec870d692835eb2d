-- title: Visitantes que son robots
-- unit: visitantes
-- definition: Es robot el visitante (dirección y agente) al que le toca alguna de estas reglas, y es de la clase de la primera: monitor, el agente es de un servicio que vigila sitios; tool, es de un programa que dice su nombre (curl, wget, bibliotecas); crawler, está en la lista pública crawler-user-agents; empty, viene vacío (no si la bitácora no registra agentes); robots_txt, pidió robots.txt; probe, pidió una ruta propia de escáneres y recibió un 4xx; behaviour, en una misma hora de reloj recibió más de 300 documentos, o 100 o más sin pedir ningún recurso gráfico o de estilo (documentos pedidos con GET y respondidos con 2xx o 304). Los datos que una página publicada pide por sí sola no son documentos: una pestaña abierta no es un robot. Quien es robot lo es en todas sus solicitudes. Las horas empiezan con las UTC, que son las de todo huso de horas enteras.

INSERT INTO robot_visitor
WITH by_agent AS (
    SELECT DISTINCT visitor, agent.robot_class AS class
    FROM part JOIN agent USING (agent_id)
    WHERE agent.robot_class IS NOT NULL
),
by_path AS (
    SELECT visitor, min(CASE WHEN path.robots THEN 'robots_txt' ELSE 'probe' END::ROBOT_CLASS) AS class
    FROM part JOIN path USING (path_id)
    WHERE path.robots OR (path.probe AND part.status BETWEEN 400 AND 499)
    GROUP BY visitor
),
-- Few visitors ask for so much; only theirs is looked at hour by hour.
busy AS (
    SELECT visitor
    FROM part JOIN path USING (path_id)
    WHERE path.kind = 'document' AND part.method = 'GET' AND (part.status BETWEEN 200 AND 299 OR part.status = 304)
    GROUP BY visitor
    HAVING count(*) >= 100
),
by_hour AS (
    SELECT
        visitor,
        count(*) FILTER (path.kind = 'document' AND part.method = 'GET' AND (part.status BETWEEN 200 AND 299 OR part.status = 304)) AS documents,
        count(*) FILTER (path.kind = 'asset') AS assets
    FROM part
    JOIN busy USING (visitor)
    JOIN path USING (path_id)
    GROUP BY visitor, epoch_us(part.time) // 3600000000
),
by_behaviour AS (
    SELECT DISTINCT visitor, 'behaviour'::ROBOT_CLASS AS class
    FROM by_hour
    WHERE documents > 300 OR (documents >= 100 AND assets = 0)
),
known AS (
    SELECT * FROM by_agent
    UNION ALL
    SELECT * FROM by_path
    UNION ALL
    SELECT * FROM by_behaviour
)
SELECT visitor, min(class)
FROM known
GROUP BY visitor;
