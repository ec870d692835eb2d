-- title: Lo que se ordena en listas
-- unit: solicitudes o páginas, y bytes
-- definition: De la operación, por el número de su texto: páginas y solicitudes de datos de personas por ruta, páginas por sitio de procedencia (sin el propio), solicitudes de robots por agente, y errores (4xx y 5xx) por ruta, de cada sección y de cada servicio.

INSERT INTO listed
WITH operation AS (
    SELECT hit.* FROM hit JOIN calendar USING (slot) WHERE counted AND in_operation
),
viewed AS (
    SELECT * FROM operation
    WHERE audience = 'person' AND kind = 'document' AND method IN ('GET', 'POST') AND status IN (200, 206, 304)
),
by_referer AS (
    SELECT referer_id, count(*) AS value, sum(bytes) AS bytes FROM viewed GROUP BY referer_id
)
SELECT 'resource', section, NULL, 'person', 'path', path_id, count(*), sum(bytes)
FROM viewed GROUP BY ALL
UNION ALL
SELECT 'data_resource', section, NULL, 'person', 'path', path_id, count(*), sum(bytes)
FROM operation WHERE audience = 'person' AND kind = 'data' GROUP BY ALL
UNION ALL
SELECT 'referrer_host', 'all', NULL, 'person', 'referer', referer_id, value, bytes
FROM by_referer JOIN referer USING (referer_id) WHERE referer."group" NOT IN ('propio', 'directo')
UNION ALL
SELECT 'robot_agent', 'all', NULL, 'robot', 'agent', coalesce(agent_id, 0), count(*), sum(bytes)
FROM operation WHERE audience = 'robot' GROUP BY ALL
UNION ALL
SELECT 'error_path', section, NULL, 'all', 'path', coalesce(path_id, 0), count(*), sum(bytes)
FROM operation WHERE status >= 400 GROUP BY ALL
UNION ALL
SELECT 'error_path', NULL, service, 'all', 'path', coalesce(path_id, 0), count(*), sum(bytes)
FROM operation WHERE status >= 400 AND service IS NOT NULL GROUP BY ALL;
