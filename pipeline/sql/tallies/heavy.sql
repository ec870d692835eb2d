-- title: Clientes y redes de sesenta solicitudes por minuto
-- unit: solicitudes
-- definition: Los que en un corte de la operación hicieron 60 por minuto o más, con cuántas; de las redes, sólo aquellas de las que ningún cliente hizo la mitad.

INSERT INTO heavy
SELECT kind, slot, who, hits
FROM asker CROSS JOIN setting
WHERE hits >= 60 * cut_minutes AND NOT single;
