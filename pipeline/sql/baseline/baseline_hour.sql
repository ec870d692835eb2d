-- title: Perfil ordinario de las horas de la operación
-- unit: solicitudes, páginas, visitas o bytes por hora
-- definition: Para cada hora de la operación, el promedio de la misma hora del mismo día de la semana en los días de la línea base con bitácora, con el menor, los cuartiles (interpolación lineal) y el mayor. No entran las horas excluidas. Sólo la sección portal, como los días.

INSERT INTO baseline_hour
WITH matched AS (
    SELECT
        local_day,
        date_trunc('hour', matches) AS hour,
        slot
    FROM calendar
    WHERE matches IS NOT NULL
),
excluded AS (
    SELECT matched.hour, matched.local_day
    FROM matched JOIN baseline_excluded AS excluded
        ON matched.slot >= excluded.start AND matched.slot < excluded."end"
    WHERE excluded.source = 'logs'
),
present AS (
    SELECT DISTINCT hour, local_day
    FROM matched JOIN baseline_day USING (local_day) ANTI JOIN excluded USING (hour, local_day)
    WHERE baseline_day.present
),
metric (metric) AS (VALUES ('hits'), ('hits_person'), ('pages'), ('visits'), ('bytes')),
total AS (
    SELECT
        hour,
        local_day,
        CASE WHEN audience = 'person' THEN 'hits_person' ELSE metric END AS metric,
        sum(value) AS value
    FROM matched JOIN measure USING (slot) CROSS JOIN setting
    WHERE section = baseline_section
        AND (audience = 'all' OR (audience = 'person' AND metric = 'hits'))
    GROUP BY ALL
)
SELECT
    hour,
    metric,
    count(*),
    sum(coalesce(value, 0)),
    min(coalesce(value, 0)),
    quantile_cont(coalesce(value, 0)::DOUBLE, 0.25),
    quantile_cont(coalesce(value, 0)::DOUBLE, 0.5),
    quantile_cont(coalesce(value, 0)::DOUBLE, 0.75),
    max(coalesce(value, 0))
FROM present CROSS JOIN metric LEFT JOIN total USING (hour, local_day, metric)
GROUP BY hour, metric;
