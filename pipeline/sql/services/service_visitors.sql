-- title: Visitantes estimados de cada servicio
-- unit: visitantes
-- definition: Véase «Visitantes estimados»: el mismo intervalo, de las personas que pidieron algo de cada servicio, en cada ventana y cada mes. No se suman ni meses ni servicios.

INSERT INTO service_period
WITH counted AS (
    SELECT service.service, period, clients AS visitors_min, visitors AS visitors_max
    FROM visitor_count JOIN service ON service.position = visitor_count.service
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
