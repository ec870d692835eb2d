-- title: Serie por corte de la operación
-- unit: solicitudes por corte
-- definition: Solicitudes de cada corte con su estado y con el promedio y el rango del portal en los cortes del mismo día de la semana y hora de la línea base.

WITH ordinary AS (
    SELECT
        calendar.matches                                AS slot,
        avg(coalesce(measure.value, 0))::DOUBLE         AS mean,
        min(coalesce(measure.value, 0))::BIGINT         AS low,
        quantile_cont(coalesce(measure.value, 0)::DOUBLE, 0.25) AS q1,
        quantile_cont(coalesce(measure.value, 0)::DOUBLE, 0.5)  AS median,
        quantile_cont(coalesce(measure.value, 0)::DOUBLE, 0.75) AS q3,
        max(coalesce(measure.value, 0))::BIGINT         AS high,
        count(*)::INTEGER                               AS weeks
    FROM calendar
    JOIN baseline_day ON baseline_day.local_day = calendar.local_day AND baseline_day.present
    LEFT JOIN measure
        ON measure.slot = calendar.slot
        AND measure.metric = 'hits' AND measure.section = 'portal' AND measure.audience = 'all'
    ANTI JOIN baseline_excluded
        ON baseline_excluded.source = 'logs'
        AND calendar.slot >= baseline_excluded.start AND calendar.slot < baseline_excluded."end"
    WHERE calendar.matches IS NOT NULL
    GROUP BY calendar.matches
)
SELECT
    cut.slot,
    cut.state,
    coalesce(hits.value, 0)  AS hits,
    cut.served + cut.failed  AS published_hits,
    cut.failed,
    coalesce(born.value, 0)  AS new_visitors,
    ordinary.mean,
    ordinary.low,
    ordinary.q1,
    ordinary.median,
    ordinary.q3,
    ordinary.high,
    ordinary.weeks
FROM cut
LEFT JOIN measure AS hits
    ON hits.slot = cut.slot AND hits.metric = 'hits' AND hits.section = 'all' AND hits.audience = 'all'
LEFT JOIN measure AS born ON born.slot = cut.slot AND born.metric = 'new_visitors' AND born.section = 'all'
LEFT JOIN ordinary ON ordinary.slot = cut.slot
ORDER BY cut.slot;
