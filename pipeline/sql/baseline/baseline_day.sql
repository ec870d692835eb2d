-- title: Días de la línea base
-- unit: solicitudes (también sólo de personas), páginas, visitas, bytes y visitantes por día local
-- definition: El tráfico ordinario, día por día. Sólo la sección portal donde lo publicado es nuevo, para que los simulacros en sus rutas no inflen el promedio; todo el sitio donde la línea base es de meses y lo publicado ya era parte de ella. Un día sin un solo renglón no cuenta como cero: falta.

INSERT INTO baseline_day
WITH daily AS (
    SELECT
        local_day,
        sum(value) FILTER (WHERE metric = 'hits' AND section = baseline_section) AS hits,
        sum(value) FILTER (WHERE metric = 'pages' AND section = baseline_section) AS pages,
        sum(value) FILTER (WHERE metric = 'visits' AND section = baseline_section) AS visits,
        sum(value) FILTER (WHERE metric = 'bytes' AND section = baseline_section) AS bytes,
        sum(value) FILTER (WHERE metric = 'hits' AND section = 'published' AND baseline_section = 'portal') AS excluded_hits,
        count(DISTINCT local_hour) FILTER (WHERE metric = 'hits' AND section = 'all') AS hours
    FROM measure JOIN calendar USING (slot) CROSS JOIN setting
    WHERE audience = 'all' AND in_baseline
    GROUP BY local_day
),
person AS (
    SELECT local_day, sum(value) AS hits
    FROM measure JOIN calendar USING (slot) CROSS JOIN setting
    WHERE metric = 'hits' AND section = baseline_section AND audience = 'person' AND in_baseline
    GROUP BY local_day
),
visitors AS (
    SELECT
        period,
        max(value) FILTER (WHERE metric = 'visitors_min') AS visitors_min,
        max(value) FILTER (WHERE metric = 'visitors_max') AS visitors_max
    FROM period_measure CROSS JOIN setting
    WHERE section = baseline_section
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
