-- title: Solicitudes de robots por clase
-- unit: solicitudes
-- definition: Las de cada clase de robot: robots_monitor, robots_tool, robots_crawler, robots_empty, robots_robots_txt, robots_probe y robots_behaviour. Un robot es de una sola clase (véase «Visitantes que son robots»), así que suman las solicitudes de los robots.

INSERT INTO measure
SELECT 'robots_' || class, coalesce(section, 'all'), 'robot', slot, sum(hits)
FROM robot_traffic
GROUP BY slot, class, GROUPING SETS ((section), ());
