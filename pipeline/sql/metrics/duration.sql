-- title: Duración de las respuestas
-- unit: microsegundos; razón de 0 a 1
-- definition: Percentiles de la duración registrada de cada solicitud de la operación, y su percentil 95 en cada hora; sin fila donde la bitácora no la registra. duration_share es la parte de las solicitudes que la trae.
-- metric: duration_p50 | microsegundos | Mediana de la duración
-- metric: duration_p95 | microsegundos | Percentil 95 de la duración
-- metric: duration_p99 | microsegundos | Percentil 99 de la duración
-- metric: duration_share | proporción | Solicitudes con duración registrada

INSERT INTO period_measure
WITH timed AS (
    SELECT section, slot, duration_us
    FROM hit JOIN calendar USING (slot)
    WHERE counted AND in_operation
),
operation AS (
    SELECT
        section,
        quantile_cont(duration_us, [0.50, 0.95, 0.99]) AS cuts,
        count(duration_us) / count(*) AS duration_share
    FROM timed
    GROUP BY section
),
hourly AS (
    SELECT section, period, quantile_cont(duration_us, 0.95) AS value
    FROM timed JOIN period_slot USING (slot)
    WHERE starts_with(period, 'hour:') AND duration_us IS NOT NULL
    GROUP BY section, period
),
long AS (
    UNPIVOT (
        SELECT section, cuts[1] AS duration_p50, cuts[2] AS duration_p95, cuts[3] AS duration_p99, duration_share FROM operation
    ) ON duration_p50, duration_p95, duration_p99, duration_share INTO NAME metric VALUE value
)
SELECT metric, section, 'all', 'operation', value, NULL FROM long
UNION ALL
SELECT 'duration_p95', section, 'all', period, value, NULL FROM hourly;
