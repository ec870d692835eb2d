-- title: Firmas de ataque
-- unit: solicitudes
-- definition: Solicitudes de la operación compatibles con un ataque: su ruta, su consulta, su procedencia o su agente llevan una firma de la lista, o piden una ruta que sólo piden los escáneres. Un corte cuenta si tiene tres o más y al menos el triple de la mediana de los cortes; los separados por no más de dos cortes son un solo hallazgo, que se señala si suma veinte o más y su peor corte tiene diez o más y diez veces la mediana. Es grave si alguna se respondió con 2xx o 5xx: no fue rechazada.

INSERT INTO finding
WITH by_slot AS (
    SELECT slot, coalesce(sum(hits), 0) AS hits
    FROM calendar LEFT JOIN suspect USING (slot)
    WHERE in_operation
    GROUP BY slot
),
usual AS (SELECT median(hits) AS hits FROM by_slot),
lively AS (
    SELECT
        by_slot.slot,
        by_slot.hits,
        usual.hits AS usual,
        slot - lag(slot) OVER (ORDER BY slot) > to_minutes(3 * cut_minutes) AS apart
    FROM by_slot CROSS JOIN usual CROSS JOIN setting
    WHERE by_slot.hits >= 3 AND by_slot.hits >= 3 * usual.hits
),
grouped AS (
    SELECT *, count(*) FILTER (WHERE apart) OVER (ORDER BY slot) AS run FROM lively
),
found AS (
    SELECT min(slot) AS start, max(slot) + to_minutes(any_value(cut_minutes)) AS "end", any_value(usual) AS usual
    FROM grouped CROSS JOIN setting
    GROUP BY run
    HAVING sum(hits) >= 20 AND max(hits) >= 10 AND max(hits) >= 10 * any_value(usual)
),
theirs AS (
    SELECT found.start, found."end", suspect.*
    FROM found JOIN suspect ON suspect.slot >= found.start AND suspect.slot < found."end"
),
signature AS (
    SELECT start, string_agg(attack || '=' || hits, ' ' ORDER BY hits DESC, attack) AS detail
    FROM (SELECT start, attack, sum(hits) AS hits FROM theirs GROUP BY start, attack)
    GROUP BY start
)
SELECT
    start,
    any_value("end"),
    'attack',
    sum(answered) > 0,
    epoch(any_value("end") - start) / 60 / (SELECT cut_minutes FROM setting),
    sum(hits),
    sum(errors),
    sum(answered),
    NULL,
    any_value(detail),
    0
FROM theirs JOIN signature USING (start)
GROUP BY start;
