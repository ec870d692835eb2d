-- title: Respuestas por corte
-- unit: solicitudes y bytes
-- definition: Solicitudes y bytes de respuesta de cada corte por sección, servicio, audiencia y código de respuesta.

INSERT INTO answer
SELECT slot, section, service, audience, status, count(*), sum(bytes)
FROM hit
WHERE counted
GROUP BY ALL;
