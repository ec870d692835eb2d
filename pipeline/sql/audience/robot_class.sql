-- title: Clases de robot en la operación
-- unit: solicitudes
-- definition: Las clases de robot por sus solicitudes, todas; a igual número, en el orden en que se deciden.
-- metric: robot_class | solicitudes | Clases de robot

INSERT INTO ranking
WITH item AS (
    SELECT class, sum(hits) AS hits, sum(bytes) AS bytes
    FROM robot_traffic JOIN calendar USING (slot)
    WHERE in_operation
    GROUP BY class
)
SELECT 'robot_class', 'all', 'robot', row_number() OVER (ORDER BY hits DESC, class), class, hits, bytes
FROM item;
