-- title: Solicitudes fuera de fechas
-- unit: solicitudes
-- definition: Las de cada archivo cuyo instante no cae en la ventana de su papel (operación o línea base). Se leen y se guardan; ninguna medida las cuenta.

UPDATE source_file
SET outside = outside.hits
FROM outside
WHERE source_file.file = outside.file;
