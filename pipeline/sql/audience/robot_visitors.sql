-- title: Robots distintos por clase
-- unit: combinaciones de dirección y agente
-- definition: Cuántas combinaciones distintas de dirección y agente hubo de cada clase de robot en la operación.
-- metric: robot_visitors_monitor | combinaciones de dirección y agente | Robots distintos: vigilan el sitio
-- metric: robot_visitors_tool | combinaciones de dirección y agente | Robots distintos: programas que dicen su nombre
-- metric: robot_visitors_crawler | combinaciones de dirección y agente | Robots distintos: de la lista pública
-- metric: robot_visitors_empty | combinaciones de dirección y agente | Robots distintos: sin agente
-- metric: robot_visitors_robots_txt | combinaciones de dirección y agente | Robots distintos: pidieron robots.txt
-- metric: robot_visitors_probe | combinaciones de dirección y agente | Robots distintos: escáneres
-- metric: robot_visitors_behaviour | combinaciones de dirección y agente | Robots distintos: por su comportamiento

INSERT INTO period_measure
SELECT 'robot_visitors_' || class, 'all', 'robot', 'operation', visitors, NULL
FROM robot_count;
