-- title: Horas y días que no entran en la línea base
-- unit: horas y solicitudes
-- definition: Lo que no es tráfico ordinario o no dejó evidencia: días sin un solo renglón; huecos, o sea 30 minutos o más sin un renglón, en horas en que los demás días suman 100 solicitudes o más (una pausa menor no se distingue de la calma); horas en que el sitio respondió cinco veces o más con 5xx y ninguna con 2xx o 3xx; festivos y lapsos que se declararon. De las herramientas: los días sin cifra o a medias, y los de simulacro, porque no separan las rutas de lo publicado; de un total de varios días no se puede quitar ninguno. Una hora tocada sale del promedio de su hora, y su día, completo, del promedio diario.

INSERT INTO baseline_excluded
WITH rule AS (
    SELECT 30 AS gap_minutes, 100 AS gap_expected, 5 AS outage_errors
),
slot AS (
    SELECT
        calendar.slot,
        calendar.local_day,
        calendar.local_hour,
        baseline_day.present,
        measure.value AS hits
    FROM calendar
    JOIN baseline_day USING (local_day)
    LEFT JOIN measure
        ON measure.slot = calendar.slot
        AND measure.metric = 'hits' AND measure.section = 'all' AND measure.audience = 'all'
    WHERE calendar.in_baseline
),
ordinary AS (
    SELECT local_hour, sum(hits) / count(*) AS expected
    FROM slot
    WHERE present
    GROUP BY local_hour
),
island AS (
    SELECT
        slot,
        expected,
        epoch(slot) // 60 - cut_minutes * row_number() OVER (ORDER BY slot) AS island
    FROM slot JOIN ordinary USING (local_hour) CROSS JOIN setting
    WHERE present AND hits IS NULL
),
gap AS (
    SELECT island
    FROM island CROSS JOIN setting CROSS JOIN rule
    GROUP BY ALL
    HAVING count(*) * any_value(cut_minutes) >= any_value(gap_minutes)
        AND sum(expected ORDER BY slot) >= any_value(gap_expected)
),
outage AS (
    SELECT date_trunc('hour', measure.slot) AS hour
    FROM measure SEMI JOIN slot USING (slot) CROSS JOIN rule CROSS JOIN setting
    WHERE section = baseline_section AND audience = 'all'
    GROUP BY hour
    HAVING sum(value) FILTER (WHERE metric = 'status_5xx') >= any_value(outage_errors)
        AND count(*) FILTER (WHERE metric IN ('status_2xx', 'status_3xx')) = 0
),
span AS (
    SELECT *
    FROM baseline_figure AS span
    WHERE first_day = last_day OR NOT EXISTS (
        FROM baseline_figure AS day
        WHERE day.source = span.source AND day.first_day = day.last_day
            AND day.first_day BETWEEN span.first_day AND span.last_day
    )
),
separable AS (
    SELECT baseline_source.source, slot.slot, slot.local_day
    FROM baseline_source CROSS JOIN slot
    ANTI JOIN (FROM span WHERE first_day < last_day) AS month
        ON month.source = baseline_source.source
        AND slot.local_day BETWEEN month.first_day AND month.last_day
),
marked AS (
    SELECT 'logs' AS source, slot, 'missing' AS kind, 'ni un renglón en todo el día' AS reason, NULL AS run
    FROM slot WHERE NOT present
    UNION ALL
    SELECT 'logs', slot, 'gap', 'hueco: la bitácora se interrumpe', island
    FROM island SEMI JOIN gap USING (island)
    UNION ALL
    SELECT 'logs', slot, 'outage', 'el sitio sólo respondió con errores', epoch(hour)
    FROM slot JOIN outage ON outage.hour = date_trunc('hour', slot.slot)
    UNION ALL
    SELECT source, slot, kind, reason, epoch(start)
    FROM separable
    JOIN baseline_declared ON slot >= baseline_declared.start AND slot < baseline_declared."end"
    UNION ALL
    SELECT source, slot, 'drill', 'simulacro: la herramienta no separa las rutas de lo publicado', NULL
    FROM separable SEMI JOIN drill USING (local_day)
    WHERE source <> 'logs'
    UNION ALL
    SELECT source.source, slot, 'missing', 'la herramienta no tiene cifras de ese día', NULL
    FROM baseline_source AS source CROSS JOIN slot
    ANTI JOIN span
        ON span.source = source.source
        AND slot.local_day BETWEEN first_day AND last_day
    WHERE source.source <> 'logs'
    UNION ALL
    SELECT span.source, slot, 'incomplete', incomplete, NULL
    FROM span JOIN slot ON slot.local_day BETWEEN first_day AND last_day
    WHERE incomplete <> ''
)
SELECT
    marked.source,
    slot.local_day,
    min(slot),
    max(slot) + to_minutes(any_value(cut_minutes)),
    kind,
    reason,
    CASE
        WHEN marked.source <> 'logs' THEN any_value(baseline_figure.hits)
        WHEN kind <> 'missing' THEN sum(coalesce(portal.value, 0))
    END
FROM marked
JOIN slot USING (slot)
CROSS JOIN setting
LEFT JOIN measure AS portal
    ON portal.slot = marked.slot
    AND portal.metric = 'hits' AND portal.section = baseline_section AND portal.audience = 'all'
LEFT JOIN baseline_figure
    ON baseline_figure.source = marked.source
    AND first_day = slot.local_day AND last_day = slot.local_day
GROUP BY marked.source, slot.local_day, kind, reason, run;
