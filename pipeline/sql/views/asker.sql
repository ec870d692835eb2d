-- title: Solicitudes de cada cliente y de cada red por corte
-- unit: solicitudes
-- definition: Cuántas hizo cada cliente (dirección) y cada red (/24 o /48) en cada corte de la operación, y si la mitad o más de las de una red son de un solo cliente suyo.

CREATE TEMP VIEW asker AS
SELECT 'client' AS kind, slot, client AS who, hits, false AS single FROM asked
UNION ALL
SELECT 'network', slot, network, sum(hits), max(hits) * 2 >= sum(hits)
FROM asked JOIN client USING (client)
GROUP BY slot, network;
