-- title: Solicitudes
-- unit: solicitudes
-- definition: Cada renglón leído de una bitácora, con su sección, su clase de recurso y su audiencia.

INSERT INTO hit
WITH slotted AS (
    SELECT
        part.*,
        make_timestamp(epoch_us(part.time) // (setting.cut_minutes * 60000000) * (setting.cut_minutes * 60000000)) AS slot
    FROM part CROSS JOIN setting
)
SELECT
    s.time,
    s.slot,
    log.file,
    coalesce(CASE log.role WHEN 'baseline' THEN c.in_baseline ELSE c.in_logs END, false) AS counted,
    s.client,
    s.visitor,
    coalesce(log.section, CASE WHEN vhost.published OR path.published THEN 'published'::SECTION ELSE 'portal'::SECTION END) AS section,
    CASE WHEN log.section IS DISTINCT FROM 'portal' THEN coalesce(log.service, least(vhost.service, path.service)) END AS service,
    coalesce(path.kind, 'none') AS kind,
    CASE WHEN robot.visitor IS NULL THEN 'person'::AUDIENCE ELSE 'robot'::AUDIENCE END AS audience,
    s.method,
    s.status,
    s.bytes,
    s.duration_us,
    s.path_id,
    s.agent_id,
    s.referer_id,
    s.line,
    s.clock_offset
FROM slotted AS s
JOIN part_log AS log USING (filename)
LEFT JOIN calendar AS c USING (slot)
LEFT JOIN path USING (path_id)
LEFT JOIN vhost USING (vhost_id)
LEFT JOIN robot_visitor AS robot ON robot.visitor = s.visitor;
