-- title: Renglones cortados
-- unit: renglones
-- definition: Los que se cortaron después de su solicitud, su respuesta y su tamaño. Aquí son rechazados; otras herramientas los cuentan, y sólo sus definiciones los ven.

INSERT INTO torn
SELECT log.file, part.line, part.time, part.clock_offset, part.client, part.visitor, part.path_id, part.agent_id, part.method, part.status
FROM part JOIN part_log AS log USING (filename);
