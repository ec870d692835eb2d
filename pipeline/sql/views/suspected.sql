-- title: Solicitud sospechosa
-- unit: solicitudes
-- definition: Solicitudes que llevan en su ruta, su consulta, su procedencia o su agente una firma de la lista, con su nombre, y las demás que piden una ruta que sólo piden los escáneres (probe).

CREATE TEMP VIEW suspected AS
SELECT hit.slot, hit.client, hit.status, attack.attack
FROM attack JOIN hit USING (file, line)
WHERE hit.counted
UNION ALL
SELECT hit.slot, hit.client, hit.status, 'probe'
FROM path JOIN hit USING (path_id)
WHERE path.probe AND hit.counted AND NOT EXISTS (
    FROM attack WHERE attack.file = hit.file AND attack.line = hit.line
);
