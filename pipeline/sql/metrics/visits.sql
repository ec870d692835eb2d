-- title: Visitas
-- unit: visitas
-- definition: Véase «Visita»: páginas de un visitante sin un silencio de visit_gap_minutes minutos o más, contada donde empieza.
-- metric: visits | visitas | Visitas

INSERT INTO measure
WITH counted AS (
    SELECT section, slot, count(*) AS visits
    FROM visit
    GROUP BY ALL
)
SELECT 'visits', section, audience, slot, visits
FROM counted CROSS JOIN (VALUES ('all'), ('person')) AS audiences (audience);
