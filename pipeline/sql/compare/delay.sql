-- title: Retraso de los cortes, por difusor
-- unit: segundos
-- definition: Percentiles y máximo del retraso de los cortes que se vieron llegar y se conoce al minuto, como los midió cada memoria; y qué parte se vio llegar de los cortes en que se pudo ver.

INSERT INTO delay
WITH figure AS (
    SELECT
        delivery,
        max(value) FILTER (WHERE metric = 'cut_delay_p50') AS p50,
        max(value) FILTER (WHERE metric = 'cut_delay_p90') AS p90,
        max(value) FILTER (WHERE metric = 'cut_delay_max') AS max,
        max(value) FILTER (WHERE metric = 'cuts_seen_share') AS seen_share
    FROM period_measure
    WHERE section = 'published' AND audience = 'all' AND period = 'operation'
    GROUP BY delivery
),
arrived AS (
    SELECT
        delivery,
        count(*) FILTER (WHERE doubt_seconds <= 60) AS timed,
        bool_or(state = 'seen') AS any_seen
    FROM cut_arrival
    GROUP BY delivery
)
SELECT
    delivery,
    p50,
    p90,
    max,
    seen_share,
    coalesce(timed, 0),
    CASE
        WHEN p50 IS NOT NULL THEN NULL
        WHEN NOT sees_all THEN 'con su método, los datos los atiende el sitio oficial'
        WHEN any_seen IS NULL THEN 'el convenio no señala un recurso que cambie con cada corte'
        WHEN NOT any_seen THEN 'la bitácora no muestra la llegada de ningún corte'
        ELSE 'ningún corte se vio llegar al minuto'
    END
FROM delivery
LEFT JOIN figure USING (delivery)
LEFT JOIN arrived USING (delivery)
WHERE delivery.state IN ('accepted', 'marked')
ORDER BY delivery;
