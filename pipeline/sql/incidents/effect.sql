-- title: Lo que costó cada incidencia
-- unit: solicitudes y visitas
-- definition: Lo esperado es el perfil ordinario de esas horas por la razón entre lo registrado y lo ordinario en la hora anterior y la posterior, sin contar cortes no servidos; el intervalo va de lo menos a lo más que darían esas dos horas, cada una entera y cada lapso de ellas que dure lo mismo que la incidencia, con el perfil ordinario y sin él, más y menos dos veces la raíz de la cuenta, que es lo que varía por azar. Lo perdido es lo esperado menos lo registrado, y cero si lo registrado cae dentro del intervalo o lo rebasa: ahí no se distingue de lo ordinario.

INSERT INTO incident_effect
WITH metric (metric) AS (VALUES ('hits'), ('visits')),
span AS (
    SELECT
        incident,
        metric,
        start,
        "end",
        cuts,
        unknown_cuts,
        CASE metric WHEN 'hits' THEN hits ELSE visits END AS logged
    FROM incident_phase CROSS JOIN metric
    WHERE phase = 'during'
),
ordinary AS (
    SELECT
        baseline_hour.metric,
        cut.slot,
        cut.state,
        cut.slot + to_minutes(cut_minutes) AS next_slot,
        baseline_hour.total / baseline_hour.days AS value,
        measure.value AS logged
    FROM cut
    CROSS JOIN setting
    JOIN baseline_hour ON baseline_hour.hour = date_trunc('hour', cut.slot)
    LEFT JOIN measure
        ON measure.slot = cut.slot AND measure.metric = baseline_hour.metric
        AND measure.section = 'all' AND measure.audience = 'all'
),
within_it AS (
    SELECT
        incident,
        metric,
        sum(value * epoch(least(next_slot, "end") - greatest(slot, start)) / epoch(next_slot - slot) ORDER BY slot) AS value,
        sum(epoch(least(next_slot, "end") - greatest(slot, start)) / epoch(next_slot - slot) ORDER BY slot) AS cuts
    FROM span JOIN ordinary USING (metric)
    WHERE slot < "end" AND next_slot > start
    GROUP BY incident, metric
),
neighbour AS (
    SELECT
        incident,
        metric,
        slot >= "end" AS later,
        slot,
        next_slot,
        value,
        coalesce(ordinary.logged, 0) AS logged,
        epoch("end" - start) AS seconds
    FROM span JOIN ordinary USING (metric)
    WHERE state = 'served'
        AND slot >= start - INTERVAL 1 HOUR
        AND next_slot <= "end" + INTERVAL 1 HOUR
        AND (next_slot <= start OR slot >= "end")
),
-- Each of the two hours, and every stretch of one that is as long as the incident and all served.
stretch AS (
    SELECT incident, metric, sum(logged) AS logged, sum(value ORDER BY slot) AS value, count(*) AS cuts
    FROM neighbour
    GROUP BY incident, metric, later
    UNION ALL
    SELECT incident, metric, sum(other.logged), sum(other.value ORDER BY other.slot), count(*)
    FROM neighbour JOIN neighbour AS other USING (incident, metric, later)
    WHERE other.slot >= neighbour.slot AND epoch(other.slot - neighbour.slot) < neighbour.seconds
    GROUP BY incident, metric, later, neighbour.slot
    HAVING epoch(max(other.next_slot) - neighbour.slot) >= any_value(neighbour.seconds)
        AND count(*) * epoch(any_value(other.next_slot - other.slot)) = epoch(max(other.next_slot) - neighbour.slot)
),
pace AS (
    SELECT
        incident,
        metric,
        min(logged / value) AS least_ratio,
        max(logged / nullif(value, 0)) AS greatest_ratio,
        min(logged / cuts) AS least_flat,
        max(logged / cuts) AS greatest_flat
    FROM stretch
    GROUP BY incident, metric
),
whole AS (
    SELECT incident, metric, sum(logged) / nullif(sum(value ORDER BY slot), 0) AS ratio
    FROM neighbour
    GROUP BY incident, metric
),
likely AS (
    SELECT
        span.*,
        within_it.value AS ordinary,
        ratio,
        nullif(within_it.value, 0) * ratio AS expected,
        least(within_it.value * least_ratio, within_it.cuts * least_flat) AS low,
        greatest(within_it.value * greatest_ratio, within_it.cuts * greatest_flat) AS high
    FROM span
    LEFT JOIN within_it USING (incident, metric)
    LEFT JOIN whole USING (incident, metric)
    LEFT JOIN pace USING (incident, metric)
),
estimate AS (
    SELECT
        * EXCLUDE (low, high),
        CASE WHEN expected IS NOT NULL THEN greatest(0, low - 2 * sqrt(low)) END AS low,
        CASE WHEN expected IS NOT NULL THEN high + 2 * sqrt(high) END AS high
    FROM likely
)
SELECT
    incident,
    metric,
    logged,
    expected,
    low,
    high,
    CASE
        WHEN unknown_cuts > 0 THEN NULL
        WHEN logged >= low THEN 0
        ELSE expected - logged
    END,
    CASE
        WHEN cuts = 0 THEN 'ocurrió fuera de la ventana de operación'
        WHEN ordinary IS NULL AND EXISTS (FROM period WHERE kind = 'month')
            THEN 'el tráfico ordinario es de meses completos, que no tienen esas mismas horas'
        WHEN ordinary IS NULL THEN 'no hay línea base de esas horas'
        WHEN ordinary = 0 THEN 'la línea base de esas horas es cero'
        WHEN ratio IS NULL THEN 'las horas vecinas no tienen cortes servidos o tráfico ordinario'
        WHEN unknown_cuts > 0 THEN 'hay cortes sin evidencia: lo perdido no se puede distinguir de lo no registrado'
    END
FROM estimate;
