-- title: Solicitudes por clase de estado
-- unit: solicitudes
-- definition: 2xx, entregadas; 3xx, sin cambio o remitidas a otra ruta; 4xx, error de quien pide; 5xx, error del servidor.
-- metric: status_2xx | solicitudes | Respuestas 2xx
-- metric: status_3xx | solicitudes | Respuestas 3xx
-- metric: status_4xx | solicitudes | Respuestas 4xx
-- metric: status_5xx | solicitudes | Respuestas 5xx
-- metric: status_other | solicitudes | Respuestas de otra clase o sin estado

INSERT INTO measure
SELECT 'status_' || status_class, section, audience, slot, sum(hits)
FROM traffic
GROUP BY ALL;
