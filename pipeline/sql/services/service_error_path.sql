-- title: Rutas con más errores de cada servicio
-- unit: solicitudes
-- definition: Respuestas 4xx y 5xx de la operación por ruta, las veinte con más de cada servicio, aunque dos servicios tengan la misma ruta en sitios distintos.

INSERT INTO service_error_path
SELECT service.service, top.position, item, value
FROM first_twenty('listed') AS top JOIN service ON service.position = top.service
WHERE metric = 'error_path' AND top.section IS NULL;
