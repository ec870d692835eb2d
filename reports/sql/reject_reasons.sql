-- title: Motivos de rechazo por archivo
-- unit: renglones
-- definition: Renglones de cada archivo que no son una solicitud del formato, por motivo, del más frecuente al menos.

SELECT file, reason, count(*)::BIGINT AS lines
FROM reject
GROUP BY file, reason
ORDER BY file, lines DESC, reason;
