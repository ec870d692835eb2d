-- title: Pestañas abiertas y ajuste de la ley de consulta
-- unit: pestañas y proporción
-- definition: Una pestaña está abierta desde su primera consulta del apuntador hasta un periodo T después de la última; un silencio de más de 3 T la cierra. N es su promedio en el corte (open_tabs_peak, open_tabs_mean). La ley predice N·r/T solicitudes de datos por segundo; polling_fit es lo previsto entre lo registrado en cada corte servido: mediana, percentil 10 y percentil 90.
-- metric: open_tabs_peak | pestañas | Pestañas abiertas, máximo
-- metric: open_tabs_mean | pestañas | Pestañas abiertas, promedio
-- metric: polling_fit_p10 | proporción | Previsto entre registrado, percentil 10
-- metric: polling_fit_p50 | proporción | Previsto entre registrado, mediana
-- metric: polling_fit_p90 | proporción | Previsto entre registrado, percentil 90

INSERT INTO period_measure
WITH law AS (
    SELECT
        max(value) FILTER (WHERE metric = 'polling_period') AS period,
        max(value) FILTER (WHERE metric = 'polling_refresh') AS refresh
    FROM period_measure
    WHERE period_measure.period = 'operation'
),
known AS (
    SELECT slot, state, epoch(slot) AS start, cut_minutes * 60 AS seconds
    FROM cut CROSS JOIN setting
),
opened AS (
    SELECT slot_start, open_tab.seconds / (cut_minutes * 60) AS tabs FROM open_tab CROSS JOIN setting
),
per_cut AS (
    SELECT known.slot, known.state, known.seconds, coalesce(opened.tabs, 0) AS tabs
    FROM known LEFT JOIN opened ON opened.slot_start = known.start
    WHERE known.state <> 'no_evidence' AND EXISTS (FROM open_tab)
),
data AS (
    SELECT slot, sum(hits) AS requests
    FROM traffic
    WHERE section = 'published' AND audience = 'person' AND kind = 'data'
    GROUP BY slot
),
fit AS (
    SELECT quantile_cont(tabs * law.refresh * seconds / law.period / data.requests, [0.1, 0.5, 0.9]) AS q
    FROM per_cut JOIN data USING (slot) CROSS JOIN law
    WHERE state = 'served'
),
figure (metric, value, instant) AS (
    SELECT 'open_tabs_peak', max(tabs), min_by(slot, (-tabs, slot)) FROM per_cut
    UNION ALL SELECT 'open_tabs_mean', avg(tabs ORDER BY slot), NULL FROM per_cut
    UNION ALL SELECT 'polling_fit_p10', q[1], NULL FROM fit
    UNION ALL SELECT 'polling_fit_p50', q[2], NULL FROM fit
    UNION ALL SELECT 'polling_fit_p90', q[3], NULL FROM fit
)
SELECT metric, 'published', 'person', 'operation', value, instant
FROM figure
WHERE value IS NOT NULL;
