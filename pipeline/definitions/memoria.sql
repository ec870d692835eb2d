-- title: Definición «memoria»
-- unit: solicitudes, páginas, visitas y visitantes
-- definition: La de este programa. Página: documento pedido con GET o POST por una persona y respondido con 200, 206 o 304. Visita: páginas de una dirección con su agente sin un silencio de visit_gap_minutes o más, contada donde empieza. Visitantes: combinaciones distintas de dirección y agente de personas.

WITH judged AS (
    SELECT
        *,
        kind IN (SELECT value FROM rule WHERE rule = 'kinds') AS document,
        coalesce(method IN (SELECT value FROM rule WHERE rule = 'methods'), false)
            AND coalesce(status IN (SELECT value::USMALLINT FROM rule WHERE rule = 'statuses'), false) AS served,
        audience IN (SELECT value FROM rule WHERE rule = 'audiences') AS wanted
    FROM request
),
page AS (
    SELECT inside, time - lag(time) OVER (PARTITION BY visitor ORDER BY time) AS silence
    FROM judged
    WHERE document AND served AND wanted
),
visit AS (
    SELECT count(*) AS visits
    FROM page CROSS JOIN setting
    WHERE inside AND (silence IS NULL OR silence >= to_minutes(visit_gap_minutes))
)
SELECT
    count(*) AS hits,
    count(*) FILTER (document AND served AND wanted) AS pages,
    (SELECT visits FROM visit) AS visits,
    count(DISTINCT visitor) FILTER (wanted) AS visitors,
    count(*) FILTER (document AND served AND NOT wanted) AS robots,
    count(*) FILTER (served AND NOT document) AS not_documents,
    count(*) FILTER (document AND NOT served) AS failures
FROM judged
WHERE inside
