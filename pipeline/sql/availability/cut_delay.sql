-- title: Retraso de los cortes
-- unit: segundos; razón de 0 a 1
-- definition: Percentiles y máximo del retraso de los cortes que se vieron llegar y se conoce al minuto: el apuntador respondió en el minuto anterior. Los demás, vistos tras un silencio, llegaron a más tardar cuando se vieron y no entran. cuts_seen_share es la parte que se vio llegar de los cortes en que se pudo ver: los «seen» entre los «seen» y «unseen».
-- metric: cut_delay_p50 | segundos | Retraso de los cortes, mediana
-- metric: cut_delay_p90 | segundos | Retraso de los cortes, percentil 90
-- metric: cut_delay_max | segundos | Retraso de los cortes, máximo
-- metric: cuts_seen_share | proporción | Cortes que se vieron llegar

INSERT INTO period_measure
WITH delay AS (
    SELECT
        median(delay_seconds) FILTER (WHERE doubt_seconds <= 60) AS cut_delay_p50,
        quantile_cont(delay_seconds, 0.90) FILTER (WHERE doubt_seconds <= 60) AS cut_delay_p90,
        max(delay_seconds) FILTER (WHERE doubt_seconds <= 60) AS cut_delay_max,
        count(*) FILTER (WHERE state = 'seen')
        / nullif(count(*) FILTER (WHERE state IN ('seen', 'unseen')), 0) AS cuts_seen_share
    FROM cut_arrival
),
long AS (
    UNPIVOT delay ON cut_delay_p50, cut_delay_p90, cut_delay_max, cuts_seen_share INTO NAME metric VALUE value
)
SELECT
    metric,
    'published',
    'all',
    'operation',
    value,
    CASE
        WHEN metric = 'cut_delay_max'
            THEN (SELECT min_by(first_seen, (-delay_seconds, slot)) FROM cut_arrival WHERE doubt_seconds <= 60)
    END
FROM long;
