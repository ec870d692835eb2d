-- title: De dónde son los visitantes
-- unit: visitantes (dirección y agente) y páginas
-- definition: País y, de México, estado de la dirección de las personas, según el archivo de ubicaciones que se dio; sin ese archivo no hay estas listas. La ubicación de una dirección es la de quien la tiene registrada y puede no ser la de la persona. Para no señalar a nadie, los lugares con menos de cinco visitantes se reúnen en «otros».
-- metric: country | visitantes | Países
-- metric: region | visitantes | Estados de México
-- metric: country_pages | páginas | Páginas de los mismos países
-- metric: region_pages | páginas | Páginas de los mismos estados

INSERT INTO ranking
WITH located AS (
    SELECT * FROM place
    WHERE EXISTS (FROM place WHERE country IS NOT NULL)
),
place AS (
    SELECT 'country' AS metric, coalesce(country, 'no identificado') AS item, sum(visitors) AS visitors, sum(pages) AS pages
    FROM located GROUP BY ALL
    UNION ALL
    SELECT 'region', coalesce(region, 'no identificado'), visitors, pages
    FROM located WHERE country = 'MX'
),
merged AS (
    SELECT metric, CASE WHEN visitors < 5 AND item <> 'no identificado' THEN 'otros' ELSE item END AS item, sum(visitors) AS visitors, sum(pages) AS pages
    FROM place
    GROUP BY ALL
),
ordered AS (
    SELECT *, row_number() OVER (PARTITION BY metric ORDER BY item = 'otros', visitors DESC, item) AS position
    FROM merged
)
SELECT metric, 'all', 'person', position, item, visitors, NULL FROM ordered
UNION ALL
SELECT metric || '_pages', 'all', 'person', position, item, pages, NULL FROM ordered;
