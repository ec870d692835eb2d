-- title: Percentil 99 de las solicitudes por intervalo
-- unit: solicitudes
-- definition: De los intervalos de 1 segundo, 10 segundos, 1 minuto y 5 minutos, el número de solicitudes que 99 de cada 100 no rebasan (interpolación lineal): en toda la operación y en la noche, de todos y de las personas. Los intervalos sin solicitudes cuentan como cero si su corte tiene evidencia; los de un corte sin evidencia no cuentan.
-- metric: p99_1s | solicitudes | Percentil 99 de 1 segundo
-- metric: p99_10s | solicitudes | Percentil 99 de 10 segundos
-- metric: p99_1m | solicitudes | Percentil 99 de 1 minuto
-- metric: p99_5m | solicitudes | Percentil 99 de 5 minutos

INSERT INTO period_measure
WITH tick AS (
    SELECT period, unnest(range(epoch(slot)::BIGINT, epoch(slot)::BIGINT + cut_minutes * 60)) AS second
    FROM cut JOIN period_slot USING (slot) CROSS JOIN setting
    WHERE state <> 'no_evidence' AND period IN ('operation', 'night')
),
asked AS (
    SELECT second, sum(hits) AS hits, sum(hits) FILTER (WHERE audience = 'person') AS persons FROM second GROUP BY second
),
span (metric, seconds) AS (
    VALUES ('p99_1s', 1), ('p99_10s', 10), ('p99_1m', 60), ('p99_5m', 300)
),
bucket AS (
    SELECT metric, period, second // seconds AS number, coalesce(sum(hits), 0) AS hits, coalesce(sum(persons), 0) AS persons
    FROM tick LEFT JOIN asked USING (second) CROSS JOIN span
    GROUP BY ALL
)
SELECT metric, 'all', 'all', period, quantile_cont(hits::DOUBLE, 0.99), NULL
FROM bucket
GROUP BY metric, period
UNION ALL
SELECT metric, 'all', 'person', period, quantile_cont(persons::DOUBLE, 0.99), NULL
FROM bucket
GROUP BY metric, period;
