-- title: Firmas de ataque
-- unit: solicitudes
-- definition: Solicitudes de la operación compatibles con un ataque: su ruta, su consulta, su procedencia o su agente llevan una firma de la lista, o piden una ruta que sólo piden los escáneres. Un corte cuenta si tiene tres o más y al menos el triple de la mediana de los cortes; los separados por no más de dos cortes son un solo hallazgo, que se señala si suma veinte o más y su peor corte tiene diez o más y diez veces la mediana. Es grave si alguna se respondió con 2xx o 5xx: no fue rechazada.

INSERT INTO finding
WITH by_slot AS (
    SELECT slot, coalesce(sum(hits), 0) AS hits, sum(errors) AS errors, sum(answered) AS answered
    FROM calendar LEFT JOIN suspect USING (slot)
    WHERE in_operation
    GROUP BY slot
),
usual AS (SELECT greatest(1, median(hits)) AS hits FROM by_slot),
lively AS (
    SELECT
        by_slot.slot,
        by_slot.hits,
        usual.hits AS usual,
        slot - lag(slot) OVER (ORDER BY slot) > to_minutes(3 * cut_minutes) AS apart
    FROM by_slot CROSS JOIN usual CROSS JOIN setting
    WHERE by_slot.hits >= 3 * usual.hits
),
grouped AS (
    SELECT *, count(*) FILTER (WHERE apart) OVER (ORDER BY slot) AS run FROM lively
),
found AS (
    SELECT min(slot) AS start, max(slot) + to_minutes(any_value(cut_minutes)) AS "end"
    FROM grouped CROSS JOIN setting
    GROUP BY run
    HAVING sum(hits) >= 20 AND max(hits) >= 10 * any_value(usual)
),
signature AS (
    SELECT start, string_agg(attack || '=' || hits, ' ' ORDER BY hits DESC, attack) AS detail
    FROM (
        SELECT start, attack, sum(hits) AS hits
        FROM found JOIN suspect ON slot >= start AND slot < "end"
        GROUP BY start, attack
    )
    GROUP BY start
)
SELECT
    start,
    any_value("end"),
    'attack',
    max(answered) > 0,
    count(*),
    sum(hits),
    sum(errors),
    sum(answered),
    NULL,
    any_value(detail),
    0
FROM found JOIN by_slot ON slot >= start AND slot < "end" JOIN signature USING (start)
GROUP BY start;
