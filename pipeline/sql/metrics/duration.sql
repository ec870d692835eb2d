-- title: Duración de las respuestas
-- unit: microsegundos; razón de 0 a 1
-- definition: Percentiles de la duración registrada de cada solicitud de la operación, y su percentil 95 en cada hora; sin fila donde la bitácora no la registra. Cada duración se redondea antes a tres cifras significativas: la de un percentil se aparta a lo más 0.5 %. duration_share es la parte de las solicitudes que la trae.
-- metric: duration_p50 | microsegundos | Mediana de la duración
-- metric: duration_p95 | microsegundos | Percentil 95 de la duración
-- metric: duration_p99 | microsegundos | Percentil 99 de la duración
-- metric: duration_share | proporción | Solicitudes con duración registrada

INSERT INTO period_measure
WITH timed AS (
    SELECT section, 'operation' AS period, duration_us, hits FROM duration
    UNION ALL
    SELECT section, period, duration_us, hits
    FROM duration JOIN period_slot USING (slot)
    WHERE starts_with(period, 'hour:')
),
summed AS (
    SELECT section, period, duration_us, sum(hits) AS hits FROM timed GROUP BY ALL
),
ranked AS (
    SELECT
        section,
        period,
        duration_us,
        sum(hits) OVER (PARTITION BY section, period ORDER BY duration_us) AS until,
        sum(hits) OVER (PARTITION BY section, period) AS total
    FROM summed
),
percentile AS (
    SELECT
        section,
        period,
        counted_quantile(duration_us, until, total, 0.5::DOUBLE) AS duration_p50,
        counted_quantile(duration_us, until, total, 0.95::DOUBLE) AS duration_p95,
        counted_quantile(duration_us, until, total, 0.99::DOUBLE) AS duration_p99
    FROM ranked
    GROUP BY section, period
),
logged AS (
    SELECT section, sum(timed) / sum(hits) AS duration_share
    FROM second
    GROUP BY section
),
long AS (
    UNPIVOT percentile ON duration_p50, duration_p95, duration_p99 INTO NAME metric VALUE value
)
SELECT metric, section, 'all', period, value, NULL
FROM long
WHERE period = 'operation' OR metric = 'duration_p95'
UNION ALL
SELECT 'duration_share', section, 'all', 'operation', duration_share, NULL FROM logged;
