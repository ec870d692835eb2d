-- title: Corte sin actualizar
-- unit: minutos y cortes
-- definition: Lapsos en que lo publicado respondía y lo que mostraba tenía más de dos periodos de antigüedad, si duran un periodo o más. Es grave el de los minutos que señala el convenio para una interrupción, o más.

INSERT INTO finding
SELECT
    stale.start,
    stale."end",
    'stale',
    any_value(stale.minutes >= outage_minutes),
    any_value(stale.cuts),
    coalesce(sum(traffic.hits), 0),
    coalesce(sum(traffic.hits) FILTER (WHERE status_class = '5xx'), 0),
    any_value(stale.minutes),
    any_value(2 * cut_minutes),
    NULL,
    NULL
FROM stale
CROSS JOIN setting
LEFT JOIN traffic
    ON traffic.slot < stale."end" AND traffic.slot + to_minutes(cut_minutes) > stale.start
    AND traffic.section = 'published' AND traffic.audience = 'all'
GROUP BY stale.start, stale."end"
HAVING any_value(stale.minutes >= cut_minutes);
