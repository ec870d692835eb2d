-- title: Definición «webalizer»
-- unit: solicitudes, páginas, visitas y visitantes
-- definition: La de Webalizer 2.23. Solicitudes son todos los renglones; páginas, las direcciones sin punto, con «/» al final o de HTML, CGI o PHP, con cualquier respuesta; visitas por dirección con 30 minutos de silencio o más; visitantes son direcciones del mes. La hora es la escrita; lo de dos horas del reloj atrás se ignora y lo de una se cuenta con la hora del último renglón.

WITH unescaped AS (  -- a letter for what is beyond ASCII and for half an escape with what follows it, «_» for controls, dots for a hidden address; the request ends where «HTTP» begins
    SELECT
        path_id,
        text.replace('[dirección oculta]', '0.0.0.0').regexp_replace('.?HTTP.*$', '')
            .regexp_replace('(?i)%([0-9A-F][^0-9A-F]|[89A-F][0-9A-F])', 'x', 'g').regexp_replace('(?i)%([01][0-9A-F]|7F)', '_', 'g').url_decode().regexp_replace('^/+', '/')
            .regexp_extract('^[A-Za-z0-9:/\\.,'' *!+_@~()\[\]\x{80}-\x{10FFFF}-]*') AS raw
    FROM path
),
ended AS (  -- what was not found is left as it is; of all else «/./» goes and what is no path is «/»
    SELECT path_id, missing, left(url, (SELECT value::BIGINT FROM rule WHERE rule = 'longest_url')) AS url
    FROM (
        SELECT path_id, true AS missing, raw AS url FROM unescaped
        UNION ALL
        SELECT path_id, false, if(raw LIKE '/%', regexp_replace(raw, '(/\.)+/', '/', 'g'), '/') FROM unescaped
    )
),
looked AS (
    SELECT
        path_id, missing,
        url LIKE '%/' OR url NOT LIKE '%.%'
            OR (url LIKE '%index.%' AND substr(url, strpos(url, 'index.') - 1, 1) = '/')
            OR EXISTS (
                FROM rule
                WHERE (rule = 'page_prefixes' AND starts_with(regexp_extract(url, '[^.]*$'), value))
                    OR (rule = 'page_words' AND contains(regexp_extract(url, '[^.]*$'), value))
            ) AS page
    FROM ended
),
back AS (  -- from which place on the lines of each hour are behind, and from which they are late
    SELECT read.clock AS hour, behind.place AS behind, late.place AS late
    FROM (SELECT DISTINCT clock FROM in_a_row) AS read
    ASOF JOIN reached AS behind ON behind.clock > read.clock
    ASOF LEFT JOIN reached AS late ON late.clock > read.clock + 1
),
judged AS (
    SELECT
        line.*,
        coalesce(place > late, false) AS late,
        place > behind AS behind
    FROM line LEFT JOIN back ON back.hour = wall // (SELECT value::BIGINT FROM rule WHERE rule = 'clock_seconds')
),
retimed AS (
    SELECT judged.place, kept.wall AS clock
    FROM judged ASOF JOIN kept ON judged.place > kept.place
    WHERE behind AND NOT late
),
timed AS (
    SELECT
        judged.*,
        coalesce(page, true) AS page,
        coalesce(clock, wall) AS clock
    FROM judged
    LEFT JOIN looked ON looked.path_id = judged.path_id AND looked.missing = coalesce(judged.status = 404, false)
    LEFT JOIN retimed USING (place)
),
site AS (
    SELECT DISTINCT client, date_trunc('month', make_timestamp(clock * 1000000)) AS month
    FROM timed
    WHERE inside AND NOT late
),
page AS (
    SELECT
        inside, clock,
        lag(clock) OVER (PARTITION BY client, date_trunc('month', make_timestamp(clock * 1000000)) ORDER BY turn, place) AS before
    FROM timed
    WHERE page AND NOT late
),
paused AS (
    SELECT
        *,
        before IS NULL OR clock - before >= (SELECT value::BIGINT FROM rule WHERE rule = 'gap_seconds') AS silent,
        clock < before AS backwards
    FROM page
    WHERE inside
),
of_pages AS (
    SELECT
        count(*) AS pages,
        count(*) FILTER (silent OR backwards) AS visits,
        count(*) FILTER (backwards) AS backwards,
        count(*) FILTER (NOT silent AND clock // 86400 > before // 86400) AS daily_table
    FROM paused
),
of_lines AS (
    SELECT
        count(*) FILTER (NOT late) AS hits,
        count(*) FILTER (NOT late AND NOT page) AS not_pages,
        count(*) FILTER (late) AS late,
        count(*) FILTER (behind AND NOT late) AS retimed,
        count(*) FILTER (whole) AS whole
    FROM timed
    WHERE inside
)
SELECT
    hits, pages, visits, (SELECT count(*) FROM site) AS visitors,
    not_pages,
    (SELECT count(*) FROM request WHERE inside) - whole AS too_long,
    late, retimed, backwards, daily_table
FROM of_lines CROSS JOIN of_pages
