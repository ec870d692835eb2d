-- title: Direcciones compartidas
-- unit: direcciones, solicitudes y agentes
-- definition: Las compañías de telefonía y las oficinas hacen salir a muchas personas por una misma dirección (NAT). Aquí, las direcciones con diez agentes de usuario de personas o más en la operación: cuántas son (nat_addresses), sus solicitudes de personas (nat_hits) y los agentes de la que más tiene (nat_agents_max). Diez agentes no prueban que la dirección sea compartida; menos no prueban que no. Desconocido si la bitácora no registra agentes.
-- metric: nat_addresses | direcciones | Direcciones compartidas
-- metric: nat_hits | solicitudes | Solicitudes de direcciones compartidas
-- metric: nat_agents_max | agentes | Agentes de la dirección que más tiene

INSERT INTO period_measure
WITH shared AS (
    SELECT client, count(DISTINCT visitor) AS agents
    FROM presence JOIN period_stretch USING (stretch)
    WHERE period = 'operation'
    GROUP BY client
    HAVING count(DISTINCT visitor) >= 10
),
asked AS (
    SELECT count(*) AS hits
    FROM hit
    JOIN shared USING (client)
    JOIN calendar USING (slot)
    WHERE counted AND in_operation AND audience = 'person'
),
counted AS (
    SELECT 'nat_addresses' AS metric, count(*)::DOUBLE AS value FROM shared
    UNION ALL
    SELECT 'nat_hits', hits FROM asked
    UNION ALL
    SELECT 'nat_agents_max', max(agents) FROM shared
)
SELECT metric, 'all', 'person', 'operation', CASE WHEN EXISTS (FROM agent) THEN value END, NULL
FROM counted;
