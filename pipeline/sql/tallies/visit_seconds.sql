-- title: Visitas por su duración
-- unit: visitas, páginas y microsegundos
-- definition: Visitas que empiezan en cada ventana por sección y por los segundos enteros que pasan de su primera página a la última, con sus páginas; aparte, las de una sola.

INSERT INTO visit_seconds
WITH lasted AS (
    SELECT period, section, pages, epoch_us(visit."end") - epoch_us(visit.start) AS microseconds
    FROM visit
    JOIN period_slot USING (slot)
    JOIN period USING (period)
    WHERE period.kind = 'window'
)
SELECT period, section, pages = 1, microseconds // 1000000, count(*), sum(pages), sum(microseconds)
FROM lasted
GROUP BY ALL;
