-- title: Renglones cortados
-- unit: renglones
-- definition: Los que se cortaron después de su solicitud, y lo que otras herramientas leen de los muy largos, con dónde terminan. Los cortados aquí son rechazados; otras herramientas los cuentan, y sólo sus definiciones los ven.

INSERT INTO torn
SELECT log.file, part.line, part.time, part.clock_offset, part.client, part.visitor, part.path_id, part.agent_id, part.method, part.status, part.ends
FROM part JOIN part_log AS log USING (filename);
