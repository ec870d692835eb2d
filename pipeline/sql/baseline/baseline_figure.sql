-- title: Cifras de herramientas que entran en el promedio
-- unit: días
-- definition: De los archivos de una herramienta entran los días de las semanas de la línea base que ninguna exclusión toca. Un total de varios días, como un mes de Webalizer, entra sólo si la herramienta no da también sus días, si toca esas semanas y si está completo y no llega a las fechas de las bitácoras de la operación: da promedio y no dispersión, y de él no se puede quitar ningún día.

UPDATE baseline_figure SET used = allowed.used
FROM (
    WITH day AS (
        SELECT local_day, bool_or(in_baseline) AS in_baseline, bool_or(in_logs) AS in_logs
        FROM calendar
        GROUP BY local_day
    ),
    touched AS (
        SELECT
            source,
            first_day,
            last_day,
            bool_or(coalesce(day.in_baseline, false)) AS in_baseline,
            bool_or(day.in_logs) AS in_logs
        FROM baseline_figure LEFT JOIN day ON day.local_day BETWEEN first_day AND last_day
        GROUP BY ALL
    ),
    told_by_day AS (
        SELECT month.source, month.first_day, month.last_day
        FROM baseline_figure AS month
        SEMI JOIN baseline_figure AS day
            ON day.source = month.source AND day.first_day = day.last_day
            AND day.first_day BETWEEN month.first_day AND month.last_day
    )
    SELECT
        touched.source,
        touched.first_day,
        touched.last_day,
        touched.in_baseline AND CASE
            WHEN touched.first_day = touched.last_day THEN NOT EXISTS (
                FROM baseline_excluded
                WHERE baseline_excluded.source = touched.source AND local_day = touched.first_day
            )
            ELSE told_by_day.source IS NULL AND NOT touched.in_logs AND incomplete = ''
        END AS used
    FROM touched
    JOIN baseline_figure USING (source, first_day, last_day)
    LEFT JOIN told_by_day USING (source, first_day, last_day)
) AS allowed
WHERE allowed.source = baseline_figure.source
    AND allowed.first_day = baseline_figure.first_day
    AND allowed.last_day = baseline_figure.last_day;
