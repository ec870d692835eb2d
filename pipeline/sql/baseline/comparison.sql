-- title: Comparativo
-- unit: solicitudes (también sólo de personas), páginas, visitas, bytes y visitantes
-- definition: La operación contra el tráfico ordinario, con la misma definición en ambos lados: la nuestra si lo ordinario viene de las bitácoras; la de la herramienta si viene de sus archivos, con la nuestra al lado. Si la cuenta de la herramienta no se puede repetir, la operación lleva la nuestra y el renglón dice que las definiciones son distintas. «matched»: la suma, hora por hora de la operación, del promedio de la misma hora y día de la semana; de ahí el factor. «daily»: el promedio simple de los días que entran; su factor lleva antes la operación a 24 horas, sin los días de los que no hay un solo renglón. «weekday»: el promedio de los mismos días de la semana, cada uno con el peso de sus horas en la operación. Contra meses completos sólo hay los dos últimos. Visitantes de distintos lapsos no se comparan.

INSERT INTO comparison
WITH metric (tool, metric, daily) AS (
    VALUES
        (false, 'hits', true), (false, 'hits_person', true), (false, 'pages', true),
        (false, 'visits', true), (false, 'bytes', true),
        (false, 'visitors_min', false), (false, 'visitors_max', false),
        (true, 'hits', true), (true, 'pages', true), (true, 'visits', true),
        (true, 'bytes', true), (true, 'visitors', false)
),
ours AS (
    SELECT
        CASE WHEN audience = 'person' THEN 'hits_person' ELSE metric END AS metric,
        sum(value) FILTER (WHERE section = 'all') AS operation,
        sum(value) FILTER (WHERE section = 'portal') AS operation_portal,
        sum(value) FILTER (WHERE section = 'published') AS operation_published
    FROM measure JOIN calendar USING (slot)
    WHERE in_operation AND (audience = 'all' OR (audience = 'person' AND metric = 'hits'))
    GROUP BY ALL
    UNION ALL
    SELECT
        metric,
        max(value) FILTER (WHERE section = 'all'),
        max(value) FILTER (WHERE section = 'portal'),
        max(value) FILTER (WHERE section = 'published')
    FROM period_measure
    WHERE period = 'operation' AND audience = 'person'
    GROUP BY metric
),
evidence AS (
    SELECT EXISTS (FROM traffic JOIN calendar USING (slot) WHERE in_operation) AS any_hit
),
our_operation AS (
    SELECT
        metric,
        CASE WHEN any_hit THEN coalesce(operation, 0) END AS operation,
        CASE WHEN any_hit THEN coalesce(operation_portal, 0) END AS operation_portal,
        CASE WHEN any_hit THEN coalesce(operation_published, 0) END AS operation_published
    FROM (SELECT metric FROM metric WHERE NOT tool) CROSS JOIN evidence LEFT JOIN ours USING (metric)
),
their_operation AS (
    SELECT
        definition,
        metric,
        max(value) FILTER (WHERE section = 'all') AS operation,
        max(value) FILTER (WHERE section = 'portal') AS operation_portal,
        max(value) FILTER (WHERE section = 'published') AS operation_published
    FROM definition_measure
    WHERE period = 'operation'
    GROUP BY definition, metric
),
operation AS (
    SELECT
        source,
        metric.metric,
        metric.daily AS has_daily,
        known.definition IS NULL AND source <> 'logs' AS mixed,
        CASE WHEN known.definition IS NULL THEN our_operation.operation ELSE theirs.operation END AS operation,
        CASE WHEN known.definition IS NULL THEN our_operation.operation_portal ELSE theirs.operation_portal END AS operation_portal,
        CASE WHEN known.definition IS NULL THEN our_operation.operation_published ELSE theirs.operation_published END AS operation_published,
        our_operation.operation AS operation_ours,
        any_hit
    FROM baseline_source
    JOIN metric ON metric.tool = (source <> 'logs')
    CROSS JOIN evidence
    LEFT JOIN (SELECT DISTINCT definition FROM their_operation) AS known
        ON known.definition = baseline_source.definition AND source <> 'logs'
    LEFT JOIN their_operation AS theirs
        ON theirs.definition = known.definition AND theirs.metric = metric.metric
    LEFT JOIN our_operation ON our_operation.metric = metric.metric
),
our_day AS (
    SELECT * EXCLUDE (present, drill, empty_hours, excluded_hits)
    FROM baseline_day
    ANTI JOIN (FROM baseline_excluded WHERE source = 'logs') USING (local_day)
),
their_span AS (
    SELECT source, first_day, last_day - first_day + 1 AS days, hits, pages, visits, visitors, bytes
    FROM baseline_figure
    WHERE used
),
span AS (
    SELECT 'logs' AS source, local_day AS first_day, 1 AS days, metric, value
    FROM (UNPIVOT our_day ON * EXCLUDE (local_day) INTO NAME metric VALUE value)
    UNION ALL
    SELECT source, first_day, days, metric, value
    FROM (UNPIVOT their_span ON hits, pages, visits, visitors, bytes INTO NAME metric VALUE value)
),
daily AS (
    SELECT
        source,
        metric,
        sum(value) / sum(days) AS daily,
        sum(days) AS daily_days,
        min(value) FILTER (WHERE days = 1) AS daily_min,
        quantile_cont(value::DOUBLE, 0.25) FILTER (WHERE days = 1) AS daily_q1,
        quantile_cont(value::DOUBLE, 0.5) FILTER (WHERE days = 1) AS daily_median,
        quantile_cont(value::DOUBLE, 0.75) FILTER (WHERE days = 1) AS daily_q3,
        max(value) FILTER (WHERE days = 1) AS daily_max
    FROM span
    WHERE days = 1 OR metric <> 'visitors'
    GROUP BY source, metric
),
present AS (
    SELECT local_day FROM traffic JOIN calendar USING (slot) WHERE in_operation
),
hours AS (
    SELECT
        count(DISTINCT date_trunc('hour', slot)) FILTER (WHERE in_operation) AS hours,
        count(DISTINCT date_trunc('hour', slot)) FILTER (WHERE in_operation AND local_day IN (FROM present)) AS hours_logged,
        bool_or(matches IS NOT NULL) AS has_matches
    FROM calendar
),
weight AS (
    SELECT weekday, count(DISTINCT date_trunc('hour', slot)) AS hours
    FROM calendar SEMI JOIN present USING (local_day)
    WHERE in_operation
    GROUP BY weekday
),
same_weekday AS (
    SELECT source, metric, isodow(first_day) AS weekday, avg(value) AS value, count(*) AS days
    FROM span
    WHERE days = 1
    GROUP BY ALL
),
weekday AS (
    SELECT
        source,
        metric,
        CASE WHEN count(*) = (SELECT count(*) FROM weight)
            THEN sum(value * hours ORDER BY weekday) / sum(hours) END AS weekday,
        CASE WHEN count(*) = (SELECT count(*) FROM weight) THEN min(days) END AS weekday_days
    FROM same_weekday JOIN weight USING (weekday)
    GROUP BY source, metric
),
complete_week AS (
    SELECT period
    FROM period
    JOIN period_slot USING (period)
    JOIN calendar USING (slot)
    JOIN baseline_day USING (local_day)
    LEFT JOIN (FROM baseline_excluded WHERE source = 'logs') AS excluded USING (local_day)
    WHERE period.kind = 'matched'
    GROUP BY period
    HAVING bool_and(baseline_day.present AND excluded.source IS NULL)
),
whole_hour AS (
    SELECT baseline_figure_hour.source, date_trunc('hour', matches) AS hour, hits, pages, visits, bytes
    FROM baseline_figure_hour
    JOIN calendar USING (slot)
    ANTI JOIN baseline_excluded AS left_out
        ON left_out.source = baseline_figure_hour.source
        AND slot < left_out."end" AND slot + INTERVAL 1 HOUR > left_out.start
    WHERE matches IS NOT NULL
),
their_hour AS (
    UNPIVOT whole_hour ON hits, pages, visits, bytes INTO NAME metric VALUE value
),
each_hour AS (
    SELECT 'logs' AS source, metric, hour, total, days FROM baseline_hour
    UNION ALL
    SELECT source, metric, hour, sum(value), count(*) FROM their_hour GROUP BY source, metric, hour
),
matched AS (
    SELECT
        source,
        metric,
        CASE WHEN count(*) = any_value(hours) THEN sum(total / days ORDER BY hour) END AS matched,
        min(days) AS weeks_min,
        max(days) AS weeks_max
    FROM each_hour CROSS JOIN hours
    GROUP BY source, metric
    UNION ALL
    SELECT 'logs', metric, avg(value), count(*), count(*)
    FROM period_measure JOIN complete_week USING (period) CROSS JOIN setting
    WHERE section = baseline_section
    GROUP BY metric
),
joined AS (
    SELECT
        operation.*,
        daily.* EXCLUDE (source, metric),
        weekday.* EXCLUDE (source, metric),
        matched.* EXCLUDE (source, metric),
        hours.hours_logged,
        hours.has_matches
    FROM operation
    CROSS JOIN hours
    LEFT JOIN daily USING (source, metric)
    LEFT JOIN weekday USING (source, metric)
    LEFT JOIN matched USING (source, metric)
),
reasoned AS (
    SELECT
        *,
        CASE
            WHEN NOT any_hit THEN 'no hay bitácora de la operación'
            WHEN coalesce(daily_days, 0) = 0 AND source = 'logs' THEN 'no hay bitácora de la línea base'
            WHEN coalesce(daily_days, 0) = 0 THEN 'la herramienta no tiene esa cifra en las semanas de la línea base'
            WHEN operation IS NULL THEN 'esa definición no mide la operación en esta unidad'
        END AS nothing
    FROM joined
)
SELECT
    source,
    metric,
    baseline_source.chosen,
    operation,
    operation_portal,
    operation_published,
    operation_ours,
    mixed,
    daily,
    coalesce(daily_days, 0),
    daily_min,
    daily_q1,
    daily_median,
    daily_q3,
    daily_max,
    CASE WHEN has_daily THEN weekday END,
    CASE WHEN has_daily THEN coalesce(weekday_days, 0) ELSE 0 END,
    matched,
    coalesce(weeks_min, 0),
    coalesce(weeks_max, 0),
    CASE WHEN matched > 0 THEN operation / matched END,
    CASE WHEN daily > 0 AND has_daily THEN operation * 24.0 / hours_logged / daily END,
    CASE WHEN weekday > 0 AND has_daily THEN operation * 24.0 / hours_logged / weekday END,
    coalesce(nothing, CASE
        WHEN NOT has_matches THEN 'la línea base es de meses, que no tienen los mismos días y horas: sólo hay promedio diario'
        WHEN matched IS NULL AND source <> 'logs' THEN 'la herramienta no da cifras por hora: sólo hay promedio diario'
        WHEN matched IS NULL THEN 'faltan días iguales a los de la operación en la línea base'
        WHEN matched = 0 THEN 'la línea base es cero'
    END),
    coalesce(nothing, CASE
        WHEN NOT has_daily THEN 'los visitantes de un día no se comparan con los de otro lapso'
        WHEN daily = 0 THEN 'la línea base es cero'
    END),
    baseline_source.days_of,
    baseline_source.hours_used,
    baseline_source.hours_of,
    baseline_source.few
FROM reasoned JOIN baseline_source USING (source);
