-- title: Cortes con falla
-- unit: cortes, solicitudes y errores
-- definition: Cortes en que lo publicado sólo dio errores; cortes en que nadie lo pidió aunque el servidor vivía; ráfagas de errores (cortes servidos con diez errores 5xx o más que son al menos la décima parte de las solicitudes de lo publicado), y huecos sin un solo renglón. Los cortes seguidos son un solo hallazgo, con el nombre del más grave. Un silencio o un hueco sólo se señala si ahí se esperaban diez solicitudes o más, según la mediana de los cortes servidos de la hora anterior y la posterior, o si no hay ninguno con qué comparar; el silencio seguido de una ráfaga, o que la sigue, siempre. Es grave lo que dura los cortes o los minutos que señala el convenio, y la ráfaga en que la mitad o más son errores.

INSERT INTO finding
WITH published AS (
    SELECT slot, sum(hits) FILTER (WHERE status_class = '5xx') AS errors, sum(hits) AS hits
    FROM traffic
    WHERE section = 'published' AND audience = 'all'
    GROUP BY slot
),
known AS (
    SELECT
        cut.slot,
        state,
        coalesce(published.hits, 0) + others AS hits,
        coalesce(published.hits, 0) AS published_hits,
        coalesce(published.errors, 0) AS errors
    FROM cut LEFT JOIN published USING (slot)
),
flagged AS (
    SELECT
        *,
        CASE
            WHEN state = 'no_evidence' THEN 'no_evidence'
            WHEN state = 'errors' THEN 'outage'
            WHEN state = 'silent' THEN 'silence'
            WHEN errors >= 10 AND errors * 10 >= published_hits THEN 'error_burst'
        END AS kind,
        median(published_hits) FILTER (WHERE state = 'served') OVER nearby AS usual_hits,
        median(errors) FILTER (WHERE state = 'served') OVER nearby AS usual_errors
    FROM known
    WINDOW nearby AS (ORDER BY slot RANGE BETWEEN INTERVAL 1 HOUR PRECEDING AND INTERVAL 1 HOUR FOLLOWING)
),
numbered AS (
    SELECT
        *,
        row_number() OVER (ORDER BY slot)
        - row_number() OVER (PARTITION BY kind = 'no_evidence' ORDER BY slot) AS run
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
        bool_or(kind IN ('outage', 'error_burst')) AS failing,
        count(*) >= any_value(outage_cuts) OR count(*) * any_value(cut_minutes) >= any_value(outage_minutes) AS long,
        count(*) AS cuts,
        sum(hits) AS hits,
        sum(published_hits) AS published_hits,
        min(published_hits) AS quietest,
        sum(errors) AS errors,
        max(errors) AS worst,
        sum(coalesce(usual_hits, 10)) AS expected,
        median(usual_hits) AS usual_hits,
        median(usual_errors) AS usual_errors
    FROM numbered CROSS JOIN setting
    WHERE kind IS NOT NULL
    GROUP BY kind = 'no_evidence', run
)
SELECT
    start,
    "end",
    kind,
    CASE kind WHEN 'error_burst' THEN errors * 2 >= published_hits ELSE long END,
    cuts,
    hits,
    errors,
    CASE WHEN kind IN ('outage', 'error_burst') THEN worst ELSE quietest END,
    CASE WHEN kind IN ('outage', 'error_burst') THEN usual_errors ELSE usual_hits END,
    NULL,
    NULL
FROM found
WHERE failing OR expected >= 10;
