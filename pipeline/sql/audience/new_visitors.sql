-- title: Visitantes nuevos
-- unit: visitantes (dirección y agente)
-- definition: Personas (combinaciones de dirección y agente) cuya primera solicitud de la operación cae en el corte. Su suma es el máximo de visitantes estimados de la operación. Nuevo no dice que nunca antes había venido: sólo que no lo había hecho desde que empezó la operación.
-- metric: new_visitors | visitantes | Visitantes nuevos

INSERT INTO measure
SELECT 'new_visitors', 'all', 'person', slot, visitors
FROM new_visitor;
