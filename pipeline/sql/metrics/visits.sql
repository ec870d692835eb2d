-- title: Visitas
-- unit: visitas
-- definition: Véase «Visita»: páginas de un visitante sin un silencio de visit_gap_minutes minutos o más, contada donde empieza.
-- metric: visits | visitas | Visitas

INSERT INTO measure
SELECT 'visits', section, audience, slot, visits
FROM visit_count CROSS JOIN (VALUES ('all'), ('person')) AS audiences (audience)
WHERE section IS NOT NULL;
