-- title: Lo que se compara entre dos comparaciones
-- unit: según la medida
-- definition: De cada difusor que entra en una comparación, lo de su operación, su factor, la parte de los cortes con evidencia que se sirvieron, su corte más cargado y la parte de sus robots; y por qué una cifra no se compara con la de otra elección: el método no ve todo el tráfico, o falta evidencia de más de 5 % de los cortes. La parte servida y la de los robots no necesitan bitácoras completas.

CREATE TEMP VIEW figure AS
WITH served AS (
    SELECT
        delivery,
        count(*) FILTER (WHERE state = 'served') / nullif(count(*) FILTER (WHERE state <> 'no_evidence'), 0) AS value,
        avg((state <> 'no_evidence')::INTEGER) AS coverage
    FROM cut
    GROUP BY delivery
),
partial AS (
    SELECT
        delivery,
        CASE
            WHEN NOT sees_all THEN 'con su método, la bitácora no ve todo el tráfico'
            WHEN coalesce(coverage, 0) < 0.95 THEN 'falta evidencia de más de 5 % de los cortes'
        END AS incomparable
    FROM delivery LEFT JOIN served USING (delivery)
    WHERE delivery.state IN ('accepted', 'marked')
),
found AS (
    SELECT delivery, metric, operation::DOUBLE AS value, true AS whole FROM reach
    UNION ALL SELECT delivery, 'factor', factor, true FROM reach WHERE metric = 'hits'
    UNION ALL SELECT delivery, 'peak_5m', peak_5m::DOUBLE, true FROM capacity
    UNION ALL SELECT delivery, 'served', value, false FROM served
    UNION ALL SELECT delivery, 'robots_share', share, false FROM robots
)
SELECT delivery, metric, value, CASE WHEN whole THEN incomparable END AS incomparable
FROM found JOIN partial USING (delivery);
