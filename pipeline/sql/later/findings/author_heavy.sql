-- title: Quién es cada cliente o red con una parte desmedida
-- unit: clientes y errores
-- definition: De las solicitudes del cliente o de la red en los cortes del hallazgo: cuántos clientes las hicieron, cuántas se respondieron con 5xx y el agente más frecuente (de los iguales, el primero por orden alfabético).
-- needs: finding

INSERT INTO author
WITH theirs AS (
    SELECT finding.kind, who, start, hit.client, hit.status, agent.text AS agent
    FROM finding
    JOIN client ON who = CASE finding.kind WHEN 'client' THEN client.client ELSE client.network END
    JOIN hit ON hit.client = client.client AND hit.time >= start AND hit.time < "end"
    LEFT JOIN agent USING (agent_id)
    WHERE hit.counted
),
agents AS (
    SELECT kind, start, who, agent, count(*) AS hits FROM theirs GROUP BY kind, start, who, agent
),
favourite AS (
    SELECT kind, start, who, min_by(agent, (-hits, agent)) AS agent FROM agents GROUP BY kind, start, who
)
SELECT
    kind,
    start,
    who,
    count(DISTINCT client),
    count(*) FILTER (WHERE status >= 500),
    any_value(favourite.agent)
FROM theirs JOIN favourite USING (kind, start, who)
GROUP BY kind, start, who;
