-- title: Ancho de banda máximo
-- unit: bytes
-- definition: El mayor número de bytes en 1 minuto y en un corte de la operación. «bandwidth»: cuerpos de respuesta según la bitácora. «wire»: lo que ocupa la red, estimado como bytes × (1 + overhead_share) más overhead_bytes por respuesta (tabla setting): lo que agregan los paquetes y el cifrado, y lo que agregan los encabezados. Cada respuesta cuenta entera en el instante en que se registró. wire_total: toda la operación.
-- metric: bandwidth_peak_1m | bytes | Más bytes de respuesta en un minuto
-- metric: bandwidth_peak_5m | bytes | Más bytes de respuesta en un corte
-- metric: wire_peak_1m | bytes | Más bytes en la red en un minuto
-- metric: wire_peak_5m | bytes | Más bytes en la red en un corte
-- metric: wire_total | bytes | Bytes en la red de toda la operación

INSERT INTO period_measure
WITH per_second AS (
    SELECT second, coalesce(section, 'all') AS section, sum(hits) AS hits, sum(bytes) AS bytes
    FROM second
    GROUP BY second, GROUPING SETS ((section), ())
),
span (suffix, seconds) AS (
    SELECT 'peak_1m', 60
    UNION ALL SELECT 'peak_5m', cut_minutes * 60 FROM setting
),
bucket AS (
    SELECT suffix, section, second // seconds * seconds AS start, sum(hits) AS hits, sum(bytes) AS bytes
    FROM per_second CROSS JOIN span
    GROUP BY ALL
    HAVING sum(bytes) IS NOT NULL
),
sized AS (
    SELECT suffix, section, start, 'bandwidth_' AS of, bytes::DOUBLE AS bytes FROM bucket
    UNION ALL
    SELECT suffix, section, start, 'wire_', bytes * (1 + overhead_share) + hits * overhead_bytes
    FROM bucket CROSS JOIN setting
)
SELECT of || suffix, section, 'all', 'operation', max(bytes), make_timestamp(1000000 * min_by(start, (-bytes, start)))
FROM sized
GROUP BY ALL
UNION ALL
SELECT 'wire_total', section, 'all', 'operation', sum(bytes) * (1 + any_value(overhead_share)) + sum(hits) * any_value(overhead_bytes), NULL
FROM per_second CROSS JOIN setting
GROUP BY section
HAVING sum(bytes) IS NOT NULL;
