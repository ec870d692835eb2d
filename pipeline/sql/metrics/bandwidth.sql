-- title: Ancho de banda máximo
-- unit: bytes por corte
-- definition: El mayor número de bytes de respuesta de un corte de la operación, según la bitácora; no incluye encabezados ni la red.

INSERT INTO period_measure
WITH per_cut AS (
    SELECT section, slot, sum(bytes) AS bytes
    FROM traffic JOIN calendar USING (slot)
    WHERE audience = 'all' AND in_operation
    GROUP BY ALL
)
SELECT 'bandwidth_peak_5m', section, 'all', 'operation', max(bytes), min_by(slot, (-bytes, slot))
FROM per_cut
WHERE bytes IS NOT NULL
GROUP BY section;
