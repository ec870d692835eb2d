-- title: Corte servido
-- unit: cortes
-- definition: Un corte de la operación está servido si hubo al menos una respuesta 200, 206 o 304 de la sección publicada. Sin ninguna: «errors» si hubo solicitudes de lo publicado, «silent» si sólo las hubo del resto del portal, «no_evidence» si la bitácora no tiene un solo renglón. Sin evidencia no quiere decir caído.

INSERT INTO cut
WITH seen AS (
    SELECT
        slot,
        coalesce(sum(hits) FILTER (WHERE section = 'published' AND status IN (200, 206, 304)), 0) AS served,
        coalesce(sum(hits) FILTER (WHERE section = 'published' AND (status IN (200, 206, 304)) IS NOT TRUE), 0) AS failed,
        coalesce(sum(hits) FILTER (WHERE section <> 'published'), 0) AS others
    FROM calendar LEFT JOIN answer USING (slot)
    WHERE in_operation
    GROUP BY slot
)
SELECT
    slot,
    CASE
        WHEN served > 0 THEN 'served'
        WHEN failed > 0 THEN 'errors'
        WHEN others > 0 THEN 'silent'
        ELSE 'no_evidence'
    END,
    served,
    failed,
    others
FROM seen;
