-- title: Visitantes por el corte en que llegan
-- unit: visitantes (dirección y agente)
-- definition: Personas cuya primera solicitud de la operación cae en el corte.

INSERT INTO new_visitor
WITH born AS (
    SELECT visitor, min(slot) AS slot
    FROM hit JOIN calendar USING (slot)
    WHERE counted AND in_operation AND audience = 'person'
    GROUP BY visitor
)
SELECT slot, count(*)
FROM born
GROUP BY slot;
