-- title: Robots, por difusor
-- unit: solicitudes y proporción
-- definition: Solicitudes de la operación hechas por robots, y su parte de todas. Lo que es un robot lo dice la misma regla para todos los difusores.

INSERT INTO robots
WITH counted AS (
    SELECT
        delivery,
        sum(value) FILTER (WHERE audience = 'all') AS hits,
        sum(value) FILTER (WHERE audience = 'robot') AS robot_hits
    FROM measure SEMI JOIN cut USING (delivery, slot)
    WHERE metric = 'hits' AND section = 'all'
    GROUP BY delivery
),
seen AS (
    SELECT delivery, bool_or(state <> 'no_evidence') AS evidence FROM cut GROUP BY delivery
)
SELECT
    delivery,
    CASE WHEN evidence THEN coalesce(hits, 0) END,
    CASE WHEN evidence THEN coalesce(robot_hits, 0) END,
    coalesce(robot_hits, 0) / nullif(hits, 0)
FROM seen LEFT JOIN counted USING (delivery)
ORDER BY delivery;
