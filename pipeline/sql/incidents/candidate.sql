-- title: Posibles incidencias
-- unit: cortes, solicitudes y errores
-- definition: Lo que la bitácora muestra por sí sola: cortes en que el PREP sólo dio errores; cortes en que nadie lo pidió aunque el servidor vivía; ráfagas de errores (cortes servidos con diez errores 5xx o más que son al menos la décima parte de las solicitudes del PREP), y huecos sin un solo renglón. Los cortes seguidos son una sola, con el nombre del más grave. Se anota la incidencia reportada que la toca; las demás debe confirmarlas o descartarlas quien opera el sitio.

INSERT INTO candidate
WITH error AS (
    SELECT slot, sum(hits) FILTER (WHERE status_class = '5xx') AS errors, sum(hits) AS hits
    FROM traffic
    WHERE section = 'prep' AND audience = 'all'
    GROUP BY slot
),
flagged AS (
    SELECT
        cut.slot,
        coalesce(error.hits, 0) + cut.others AS hits,
        coalesce(error.errors, 0) AS errors,
        CASE
            WHEN state = 'no_evidence' THEN 'no_evidence'
            WHEN state = 'errors' THEN 'outage'
            WHEN state = 'silent' THEN 'silence'
            WHEN error.errors >= 10 AND error.errors * 10 >= error.hits THEN 'error_burst'
        END AS kind
    FROM cut LEFT JOIN error USING (slot)
),
numbered AS (
    SELECT
        *,
        kind = 'no_evidence' AS unknown,
        row_number() OVER (ORDER BY slot)
        - row_number() OVER (PARTITION BY kind IS NULL, kind = 'no_evidence' ORDER BY slot) AS run
    FROM flagged
),
found AS (
    SELECT
        min(slot) AS start,
        max(slot) + to_minutes(any_value(cut_minutes)) AS "end",
        CASE
            WHEN bool_or(kind = 'outage') THEN 'outage'
            WHEN bool_or(kind = 'silence') THEN 'silence'
            ELSE any_value(kind)
        END AS kind,
        count(*) AS cuts,
        sum(hits) AS hits,
        sum(errors) AS errors
    FROM numbered CROSS JOIN setting
    WHERE kind IS NOT NULL
    GROUP BY unknown, run
)
SELECT
    'C-' || lpad((row_number() OVER (ORDER BY start, kind))::VARCHAR, 2, '0'),
    start,
    "end",
    kind,
    cuts,
    hits,
    errors,
    (SELECT min(incident) FROM incident WHERE incident.start < found."end" AND incident."end" > found.start)
FROM found;
