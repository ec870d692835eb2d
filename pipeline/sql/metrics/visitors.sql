-- title: Visitantes estimados
-- unit: visitantes
-- definition: Un intervalo: de las direcciones distintas (mínimo, pues varias personas comparten una) a las combinaciones distintas de dirección y agente (máximo, pues una persona usa varios aparatos). Sólo personas. No se suman días.

INSERT INTO period_measure
WITH counted AS (
    SELECT
        period.period,
        presence.section,
        count(DISTINCT presence.client) AS visitors_min,
        count(DISTINCT presence.visitor) AS visitors_max
    FROM presence
    JOIN period_slot USING (slot)
    JOIN period USING (period)
    GROUP BY ALL
),
long AS (
    UNPIVOT counted ON visitors_min, visitors_max INTO NAME metric VALUE value
)
SELECT metric, section, 'person', period, value, NULL
FROM long;
