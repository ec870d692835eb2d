-- title: Solicitudes de cada cliente por corte
-- unit: solicitudes
-- definition: Cuántas hizo cada cliente (dirección) en cada corte de la operación.

CREATE TEMP TABLE asked AS
SELECT slot, client, count(*) AS hits
FROM hit JOIN calendar USING (slot)
WHERE counted AND in_operation
GROUP BY slot, client;
