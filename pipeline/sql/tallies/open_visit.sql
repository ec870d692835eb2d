-- title: Visitas que se abren y se cierran
-- unit: visitas
-- definition: De las visitas que tocan la operación, cuántas se abren en cada segundo menos cuántas se cierran. Se abren en el segundo de su primera página, las de antes al empezar la operación, y se cierran en el que sigue al de la última.

INSERT INTO open_visit
WITH span AS (
    SELECT
        epoch_us(greatest(visit.start, period.start)) // 1000000 AS first,
        epoch_us(visit."end") // 1000000 + 1 AS closed
    FROM visit JOIN period ON period.period = 'operation' AND visit.start < period."end"
    WHERE section = 'all' AND visit."end" >= period.start
),
step AS (
    SELECT first AS second, 1 AS change FROM span
    UNION ALL
    SELECT closed, -1 FROM span
)
SELECT second, sum(change)
FROM step
GROUP BY second;
