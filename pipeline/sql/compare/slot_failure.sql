-- title: Fallas a la vez
-- unit: difusores
-- definition: En cada corte de la operación, los difusores que fallaban entre los que podían verlo: aquellos cuyo método ve todo lo publicado y que tienen evidencia del corte. Si fallaron más de la mitad, y al menos tres, el corte apunta al origen de los datos: que tantos servidores ajenos fallen cada uno por su cuenta en el mismo corte es mucho menos probable.

INSERT INTO slot_failure
SELECT
    slot,
    count(*) FILTER (WHERE seen AND signal IS NOT NULL),
    count(*) FILTER (WHERE seen),
    count(*) FILTER (WHERE seen AND signal IS NOT NULL) >= 3
    AND 2 * count(*) FILTER (WHERE seen AND signal IS NOT NULL) > count(*) FILTER (WHERE seen)
FROM (
    SELECT slot, sees_all AND cut.state <> 'no_evidence' AS seen, signal
    FROM cut JOIN delivery USING (delivery) LEFT JOIN failing USING (delivery, slot)
)
GROUP BY slot
ORDER BY slot;
