-- title: Solicitudes fuera de fechas
-- unit: solicitudes
-- definition: Las de cada archivo cuyo instante no cae en la ventana de su papel (operación o línea base). Se leen y se guardan; ninguna medida las cuenta.

UPDATE source_file
SET outside = o.hits
FROM (SELECT file, count(*) AS hits FROM hit WHERE NOT counted GROUP BY file) AS o
WHERE source_file.file = o.file;
