-- title: Documentos entregados a robots
-- unit: documentos
-- definition: Lo que de una persona serían páginas: documentos pedidos por robots con GET o POST y respondidos con 200, 304 o 206. No son páginas, que por definición son de personas, ni abren visitas.
-- metric: documents_robot | documentos | Documentos entregados a robots

INSERT INTO measure
SELECT 'documents_robot', coalesce(section, 'all'), 'robot', slot, sum(documents)
FROM robot_traffic
WHERE documents > 0
GROUP BY slot, GROUPING SETS ((section), ());
