-- title: Capacidad, y qué pasa si falla el mayor
-- unit: solicitudes por corte y proporción
-- definition: Se suman los difusores cuyo método ve todo el tráfico y que tienen evidencia de la operación. El corte más cargado de la red es aquel en que entre todos tuvieron más solicitudes (el primero, si hay varios). Si falla el mayor de ese corte, sus solicitudes pasan a los demás en proporción a las suyas. Lo que cada uno soporta es lo que declara; si no declara, su minuto más cargado sin fallas llevado a un corte, que es lo que probó soportar y no lo que soportaría. Es un escenario de una sola elección, no un pronóstico.

INSERT INTO capacity
WITH stands AS (
    SELECT delivery, sees_all, declared_rps * 60 * cut_minutes AS declared_5m
    FROM delivery CROSS JOIN setting
    WHERE state IN ('accepted', 'marked')
),
load AS (
    SELECT cut.delivery, cut.slot, coalesce(value, 0) AS hits
    FROM cut
    LEFT JOIN measure
        ON measure.delivery = cut.delivery AND measure.slot = cut.slot
        AND metric = 'hits' AND section = 'all' AND audience = 'all'
    WHERE state <> 'no_evidence'
),
own AS (
    SELECT delivery, sum(hits) AS hits, max(hits) AS peak, min_by(slot, (-hits, slot)) AS instant
    FROM load
    GROUP BY delivery
),
total AS (
    SELECT slot, sum(hits) AS hits
    FROM load JOIN stands USING (delivery)
    WHERE sees_all
    GROUP BY slot
    ORDER BY hits DESC, slot
    LIMIT 1
),
at_peak AS (
    SELECT delivery, load.hits
    FROM load JOIN total USING (slot) JOIN stands USING (delivery)
    WHERE sees_all
),
largest AS (
    FROM at_peak ORDER BY hits DESC, delivery LIMIT 1
),
demonstrated AS (
    SELECT delivery, value
    FROM period_measure
    WHERE metric = 'demonstrated_1m' AND section = 'all' AND audience = 'all' AND period = 'operation'
),
bounded AS (
    SELECT
        stands.delivery,
        sees_all,
        own.hits,
        own.peak,
        own.instant,
        at_peak.hits AS at_total_peak,
        EXISTS (
            FROM saturated
            WHERE saturated.delivery = stands.delivery
                AND saturated.slot BETWEEN own.instant - INTERVAL 1 HOUR AND own.instant + INTERVAL 1 HOUR
        ) AS lower_bound,
        declared_5m,
        demonstrated.value AS demonstrated_1m,
        coalesce(declared_5m, demonstrated.value * cut_minutes) AS bound,
        CASE
            WHEN at_peak.delivery <> largest.delivery
                THEN at_peak.hits + largest.hits * (at_peak.hits / nullif(total.hits - largest.hits, 0))
        END AS if_largest_fails,
        at_peak.hits / nullif(total.hits, 0) AS total_peak_share
    FROM stands
    CROSS JOIN setting
    LEFT JOIN own ON own.delivery = stands.delivery
    LEFT JOIN at_peak ON at_peak.delivery = stands.delivery
    LEFT JOIN demonstrated ON demonstrated.delivery = stands.delivery
    LEFT JOIN total ON true
    LEFT JOIN largest ON true
)
SELECT
    delivery,
    hits,
    CASE WHEN sees_all THEN hits / nullif(sum(hits) FILTER (WHERE sees_all) OVER (), 0) END,
    peak,
    instant,
    at_total_peak,
    total_peak_share,
    lower_bound,
    declared_5m,
    demonstrated_1m,
    bound,
    CASE WHEN declared_5m IS NOT NULL THEN 'declared' WHEN bound IS NOT NULL THEN 'demonstrated' END,
    if_largest_fails,
    bound / nullif(if_largest_fails, 0),
    CASE
        WHEN NOT sees_all THEN 'con su método, la bitácora no ve todo el tráfico'
        WHEN hits IS NULL THEN 'no hay bitácora de la operación'
        WHEN at_total_peak IS NULL THEN 'no hay evidencia suya en el corte más cargado de la red'
    END
FROM bounded
ORDER BY delivery;
