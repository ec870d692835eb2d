-- title: Cuenta de robots distintos
-- unit: combinaciones de dirección y agente
-- definition: Combinaciones distintas de dirección y agente de cada clase de robot en la operación.

INSERT INTO robot_count
SELECT class, count(DISTINCT visitor)
FROM hit
JOIN calendar USING (slot)
JOIN robot_visitor USING (visitor)
WHERE counted AND in_operation AND audience = 'robot'
GROUP BY class;
