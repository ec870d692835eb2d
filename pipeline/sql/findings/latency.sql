-- title: Escalón de latencia
-- unit: microsegundos
-- definition: Dos cortes seguidos o más en que la mediana o el percentil 95 de la duración de una sección, con las duraciones redondeadas a tres cifras significativas, es al menos cuatro veces lo usual, que es la mediana de ese percentil en los cortes de las dos horas anteriores y las dos posteriores, y la excede en 50 ms o más. Se pide un corte con 20 duraciones para la mediana y con 100 para el percentil 95, y seis cortes así con qué comparar. Es grave si llega a diez veces lo usual o dura los minutos que señala el convenio para una interrupción.

INSERT INTO finding
WITH counted AS (
    SELECT
        *,
        sum(hits) OVER (PARTITION BY slot, section ORDER BY duration_us) AS until,
        sum(hits) OVER (PARTITION BY slot, section) AS total
    FROM duration
),
percentile AS (
    SELECT
        slot,
        section,
        sum(hits) AS hits,
        sum(errors) AS errors,
        counted_quantile(duration_us, until, total, 0.5) AS p50,
        counted_quantile(duration_us, until, total, 0.95) AS p95
    FROM counted
    GROUP BY slot, section
),
long AS (
    SELECT slot, section, hits, errors, 'p50' AS name, p50 AS value FROM percentile WHERE hits >= 20
    UNION ALL
    SELECT slot, section, hits, errors, 'p95', p95 FROM percentile WHERE hits >= 100
),
compared AS (
    SELECT *, median(value) OVER nearby AS usual, count(*) OVER nearby AS others
    FROM long
    WINDOW nearby AS (
        PARTITION BY section, name ORDER BY slot
        RANGE BETWEEN INTERVAL 2 HOURS PRECEDING AND INTERVAL 2 HOURS FOLLOWING
        EXCLUDE CURRENT ROW
    )
),
raised AS (
    SELECT
        *,
        epoch(slot) / 60 / cut_minutes
        - row_number() OVER (PARTITION BY section, name ORDER BY slot) AS run
    FROM compared CROSS JOIN setting
    WHERE others >= 6 AND value >= 4 * usual AND value - usual >= 50000
),
step AS (
    SELECT
        min(slot) AS start,
        max(slot) + to_minutes(any_value(cut_minutes)) AS "end",
        section,
        name,
        max(value / usual) >= 10 OR count(*) * any_value(cut_minutes) >= any_value(outage_minutes) AS grave,
        count(*) AS cuts,
        sum(hits) AS hits,
        sum(errors) AS errors,
        median(value) AS value,
        median(usual) AS usual
    FROM raised
    GROUP BY section, name, run
    HAVING count(*) >= 2
)
-- Where both percentiles rise, the median says more.
SELECT start, "end", 'latency', grave, cuts, hits, errors, value, usual, name || ' ' || section, NULL
FROM step
WHERE name = 'p50' OR NOT EXISTS (
    FROM step AS half
    WHERE half.name = 'p50' AND half.section = step.section AND half.start < step."end" AND half."end" > step.start
);
