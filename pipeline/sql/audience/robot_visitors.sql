-- title: Robots distintos por clase
-- unit: combinaciones de dirección y agente
-- definition: Cuántas combinaciones distintas de dirección y agente hubo de cada clase de robot en la operación.

INSERT INTO period_measure
SELECT 'robot_visitors_' || class, 'all', 'robot', 'operation', count(DISTINCT visitor), NULL
FROM hit
JOIN calendar USING (slot)
JOIN robot_visitor USING (visitor)
WHERE counted AND in_operation AND audience = 'robot'
GROUP BY class;
