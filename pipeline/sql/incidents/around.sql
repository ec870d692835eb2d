-- title: Antes, durante y después de cada incidencia
-- unit: solicitudes, páginas, visitas, errores, cortes y microsegundos
-- definition: La hora anterior al inicio reportado, el lapso y la hora posterior al fin, con los instantes exactos: solicitudes, páginas, visitas que empiezan, errores por clase (4xx sin las 499, 499 y 5xx), percentil 95 de la duración donde se registra (las duraciones, redondeadas a tres cifras significativas), y cortes que toca y no se sirvieron; donde hay servicios que se miden aparte, los cortes en que alguno de ellos falló. Donde ningún corte tiene renglones las cuentas faltan, no son cero.

INSERT INTO incident_phase
WITH lined AS (SELECT DISTINCT slot FROM traffic),
missed AS (
    SELECT slot FROM cut WHERE state IN ('errors', 'silent') AND NOT EXISTS (FROM service)
    UNION
    SELECT slot FROM service_cut WHERE state = 'errors'
),
coverage AS (
    SELECT
        incident,
        phase,
        count(*) AS slots,
        count(lined.slot) AS slots_with_hits,
        count(cut.slot) AS cuts,
        count(missed.slot) AS missed_cuts,
        count(*) FILTER (WHERE state = 'no_evidence') AS unknown_cuts
    FROM incident_slot LEFT JOIN lined USING (slot) LEFT JOIN cut USING (slot) LEFT JOIN missed USING (slot)
    GROUP BY incident, phase
),
logged AS (
    PIVOT (FROM coverage LEFT JOIN around_count USING (incident, phase) WHERE slots_with_hits > 0)
    ON metric IN ('hits', 'published_hits', 'errors_4xx', 'errors_499', 'errors_5xx', 'durations', 'pages', 'visits')
    USING coalesce(sum(value), 0)
    GROUP BY incident, phase
),
counted AS (
    SELECT
        *,
        sum(hits) OVER (PARTITION BY incident, phase ORDER BY duration_us) AS until,
        sum(hits) OVER (PARTITION BY incident, phase) AS total
    FROM around_duration
),
timed AS (
    SELECT incident, phase, counted_quantile(duration_us, until, total, 0.95) AS duration_p95
    FROM counted
    GROUP BY incident, phase
)
SELECT
    incident,
    phase,
    start,
    "end",
    coalesce(slots, 0),
    coalesce(slots_with_hits, 0),
    coalesce(cuts, 0),
    coalesce(missed_cuts, 0),
    coalesce(unknown_cuts, 0),
    hits,
    published_hits,
    pages,
    visits,
    errors_4xx,
    errors_499,
    errors_5xx,
    durations,
    duration_p95
FROM incident_span
LEFT JOIN coverage USING (incident, phase)
LEFT JOIN logged USING (incident, phase)
LEFT JOIN timed USING (incident, phase);
