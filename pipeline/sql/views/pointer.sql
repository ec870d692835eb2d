-- title: Respuesta del apuntador
-- unit: solicitudes
-- definition: Solicitudes GET del recurso que cambia con cada corte (el apuntador del convenio) en los días de las bitácoras, de personas y de robots: el dato es el mismo para todos. Las HEAD no traen dato y no entran.

CREATE TEMP TABLE pointer_path AS
SELECT DISTINCT path_id
FROM path JOIN pointer ON ends_with(path.text, pointer.path);

CREATE TEMP TABLE pointer_hit AS
SELECT time, slot, status, bytes
FROM hit
JOIN calendar USING (slot)
WHERE counted
    AND in_logs
    AND section = 'published'
    AND method = 'GET'
    AND path_id IN (FROM pointer_path);
