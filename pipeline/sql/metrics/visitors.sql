-- title: Visitantes estimados
-- unit: visitantes
-- definition: Un intervalo: de las direcciones distintas (mínimo, pues varias personas comparten una) a las combinaciones distintas de dirección y agente (máximo, pues una persona usa varios aparatos). De personas, en cada periodo; de robots y de todos juntos, sólo en las ventanas (operación, bitácoras, línea base). No se suman días, ni audiencias las del mínimo: una dirección puede tener personas y robots.
-- metric: visitors_min | visitantes | Visitantes estimados, mínimo
-- metric: visitors_max | visitantes | Visitantes estimados, máximo

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

INSERT INTO period_measure
WITH
-- A visitor is a person or a robot; an address may be of both.
everyone AS (
    SELECT 'visitors_max' AS metric, audience, period, portal, published FROM seen
    UNION ALL
    SELECT 'visitors_min', audience, period, portal, published FROM address
    UNION ALL
    SELECT 'visitors_max', 'all', period, portal, published FROM seen JOIN period USING (period) WHERE period.kind = 'window'
    UNION ALL
    SELECT 'visitors_min', 'all', period, bool_or(portal), bool_or(published)
    FROM address JOIN period USING (period) WHERE period.kind = 'window'
    GROUP BY period, client
),
counted AS (
    SELECT metric, audience, period, count(*) AS "all", count(*) FILTER (portal) AS portal, count(*) FILTER (published) AS published
    FROM everyone
    GROUP BY ALL
)
SELECT metric, section, audience, period, value, NULL
FROM (UNPIVOT counted ON "all", portal, published INTO NAME section VALUE value)
WHERE value > 0;

DROP TABLE seen;
DROP TABLE address;
