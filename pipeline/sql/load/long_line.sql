-- title: Renglones más largos que el búfer de otras herramientas
-- unit: renglones
-- definition: Los de 4,094 bytes o más, con su largo. Aquí son como todos; otras herramientas los omiten o los parten, y sólo sus definiciones lo ven.

INSERT INTO long_line
SELECT log.file, part.line, part.length
FROM part JOIN part_log AS log USING (filename);
