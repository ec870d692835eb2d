-- title: Definición «matomo»
-- unit: páginas, visitas y visitantes
-- definition: Aproximada, con las reglas del importador de Matomo. Páginas son las solicitudes que no son recursos estáticos, descargas, errores, redirecciones ni de robots de su lista; visitas, por dirección y agente, con 30 minutos de silencio o cambio de día; visitantes, combinaciones de dirección y agente. No da solicitudes.

WITH looked AS (
    SELECT
        path_id,
        regexp_extract(lower(text), '[^.]*$') IN (SELECT value FROM rule WHERE rule = 'static_extensions')
            OR regexp_extract(lower(text), '[^/]*$') IN (SELECT value FROM rule WHERE rule = 'static_files') AS static,
        regexp_extract(lower(text), '[^.]*$') IN (SELECT value FROM rule WHERE rule = 'download_extensions') AS download
    FROM path
),
robot AS (
    SELECT agent_id
    FROM agent
    WHERE EXISTS (FROM rule WHERE rule = 'robot_words' AND contains(lower(agent.text), value))
),
judged AS (
    SELECT
        request.*,
        CASE
            WHEN static THEN 'static'
            WHEN agent_id IN (SELECT agent_id FROM robot) THEN 'robots'
            WHEN status <> (SELECT value::INTEGER FROM rule WHERE rule = 'not_modified')
                AND status // 100 IN (SELECT value::INTEGER FROM rule WHERE rule = 'refused_classes') THEN 'errors'
            WHEN download THEN 'downloads'
            ELSE 'pages'
        END AS fate
    FROM request JOIN looked USING (path_id)
),
action AS (
    SELECT inside, wall, lag(wall) OVER (PARTITION BY visitor ORDER BY wall, place) AS before
    FROM judged
    WHERE fate IN ('pages', 'downloads')
),
paused AS (
    SELECT
        before IS NULL OR wall - before >= (SELECT value::BIGINT FROM rule WHERE rule = 'gap_seconds') AS silent,
        wall // 86400 > before // 86400 AS another_day
    FROM action
    WHERE inside
),
visit AS (
    SELECT
        count(*) FILTER (silent OR another_day) AS visits,
        count(*) FILTER (another_day AND NOT silent) AS midnight_cut
    FROM paused
)
SELECT
    NULL AS hits,
    count(*) FILTER (fate = 'pages') AS pages,
    (SELECT visits FROM visit) AS visits,
    count(DISTINCT visitor) FILTER (fate IN ('pages', 'downloads')) AS visitors,
    count(*) FILTER (fate = 'errors') AS errors,
    count(*) FILTER (fate = 'static') AS static,
    count(*) FILTER (fate = 'robots') AS robots,
    count(*) FILTER (fate = 'downloads') AS downloads,
    (SELECT midnight_cut FROM visit) AS midnight_cut
FROM judged
WHERE inside
