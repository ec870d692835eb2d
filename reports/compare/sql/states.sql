-- title: Estado de cada corte de la operación, por difusor
-- unit: cortes
-- definition: El de la tabla cut; un corte servido en que no llegaron datos nuevos es «unseen». Sin renglón en cut, no hay evidencia.

SELECT
    cut.delivery,
    cut.slot,
    CASE WHEN cut.state = 'served' AND unseen.slot IS NOT NULL THEN 'unseen' ELSE cut.state END AS state
FROM cut
CROSS JOIN setting
LEFT JOIN failing AS unseen
    ON unseen.delivery = cut.delivery AND unseen.slot = cut.slot AND unseen.signal = 'unseen'
WHERE cut.slot >= setting.operation_start AND cut.slot < setting.operation_end
ORDER BY cut.delivery, cut.slot;
