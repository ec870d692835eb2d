-- title: Cobertura de la línea base
-- unit: días y horas
-- definition: Cuántos días y horas de las semanas de la línea base tienen evidencia en cada fuente, y cuántos entran en los promedios. Una hora tiene evidencia si no cae en un día sin bitácora ni toca un hueco; entra si ninguna exclusión la toca. Las herramientas que sólo dan días no tienen horas que contar, y un total mensual entra con todos sus días.

UPDATE baseline_source SET
    days_of = coverage.days_of,
    days_seen = coverage.days_seen,
    days_used = coverage.days_used,
    hours_of = coverage.hours_of,
    hours_seen = coverage.hours_seen,
    hours_used = coverage.hours_used,
    few = coverage.days_used < coverage.min_days
FROM (
    WITH hour AS (
        SELECT DISTINCT local_day, date_trunc('hour', slot) AS hour FROM calendar WHERE in_baseline
    ),
    touched AS (
        SELECT DISTINCT
            source,
            hour,
            bool_or(kind IN ('missing', 'gap', 'incomplete')) OVER (PARTITION BY source, hour) AS unseen
        FROM hour JOIN baseline_excluded
            ON hour.hour < baseline_excluded."end" AND hour.hour + INTERVAL 1 HOUR > baseline_excluded.start
    ),
    each AS (
        SELECT
            baseline_source.source,
            hour.local_day,
            hour.hour,
            touched.source IS NULL AS used,
            NOT coalesce(touched.unseen, false) AS seen
        FROM baseline_source CROSS JOIN hour
        LEFT JOIN touched ON touched.source = baseline_source.source AND touched.hour = hour.hour
    ),
    day AS (
        SELECT source, local_day, bool_or(seen) AS seen, bool_and(used) AS used
        FROM each
        GROUP BY source, local_day
    ),
    told AS (
        SELECT source, sum(last_day - first_day + 1)::INTEGER AS days
        FROM baseline_figure
        WHERE used
        GROUP BY source
    ),
    hourly AS (
        SELECT source FROM baseline_figure_hour
        UNION
        SELECT 'logs'
    ),
    days AS (
        SELECT
            source,
            count(*) AS days_of,
            count(*) FILTER (WHERE seen) AS days_seen,
            count(*) FILTER (WHERE used) AS days_used
        FROM day
        GROUP BY source
    ),
    hours AS (
        SELECT
            source,
            count(*) AS hours_of,
            count(*) FILTER (WHERE seen) AS hours_seen,
            count(*) FILTER (WHERE used) AS hours_used
        FROM each
        GROUP BY source
    )
    SELECT
        days.source,
        days_of,
        days_seen,
        CASE WHEN days.source = 'logs' THEN days_used ELSE coalesce(told.days, 0) END AS days_used,
        hours_of,
        CASE WHEN hourly.source IS NOT NULL THEN hours_seen END AS hours_seen,
        CASE WHEN hourly.source IS NOT NULL THEN hours_used END AS hours_used,
        baseline_min_days AS min_days
    FROM days
    JOIN hours USING (source)
    LEFT JOIN hourly USING (source)
    LEFT JOIN told USING (source)
    CROSS JOIN setting
) AS coverage
WHERE coverage.source = baseline_source.source;
