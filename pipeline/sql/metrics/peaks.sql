-- title: Máximos de solicitudes
-- unit: solicitudes
-- definition: El mayor número de solicitudes registradas en 1 segundo, 10 segundos, 1 minuto y 5 minutos, dentro de la operación, con el primer instante en que ocurrió; por sección y por audiencia. Los intervalos empiezan en múltiplos exactos de su duración.

INSERT INTO period_measure
WITH per_second AS (
    SELECT second, coalesce(section, 'all') AS section, coalesce(audience, 'all') AS audience, sum(hits) AS hits
    FROM second
    GROUP BY second, GROUPING SETS ((section), (audience), ())
),
span (metric, seconds) AS (
    VALUES ('peak_1s', 1), ('peak_10s', 10), ('peak_1m', 60), ('peak_5m', 300)
),
bucket AS (
    SELECT metric, section, audience, second // seconds * seconds AS start, sum(hits) AS hits
    FROM per_second CROSS JOIN span
    GROUP BY ALL
)
SELECT
    metric,
    section,
    audience,
    'operation',
    max(hits),
    make_timestamp(1000000 * min_by(start, (-hits, start)))
FROM bucket
GROUP BY metric, section, audience;
