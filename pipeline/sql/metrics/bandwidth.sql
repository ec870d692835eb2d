-- title: Ancho de banda máximo
-- unit: bytes por corte
-- definition: El mayor número de bytes de respuesta de un corte de la operación, según la bitácora; no incluye encabezados ni la red.

INSERT INTO period_measure
SELECT 'bandwidth_peak_5m', section, 'all', 'operation', max(value), min_by(slot, (-value, slot))
FROM measure JOIN calendar USING (slot)
WHERE metric = 'bytes' AND audience = 'all' AND in_operation
GROUP BY section;
