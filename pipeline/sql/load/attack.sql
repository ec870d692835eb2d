-- title: Solicitudes con la firma de un ataque
-- unit: solicitudes
-- definition: Las que llevan en su ruta, su consulta, su procedencia o su agente una de las expresiones de la lista de firmas. Se buscan al leer la bitácora, porque de las consultas no se guarda nada más.

INSERT INTO attack
SELECT log.file, part.line, part.attack
FROM part JOIN part_log AS log USING (filename);
