-- title: Listas ordenadas de la operación
-- unit: solicitudes o páginas
-- definition: Los veinte primeros de cada lista: documentos y datos más pedidos por personas; páginas por procedencia y por sitio de procedencia (sin el propio), por clase de dispositivo, navegador y sistema; solicitudes por agente de robot, y rutas con más errores. La clase de dispositivo sale de reglas propias sobre el agente de usuario; el navegador y el sistema, de la lista pública ua-parser. Un agente puede mentir. A igual número, por orden alfabético.
-- metric: resource | páginas | Documentos más pedidos
-- metric: data_resource | solicitudes | Datos más pedidos
-- metric: referrer_group | páginas | Procedencias
-- metric: referrer_host | páginas | Sitios de procedencia
-- metric: device | páginas | Dispositivos
-- metric: browser | páginas | Navegadores
-- metric: system | páginas | Sistemas operativos
-- metric: robot_agent | solicitudes | Agentes de robots
-- metric: error_path | solicitudes | Rutas con más errores

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
by_agent AS (
    SELECT agent_id, count(*) AS value, sum(bytes) AS bytes FROM viewed GROUP BY agent_id
),
by_referer AS (
    SELECT referer_id, count(*) AS value, sum(bytes) AS bytes FROM viewed GROUP BY referer_id
),
with_what AS (
    SELECT
        unnest(['device', 'browser', 'system']) AS metric,
        unnest([agent.device, agent.browser, agent.system]) AS item,
        value,
        bytes
    FROM by_agent LEFT JOIN agent USING (agent_id)
),
item AS (
    SELECT 'resource' AS metric, section, 'person' AS audience, path.text AS item, count(*) AS value, sum(bytes) AS bytes
    FROM viewed JOIN path USING (path_id) GROUP BY ALL
    UNION ALL
    SELECT 'data_resource', section, 'person', path.text, count(*), sum(bytes)
    FROM own JOIN path USING (path_id) WHERE own.kind = 'data' GROUP BY ALL
    UNION ALL
    SELECT 'referrer_group', 'all', 'person', coalesce(referer."group", 'directo'), sum(value), sum(bytes)
    FROM by_referer LEFT JOIN referer USING (referer_id) GROUP BY ALL
    UNION ALL
    SELECT 'referrer_host', 'all', 'person', referer.text, sum(value), sum(bytes)
    FROM by_referer JOIN referer USING (referer_id) WHERE referer."group" NOT IN ('propio', 'directo') GROUP BY ALL
    UNION ALL
    SELECT metric, 'all', 'person', coalesce(item, 'no identificado'), sum(value), sum(bytes)
    FROM with_what GROUP BY ALL
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
