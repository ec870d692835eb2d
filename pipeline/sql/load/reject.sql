-- title: Renglones rechazados
-- unit: renglones
-- definition: Cada renglón que no es una solicitud del formato de su bitácora, con su número y su motivo. Las direcciones del texto ya están ocultas.

INSERT INTO reject
SELECT log.file, part.line_no, part.reason, part.text
FROM part JOIN part_log AS log USING (filename);
