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
WITH rule (least, shortest, longest) AS (
    VALUES (5, 5, 900)
),
repeated AS (
    SELECT visitor FROM poll CROSS JOIN rule GROUP BY visitor, least HAVING count(*) >= least
),
spread AS (
    SELECT count(*) AS intervals, quantile_cont(pause, [0.25, 0.5, 0.75]) AS q
    FROM poll JOIN repeated USING (visitor) CROSS JOIN rule
    WHERE pause BETWEEN shortest AND longest
),
answered AS (
    SELECT
        count(*) AS requests,
        count(*) FILTER (WHERE status = 304) AS unchanged,
        count(*) FILTER (WHERE status IN (200, 304)) AS answers
    FROM poll
),
data AS (
    SELECT sum(hits) AS requests
    FROM traffic JOIN calendar USING (slot)
    WHERE in_operation AND section = 'published' AND audience = 'person' AND kind = 'data'
),
figure (metric, value) AS (
    SELECT 'polling_period', q[2] FROM spread
    UNION ALL SELECT 'polling_period_q1', q[1] FROM spread
    UNION ALL SELECT 'polling_period_q3', q[3] FROM spread
    UNION ALL SELECT 'polling_intervals', intervals FROM spread WHERE intervals > 0
    UNION ALL SELECT 'polling_clients', count(*) FROM repeated
    UNION ALL SELECT 'polling_requests', requests FROM answered
    UNION ALL SELECT 'polling_refresh', data.requests / nullif(answered.requests, 0) FROM data CROSS JOIN answered
    UNION ALL SELECT 'polling_not_modified', unchanged / nullif(answers, 0) FROM answered
)
SELECT metric, 'published', 'person', 'operation', value, NULL
FROM figure
WHERE value IS NOT NULL;
