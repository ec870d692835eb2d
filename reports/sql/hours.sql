-- title: Serie por hora de los días de las bitácoras
-- unit: la de cada medida
-- definition: Medidas de cada hora local; una hora en la que ningún corte dejó un renglón no tiene cifras.

WITH slots AS (
    SELECT slot, local_day, local_hour, in_operation FROM calendar WHERE in_logs
),
sums AS (
    SELECT
        slot,
        sum(value) FILTER (metric = 'hits' AND section = 'all' AND audience = 'all')     AS hits,
        sum(value) FILTER (metric = 'hits' AND section = 'published' AND audience = 'all')    AS published_hits,
        sum(value) FILTER (metric = 'pages' AND section = 'all' AND audience = 'all')    AS pages,
        sum(value) FILTER (metric = 'visits' AND section = 'all' AND audience = 'all')   AS visits,
        sum(value) FILTER (metric = 'bytes' AND section = 'all' AND audience = 'all')    AS bytes,
        sum(value) FILTER (metric = 'hits' AND section = 'all' AND audience = 'person')  AS persons,
        sum(value) FILTER (metric = 'hits' AND section = 'all' AND audience = 'robot')   AS robots,
        sum(value) FILTER (metric = 'status_2xx' AND section = 'all' AND audience = 'all') AS status_2xx,
        sum(value) FILTER (metric = 'status_3xx' AND section = 'all' AND audience = 'all') AS status_3xx,
        sum(value) FILTER (metric = 'status_4xx' AND section = 'all' AND audience = 'all') AS status_4xx,
        sum(value) FILTER (metric = 'status_5xx' AND section = 'all' AND audience = 'all') AS status_5xx
    FROM measure
    GROUP BY slot
),
visitors AS (
    SELECT
        period,
        max(value) FILTER (metric = 'visitors_min')::BIGINT AS visitors_min,
        max(value) FILTER (metric = 'visitors_max')::BIGINT AS visitors_max
    FROM period_measure
    WHERE section = 'all' AND audience = 'person' AND period LIKE 'hour:%'
    GROUP BY period
)
SELECT
    min(slots.slot)                        AS slot,
    bool_and(slots.in_operation)           AS in_operation,
    count(*)::INTEGER                      AS cuts,
    count(sums.hits)::INTEGER              AS cuts_with_lines,
    sum(sums.hits)::BIGINT                 AS hits,
    sum(sums.published_hits)::BIGINT            AS published_hits,
    sum(sums.pages)::BIGINT                AS pages,
    sum(sums.visits)::BIGINT               AS visits,
    any_value(visitors.visitors_min)       AS visitors_min,
    any_value(visitors.visitors_max)       AS visitors_max,
    sum(sums.bytes)::BIGINT                AS bytes,
    sum(sums.persons)::BIGINT              AS persons,
    sum(sums.robots)::BIGINT               AS robots,
    sum(sums.status_2xx)::BIGINT           AS status_2xx,
    sum(sums.status_3xx)::BIGINT           AS status_3xx,
    sum(sums.status_4xx)::BIGINT           AS status_4xx,
    sum(sums.status_5xx)::BIGINT           AS status_5xx
FROM slots
LEFT JOIN sums ON sums.slot = slots.slot
LEFT JOIN visitors
    ON visitors.period = format('hour:{}T{:02d}', slots.local_day::VARCHAR, slots.local_hour)
GROUP BY slots.local_day, slots.local_hour
ORDER BY min(slots.slot);
