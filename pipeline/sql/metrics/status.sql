-- title: Solicitudes por clase de estado
-- unit: solicitudes
-- definition: 2xx, entregadas; 3xx, sin cambio o remitidas a otra ruta; 4xx, error de quien pide; 5xx, error del servidor.

INSERT INTO measure
SELECT 'status_' || status_class, section, audience, slot, sum(hits)
FROM traffic
GROUP BY ALL;
