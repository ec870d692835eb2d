-- title: Visitas por corte
-- unit: visitas
-- definition: Visitas que empiezan en cada corte, de todo el sitio y de cada sección; sin sección, las de cada servicio: las mismas reglas, sólo con sus páginas.

INSERT INTO visit_count
WITH silence AS (
    SELECT service, slot, time - lag(time) OVER (PARTITION BY service, visitor ORDER BY time) AS pause
    FROM page
    WHERE service IS NOT NULL
)
SELECT slot, section, NULL, count(*)
FROM visit
GROUP BY slot, section
UNION ALL
SELECT slot, NULL, service, count(*)
FROM silence CROSS JOIN setting
WHERE pause IS NULL OR pause >= to_minutes(visit_gap_minutes)
GROUP BY slot, service;
