-- title: Lo que muestra la bitácora de cada incidencia
-- unit: solicitudes, errores y cortes
-- definition: Solicitudes y errores 5xx entre el inicio y el fin reportados; cortes no servidos que la incidencia toca. Lo esperado es el perfil ordinario de esas horas por la razón entre lo registrado y lo ordinario en la hora anterior y la posterior, sin contar cortes no servidos; el intervalo usa cada hora por separado. Lo perdido es lo esperado menos lo registrado, y cero si lo registrado cae dentro del intervalo: ahí no se distingue de lo ordinario.

UPDATE incident SET
    hits = effect.hits,
    prep_hits = effect.prep_hits,
    errors = effect.errors,
    cuts = effect.cuts,
    missed_cuts = effect.missed_cuts,
    unknown_cuts = effect.unknown_cuts,
    expected = effect.expected,
    expected_low = effect.expected_low,
    expected_high = effect.expected_high,
    lost = effect.lost,
    reason = effect.reason
FROM (
    WITH logged AS (
        SELECT
            incident,
            count(*) AS hits,
            count(*) FILTER (WHERE section = 'prep') AS prep_hits,
            count(*) FILTER (WHERE status >= 500) AS errors
        FROM incident JOIN hit ON hit.time >= incident.start AND hit.time < incident."end"
        WHERE hit.counted
        GROUP BY incident
    ),
    touched AS (
        SELECT
            incident,
            count(*) AS cuts,
            count(*) FILTER (WHERE state IN ('errors', 'silent')) AS missed_cuts,
            count(*) FILTER (WHERE state = 'no_evidence') AS unknown_cuts
        FROM incident CROSS JOIN setting
        JOIN cut ON cut.slot < incident."end" AND cut.slot + to_minutes(cut_minutes) > incident.start
        GROUP BY incident
    ),
    ordinary AS (
        SELECT
            cut.slot,
            cut.state,
            cut.slot + to_minutes(cut_minutes) AS next_slot,
            baseline_hour.total / baseline_hour.days / (60.0 / cut_minutes) AS hits,
            measure.value AS logged
        FROM cut
        CROSS JOIN setting
        JOIN baseline_hour ON baseline_hour.hour = date_trunc('hour', cut.slot) AND baseline_hour.metric = 'hits'
        LEFT JOIN measure ON measure.slot = cut.slot AND measure.metric = 'hits' AND measure.section = 'all' AND measure.audience = 'all'
    ),
    within_it AS (
        SELECT
            incident,
            sum(ordinary.hits * epoch(least(next_slot, "end") - greatest(slot, start)) / epoch(next_slot - slot) ORDER BY slot) AS hits
        FROM incident JOIN ordinary ON slot < "end" AND next_slot > start
        GROUP BY incident
    ),
    neighbour AS (
        SELECT
            incident,
            sum(logged) FILTER (WHERE next_slot <= start) / nullif(sum(ordinary.hits ORDER BY slot) FILTER (WHERE next_slot <= start), 0) AS earlier,
            sum(logged) FILTER (WHERE slot >= "end") / nullif(sum(ordinary.hits ORDER BY slot) FILTER (WHERE slot >= "end"), 0) AS later,
            sum(logged) / nullif(sum(ordinary.hits ORDER BY slot), 0) AS around
        FROM incident
        JOIN ordinary
            ON ordinary.slot >= incident.start - INTERVAL 1 HOUR
            AND next_slot <= incident."end" + INTERVAL 1 HOUR
            AND (next_slot <= start OR slot >= "end")
        WHERE state = 'served'
        GROUP BY incident
    )
    SELECT
        incident.incident AS incident,
        coalesce(logged.hits, 0) AS hits,
        coalesce(logged.prep_hits, 0) AS prep_hits,
        coalesce(logged.errors, 0) AS errors,
        coalesce(touched.cuts, 0) AS cuts,
        coalesce(touched.missed_cuts, 0) AS missed_cuts,
        coalesce(touched.unknown_cuts, 0) AS unknown_cuts,
        within_it.hits * around AS expected,
        within_it.hits * least(coalesce(earlier, around), coalesce(later, around)) AS expected_low,
        within_it.hits * greatest(coalesce(earlier, around), coalesce(later, around)) AS expected_high,
        CASE
            WHEN coalesce(touched.unknown_cuts, 0) > 0 THEN NULL
            WHEN coalesce(logged.hits, 0) >= within_it.hits * least(coalesce(earlier, around), coalesce(later, around)) THEN 0
            ELSE within_it.hits * around - coalesce(logged.hits, 0)
        END AS lost,
        CASE
            WHEN touched.cuts IS NULL THEN 'ocurrió fuera de la ventana de operación'
            WHEN within_it.hits IS NULL THEN 'no hay línea base de esas horas'
            WHEN around IS NULL THEN 'las horas vecinas no tienen cortes servidos o tráfico ordinario'
            WHEN touched.unknown_cuts > 0 THEN 'hay cortes sin evidencia: lo perdido no se puede distinguir de lo no registrado'
        END AS reason
    FROM incident
    LEFT JOIN logged USING (incident)
    LEFT JOIN touched USING (incident)
    LEFT JOIN within_it USING (incident)
    LEFT JOIN neighbour USING (incident)
) AS effect
WHERE effect.incident = incident.incident;
