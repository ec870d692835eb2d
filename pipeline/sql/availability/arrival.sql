-- title: Llegada de datos nuevos
-- unit: instantes
-- definition: La bitácora no guarda la versión del apuntador, pero sí los bytes de cada respuesta 200 (no 206, que es un fragmento). Las respuestas de un mismo tamaño sin una pausa de más de un minuto forman una racha. Una racha trae datos nuevos si el tamaño parecido (con no más de 10 % de diferencia) que se vio justo antes era otro, y si no se vio todo el tiempo al lado de él (entonces es otra variante de lo mismo, o una respuesta suelta); así no confunden ni las copias comprimidas, que son de otro tamaño, ni un tamaño que vuelve más tarde, ni varios servidores de los que uno se atrasa hasta unos minutos. Cada cambio acota su llegada: después de la última vez que se vio lo anterior, con un minuto de holgura, y a más tardar cuando se vio lo nuevo. Llegadas son las menos que explican todos los cambios, cada una en el instante de la primera respuesta con lo nuevo, en cualquiera de sus tamaños. Dos versiones seguidas del mismo tamaño no se distinguen.

INSERT INTO arrival
WITH RECURSIVE pause AS (
    SELECT bytes, time, time - lag(time) OVER (PARTITION BY bytes ORDER BY time) AS pause
    FROM (SELECT DISTINCT bytes, time FROM pointer_hit WHERE status = 200 AND bytes > 0)
),
numbered AS (
    SELECT
        *,
        count(*) FILTER (WHERE pause IS NULL OR pause > INTERVAL 1 MINUTE)
            OVER (PARTITION BY bytes ORDER BY time) AS number
    FROM pause
),
run AS (
    SELECT bytes, min(time) AS first, max(time) AS last
    FROM numbered
    GROUP BY bytes, number
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
        ON earlier.first < later.first AND earlier.bytes BETWEEN later.bytes * 0.9 AND later.bytes * 1.1
),
change AS (
    SELECT first AS time, max(since) AS since, arg_max(loose, (since, loose, before)) AS loose
    FROM pair
    GROUP BY bytes, first
    HAVING arg_max(before, (since, loose, before)) <> bytes AND NOT bool_or(beside)
),
following AS (
    SELECT change.time, min(later.time) AS next
    FROM change JOIN change AS later ON later.loose >= change.time
    GROUP BY change.time
),
fewest AS (
    SELECT min(time) AS time FROM change
    UNION ALL
    SELECT next FROM fewest JOIN following USING (time)
),
bounded AS (
    SELECT time, max(change.since) AS since, lead(max(change.since)) OVER (ORDER BY time) AS until
    FROM fewest JOIN change USING (time)
    GROUP BY time
),
earliest AS (
    SELECT bounded.time, min(run.first) AS first
    FROM bounded
    JOIN run ON run.first > bounded.since AND run.first < bounded.time
    JOIN run AS again ON again.bytes = run.bytes AND again.last > bounded.time AND (again.first <= until OR until IS NULL)
    GROUP BY bounded.time
),
found AS (
    SELECT coalesce(earliest.first, time) AS time
    FROM bounded LEFT JOIN earliest USING (time)
    WHERE time IS NOT NULL
)
SELECT found.time, max(pause.time)
FROM found JOIN pause ON pause.time < found.time
GROUP BY found.time;
