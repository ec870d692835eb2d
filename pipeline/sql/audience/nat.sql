-- title: Direcciones compartidas
-- unit: direcciones, solicitudes y agentes
-- definition: Las compañías de telefonía y las oficinas hacen salir a muchas personas por una misma dirección (NAT). Aquí, las direcciones con diez agentes de usuario de personas o más en la operación: cuántas son (nat_addresses), sus solicitudes de personas (nat_hits) y los agentes de la que más tiene (nat_agents_max). Diez agentes no prueban que la dirección sea compartida; menos no prueban que no. Desconocido si la bitácora no registra agentes.
-- metric: nat_addresses | direcciones | Direcciones compartidas
-- metric: nat_hits | solicitudes | Solicitudes de direcciones compartidas
-- metric: nat_agents_max | agentes | Agentes de la dirección que más tiene

INSERT INTO period_measure
WITH counted AS (
    SELECT 'nat_addresses' AS metric, clients::DOUBLE AS value, agents FROM shared_client
    UNION ALL
    SELECT 'nat_hits', hits, agents FROM shared_client
    UNION ALL
    SELECT 'nat_agents_max', agents_max, agents FROM shared_client
)
SELECT metric, 'all', 'person', 'operation', CASE WHEN agents THEN value END, NULL
FROM counted;
