-- title: Visitantes estimados de cada servicio
-- unit: visitantes
-- definition: Véase «Visitantes estimados»: el mismo intervalo, de las personas que pidieron algo de cada servicio, en cada ventana y cada mes. No se suman ni meses ni servicios.

INSERT INTO service_period
WITH seen AS (
    SELECT DISTINCT service.service, period, client, visitor
    FROM hit
    JOIN service ON service.position = hit.service
    JOIN period_slot USING (slot)
    JOIN period USING (period)
    WHERE counted AND audience = 'person' AND period.kind IN ('window', 'month')
),
counted AS (
    SELECT service, period, count(DISTINCT client) AS visitors_min, count(DISTINCT visitor) AS visitors_max
    FROM seen
    GROUP BY ALL
),
-- A span without evidence has no visitors that are known; one with evidence may have none.
known AS (
    SELECT service, period, coalesce(visitors_min, 0) AS visitors_min, coalesce(visitors_max, 0) AS visitors_max
    FROM service_period
    JOIN period USING (period)
    LEFT JOIN counted USING (service, period)
    WHERE metric = 'hits' AND kind IN ('window', 'month') AND value IS NOT NULL
)
SELECT service, metric, period, value
FROM (UNPIVOT known ON visitors_min, visitors_max INTO NAME metric VALUE value);
