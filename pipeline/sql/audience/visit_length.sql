-- title: Cuánto dura una visita
-- unit: segundos, páginas y partes de uno
-- definition: De la primera página de una visita a la última: mediana, promedio y percentil 90 de las visitas con dos páginas o más. La de una sola página no dura cero: la bitácora no dice cuánto se leyó, y su duración se desconoce; se informa qué parte de las visitas son así. Páginas por visita: promedio de todas. Cuenta cada visita en la ventana en que empieza.
-- metric: visit_seconds_p50 | segundos | Mediana de la duración de las visitas
-- metric: visit_seconds_mean | segundos | Promedio de la duración de las visitas
-- metric: visit_seconds_p90 | segundos | Percentil 90 de la duración de las visitas
-- metric: visits_timed | visitas | Visitas de dos páginas o más
-- metric: visits_of_one_page | proporción | Visitas de una sola página
-- metric: pages_per_visit | páginas por visita | Páginas por visita

INSERT INTO period_measure
WITH lasted AS (
    SELECT period, section, pages, epoch_us(visit."end") - epoch_us(visit.start) AS microseconds
    FROM visit
    JOIN period_slot USING (slot)
    JOIN period USING (period)
    WHERE period.kind = 'window'
),
summary AS (
    SELECT
        period,
        section,
        count(*) FILTER (pages > 1)::DOUBLE AS visits_timed,
        quantile_cont(microseconds, 0.5) FILTER (pages > 1) / 1e6 AS visit_seconds_p50,
        quantile_cont(microseconds, 0.9) FILTER (pages > 1) / 1e6 AS visit_seconds_p90,
        sum(microseconds) / 1e6 / nullif(count(*) FILTER (pages > 1), 0) AS visit_seconds_mean,
        count(*) FILTER (pages = 1) / count(*) AS visits_of_one_page,
        sum(pages) / count(*) AS pages_per_visit
    FROM lasted
    GROUP BY ALL
)
SELECT metric, section, 'person', period, value, NULL
FROM (UNPIVOT summary ON COLUMNS (* EXCLUDE (period, section)) INTO NAME metric VALUE value);
