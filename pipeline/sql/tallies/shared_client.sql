-- title: Cuenta de direcciones compartidas
-- unit: direcciones, solicitudes y agentes
-- definition: Direcciones con diez agentes de usuario de personas o más en la operación, sus solicitudes de personas, los agentes de la que más tiene, y si la bitácora registra agentes.

INSERT INTO shared_client
WITH shared AS (
    SELECT client, count(DISTINCT visitor) AS agents
    FROM presence JOIN period_stretch USING (stretch)
    WHERE period = 'operation'
    GROUP BY client
    HAVING count(DISTINCT visitor) >= 10
),
theirs AS (
    SELECT count(*) AS hits
    FROM hit
    JOIN shared USING (client)
    JOIN calendar USING (slot)
    WHERE counted AND in_operation AND audience = 'person'
)
SELECT count(shared.client), any_value(hits), max(agents), EXISTS (FROM agent)
FROM theirs LEFT JOIN shared ON true;
