-- title: Servicio atrasado
-- unit: minutos y cortes
-- definition: Entre una llegada y la siguiente de la operación pasan más de dos periodos: desde el segundo periodo se muestra un corte viejo. Termina al llegar la siguiente, o en la última respuesta 200 o 304 antes de un silencio del apuntador de más de un periodo, porque después no se sabe qué se mostraba. Después de la última llegada no hay atraso que medir.

INSERT INTO stale
WITH shown AS (
    SELECT time, lead(time) OVER (ORDER BY time) AS next
    FROM arrival JOIN period ON period = 'operation' AND time >= start AND time < "end"
),
silence AS (
    SELECT time AS last
    FROM pointer_answer CROSS JOIN setting
    WHERE status IN (200, 304)
    QUALIFY lead(time) OVER (ORDER BY time) > time + to_minutes(cut_minutes)
),
known AS (
    SELECT shown.time, shown.time + to_minutes(2 * cut_minutes) AS start, least(next, last) AS "end"
    FROM shown CROSS JOIN setting ASOF LEFT JOIN silence ON shown.time <= last
    WHERE next IS NOT NULL
)
SELECT
    start,
    "end",
    epoch("end" - start) / 60,
    (SELECT count(*) FROM calendar CROSS JOIN setting WHERE slot > known.time AND slot + to_minutes(cut_minutes) <= known."end")
FROM known
WHERE "end" > start;
