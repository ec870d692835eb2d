-- title: Listas ordenadas de la operación
-- unit: solicitudes o páginas
-- definition: Los veinte primeros de cada lista: documentos y datos más pedidos por personas; páginas por procedencia y por sitio de procedencia (sin el propio), por clase de dispositivo, navegador y sistema; solicitudes por agente de robot, y rutas con más errores. La clase de dispositivo sale de reglas propias sobre el agente de usuario; el navegador y el sistema, de la lista pública ua-parser. Un agente puede mentir. A igual número, por orden alfabético.
-- metric: resource | páginas | Documentos más pedidos
-- metric: data_resource | solicitudes | Datos más pedidos
-- metric: referrer_group | páginas | Procedencias
-- metric: referrer_host | páginas | Sitios de procedencia
-- metric: device | páginas | Dispositivos
-- metric: browser | páginas | Navegadores
-- metric: system | páginas | Sistemas operativos
-- metric: robot_agent | solicitudes | Agentes de robots
-- metric: error_path | solicitudes | Rutas con más errores

INSERT INTO ranking
WITH own AS (
    SELECT *, row_number() OVER (PARTITION BY metric ORDER BY value DESC, item) AS position
    FROM profile
)
SELECT metric, 'all', 'person', position, item, value, bytes
FROM own
WHERE position <= 20
UNION ALL
SELECT metric, section, audience, position, item, value, bytes
FROM first_twenty('listed')
WHERE section IS NOT NULL;
