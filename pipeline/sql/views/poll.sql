-- title: Consulta del apuntador
-- unit: solicitudes
-- definition: Solicitud de una persona, en la operación, del recurso que dice cuál es el corte vigente (el apuntador del convenio), cualquiera que sea la respuesta. Una página abierta lo pide cada tanto.

CREATE TEMP TABLE poll AS
SELECT hit.visitor, hit.time, hit.slot, hit.status
FROM hit
JOIN path USING (path_id)
JOIN calendar USING (slot)
WHERE path.pointer AND hit.counted AND hit.audience = 'person' AND calendar.in_operation;
