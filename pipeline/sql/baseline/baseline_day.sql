-- title: Días de la línea base
-- unit: solicitudes (también sólo de personas), páginas, visitas, bytes y visitantes por día local
-- definition: El tráfico ordinario del portal, día por día: sólo la sección portal, para que los simulacros en rutas del PREP no inflen el promedio. Un día sin un solo renglón no cuenta como cero: falta.

INSERT INTO baseline_day
WITH daily AS (
    SELECT
        local_day,
        sum(value) FILTER (WHERE metric = 'hits' AND section = 'portal') AS hits,
        sum(value) FILTER (WHERE metric = 'pages' AND section = 'portal') AS pages,
        sum(value) FILTER (WHERE metric = 'visits' AND section = 'portal') AS visits,
        sum(value) FILTER (WHERE metric = 'bytes' AND section = 'portal') AS bytes,
        sum(value) FILTER (WHERE metric = 'hits' AND section = 'published') AS excluded_hits,
        count(DISTINCT local_hour) FILTER (WHERE metric = 'hits' AND section = 'all') AS hours
    FROM measure JOIN calendar USING (slot)
    WHERE audience = 'all' AND in_baseline
    GROUP BY local_day
),
person AS (
    SELECT local_day, sum(value) AS hits
    FROM measure JOIN calendar USING (slot)
    WHERE metric = 'hits' AND section = 'portal' AND audience = 'person' AND in_baseline
    GROUP BY local_day
),
visitors AS (
    SELECT
        period,
        max(value) FILTER (WHERE metric = 'visitors_min') AS visitors_min,
        max(value) FILTER (WHERE metric = 'visitors_max') AS visitors_max
    FROM period_measure
    WHERE section = 'portal'
    GROUP BY period
),
day AS (
    SELECT local_day, count(DISTINCT local_hour) AS hours
    FROM calendar WHERE in_baseline
    GROUP BY local_day
)
SELECT
    day.local_day,
    daily.local_day IS NOT NULL,
    drill.local_day IS NOT NULL,
    CASE WHEN daily.local_day IS NOT NULL THEN coalesce(daily.hits, 0) END,
    CASE WHEN daily.local_day IS NOT NULL THEN coalesce(person.hits, 0) END,
    CASE WHEN daily.local_day IS NOT NULL THEN coalesce(daily.pages, 0) END,
    CASE WHEN daily.local_day IS NOT NULL THEN coalesce(daily.visits, 0) END,
    CASE WHEN daily.local_day IS NOT NULL THEN coalesce(daily.bytes, 0) END,
    CASE WHEN daily.local_day IS NOT NULL THEN coalesce(visitors.visitors_min, 0) END,
    CASE WHEN daily.local_day IS NOT NULL THEN coalesce(visitors.visitors_max, 0) END,
    CASE WHEN daily.local_day IS NOT NULL THEN day.hours - daily.hours END,
    CASE WHEN daily.local_day IS NOT NULL THEN coalesce(daily.excluded_hits, 0) END
FROM day
LEFT JOIN daily USING (local_day)
LEFT JOIN person USING (local_day)
LEFT JOIN drill USING (local_day)
LEFT JOIN visitors ON visitors.period = 'day:' || day.local_day;
