-- title: Comparativo
-- unit: solicitudes, páginas, visitas, bytes y visitantes
-- definition: La operación contra el tráfico ordinario del portal, con las mismas definiciones en ambos lados. «matched»: la suma, hora por hora de la operación, del promedio de la misma hora y día de la semana; de ahí el factor. «daily»: el promedio simple de los días con bitácora; su factor lleva antes la operación a 24 horas.

INSERT INTO comparison
WITH operation AS (
    SELECT
        metric,
        sum(value) FILTER (WHERE section = 'all') AS operation,
        sum(value) FILTER (WHERE section = 'portal') AS operation_portal,
        sum(value) FILTER (WHERE section = 'prep') AS operation_prep
    FROM measure JOIN calendar USING (slot)
    WHERE audience = 'all' AND in_operation AND metric IN ('hits', 'pages', 'visits', 'bytes')
    GROUP BY metric
    UNION ALL
    SELECT
        metric,
        max(value) FILTER (WHERE section = 'all'),
        max(value) FILTER (WHERE section = 'portal'),
        max(value) FILTER (WHERE section = 'prep')
    FROM period_measure
    WHERE period = 'operation' AND metric IN ('visitors_min', 'visitors_max')
    GROUP BY metric
),
daily AS (
    SELECT metric, avg(value) AS daily, count(*) AS daily_days, min(value) AS daily_min, max(value) AS daily_max
    FROM (
        UNPIVOT (SELECT local_day, hits, pages, visits, bytes, visitors_min, visitors_max FROM baseline_day WHERE present)
        ON hits, pages, visits, bytes, visitors_min, visitors_max INTO NAME metric VALUE value
    )
    GROUP BY metric
),
complete_week AS (
    SELECT period
    FROM period
    JOIN calendar ON calendar.slot >= period.start AND calendar.slot < period."end"
    JOIN baseline_day USING (local_day)
    WHERE kind = 'matched'
    GROUP BY period
    HAVING bool_and(baseline_day.present)
),
hours AS (
    SELECT count(DISTINCT date_trunc('hour', slot)) AS hours FROM calendar WHERE in_operation
),
matched AS (
    SELECT
        metric,
        CASE WHEN count(*) = any_value(hours) THEN sum(total / days ORDER BY hour) END AS matched,
        min(days) AS weeks_min,
        max(days) AS weeks_max
    FROM baseline_hour CROSS JOIN hours
    GROUP BY metric
    UNION ALL
    SELECT metric, avg(value), count(*), count(*)
    FROM period_measure JOIN complete_week USING (period)
    WHERE section = 'portal' AND metric IN ('visitors_min', 'visitors_max')
    GROUP BY metric
),
metric (metric) AS (VALUES ('hits'), ('pages'), ('visits'), ('visitors_min'), ('visitors_max'), ('bytes')),
evidence AS (
    SELECT count(*) FILTER (WHERE counted AND in_operation) > 0 AS any_hit
    FROM hit JOIN calendar USING (slot)
),
joined AS (
    SELECT
        metric.metric,
        CASE WHEN any_hit THEN coalesce(operation.operation, 0) END AS operation,
        CASE WHEN any_hit THEN coalesce(operation.operation_portal, 0) END AS operation_portal,
        CASE WHEN any_hit THEN coalesce(operation.operation_prep, 0) END AS operation_prep,
        daily.* EXCLUDE (metric),
        matched.* EXCLUDE (metric),
        hours.hours
    FROM metric
    CROSS JOIN evidence
    CROSS JOIN hours
    LEFT JOIN operation USING (metric)
    LEFT JOIN daily USING (metric)
    LEFT JOIN matched USING (metric)
)
SELECT
    metric,
    operation,
    operation_portal,
    operation_prep,
    daily,
    coalesce(daily_days, 0),
    daily_min,
    daily_max,
    matched,
    coalesce(weeks_min, 0),
    coalesce(weeks_max, 0),
    CASE WHEN matched > 0 THEN operation / matched END,
    CASE WHEN daily > 0 AND NOT starts_with(metric, 'visitors') THEN operation * 24.0 / hours / daily END,
    CASE
        WHEN operation IS NULL THEN 'no hay bitácora de la operación'
        WHEN coalesce(daily_days, 0) = 0 THEN 'no hay bitácora de la línea base'
        WHEN matched IS NULL THEN 'faltan días iguales a los de la operación en la línea base'
        WHEN matched = 0 THEN 'la línea base es cero'
    END
FROM joined;
