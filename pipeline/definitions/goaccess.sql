-- title: Definición «goaccess»
-- unit: solicitudes y visitantes
-- definition: La de GoAccess 1.7. Solicitudes son los renglones válidos; visitantes, la suma de las combinaciones distintas de cada fecha escrita, dirección y agente con alguna respuesta que no es 4xx. No tiene páginas ni visitas.

WITH named AS (  -- agents that differ only in their escapes are one
    SELECT
        agent_id,
        nullif(trim(url_decode(regexp_replace(text, '(?i)%([89A-F][0-9A-F]|00)', '%25\1', 'g'))), '') AS agent
    FROM agent
),
numbered AS (
    SELECT  -- and those that hide an address are each its own
        agent_id, agent,
        dense_rank() OVER (ORDER BY agent, CASE WHEN contains(agent, '[dirección oculta]') THEN agent_id END) AS number
    FROM named
),
long AS (  -- read only up to there, and the agent is lost
    SELECT place FROM long_request WHERE length > (SELECT value::BIGINT FROM rule WHERE rule = 'buffer')
),
given AS (  -- what was cut is valid if it ends between two words
    SELECT *, true AS whole FROM request WHERE inside AND place NOT IN (FROM long)
    UNION ALL BY NAME
    SELECT * EXCLUDE (ends), place IN (FROM long) AS whole FROM torn_request
    WHERE inside AND ends IN (SELECT value FROM rule WHERE rule = 'cut')
),
judged AS (
    SELECT
        client, wall // 86400 AS day, status, whole, CASE WHEN agent <> '-' THEN number END AS agent,
        status BETWEEN (SELECT value::INTEGER FROM rule WHERE rule = 'lowest_status')
            AND (SELECT value::INTEGER FROM rule WHERE rule = 'highest_status')
            AND client NOT IN (SELECT client FROM client WHERE client = network) AS valid
    FROM given LEFT JOIN numbered USING (agent_id)
),
visitor AS (
    SELECT
        client, agent, day,
        bool_or(status // 100 <> (SELECT value::INTEGER FROM rule WHERE rule = 'excluded_class')) AS counted
    FROM judged
    WHERE valid
    GROUP BY client, agent, day
),
of_visitors AS (
    SELECT
        count(*) FILTER (counted) AS visitors,
        count(*) FILTER (NOT counted) AS only_refused,
        count(*) FILTER (counted) - count(DISTINCT (client, agent)) FILTER (counted) AS summed_days
    FROM visitor
)
SELECT
    count(*) FILTER (valid) AS hits, NULL AS pages, NULL AS visits, (SELECT visitors FROM of_visitors) AS visitors,
    (SELECT count(*) FROM request WHERE inside) - count(*) FILTER (valid AND whole) AS statuses,
    (SELECT only_refused FROM of_visitors) AS only_refused, (SELECT summed_days FROM of_visitors) AS summed_days
FROM judged
