-- title: Subida y descenso
-- unit: minutos
-- definition: De las solicitudes de personas: un robot puede hacer un máximo que nadie vivió. rise_to_peak: del inicio de la operación al corte más cargado. rise_10_90: del primer corte con 10 % de ese máximo al primero con 90 %. decay_half: del corte más cargado al primero desde el que la tasa suavizada (promedio de 15 minutos, centrado) queda tres cortes seguidos por debajo de la mitad de la que había en el máximo. Sólo cortes servidos: una interrupción no es descenso.
-- metric: rise_to_peak | minutos | Del inicio al corte más cargado
-- metric: rise_10_90 | minutos | De 10 % a 90 % del máximo
-- metric: decay_half | minutos | Del máximo a quedar debajo de la mitad

INSERT INTO period_measure
WITH load AS (
    SELECT cut.slot, CASE WHEN cut.state = 'served' THEN coalesce(measure.value, 0) END AS hits
    FROM cut
    LEFT JOIN measure ON measure.slot = cut.slot AND measure.metric = 'hits' AND measure.section = 'all' AND measure.audience = 'person'
),
peak AS (
    SELECT max(hits) AS hits, min_by(slot, (-hits, slot)) AS slot FROM load WHERE hits > 0
),
smoothed AS (
    SELECT
        slot,
        CASE WHEN hits IS NOT NULL THEN
            avg(hits) OVER (ORDER BY slot RANGE BETWEEN INTERVAL '7 minutes 30 seconds' PRECEDING AND INTERVAL '7 minutes 30 seconds' FOLLOWING)
        END AS hits
    FROM load
),
below AS (
    SELECT smoothed.slot, smoothed.hits < top.hits / 2 AS below
    FROM smoothed CROSS JOIN peak JOIN smoothed AS top ON top.slot = peak.slot
    WHERE smoothed.slot > peak.slot AND smoothed.hits IS NOT NULL
),
settled AS (
    SELECT slot, below AND lead(below, 1) OVER later AND lead(below, 2) OVER later AS settled
    FROM below
    WINDOW later AS (ORDER BY slot)
),
moment (metric, start, "end") AS (
    SELECT 'rise_to_peak', (SELECT min(slot) FROM cut), slot FROM peak
    UNION ALL
    SELECT
        'rise_10_90',
        min(load.slot) FILTER (WHERE load.hits >= 0.1 * peak.hits),
        min(load.slot) FILTER (WHERE load.hits >= 0.9 * peak.hits)
    FROM load CROSS JOIN peak
    UNION ALL
    SELECT 'decay_half', any_value(peak.slot), min(settled.slot) FROM settled CROSS JOIN peak WHERE settled
)
SELECT metric, 'all', 'person', 'operation', date_diff('second', start, "end") / 60, "end"
FROM moment
WHERE "end" IS NOT NULL;
