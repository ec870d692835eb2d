-- title: Consultas del apuntador
-- unit: solicitudes y clientes
-- definition: Consultas del apuntador en la operación, las respondidas 304, las respondidas 200 o 304, y los clientes repetidos: los que hicieron 5 o más.

INSERT INTO poll_count
WITH by_visitor AS (
    SELECT
        count(*) AS requests,
        count(*) FILTER (status = 304) AS not_modified,
        count(*) FILTER (status IN (200, 304)) AS answers
    FROM poll
    GROUP BY visitor
)
SELECT count(*) FILTER (requests >= 5), coalesce(sum(requests), 0), coalesce(sum(not_modified), 0), coalesce(sum(answers), 0)
FROM by_visitor;
