-- title: Respuestas del apuntador por segundo
-- unit: solicitudes
-- definition: Respuestas del apuntador en cada segundo por su código y, las 200, por su tamaño.

INSERT INTO pointer_answer
SELECT date_trunc('second', time), slot, status, CASE WHEN status = 200 THEN bytes END, count(*)
FROM pointer_hit
GROUP BY ALL;
