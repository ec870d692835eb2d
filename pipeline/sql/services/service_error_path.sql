-- title: Rutas con más errores de cada servicio
-- unit: solicitudes
-- definition: Respuestas 4xx y 5xx de la operación por ruta, las veinte con más de cada servicio, aunque dos servicios tengan la misma ruta en sitios distintos.

INSERT INTO service_error_path
WITH failed AS (
    SELECT service.service, coalesce(path.text, '(sin ruta)') AS path, count(*) AS errors
    FROM hit
    JOIN calendar USING (slot)
    JOIN service ON service.position = hit.service
    LEFT JOIN path USING (path_id)
    WHERE counted AND in_operation AND status >= 400
    GROUP BY ALL
)
SELECT service, row_number() OVER (PARTITION BY service ORDER BY errors DESC, path) AS position, path, errors
FROM failed
QUALIFY position <= 20;
