-- title: Páginas por corte
-- unit: páginas
-- definition: Páginas de cada corte por sección y servicio.

INSERT INTO page_count
SELECT slot, section, service, count(*)
FROM page
GROUP BY ALL;
