-- title: Listas ordenadas de la operación
-- unit: solicitudes o páginas
-- definition: Los veinte primeros de cada lista: documentos y datos más pedidos por personas, páginas por procedencia y por dispositivo, solicitudes por robot, y rutas con más errores. A igual número, por orden alfabético.

INSERT INTO ranking
WITH operation AS (
    SELECT hit.* FROM hit JOIN calendar USING (slot) WHERE counted AND in_operation
),
own AS (
    SELECT * FROM operation WHERE audience = 'person'
),
viewed AS (
    SELECT * FROM own
    WHERE kind = 'document' AND method IN ('GET', 'POST') AND status IN (200, 206, 304)
),
item AS (
    SELECT 'resource' AS metric, section, 'person' AS audience, path.text AS item, count(*) AS value, sum(bytes) AS bytes
    FROM viewed JOIN path USING (path_id) GROUP BY ALL
    UNION ALL
    SELECT 'data_resource', section, 'person', path.text, count(*), sum(bytes)
    FROM own JOIN path USING (path_id) WHERE own.kind = 'data' GROUP BY ALL
    UNION ALL
    SELECT 'referrer_group', 'all', 'person', coalesce(referer."group", 'directo'), count(*), sum(bytes)
    FROM viewed LEFT JOIN referer USING (referer_id) GROUP BY ALL
    UNION ALL
    SELECT 'device', 'all', 'person', coalesce(agent.device, 'no identificado'), count(*), sum(bytes)
    FROM viewed LEFT JOIN agent USING (agent_id) GROUP BY ALL
    UNION ALL
    SELECT 'robot_agent', 'all', 'robot', coalesce(nullif(agent.text, ''), '(sin agente)'), count(*), sum(bytes)
    FROM operation LEFT JOIN agent USING (agent_id) WHERE audience = 'robot' GROUP BY ALL
    UNION ALL
    SELECT 'error_path', section, 'all', coalesce(path.text, '(sin ruta)'), count(*), sum(bytes)
    FROM operation LEFT JOIN path USING (path_id) WHERE status >= 400 GROUP BY ALL
),
ordered AS (
    SELECT *, row_number() OVER (PARTITION BY metric, section ORDER BY value DESC, item) AS position
    FROM item
)
SELECT metric, section, audience, position, item, value, bytes
FROM ordered
WHERE position <= 20;
