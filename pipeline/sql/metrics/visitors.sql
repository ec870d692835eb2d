-- title: Visitantes estimados
-- unit: visitantes
-- definition: Un intervalo: de las direcciones distintas (mínimo, pues varias personas comparten una) a las combinaciones distintas de dirección y agente (máximo, pues una persona usa varios aparatos). De personas, en cada periodo; de robots y de todos juntos, sólo en las ventanas (operación, bitácoras, línea base). No se suman días, ni audiencias las del mínimo: una dirección puede tener personas y robots.
-- metric: visitors_min | visitantes | Visitantes estimados, mínimo
-- metric: visitors_max | visitantes | Visitantes estimados, máximo

INSERT INTO period_measure
WITH counted AS (
    SELECT audience, section, period, clients AS visitors_min, visitors AS visitors_max
    FROM visitor_count
    WHERE section IS NOT NULL
)
SELECT metric, section, audience, period, value, NULL
FROM (UNPIVOT counted ON visitors_min, visitors_max INTO NAME metric VALUE value)
WHERE value > 0;
