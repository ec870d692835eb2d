-- title: Solicitudes con duración
-- unit: proporción
-- definition: De las solicitudes de la operación, las que traen su duración. Sin ella no se sabe cuántas estaban en servicio a la vez ni cuánto tardó el servidor.
-- metric: timed_share | proporción | Solicitudes con duración registrada

INSERT INTO period_measure
SELECT 'timed_share', 'all', 'all', 'operation', sum(timed) / sum(hits), NULL
FROM second
HAVING count(*) > 0;
