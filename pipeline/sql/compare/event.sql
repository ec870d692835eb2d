-- title: Incidencias de todos, reportadas y vistas
-- unit: incidencias
-- definition: Lo que cada difusor reportó, y lo que muestra su bitácora y nadie reportó. Una incidencia reportada que coincide en parte con algo que la bitácora muestra cuenta como ambas. Junto a cada una, la falla del origen con la que coincide, si con alguna.

INSERT INTO event
WITH found AS (
    SELECT
        delivery,
        incident AS event,
        start,
        "end",
        CASE WHEN (delivery, incident) IN (SELECT (delivery, incident) FROM candidate WHERE incident IS NOT NULL) THEN 'both' ELSE 'reported' END AS source,
        kind,
        description
    FROM incident
    UNION ALL
    SELECT delivery, candidate, start, "end", 'seen', kind, ''
    FROM candidate
    WHERE incident IS NULL
),
origin AS (
    SELECT
        found.delivery,
        found.event,
        min_by(failure.failure, failure.start) AS failure
    FROM found
    JOIN failure
        ON failure.kind = 'origin'
        AND failure.start < greatest(found."end", found.start + INTERVAL 1 MICROSECOND)
        AND failure."end" > found.start
    GROUP BY ALL
)
SELECT found.*, origin.failure
FROM found LEFT JOIN origin USING (delivery, event)
ORDER BY start, delivery, event;
