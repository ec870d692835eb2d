-- title: Páginas y visitas de cada servicio
-- unit: páginas y visitas
-- definition: Véanse «Página» y «Visita»: las mismas reglas, sólo con las páginas de cada servicio. Quien pasa por dos servicios hace una visita en cada uno, así que no se suman.

INSERT INTO service_measure
WITH silence AS (
    SELECT service, visitor, time, slot, time - lag(time) OVER (PARTITION BY service, visitor ORDER BY time) AS pause
    FROM page
    WHERE service IS NOT NULL
),
counted AS (
    SELECT service, 'pages' AS metric, slot, count(*) AS value
    FROM silence
    GROUP BY ALL
    UNION ALL
    SELECT service, 'visits', slot, count(*)
    FROM silence CROSS JOIN setting
    WHERE pause IS NULL OR pause >= to_minutes(visit_gap_minutes)
    GROUP BY ALL
)
SELECT service.service, metric, audience, slot, value
FROM counted
JOIN service ON service.position = counted.service
CROSS JOIN (VALUES ('all'), ('person')) AS audiences (audience);
