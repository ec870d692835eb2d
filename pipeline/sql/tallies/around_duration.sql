-- title: Duraciones alrededor de cada incidencia
-- unit: solicitudes
-- definition: Cuántas solicitudes duraron cada tanto, en microsegundos redondeados a tres cifras significativas, en la hora anterior a cada incidencia reportada, en su lapso y en la hora posterior.

INSERT INTO around_duration
SELECT incident, phase, three_digits(duration_us) AS rounded, count(*)
FROM incident_slot JOIN hit USING (slot)
WHERE counted AND duration_us IS NOT NULL AND hit.time >= incident_slot.start AND hit.time < incident_slot."end"
GROUP BY incident, phase, rounded;
