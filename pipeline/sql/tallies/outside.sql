-- title: Solicitudes de cada archivo fuera de fechas
-- unit: solicitudes
-- definition: Las de cada archivo cuyo instante no cae en la ventana de su papel.

INSERT INTO outside
SELECT file, count(*)
FROM hit
WHERE NOT counted
GROUP BY file;
