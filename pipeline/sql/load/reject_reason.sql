-- title: Motivos de rechazo por archivo
-- unit: renglones
-- definition: Renglones de cada archivo que no son una solicitud del formato, por motivo.

INSERT INTO reject_reason
SELECT file, reason, count(*)
FROM reject
GROUP BY file, reason;
