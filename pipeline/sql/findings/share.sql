-- title: Un cliente o una red con una parte desmedida
-- unit: parte de las solicitudes del corte
-- definition: Cliente (dirección) que en un corte hizo 60 solicitudes por minuto o más, la quinta parte o más de todas, y diez veces o más las del cliente mediano de ese corte. Lo mismo una red (/24 o /48), si ningún cliente suyo hizo la mitad. Los cortes seguidos son un solo hallazgo. No se señala a quien es así en más de la mitad de los cortes con solicitudes: es un proxy o un equipo de servicio, no un suceso. Es grave si llega a la mitad de las solicitudes.

INSERT INTO finding
WITH by_network AS (
    SELECT slot, network, sum(hits) AS hits, max(hits) AS largest
    FROM asked JOIN client USING (client)
    GROUP BY slot, network
),
asker AS (
    SELECT 'client' AS kind, slot, client AS who, hits, false AS single FROM asked
    UNION ALL
    SELECT 'network', slot, network, hits, largest * 2 >= hits FROM by_network
),
heavy AS (
    SELECT asker.*, cut_minutes FROM asker CROSS JOIN setting WHERE hits >= 60 * cut_minutes AND NOT single
),
whole AS (
    SELECT kind, slot, sum(hits) AS hits, median(hits) AS usual
    FROM asker
    WHERE slot IN (SELECT slot FROM heavy)
    GROUP BY kind, slot
),
outsized AS (
    SELECT
        heavy.*,
        whole.hits AS every,
        whole.usual,
        epoch(slot) / 60 / cut_minutes - row_number() OVER (PARTITION BY kind, who ORDER BY slot) AS run,
        count(*) OVER (PARTITION BY kind, who) AS often
    FROM heavy JOIN whole USING (kind, slot)
    WHERE heavy.hits * 5 >= whole.hits AND heavy.hits >= 10 * whole.usual
),
found AS (
    SELECT
        kind,
        who,
        min(slot) AS start,
        max(slot) + to_minutes(any_value(cut_minutes)) AS "end",
        count(*) AS cuts,
        sum(hits) AS hits,
        sum(hits) / sum(every) AS share,
        median(usual) AS usual
    FROM outsized
    WHERE often * 2 <= (SELECT count(DISTINCT slot) FROM asked)
    GROUP BY kind, who, run
),
-- The hits of the few slots in question, of whoever they are.
theirs AS (
    SELECT found.kind, who, found.start, hit.client, hit.status, agent.text AS agent
    FROM found
    JOIN client ON who = CASE found.kind WHEN 'client' THEN client.client ELSE client.network END
    JOIN hit ON hit.client = client.client AND hit.time >= found.start AND hit.time < found."end"
    LEFT JOIN agent USING (agent_id)
    WHERE hit.counted
),
named AS (
    SELECT
        kind,
        who,
        start,
        sum(hits) AS hits,
        sum(errors) AS errors,
        min_by(agent, (-hits, agent)) AS agent
    FROM (
        SELECT kind, who, start, agent, count(*) AS hits, count(*) FILTER (WHERE status >= 500) AS errors
        FROM theirs GROUP BY kind, who, start, agent
    )
    GROUP BY kind, who, start
),
counted AS (
    SELECT kind, who, start, count(DISTINCT client) AS clients FROM theirs GROUP BY kind, who, start
)
SELECT
    start, "end", kind, share >= 0.5, cuts, found.hits, coalesce(errors, 0), coalesce(clients, 1), share, usual, agent
FROM found LEFT JOIN named USING (kind, who, start) LEFT JOIN counted USING (kind, who, start);
