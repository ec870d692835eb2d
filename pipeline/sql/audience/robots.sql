-- title: Solicitudes de robots por clase
-- unit: solicitudes
-- definition: Las de cada clase de robot: robots_monitor, robots_tool, robots_crawler, robots_empty, robots_robots_txt, robots_probe y robots_behaviour. Un robot es de una sola clase (véase «Visitantes que son robots»), así que suman las solicitudes de los robots.
-- metric: robots_monitor | solicitudes | Solicitudes de robots: vigilan el sitio
-- metric: robots_tool | solicitudes | Solicitudes de robots: programas que dicen su nombre
-- metric: robots_crawler | solicitudes | Solicitudes de robots: de la lista pública
-- metric: robots_empty | solicitudes | Solicitudes de robots: sin agente
-- metric: robots_robots_txt | solicitudes | Solicitudes de robots: pidieron robots.txt
-- metric: robots_probe | solicitudes | Solicitudes de robots: escáneres
-- metric: robots_behaviour | solicitudes | Solicitudes de robots: por su comportamiento

INSERT INTO measure
SELECT 'robots_' || class, coalesce(section, 'all'), 'robot', slot, sum(hits)
FROM robot_traffic
GROUP BY slot, class, GROUPING SETS ((section), ());
