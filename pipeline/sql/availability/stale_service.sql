-- title: Servicio atrasado
-- unit: minutos y cortes
-- definition: Entre una llegada y la siguiente de la operación pasan más de dos periodos: desde el segundo periodo se muestra un corte viejo. Termina al llegar la siguiente, o en la última respuesta 200 o 304 antes de un silencio del apuntador de más de un periodo, porque después no se sabe qué se mostraba. Después de la última llegada no hay atraso que medir.

INSERT INTO stale
WITH shown AS (
    SELECT time, lead(time) OVER (ORDER BY time) AS next
    FROM arrival JOIN period ON period = 'operation' AND time >= start AND time < "end"
),
late AS (
    SELECT time, next, time + to_minutes(2 * cut_minutes) AS start, to_minutes(cut_minutes) AS cut
    FROM shown CROSS JOIN setting
    WHERE next > time + to_minutes(2 * cut_minutes)
),
answered AS (
    SELECT
        late.*,
        pointer_answer.time AS answer,
        lead(pointer_answer.time, 1, next) OVER (PARTITION BY late.time ORDER BY pointer_answer.time) AS following
    FROM late
    JOIN pointer_answer ON pointer_answer.time >= late.time AND pointer_answer.time < next
    WHERE status IN (200, 304)
),
known AS (
    SELECT time, start, cut, coalesce(min(answer) FILTER (WHERE following > answer + cut), next) AS "end"
    FROM answered
    GROUP BY time, start, cut, next
)
SELECT
    start,
    "end",
    epoch_us("end" - start) / 60e6,
    (SELECT count(*) FROM calendar WHERE slot > known.time AND slot + cut <= known."end")
FROM known
WHERE "end" > start;
