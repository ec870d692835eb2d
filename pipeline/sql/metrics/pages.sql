-- title: Páginas
-- unit: páginas
-- definition: Véase «Página»: documentos entregados a personas. Donde lo publicado es una aplicación de una sola página, una página es una carga del documento, no un cambio de vista.
-- metric: pages | páginas | Páginas

INSERT INTO measure
WITH counted AS (
    SELECT coalesce(section, 'all') AS section, slot, sum(pages) AS pages
    FROM page_count
    GROUP BY slot, GROUPING SETS ((section), ())
)
SELECT 'pages', section, audience, slot, pages
FROM counted CROSS JOIN (VALUES ('all'), ('person')) AS audiences (audience);
