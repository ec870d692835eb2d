-- title: Tráfico ordinario por hora
-- unit: la de cada medida, por hora
-- definition: Para cada hora de la operación, promedio y rango del portal en la misma hora y día de la semana de las semanas con bitácora.

WITH weekly AS (
    SELECT
        operation.local_day,
        operation.local_hour,
        baseline.local_day AS week,
        metric.name        AS metric,
        sum(coalesce(measure.value, 0)) AS value
    FROM calendar AS baseline
    JOIN calendar AS operation ON operation.slot = baseline.matches
    JOIN baseline_day ON baseline_day.local_day = baseline.local_day AND baseline_day.present
    CROSS JOIN (VALUES ('hits'), ('pages'), ('visits')) AS metric (name)
    LEFT JOIN measure
        ON measure.slot = baseline.slot AND measure.metric = metric.name
        AND measure.section = 'portal' AND measure.audience = 'all'
    GROUP BY ALL
)
SELECT
    local_day,
    local_hour,
    metric,
    avg(value)::DOUBLE   AS mean,
    min(value)::BIGINT   AS low,
    max(value)::BIGINT   AS high,
    count(*)::INTEGER    AS weeks
FROM weekly
GROUP BY local_day, local_hour, metric
ORDER BY ALL;
