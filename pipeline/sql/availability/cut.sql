-- title: Corte servido
-- unit: cortes
-- definition: Un corte de la operación está servido si hubo al menos una respuesta 200, 206 o 304 de la sección publicada. Sin ninguna: «errors» si hubo solicitudes de lo publicado, «silent» si sólo las hubo del resto del portal, «no_evidence» si la bitácora no tiene un solo renglón. Sin evidencia no quiere decir caído.

INSERT INTO cut
WITH seen AS (
    SELECT
        slot,
        sum(hits) FILTER (WHERE section = 'published' AND status IN (200, 206, 304)) AS served,
        sum(hits) FILTER (WHERE section = 'published' AND coalesce(status, 0) NOT IN (200, 206, 304)) AS failed,
        sum(hits) FILTER (WHERE section <> 'published') AS others
    FROM answer
    GROUP BY slot
)
SELECT
    calendar.slot,
    CASE
        WHEN seen.served > 0 THEN 'served'
        WHEN seen.failed > 0 THEN 'errors'
        WHEN seen.others > 0 THEN 'silent'
        ELSE 'no_evidence'
    END,
    coalesce(seen.served, 0),
    coalesce(seen.failed, 0),
    coalesce(seen.others, 0)
FROM calendar LEFT JOIN seen USING (slot)
WHERE in_operation;
