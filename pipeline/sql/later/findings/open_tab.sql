-- title: Pestañas por corte
-- unit: segundos
-- definition: Segundos que suman en cada corte las pestañas abiertas: cada una desde su primera consulta del apuntador hasta un periodo T después de la última; un silencio de más de 3 T la cierra.
-- needs: period_measure

INSERT INTO open_tab
WITH law AS (
    SELECT value AS period
    FROM period_measure
    WHERE metric = 'polling_period'
),
numbered AS (
    SELECT
        visitor,
        epoch(time) AS time,
        count(*) FILTER (WHERE pause > 3 * law.period) OVER (PARTITION BY visitor ORDER BY time) AS tab
    FROM poll CROSS JOIN law
),
tab AS (
    SELECT min(time) AS start, max(time) + any_value(law.period) AS "end"
    FROM numbered CROSS JOIN law
    GROUP BY visitor, tab
),
share AS (
    SELECT
        unnest(range(floor(start / seconds)::BIGINT, ceil("end" / seconds)::BIGINT)) * seconds AS slot_start,
        start, "end", seconds
    FROM tab CROSS JOIN (SELECT cut_minutes * 60 AS seconds FROM setting)
)
SELECT slot_start, sum((least("end", slot_start + seconds) - greatest(start, slot_start))::DECIMAL(18, 6))
FROM share
GROUP BY slot_start;
