-- title: Cortes saturados
-- unit: solicitudes
-- definition: Cortes de la operación con 1 % o más de fallas (5xx o 499) en los que lo atendido sin falla no creció más de 5 % sobre el último corte sano: el servidor dejó de seguir a la demanda, así que un máximo cercano es una cota inferior.

INSERT INTO saturated
WITH load AS (
    SELECT
        make_timestamp(second // (60 * cut_minutes) * (60000000 * cut_minutes)) AS slot,
        sum(hits)::BIGINT AS hits,
        sum(failures)::BIGINT AS failures
    FROM second CROSS JOIN setting
    GROUP BY ALL
),
compared AS (
    SELECT
        *,
        hits - failures AS attended,
        last_value(CASE WHEN failures < 0.01 * hits THEN hits - failures END IGNORE NULLS)
            OVER (ORDER BY slot) AS healthy
    FROM load
)
SELECT slot, hits, failures
FROM compared
WHERE failures >= 0.01 * hits AND attended <= coalesce(1.05 * healthy, attended);
