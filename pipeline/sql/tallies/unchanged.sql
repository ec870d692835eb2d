-- title: Respuestas sin cambio
-- unit: solicitudes y bytes
-- definition: Respuestas 304 a datos de lo publicado en la operación cuyo tamaño se registró, y su suma.

INSERT INTO unchanged
SELECT count(*), sum(bytes)
FROM hit JOIN calendar USING (slot)
WHERE counted AND in_operation AND section = 'published' AND kind = 'data' AND status = 304 AND bytes IS NOT NULL;
