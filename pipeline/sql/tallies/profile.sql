-- title: Páginas por clase de procedencia y de aparato
-- unit: páginas y bytes
-- definition: Páginas de la operación por grupo de procedencia, y por dispositivo, navegador y sistema del agente.

INSERT INTO profile
WITH viewed AS (
    SELECT agent_id, referer_id, bytes
    FROM hit JOIN calendar USING (slot)
    WHERE counted AND in_operation AND audience = 'person'
        AND kind = 'document' AND method IN ('GET', 'POST') AND status IN (200, 206, 304)
),
by_agent AS (
    SELECT agent_id, count(*) AS value, sum(bytes) AS bytes FROM viewed GROUP BY agent_id
),
with_what AS (
    SELECT
        unnest(['device', 'browser', 'system']) AS metric,
        unnest([agent.device, agent.browser, agent.system]) AS item,
        value,
        bytes
    FROM by_agent LEFT JOIN agent USING (agent_id)
),
by_referer AS (
    SELECT referer_id, count(*) AS value, sum(bytes) AS bytes FROM viewed GROUP BY referer_id
)
SELECT metric, coalesce(item, 'no identificado'), sum(value), sum(bytes)
FROM with_what
GROUP BY ALL
UNION ALL
SELECT 'referrer_group', coalesce(referer."group", 'directo'), sum(value), sum(bytes)
FROM by_referer LEFT JOIN referer USING (referer_id)
GROUP BY ALL;
