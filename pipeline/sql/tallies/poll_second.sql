-- title: Consultas del apuntador por segundo
-- unit: solicitudes
-- definition: Consultas del apuntador en cada segundo de la operación.

INSERT INTO poll_second
SELECT epoch_us(time) // 1000000, count(*)
FROM poll
GROUP BY ALL;
