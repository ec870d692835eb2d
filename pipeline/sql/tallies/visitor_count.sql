-- title: Visitantes por periodo
-- unit: visitantes
-- definition: Direcciones distintas, y combinaciones distintas de dirección y agente, de cada periodo, por sección y audiencia: de personas, en cada periodo; de robots y de todos juntos, sólo en las ventanas. Sin sección, las personas de cada servicio en las ventanas y los meses.

-- Tables rather than steps of one query: they can be spilled, and each question ends before the next.
CREATE TEMP TABLE seen AS
SELECT 'person'::AUDIENCE AS audience, period, client, visitor, bool_or(section = 'portal') AS portal, bool_or(section = 'published') AS published
FROM presence JOIN period_stretch USING (stretch)
GROUP BY ALL;

INSERT INTO seen
SELECT 'robot', period, client, visitor, bool_or(section = 'portal'), bool_or(section = 'published')
FROM hit
JOIN period_slot USING (slot)
JOIN period USING (period)
WHERE counted AND audience = 'robot' AND period.kind = 'window'
GROUP BY ALL;

CREATE TEMP TABLE address AS
SELECT audience, period, client, bool_or(portal) AS portal, bool_or(published) AS published
FROM seen
GROUP BY ALL;

INSERT INTO visitor_count
WITH
-- A visitor is a person or a robot; an address may be of both.
everyone AS (
    SELECT 'visitors' AS of, audience, period, portal, published FROM seen
    UNION ALL
    SELECT 'clients', audience, period, portal, published FROM address
    UNION ALL
    SELECT 'visitors', 'all', period, portal, published FROM seen JOIN period USING (period) WHERE period.kind = 'window'
    UNION ALL
    SELECT 'clients', 'all', period, bool_or(portal), bool_or(published)
    FROM address JOIN period USING (period) WHERE period.kind = 'window'
    GROUP BY period, client
),
counted AS (
    SELECT of, audience, period, count(*) AS "all", count(*) FILTER (portal) AS portal, count(*) FILTER (published) AS published
    FROM everyone
    GROUP BY ALL
),
long AS (
    UNPIVOT counted ON "all", portal, published INTO NAME section VALUE value
)
SELECT audience, section, NULL, period, sum(value) FILTER (of = 'clients'), sum(value) FILTER (of = 'visitors')
FROM long
GROUP BY audience, section, period
UNION ALL
SELECT 'person', NULL, service, period, count(DISTINCT client), count(DISTINCT visitor)
FROM hit
JOIN period_slot USING (slot)
JOIN period USING (period)
WHERE counted AND service IS NOT NULL AND audience = 'person' AND period.kind IN ('window', 'month')
GROUP BY service, period;

DROP TABLE seen;
DROP TABLE address;
