-- title: Clientes y redes de los lapsos de carga
-- unit: clientes y redes
-- definition: De los lapsos en que se busca afluencia o ataque, cuántos clientes y redes distintos hubo y cuántos de ellos no tenía antes ninguna bitácora.
-- needs: crowd_span

INSERT INTO crowd_client
WITH first_seen AS (
    SELECT client, min(time) AS time FROM hit GROUP BY client
),
network_seen AS (
    SELECT network, min(time) AS time FROM first_seen JOIN client USING (client) GROUP BY network
),
present AS (
    SELECT DISTINCT start, "end", client
    FROM crowd_span JOIN asked ON slot >= start AND slot < "end"
    WHERE reason <> 'operation'
)
SELECT
    start,
    "end",
    count(*),
    count(DISTINCT network),
    count(*) FILTER (WHERE first_seen.time >= start),
    count(DISTINCT network) FILTER (WHERE network_seen.time >= start)
FROM present
JOIN client USING (client)
JOIN first_seen USING (client)
JOIN network_seen USING (network)
GROUP BY start, "end";
