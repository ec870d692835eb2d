-- title: Alcance de cada difusor
-- unit: solicitudes, páginas, visitas, bytes y visitantes
-- definition: Lo registrado en la operación, contado para todos con la misma definición (la del programa), y el tráfico ordinario de la fuente que cada difusor eligió. El factor sólo existe si ambos lados se contaron igual. Sólo se ordenan las entregas que se pueden comparar: su método ve todo el tráfico, tienen evidencia de al menos 95 % de los cortes de la operación, y su tráfico ordinario y la modalidad de sus bitácoras son los de la mayoría (con un empate, la definición propia o, de las modalidades, la primera por su nombre). Las demás dicen por qué no. No hay calificación compuesta, y los visitantes de varios difusores no se suman.

INSERT INTO reach
WITH metric (metric) AS (
    VALUES ('hits'), ('pages'), ('visits'), ('bytes'), ('visitors_min'), ('visitors_max')
),
stands AS (
    FROM delivery WHERE state IN ('accepted', 'marked')
),
covered AS (
    SELECT delivery, avg((state <> 'no_evidence')::INTEGER) AS coverage FROM cut GROUP BY delivery
),
-- What most of them are: whoever differs is no match for the others.
most AS (
    SELECT
        (
            SELECT definition FROM stands
            WHERE sees_all AND definition <> ''
            GROUP BY definition
            ORDER BY count(*) DESC, definition <> 'memoria', definition
            LIMIT 1
        ) AS definition,
        (
            SELECT privacy_mode FROM stands
            WHERE sees_all
            GROUP BY privacy_mode
            ORDER BY count(*) DESC, privacy_mode
            LIMIT 1
        ) AS privacy_mode
),
joined AS (
    SELECT
        stands.delivery,
        metric.metric,
        ours.operation,
        usual.daily AS ordinary_daily,
        usual.matched AS ordinary_hours,
        CASE WHEN NOT usual.mixed THEN usual.factor END AS factor,
        CASE
            WHEN NOT EXISTS (FROM baseline_source AS one WHERE one.delivery = stands.delivery AND one.chosen)
                THEN 'no hay tráfico ordinario con que comparar'
            WHEN usual.metric IS NULL THEN 'la fuente de su tráfico ordinario no da esta cifra'
            WHEN usual.mixed THEN 'cada lado se contó con una definición distinta'
            WHEN usual.factor IS NULL THEN coalesce(usual.reason, 'no se puede calcular')
        END AS reason,
        coverage,
        CASE
            WHEN NOT sees_all THEN 'con su método, la bitácora no ve todo el tráfico'
            WHEN ours.operation IS NULL THEN 'no hay bitácora de la operación'
            WHEN coverage IS NULL OR coverage < 0.95
                THEN 'sólo hay evidencia de ' || floor(100 * coalesce(coverage, 0))::INTEGER || ' % de los cortes: se ordenan desde 95 %'
            WHEN stands.definition = ''
                THEN 'su tráfico ordinario no se contó con ninguna definición conocida'
            WHEN stands.definition <> most.definition
                THEN 'su tráfico ordinario se contó con la definición de ' || stands.definition || '; la mayoría, con la de ' || most.definition
            WHEN stands.privacy_mode <> most.privacy_mode
                THEN 'entregó sus bitácoras en modalidad ' || stands.privacy_mode || '; la mayoría, en ' || most.privacy_mode
        END AS incomparable
    FROM stands
    CROSS JOIN metric
    CROSS JOIN most
    LEFT JOIN covered ON covered.delivery = stands.delivery
    LEFT JOIN comparison AS ours
        ON ours.delivery = stands.delivery AND ours.metric = metric.metric AND ours.source = 'logs'
    LEFT JOIN comparison AS usual
        ON usual.delivery = stands.delivery AND usual.metric = metric.metric AND usual.chosen
)
SELECT
    delivery,
    metric,
    operation,
    ordinary_daily,
    ordinary_hours,
    factor,
    reason,
    coverage,
    CASE
        WHEN incomparable IS NULL
            THEN rank() OVER (PARTITION BY metric, incomparable IS NULL ORDER BY operation DESC)
    END,
    incomparable
FROM joined
ORDER BY delivery, metric;
