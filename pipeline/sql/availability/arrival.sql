-- title: Llegada de datos nuevos
-- unit: instantes
-- definition: La bitácora no guarda la versión del apuntador, pero sí los bytes de cada respuesta 200 (no 206, que es un fragmento). Se miran al segundo. Las respuestas de un mismo tamaño sin una pausa de más de un minuto forman una racha. Una racha trae datos nuevos si el tamaño parecido (con no más de 10 % de diferencia) que se vio justo antes, en la última hora, era otro, y si no se vio todo el tiempo al lado de él (entonces es otra variante de lo mismo, o una respuesta suelta); así no confunden ni las copias comprimidas, que son de otro tamaño, ni un tamaño que vuelve más tarde, ni varios servidores de los que uno se atrasa hasta unos minutos. Cada cambio acota su llegada: después de la última vez que se vio lo anterior, con un minuto de holgura, y a más tardar cuando se vio lo nuevo. Llegadas son las menos que explican todos los cambios, cada una en el instante de la primera respuesta con lo nuevo, en cualquiera de sus tamaños. Dos versiones seguidas del mismo tamaño no se distinguen; y si hay más de diez rachas por corte, el tamaño no dice nada y no se cuenta ninguna llegada.

INSERT INTO arrival
WITH RECURSIVE pause AS (
    SELECT bytes, time, time - lag(time) OVER (PARTITION BY bytes ORDER BY time) AS pause
    FROM pointer_answer
    WHERE bytes > 0
),
numbered AS (
    SELECT
        *,
        count(*) FILTER (WHERE pause > INTERVAL 1 MINUTE)
            OVER (PARTITION BY bytes ORDER BY time) AS number
    FROM pause
),
run AS (
    SELECT bytes, min(time) AS first, max(time) AS last
    FROM numbered
    GROUP BY bytes, number
    QUALIFY count(*) OVER () <= 10 * (SELECT count(*) FROM calendar WHERE in_logs)
),
pair AS (
    SELECT
        later.bytes,
        later.first,
        earlier.bytes AS before,
        least(earlier.last, later.first) AS since,
        greatest(earlier.first, least(earlier.last, later.first) - INTERVAL 1 MINUTE) AS loose,
        earlier.last > later.first + INTERVAL 1 MINUTE
        AND earlier.last >= later.last - INTERVAL 1 MINUTE AS beside
    FROM run AS later
    JOIN run AS earlier
        ON earlier.first < later.first
        AND earlier.last >= later.first - INTERVAL 1 HOUR
        AND earlier.bytes BETWEEN later.bytes * 0.9 AND later.bytes * 1.1
),
change AS (
    SELECT first AS time, max(since) AS since, arg_max(loose, (since, loose, before)) AS loose
    FROM pair
    GROUP BY bytes, first
    HAVING arg_max(before, (since, loose, before)) <> bytes AND NOT bool_or(beside)
),
tail AS (
    SELECT loose, min(time) OVER (ORDER BY loose ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next
    FROM change
),
following AS MATERIALIZED (
    SELECT change.time, tail.next
    FROM change ASOF JOIN tail ON change.time <= tail.loose
),
-- From every change that no earlier one can explain, the next that it cannot explain, and so on.
plain AS (
    SELECT
        time,
        loose >= max(time) OVER (ORDER BY time RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 MICROSECOND PRECEDING) AS sure
    FROM change
),
fewest AS (
    SELECT time FROM plain WHERE sure IS DISTINCT FROM false
    UNION
    SELECT next FROM fewest JOIN following USING (time)
),
bounded AS (
    SELECT
        time,
        max(change.since) AS since,
        lead(max(change.since)) OVER (ORDER BY time) AS until,
        lag(time) OVER (ORDER BY time) AS previous
    FROM fewest JOIN change USING (time)
    GROUP BY time
),
ahead AS MATERIALIZED (
    SELECT bounded.time, until, run.bytes, run.first
    FROM bounded JOIN run ON run.first > since AND run.first < bounded.time
    WHERE NOT EXISTS (
        SELECT * FROM run AS old
        WHERE old.bytes = run.bytes AND old.first <= since AND (old.last >= previous OR previous IS NULL)
    )
),
earliest AS (
    SELECT ahead.time, min(ahead.first) AS first
    FROM ahead
    JOIN run ON run.bytes = ahead.bytes AND run.last > ahead.time AND (run.first <= until OR until IS NULL)
    GROUP BY ahead.time
),
found AS (
    SELECT coalesce(earliest.first, time) AS time
    FROM bounded LEFT JOIN earliest USING (time)
),
-- After a silence a 304 may be to someone who got the new data meanwhile: only a 200 counts.
answer AS (
    SELECT time, bool_or(status = 200) AS whole, lag(time) OVER (ORDER BY time) AS before
    FROM pointer_answer
    WHERE status IN (200, 304)
    GROUP BY time
),
heard AS (
    SELECT
        time,
        max(CASE WHEN time > before + to_minutes(cut_minutes) THEN before END) OVER (ORDER BY time) AS silent_since,
        max(CASE WHEN whole THEN time END) OVER (ORDER BY time) AS shown
    FROM answer CROSS JOIN setting
)
SELECT found.time, CASE WHEN silent_since >= shown THEN silent_since ELSE heard.time END
FROM found ASOF JOIN heard ON found.time > heard.time;
