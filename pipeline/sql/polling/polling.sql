-- title: Ley de consulta
-- unit: segundos, solicitudes y proporción
-- definition: Clientes repetidos: visitantes (personas) con 5 consultas o más del apuntador en la operación. Periodo T (polling_period): la mediana de lo que pasa entre dos consultas seguidas de un cliente repetido, de 5 segundos a 15 minutos, con sus cuartiles. Solicitudes por consulta r (polling_refresh): solicitudes de datos de lo publicado hechas por personas entre consultas del apuntador. polling_not_modified: respuestas 304 del apuntador entre las 200 y 304.
-- metric: polling_period | segundos | Periodo de consulta T, mediana
-- metric: polling_period_q1 | segundos | Periodo de consulta T, primer cuartil
-- metric: polling_period_q3 | segundos | Periodo de consulta T, tercer cuartil
-- metric: polling_intervals | pausas | Pausas entre consultas de clientes repetidos
-- metric: polling_clients | clientes | Clientes repetidos
-- metric: polling_requests | solicitudes | Consultas del apuntador
-- metric: polling_refresh | solicitudes por consulta | Solicitudes por consulta r
-- metric: polling_not_modified | proporción | Respuestas 304 del apuntador

INSERT INTO period_measure
WITH ranked AS (
    SELECT microseconds, pauses, sum(pauses) OVER (ORDER BY microseconds) AS until, sum(pauses) OVER () AS total
    FROM poll_pause
),
spread AS (
    SELECT
        sum(pauses) AS intervals,
        counted_quantile(microseconds / 1e6, until, total, 0.25::DOUBLE) AS q1,
        counted_quantile(microseconds / 1e6, until, total, 0.5::DOUBLE) AS q2,
        counted_quantile(microseconds / 1e6, until, total, 0.75::DOUBLE) AS q3
    FROM ranked
),
data AS (
    SELECT sum(hits) AS requests
    FROM traffic JOIN calendar USING (slot)
    WHERE in_operation AND section = 'published' AND audience = 'person' AND kind = 'data'
),
figure (metric, value) AS (
    SELECT 'polling_period', q2 FROM spread
    UNION ALL SELECT 'polling_period_q1', q1 FROM spread
    UNION ALL SELECT 'polling_period_q3', q3 FROM spread
    UNION ALL SELECT 'polling_intervals', intervals FROM spread
    UNION ALL SELECT 'polling_clients', clients FROM poll_count
    UNION ALL SELECT 'polling_requests', requests FROM poll_count
    UNION ALL SELECT 'polling_refresh', data.requests / nullif(poll_count.requests, 0) FROM data CROSS JOIN poll_count
    UNION ALL SELECT 'polling_not_modified', not_modified / nullif(answers, 0) FROM poll_count
)
SELECT metric, 'published', 'person', 'operation', value, NULL
FROM figure
WHERE value IS NOT NULL;
