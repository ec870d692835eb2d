-- title: Duración de las respuestas
-- unit: microsegundos
-- definition: Percentiles de la duración registrada de cada solicitud de la operación; sin fila donde la bitácora no la registra.

INSERT INTO period_measure
WITH percentile AS (
    SELECT
        section,
        quantile_cont(duration_us, 0.50) AS duration_p50,
        quantile_cont(duration_us, 0.95) AS duration_p95,
        quantile_cont(duration_us, 0.99) AS duration_p99
    FROM hit JOIN calendar USING (slot)
    WHERE counted AND in_operation AND duration_us IS NOT NULL
    GROUP BY section
),
long AS (
    UNPIVOT percentile ON duration_p50, duration_p95, duration_p99 INTO NAME metric VALUE value
)
SELECT metric, section, 'all', 'operation', value, NULL
FROM long;
