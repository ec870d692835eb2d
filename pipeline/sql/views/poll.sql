-- title: Consulta del apuntador
-- unit: solicitudes
-- definition: Solicitud de una persona, en la operación, del recurso que dice cuál es el corte vigente (el apuntador del convenio), cualquiera que sea la respuesta. Una página abierta lo pide cada tanto: pausa son los segundos desde la consulta anterior del mismo visitante.

CREATE TEMP TABLE poll AS
SELECT
    hit.visitor,
    hit.time,
    hit.slot,
    hit.status,
    epoch(hit.time - lag(hit.time) OVER (PARTITION BY hit.visitor ORDER BY hit.time)) AS pause
FROM hit
JOIN pointer_path USING (path_id)
JOIN calendar USING (slot)
WHERE hit.counted AND hit.audience = 'person' AND calendar.in_operation;
