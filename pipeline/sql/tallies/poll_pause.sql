-- title: Pausas entre consultas del apuntador
-- unit: pausas
-- definition: Lo que pasa entre dos consultas seguidas del apuntador de un cliente repetido (5 consultas o más en la operación), de 5 segundos a 15 minutos.

INSERT INTO poll_pause
WITH rule (least, shortest, longest) AS (
    VALUES (5, 5, 900)
),
repeated AS (
    SELECT visitor FROM poll CROSS JOIN rule GROUP BY visitor, least HAVING count(*) >= least
)
SELECT round(pause * 1000000)::BIGINT AS microseconds, count(*)
FROM poll JOIN repeated USING (visitor) CROSS JOIN rule
WHERE pause BETWEEN shortest AND longest
GROUP BY microseconds;
