-- title: Llegada de cada corte
-- unit: cortes y segundos
-- definition: La primera llegada de datos nuevos dentro de un corte es la suya, y su retraso se cuenta desde el minuto nominal del corte; los cambios siguientes del mismo corte sólo se cuentan. Un corte en que el apuntador respondió 200 o 304 y nada cambió es «unseen»: no llegó, llegó ya dentro del corte siguiente, o pesaba lo mismo que el anterior. Sin ninguna de esas respuestas no se sabe («unknown»). Antes de la primera llegada de la operación y después de la última no hay nada que esperar («outside»): las actualizaciones terminan cuando termina la captura.

INSERT INTO cut_arrival
WITH seen AS (
    SELECT slot, in_operation, min(arrival.time) AS first_seen, min_by(since, arrival.time) AS since, count(*) AS changes
    FROM arrival ASOF JOIN calendar ON arrival.time >= slot
    GROUP BY slot, in_operation
),
span AS (
    SELECT min(slot) AS first, max(slot) AS last FROM seen WHERE in_operation
),
answer AS (
    SELECT
        slot,
        sum(hits) AS requests,
        coalesce(sum(hits) FILTER (WHERE status = 200), 0) AS ok,
        coalesce(sum(hits) FILTER (WHERE status = 304), 0) AS not_modified
    FROM pointer_answer
    GROUP BY slot
)
SELECT
    slot,
    CASE
        WHEN first_seen IS NOT NULL THEN 'seen'
        WHEN span.first IS NULL OR slot < span.first OR slot > span.last THEN 'outside'
        WHEN ok + not_modified > 0 THEN 'unseen'
        ELSE 'unknown'
    END,
    first_seen,
    epoch_us(first_seen - slot) / 1e6,
    epoch_us(first_seen - since) / 1e6,
    coalesce(changes, 0),
    coalesce(requests, 0),
    coalesce(ok, 0),
    coalesce(not_modified, 0)
FROM calendar
CROSS JOIN span
LEFT JOIN seen USING (slot)
LEFT JOIN answer USING (slot)
WHERE calendar.in_operation AND EXISTS (SELECT path FROM pointer);
