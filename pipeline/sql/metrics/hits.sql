-- title: Hits (solicitudes)
-- unit: solicitudes
-- definition: Cada renglón que la bitácora registra como solicitud, cualquiera que sea su estado o su autor.
-- metric: hits | solicitudes | Hits (solicitudes)

INSERT INTO measure
SELECT 'hits', section, audience, slot, sum(hits)
FROM traffic
GROUP BY ALL;
