-- title: Páginas y visitas de cada servicio
-- unit: páginas y visitas
-- definition: Véanse «Página» y «Visita»: las mismas reglas, sólo con las páginas de cada servicio. Quien pasa por dos servicios hace una visita en cada uno, así que no se suman.

INSERT INTO service_measure
WITH counted AS (
    SELECT service, 'pages' AS metric, slot, sum(pages) AS value
    FROM page_count
    WHERE service IS NOT NULL
    GROUP BY ALL
    UNION ALL
    SELECT service, 'visits', slot, visits
    FROM visit_count
    WHERE service IS NOT NULL
)
SELECT service.service, metric, audience, slot, value
FROM counted
JOIN service ON service.position = counted.service
CROSS JOIN (VALUES ('all'), ('person')) AS audiences (audience);
