-- title: El segundo más cargado sin sincronía
-- unit: solicitudes por segundo
-- definition: Solo personas. La mayor tasa media de un periodo de consulta T: lo que tendría en promedio el segundo más cargado si las mismas solicitudes se repartieran por igual a lo largo de T en vez de llegar juntas. T es la mediana de la ley de consulta, en segundos enteros.
-- metric: peak_spread | solicitudes por segundo | El segundo más cargado sin sincronía

INSERT INTO period_measure
WITH polling AS (
    SELECT greatest(1, round(value))::BIGINT AS seconds
    FROM period_measure
    WHERE metric = 'polling_period' AND period = 'operation'
),
bucket AS (
    SELECT second // seconds * seconds AS start, sum(hits) / any_value(seconds) AS rate
    FROM second CROSS JOIN polling
    WHERE audience = 'person'
    GROUP BY ALL
)
SELECT 'peak_spread', 'all', 'person', 'operation', max(rate), make_timestamp(1000000 * min_by(start, (-rate, start)))
FROM bucket
HAVING count(*) > 0;
