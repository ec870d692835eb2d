-- title: Cada servicio por periodo
-- unit: solicitudes, páginas, visitas y cortes
-- definition: Sumas de cada servicio en cada ventana, mes y día, y sus cortes por estado. Sin un solo corte con evidencia, las sumas se desconocen: no son cero.
-- metric: cuts_served | cortes | Cortes servidos de un servicio
-- metric: cuts_errors | cortes | Cortes de un servicio con sólo fallas
-- metric: cuts_unasked | cortes | Cortes en que nadie pidió un servicio
-- metric: cuts_no_evidence | cortes | Cortes de un servicio sin evidencia

INSERT INTO service_period
WITH span AS (
    SELECT period, slot
    FROM period_slot JOIN period USING (period)
    WHERE kind IN ('window', 'month', 'day')
),
cuts AS (
    SELECT
        service,
        period,
        count(*) FILTER (WHERE state = 'served') AS cuts_served,
        count(*) FILTER (WHERE state = 'errors') AS cuts_errors,
        count(*) FILTER (WHERE state = 'unasked') AS cuts_unasked,
        count(*) FILTER (WHERE state = 'no_evidence') AS cuts_no_evidence
    FROM service_cut JOIN span USING (slot)
    GROUP BY ALL
),
sums (metric, audience) AS (
    VALUES ('hits', 'all'), ('pages', 'person'), ('visits', 'person'), ('status_4xx', 'all'), ('status_5xx', 'all')
),
total AS (
    SELECT service, metric, period, sum(value) AS value
    FROM service_measure JOIN sums USING (metric, audience) JOIN span USING (slot)
    GROUP BY ALL
)
FROM (UNPIVOT cuts ON cuts_served, cuts_errors, cuts_unasked, cuts_no_evidence INTO NAME metric VALUE value)
SELECT service, metric, period, value
UNION ALL
SELECT
    service,
    sums.metric,
    period,
    CASE WHEN cuts_served + cuts_errors + cuts_unasked > 0 THEN coalesce(value, 0) END
FROM cuts CROSS JOIN sums LEFT JOIN total USING (service, metric, period);
