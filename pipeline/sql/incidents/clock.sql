-- title: Relojes corridos
-- unit: minutos
-- definition: Minuto de falla de lo publicado: el que tiene errores 5xx y ninguna respuesta correcta, o tres 5xx o más que son la décima parte de las solicitudes; o el de un silencio (minutos seguidos sin respuestas correctas) en que se esperaban diez o más, según la mediana por minuto de las dos horas vecinas. Los que tocan otra incidencia reportada no cuentan. La coincidencia de un lapso son sus minutos de falla entre los que dura más los de falla que quedan fuera, a no más de 15 minutos. Se prueba el lapso reportado corrido de uno en uno hasta dos horas antes y después, y se sugiere el mejor corrimiento (de los iguales, el que abarca mayor parte de errores, y luego el menor) si es de cinco minutos o más, su coincidencia es de 0.6 o más, supera en 0.3 o más a la del lapso sin correr y abarca tres minutos de falla o más. De las incidencias que se correrían al mismo lapso, sólo la que mejor coincide. Nunca se corrige: es una sugerencia para quien reportó.

UPDATE incident SET
    match = suggestion.match,
    shift_minutes = suggestion.shift_minutes,
    shift_match = suggestion.shift_match
FROM (
    WITH span AS (
        SELECT
            incident,
            (epoch(start) // 60)::BIGINT AS first,
            greatest(ceil(epoch("end") / 60), epoch(start) // 60 + 1)::BIGINT AS last
        FROM incident
    ),
    every AS (
        SELECT
            minute,
            hits,
            coalesce(served, 0) AS served,
            errors
        FROM (
            SELECT unnest(range(epoch(slot)::BIGINT // 60, epoch(slot)::BIGINT // 60 + cut_minutes)) AS minute
            FROM incident_nearby CROSS JOIN setting
        )
        LEFT JOIN published_minute USING (minute)
    ),
    compared AS (
        SELECT
            *,
            median(served) OVER (ORDER BY minute RANGE BETWEEN 60 PRECEDING AND 60 FOLLOWING) AS usual,
            minute - row_number() OVER (PARTITION BY served = 0 ORDER BY minute) AS run
        FROM every
    ),
    judged AS (
        SELECT
            minute,
            CASE WHEN served = 0 THEN 1 ELSE errors / hits END AS weight,
            (errors > 0 AND served = 0)
            OR (errors >= 3 AND errors * 10 >= hits)
            OR (served = 0 AND sum(usual) OVER (PARTITION BY served = 0, run) >= 10) AS trouble
        FROM compared
    ),
    own AS (
        SELECT
            asked.incident,
            minute,
            weight,
            trouble AND NOT EXISTS (
                FROM span AS other
                WHERE other.incident <> asked.incident AND minute >= other.first AND minute < other.last
            ) AS trouble
        FROM (SELECT incident, unnest(range(first - 140, last + 140)) AS minute FROM span) AS asked
        LEFT JOIN judged USING (minute)
    ),
    -- How much trouble there is up to each minute that another report does not explain.
    unexplained AS (
        SELECT
            incident,
            minute,
            count(*) FILTER (WHERE trouble) OVER earlier AS until,
            coalesce(sum(weight) FILTER (WHERE trouble) OVER earlier, 0) AS weight_until
        FROM own
        WINDOW earlier AS (PARTITION BY incident ORDER BY minute)
    ),
    shifted AS (
        SELECT incident, shift, first + shift AS first, last + shift AS last
        FROM span CROSS JOIN (SELECT unnest(range(-120, 121)) AS shift)
    ),
    counted AS (
        SELECT
            shifted.incident,
            shift,
            last - first AS minutes,
            at_last.until - at_first.until AS inside,
            round(at_last.weight_until - at_first.weight_until, 6) AS weight,
            at_right.until - at_left.until AS around
        FROM shifted
        JOIN unexplained AS at_first ON shifted.incident = at_first.incident AND at_first.minute = shifted.first - 1
        JOIN unexplained AS at_last ON shifted.incident = at_last.incident AND at_last.minute = shifted.last - 1
        JOIN unexplained AS at_left ON shifted.incident = at_left.incident AND at_left.minute = shifted.first - 16
        JOIN unexplained AS at_right ON shifted.incident = at_right.incident AND at_right.minute = shifted.last + 14
    ),
    matched AS (
        SELECT incident, shift, inside, weight, inside / (minutes + around - inside) AS match
        FROM counted
    ),
    best AS (
        SELECT
            incident,
            shift,
            inside,
            match AS shift_match,
            first_value(match) OVER (PARTITION BY incident ORDER BY abs(shift)) AS match
        FROM matched
        QUALIFY shift_match > 0
            AND row_number() OVER (PARTITION BY incident ORDER BY matched.match DESC, weight DESC, abs(shift), shift) = 1
    ),
    apt AS (
        SELECT best.*, first + shift AS first, last + shift AS last
        FROM best JOIN span USING (incident)
        WHERE abs(shift) >= 5 AND shift_match >= 0.6 AND round(shift_match - match, 9) >= 0.3 AND inside >= 3
    ),
    suggested AS (
        SELECT incident, shift, shift_match
        FROM apt
        WHERE NOT EXISTS (
            FROM apt AS better
            WHERE better.first < apt.last AND better.last > apt.first
                AND (-better.shift_match, abs(better.shift), better.incident) < (-apt.shift_match, abs(apt.shift), apt.incident)
        )
    )
    SELECT best.incident, match, suggested.shift AS shift_minutes, suggested.shift_match
    FROM best LEFT JOIN suggested USING (incident)
) AS suggestion
WHERE suggestion.incident = incident.incident;

UPDATE candidate SET incident = moved.incident, shifted = true
FROM (
    SELECT
        candidate,
        min(incident.incident) AS incident
    FROM candidate JOIN incident
        ON incident.start + to_minutes(shift_minutes) < candidate."end"
        AND incident."end" + to_minutes(shift_minutes) > candidate.start
    WHERE candidate.incident IS NULL
    GROUP BY candidate
) AS moved
WHERE moved.candidate = candidate.candidate;
