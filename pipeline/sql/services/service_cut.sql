-- title: Disponibilidad de cada servicio
-- unit: cortes
-- definition: Un corte de un servicio está servido si hubo al menos una respuesta correcta (2xx o 304); es de fallas si hubo respuestas 5xx o 499 (el cliente se fue sin esperarla) y ninguna correcta. Si no hubo ni unas ni otras, nadie lo pidió: lo demás (redirecciones, errores de quien pide) no prueba ni una cosa ni la otra. Sin un solo renglón en la bitácora, no hay evidencia. La disponibilidad es servidos ÷ (servidos + con fallas): nadie la pone a prueba en los otros.

INSERT INTO service_cut
WITH seen AS (
    SELECT
        service,
        slot,
        sum(hits) FILTER (WHERE status BETWEEN 200 AND 299 OR status = 304) AS served,
        sum(hits) FILTER (WHERE status BETWEEN 500 AND 599 OR status = 499) AS failed
    FROM answer
    WHERE service IS NOT NULL
    GROUP BY ALL
),
alive AS (
    SELECT DISTINCT slot FROM answer
)
SELECT
    service.service,
    slot,
    CASE
        WHEN served > 0 THEN 'served'
        WHEN failed > 0 THEN 'errors'
        WHEN alive.slot IS NOT NULL THEN 'unasked'
        ELSE 'no_evidence'
    END,
    coalesce(served, 0),
    coalesce(failed, 0)
FROM service
CROSS JOIN calendar
LEFT JOIN alive USING (slot)
LEFT JOIN seen ON seen.service = service.position AND seen.slot = calendar.slot
WHERE in_operation OR in_baseline;
