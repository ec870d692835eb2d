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
        CASE WHEN (delivery, incident) IN (SELECT (delivery, incident) FROM candidate) THEN 'both' ELSE 'reported' END AS source,
        kind,
        description
    FROM incident
    UNION ALL
    SELECT delivery, candidate, start, "end", 'seen', kind, ''
    FROM candidate
    WHERE incident IS NULL
)
SELECT found.*, min_by(failure.failure, failure.start)
FROM found
LEFT JOIN failure
    ON failure.kind = 'origin'
    AND failure.start < greatest(found."end", found.start + INTERVAL 1 MICROSECOND)
    AND failure."end" > found.start
GROUP BY ALL
ORDER BY found.start, delivery, event;
