-- title: Definición «awstats»
-- unit: solicitudes, páginas, visitas y visitantes
-- definition: La de AWStats 7.8. Solicitudes vistas (200 y 304, salvo favicon.ico y robots.txt); páginas por extensión; visitas por dirección, con más de una hora de silencio o cambio de día; visitantes son direcciones con alguna página en el mes. La hora es la escrita, sin desfase, y se descarta lo que viene más de dos horas atrás de lo ya leído.

WITH written AS (  -- escapes of characters that need none are read, «;» begins a query too
    SELECT
        path_id,
        regexp_replace(text, '%((?i)[0189A-F][0-9A-F]|2[0-9A-CF]|3[A-F]|[46]0|5[B-E]|7[B-DF])', '%25\1', 'g')
            .url_decode().regexp_extract('^[^ ;]*') AS url
    FROM path
),
looked AS (
    SELECT
        path_id,
        lower(regexp_extract(url, '\.(\w{1,6})$', 1)) NOT IN (SELECT value FROM rule WHERE rule = 'not_page') AS page,
        regexp_matches(url, '(?i)/favicon\.ico$') AS favicon,
        regexp_matches(url, '(?i)/robots\.txt$') AS robots_txt
    FROM written
),
late AS (  -- from which place on each clock is
    SELECT wall, reached.place
    FROM (
        SELECT
            clock AS wall,
            last,
            least(clock + (SELECT value::BIGINT FROM rule WHERE rule = 'tolerance_seconds') + 1, (clock // 86400 + 1) * 86400) AS ahead
        FROM in_a_row
    ) AS read
    ASOF JOIN reached ON reached.clock >= ahead
    WHERE last > reached.place
),
judged AS (
    SELECT
        line.*, page,
        CASE
            WHEN line.place > late.place THEN 'late'
            WHEN favicon THEN 'favicon'
            WHEN coalesce(status NOT IN (SELECT value::USMALLINT FROM rule WHERE rule = 'statuses'), true) THEN 'errors'
            WHEN agent_id IN (SELECT agent_id FROM listed_robot) THEN 'robots'
            WHEN robots_txt THEN 'robots_txt'
            ELSE 'viewed'
        END AS fate
    FROM line JOIN looked USING (path_id) LEFT JOIN late USING (wall)
),
page AS (
    SELECT
        inside, client, wall,
        max(wall) OVER (PARTITION BY client ORDER BY turn, place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM judged
    WHERE fate = 'viewed' AND page
),
paused AS (
    SELECT
        *,
        before IS NULL OR wall - before > (SELECT value::BIGINT FROM rule WHERE rule = 'gap_seconds') AS silent,
        wall // 86400 > before // 86400 AS another_day,
        date_trunc('month', make_timestamp(wall * 1000000)) AS month
    FROM page
    WHERE inside
),
of_pages AS (
    SELECT
        count(*) AS pages,
        count(*) FILTER (silent OR another_day) AS visits,
        count(*) FILTER (another_day AND NOT silent) AS midnight_cut
    FROM paused
),
of_lines AS (
    SELECT
        count(*) FILTER (fate = 'viewed') AS hits,
        count(*) FILTER (fate = 'errors') AS errors,
        count(*) FILTER (fate = 'favicon') AS favicon,
        count(*) FILTER (fate = 'robots_txt') AS robots_txt,
        count(*) FILTER (fate = 'robots') AS robots,
        count(*) FILTER (fate = 'late') AS late,
        count(*) AS lines
    FROM judged
    WHERE inside
)
SELECT
    hits, pages, visits,
    (SELECT count(*) FROM (SELECT DISTINCT client, month FROM paused)) AS visitors,
    errors, favicon, robots_txt, robots,
    (SELECT count(*) FROM request WHERE inside) - lines AS methods,
    late, midnight_cut
FROM of_lines CROSS JOIN of_pages
