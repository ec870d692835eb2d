-- title: La red de difusores en conjunto
-- unit: entregas, solicitudes, bytes, proporción, fallas y minutos
-- definition: Sumas de los difusores que se suman en la capacidad; su corte más cargado, con la mayor parte de él y de quién es; y las fallas del origen. Es lo registrado: donde falta evidencia de alguno, hubo más. Las visitas y los visitantes de varios difusores no se suman: cada quien los distingue con su propia llave, y una persona pudo consultar a varios.

INSERT INTO network
WITH stands AS (
    FROM delivery WHERE state IN ('accepted', 'marked')
),
counted AS (
    FROM capacity JOIN stands USING (delivery) WHERE sees_all AND hits IS NOT NULL
),
largest AS (
    FROM counted WHERE total_peak_share IS NOT NULL ORDER BY total_peak_share DESC, delivery LIMIT 1
),
peak AS (
    SELECT slot, sum(value) AS hits
    FROM measure SEMI JOIN cut USING (delivery, slot) SEMI JOIN counted USING (delivery)
    WHERE metric = 'hits' AND section = 'all' AND audience = 'all'
    GROUP BY slot
    ORDER BY hits DESC, slot
    LIMIT 1
)
SELECT 'deliveries', count(*), NULL, NULL FROM stands
UNION ALL SELECT 'mirrors', count(*) FILTER (WHERE sees_all), NULL, NULL FROM stands
UNION ALL SELECT 'counted', count(*), NULL, NULL FROM counted
UNION ALL SELECT 'hits', sum(hits), NULL, NULL FROM counted
UNION ALL
SELECT 'bytes', sum(operation), NULL, NULL FROM reach SEMI JOIN counted USING (delivery) WHERE metric = 'bytes'
UNION ALL SELECT 'peak_5m', max(hits), max(slot), NULL FROM peak
UNION ALL SELECT 'largest_share', max(total_peak_share), NULL, max(delivery) FROM largest
UNION ALL SELECT 'origin_failures', count(*), NULL, NULL FROM failure WHERE kind = 'origin'
UNION ALL SELECT 'origin_minutes', coalesce(sum(minutes), 0), NULL, NULL FROM failure WHERE kind = 'origin';
