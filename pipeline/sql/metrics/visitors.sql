-- title: Visitantes estimados
-- unit: visitantes
-- definition: Un intervalo: de las direcciones distintas (mínimo, pues varias personas comparten una) a las combinaciones distintas de dirección y agente (máximo, pues una persona usa varios aparatos). Sólo personas. No se suman días.

INSERT INTO period_measure
WITH seen AS (
    SELECT DISTINCT period, section, client, visitor
    FROM presence JOIN period_stretch USING (stretch)
),
client AS (
    SELECT DISTINCT period, section, client FROM seen
),
anywhere AS (
    SELECT DISTINCT period, client, visitor FROM seen
),
counted AS (
    SELECT 'visitors_max' AS metric, section, period, count(*) AS value FROM seen GROUP BY ALL
    UNION ALL
    SELECT 'visitors_max', 'all', period, count(*) FROM anywhere GROUP BY ALL
    UNION ALL
    SELECT 'visitors_min', section, period, count(*) FROM client GROUP BY ALL
    UNION ALL
    SELECT 'visitors_min', 'all', period, count(*)
    FROM (SELECT DISTINCT period, client FROM anywhere)
    GROUP BY ALL
)
SELECT metric, section, 'person', period, value, NULL
FROM counted;
