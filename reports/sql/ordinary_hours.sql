-- title: Tráfico ordinario por hora
-- unit: la de cada medida, por hora
-- definition: Para cada hora de la operación, promedio, cuartiles y rango del portal en la misma hora y día de la semana de los días con bitácora.

SELECT
    hour,
    metric,
    (total / days)::DOUBLE  AS mean,
    low,
    q1,
    median,
    q3,
    high,
    days                    AS weeks
FROM baseline_hour
WHERE days > 0
ORDER BY hour, metric;
