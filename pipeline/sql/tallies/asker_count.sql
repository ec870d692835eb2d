-- title: Clientes y redes por sus solicitudes en un corte
-- unit: clientes o redes
-- definition: Cuántos clientes y cuántas redes hicieron cada número de solicitudes en cada corte de la operación.

INSERT INTO asker_count
SELECT kind, slot, hits, count(*)
FROM asker
GROUP BY kind, slot, hits;
