-- title: Lo publicado, minuto a minuto alrededor de las incidencias
-- unit: solicitudes, respuestas correctas y errores
-- definition: Solicitudes de lo publicado, respuestas correctas (200, 206 y 304) y errores 5xx de cada minuto de la operación, hasta cuatro horas antes y después de cada incidencia reportada.

INSERT INTO published_minute
SELECT
    epoch_us(time) // 60000000 AS minute,
    count(*),
    count(*) FILTER (WHERE status IN (200, 206, 304)),
    count(*) FILTER (WHERE status >= 500)
FROM hit JOIN incident_nearby USING (slot)
WHERE counted AND section = 'published'
GROUP BY minute;
