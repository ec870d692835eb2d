-- title: Lo registrado alrededor de cada incidencia
-- unit: solicitudes, páginas, visitas y errores
-- definition: Solicitudes, errores por clase (4xx sin las 499, 499 y 5xx) y duraciones registradas de la hora anterior a cada incidencia reportada, de su lapso y de la hora posterior, con los instantes exactos; sus páginas, y las visitas que ahí empiezan.

INSERT INTO around_count
-- Reports name whole seconds: what happened in each is counted once, however many spans hold it.
WITH second AS (
    SELECT
        slot,
        epoch_us(time) // 1000000 AS second,
        count(*) AS hits,
        count(*) FILTER (WHERE section = 'published') AS published_hits,
        count(*) FILTER (WHERE status BETWEEN 400 AND 498) AS errors_4xx,
        count(*) FILTER (WHERE status = 499) AS errors_499,
        count(*) FILTER (WHERE status >= 500) AS errors_5xx,
        count(duration_us) AS durations
    FROM hit
    WHERE counted AND slot IN (SELECT slot FROM incident_slot)
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
    FROM incident_slot JOIN second USING (slot)
    WHERE second >= epoch(incident_slot.start) AND second < epoch(incident_slot."end")
    GROUP BY incident, phase
)
FROM (UNPIVOT logged ON * EXCLUDE (incident, phase) INTO NAME metric VALUE value)
UNION ALL
SELECT incident, phase, 'pages', count(*)
FROM incident_slot JOIN page USING (slot)
WHERE page.time >= incident_slot.start AND page.time < incident_slot."end"
GROUP BY incident, phase
UNION ALL
SELECT incident, phase, 'visits', count(*)
FROM incident_slot JOIN visit USING (slot)
WHERE visit.section = 'all' AND visit.start >= incident_slot.start AND visit.start < incident_slot."end"
GROUP BY incident, phase;
