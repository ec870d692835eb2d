-- title: Cuánto dura una visita
-- unit: segundos, páginas y partes de uno
-- definition: De la primera página de una visita a la última: mediana, promedio y percentil 90 de las visitas con dos páginas o más; la mediana y el percentil, de segundos enteros. La de una sola página no dura cero: la bitácora no dice cuánto se leyó, y su duración se desconoce; se informa qué parte de las visitas son así. Páginas por visita: promedio de todas. Cuenta cada visita en la ventana en que empieza.
-- metric: visit_seconds_p50 | segundos | Mediana de la duración de las visitas
-- metric: visit_seconds_mean | segundos | Promedio de la duración de las visitas
-- metric: visit_seconds_p90 | segundos | Percentil 90 de la duración de las visitas
-- metric: visits_timed | visitas | Visitas de dos páginas o más
-- metric: visits_of_one_page | proporción | Visitas de una sola página
-- metric: pages_per_visit | páginas por visita | Páginas por visita

INSERT INTO period_measure
WITH timed AS (
    SELECT
        *,
        sum(visits) OVER (PARTITION BY period, section ORDER BY seconds) AS until,
        sum(visits) OVER (PARTITION BY period, section) AS total
    FROM visit_seconds
    WHERE NOT one_page
),
length AS (
    SELECT
        period,
        section,
        counted_quantile(seconds, until, total, 0.5::DOUBLE) AS visit_seconds_p50,
        counted_quantile(seconds, until, total, 0.9::DOUBLE) AS visit_seconds_p90
    FROM timed
    GROUP BY ALL
),
whole AS (
    SELECT
        period,
        section,
        coalesce(sum(visits) FILTER (NOT one_page), 0)::DOUBLE AS visits_timed,
        sum(microseconds) / 1e6 / sum(visits) FILTER (NOT one_page) AS visit_seconds_mean,
        coalesce(sum(visits) FILTER (one_page), 0) / sum(visits) AS visits_of_one_page,
        sum(pages) / sum(visits) AS pages_per_visit
    FROM visit_seconds
    GROUP BY ALL
),
summary AS (
    SELECT * FROM whole LEFT JOIN length USING (period, section)
)
SELECT metric, section, 'person', period, value, NULL
FROM (UNPIVOT summary ON COLUMNS (* EXCLUDE (period, section)) INTO NAME metric VALUE value);
