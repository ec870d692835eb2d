-- title: Máximos de solicitudes
-- unit: solicitudes
-- definition: El mayor número de solicitudes registradas en 1 segundo, 10 segundos, 1 minuto y 5 minutos, dentro de la operación, con el primer instante en que ocurrió; por sección y por audiencia. Los intervalos empiezan en múltiplos exactos de su duración.
-- metric: peak_1s | solicitudes | Máximo en 1 segundo
-- metric: peak_10s | solicitudes | Máximo en 10 segundos
-- metric: peak_1m | solicitudes | Máximo en 1 minuto
-- metric: peak_5m | solicitudes | Máximo en 5 minutos

INSERT INTO period_measure
WITH in_1s AS (
    SELECT second AS start, coalesce(section, 'all') AS section, coalesce(audience, 'all') AS audience, sum(hits)::BIGINT AS hits
    FROM second
    GROUP BY second, GROUPING SETS ((section), (audience), ())
),
in_10s AS (
    SELECT start // 10 * 10 AS start, section, audience, sum(hits)::BIGINT AS hits FROM in_1s GROUP BY ALL
),
in_1m AS (
    SELECT start // 60 * 60 AS start, section, audience, sum(hits)::BIGINT AS hits FROM in_10s GROUP BY ALL
),
in_5m AS (
    SELECT start // 300 * 300 AS start, section, audience, sum(hits)::BIGINT AS hits FROM in_1m GROUP BY ALL
),
bucket AS (
    SELECT 'peak_1s' AS metric, * FROM in_1s
    UNION ALL SELECT 'peak_10s', * FROM in_10s
    UNION ALL SELECT 'peak_1m', * FROM in_1m
    UNION ALL SELECT 'peak_5m', * FROM in_5m
),
top AS (
    SELECT metric, section, audience, max(hits) AS hits FROM bucket GROUP BY ALL
)
SELECT metric, section, audience, 'operation', hits, make_timestamp(1000000 * min(start))
FROM bucket JOIN top USING (metric, section, audience, hits)
GROUP BY ALL;
