-- title: Perfil ordinario de las horas de la operación
-- unit: solicitudes, páginas, visitas o bytes por hora
-- definition: Para cada hora de la operación, el promedio de la misma hora del mismo día de la semana en los días de la línea base que tienen bitácora, con el menor y el mayor. Sólo la sección portal.

INSERT INTO baseline_hour
WITH matched AS (
    SELECT
        local_day,
        date_trunc('hour', matches) AS hour,
        slot
    FROM calendar
    WHERE matches IS NOT NULL
),
present AS (
    SELECT DISTINCT hour, local_day
    FROM matched JOIN baseline_day USING (local_day)
    WHERE baseline_day.present
),
metric (metric) AS (VALUES ('hits'), ('pages'), ('visits'), ('bytes')),
total AS (
    SELECT hour, local_day, metric, sum(value) AS value
    FROM matched JOIN measure USING (slot)
    WHERE section = 'portal' AND audience = 'all'
    GROUP BY ALL
)
SELECT
    hour,
    metric,
    count(*),
    sum(coalesce(value, 0)),
    min(coalesce(value, 0)),
    max(coalesce(value, 0))
FROM present CROSS JOIN metric LEFT JOIN total USING (hour, local_day, metric)
GROUP BY hour, metric;
