-- title: Respuestas repetidas
-- unit: solicitudes y bytes
-- definition: Respuestas 200 a datos de lo publicado que entregan a un visitante un recurso con el mismo tamaño con que ya se le había entregado en la operación, la segunda y las siguientes; aparte, las del apuntador.

INSERT INTO repeat
WITH copy AS (
    SELECT path_id, count(*) - 1 AS hits, (count(*) - 1)::DECIMAL(18, 0) * bytes::DECIMAL(20, 0) AS bytes
    FROM hit JOIN calendar USING (slot)
    WHERE counted AND in_operation AND section = 'published' AND kind = 'data' AND status = 200 AND hit.bytes IS NOT NULL
    GROUP BY visitor, path_id, hit.bytes
)
SELECT path_id IN (FROM pointer_path), sum(hits), sum(bytes)
FROM copy
GROUP BY ALL;
