-- title: Antes, durante y después de cada incidencia
-- unit: solicitudes, páginas, visitas, errores, cortes y microsegundos
-- definition: La hora anterior al inicio reportado, el lapso y la hora posterior al fin, con los instantes exactos: solicitudes, páginas, visitas que empiezan, errores por clase (4xx sin las 499, 499 y 5xx), percentil 95 de la duración donde se registra, y cortes que toca y no se sirvieron; donde hay servicios que se miden aparte, los cortes en que alguno de ellos falló. Donde ningún corte tiene renglones las cuentas faltan, no son cero.

INSERT INTO incident_phase
WITH span AS (
    SELECT incident, 'before' AS phase, start - INTERVAL 1 HOUR AS start, start AS "end" FROM incident
    UNION ALL
    SELECT incident, 'during', start, greatest("end", start + INTERVAL 1 MINUTE) FROM incident
    UNION ALL
    SELECT incident, 'after', greatest("end", start + INTERVAL 1 MINUTE), greatest("end", start + INTERVAL 1 MINUTE) + INTERVAL 1 HOUR
    FROM incident
),
touched AS (
    SELECT incident, phase, start, "end", calendar.slot
    FROM span CROSS JOIN setting
    JOIN calendar ON calendar.slot < span."end" AND calendar.slot + to_minutes(cut_minutes) > span.start
    WHERE in_logs
),
lined AS (SELECT DISTINCT slot FROM traffic),
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
    FROM touched LEFT JOIN lined USING (slot) LEFT JOIN cut USING (slot) LEFT JOIN missed USING (slot)
    GROUP BY incident, phase
),
-- Reports name whole seconds: what happened in each is counted once, however many spans hold it.
second AS (
    SELECT
        slot,
        epoch_us(time) // 1000000 AS second,
        count(*) AS hits,
        count(*) FILTER (WHERE section = 'published') AS published_hits,
        count(*) FILTER (WHERE status BETWEEN 400 AND 499 AND status <> 499) AS errors_4xx,
        count(*) FILTER (WHERE status = 499) AS errors_499,
        count(*) FILTER (WHERE status >= 500) AS errors_5xx,
        count(duration_us) AS durations
    FROM hit
    WHERE counted AND slot IN (SELECT slot FROM touched)
    GROUP BY slot, second
),
logged AS (
    SELECT
        incident,
        phase,
        sum(hits) AS hits,
        sum(published_hits) AS published_hits,
        sum(errors_4xx) AS errors_4xx,
        sum(errors_499) AS errors_499,
        sum(errors_5xx) AS errors_5xx,
        sum(durations) AS durations
    FROM touched JOIN second USING (slot)
    WHERE second >= epoch(touched.start) AND second < epoch(touched."end")
    GROUP BY incident, phase
),
timed AS (
    SELECT incident, phase, quantile_cont(duration_us, 0.95) AS duration_p95
    FROM touched JOIN hit USING (slot)
    WHERE counted AND duration_us IS NOT NULL AND hit.time >= touched.start AND hit.time < touched."end"
    GROUP BY incident, phase
),
read AS (
    SELECT incident, phase, count(*) AS pages
    FROM touched JOIN page USING (slot)
    WHERE page.time >= touched.start AND page.time < touched."end"
    GROUP BY incident, phase
),
begun AS (
    SELECT incident, phase, count(*) AS visits
    FROM touched JOIN visit USING (slot)
    WHERE visit.section = 'all' AND visit.start >= touched.start AND visit.start < touched."end"
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
    CASE WHEN slots_with_hits > 0 THEN coalesce(hits, 0) END,
    CASE WHEN slots_with_hits > 0 THEN coalesce(published_hits, 0) END,
    CASE WHEN slots_with_hits > 0 THEN coalesce(pages, 0) END,
    CASE WHEN slots_with_hits > 0 THEN coalesce(visits, 0) END,
    CASE WHEN slots_with_hits > 0 THEN coalesce(errors_4xx, 0) END,
    CASE WHEN slots_with_hits > 0 THEN coalesce(errors_499, 0) END,
    CASE WHEN slots_with_hits > 0 THEN coalesce(errors_5xx, 0) END,
    CASE WHEN slots_with_hits > 0 THEN coalesce(durations, 0) END,
    duration_p95
FROM span
LEFT JOIN coverage USING (incident, phase)
LEFT JOIN logged USING (incident, phase)
LEFT JOIN timed USING (incident, phase)
LEFT JOIN read USING (incident, phase)
LEFT JOIN begun USING (incident, phase);
