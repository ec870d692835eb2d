-- title: Falla del origen y falla propia
-- unit: cortes y minutos
-- definition: Los cortes seguidos que apuntan al origen son una sola falla, de todos. Los demás cortes en que un difusor falla son suyos, y los seguidos son una falla; también lo son, en cualquier corte, los errores de una página que muestra lo publicado por un marco, porque ella no ve el origen. Un corte sin evidencia interrumpe una falla.

INSERT INTO failure
WITH step AS (
    SELECT to_minutes(cut_minutes) AS cut, cut_minutes, outage_cuts, outage_minutes FROM setting
),
failed AS (
    SELECT
        failing.slot,
        failing.delivery,
        CASE WHEN sees_all AND origin THEN '' ELSE failing.delivery END AS whose
    FROM failing JOIN delivery USING (delivery) JOIN slot_failure USING (slot)
),
numbered AS (
    SELECT whose, slot, slot - cut * row_number() OVER (PARTITION BY whose ORDER BY slot) AS run
    FROM (SELECT DISTINCT whose, slot FROM failed) CROSS JOIN step
),
run AS (
    SELECT whose, min(slot) AS start, max(slot) + any_value(cut) AS "end", count(*) AS cuts
    FROM numbered CROSS JOIN step
    GROUP BY whose, run
),
involved AS (
    SELECT whose, start, count(DISTINCT delivery) AS deliveries
    FROM run JOIN failed USING (whose)
    WHERE slot >= start AND slot < "end"
    GROUP BY whose, start
),
observing AS (
    SELECT start, count(DISTINCT cut.delivery) AS observers
    FROM run
    JOIN cut ON cut.slot >= run.start AND cut.slot < run."end" AND cut.state <> 'no_evidence'
    JOIN delivery USING (delivery)
    WHERE whose = '' AND sees_all
    GROUP BY start
)
SELECT
    'F' || row_number() OVER (ORDER BY start, whose),
    start,
    "end",
    cuts,
    cuts * cut_minutes,
    CASE WHEN whose = '' THEN 'origin' ELSE 'own' END,
    nullif(whose, ''),
    deliveries,
    CASE WHEN whose = '' THEN observers ELSE 1 END,
    cuts >= outage_cuts,
    cuts * cut_minutes >= outage_minutes
FROM run
CROSS JOIN step
JOIN involved USING (whose, start)
LEFT JOIN observing USING (start)
ORDER BY start, whose;
