-- title: La operación hora por hora, de cada difusor
-- unit: solicitudes, páginas y visitas
-- definition: Suma de los cortes de la operación que empiezan en la hora. Una hora sin un solo corte con evidencia no tiene cuentas: no es cero.

INSERT INTO hour_reach
WITH hour AS (
    SELECT
        delivery,
        date_trunc('hour', slot) AS hour,
        count(*) AS cuts,
        count(*) FILTER (WHERE state <> 'no_evidence') AS cuts_evidence
    FROM cut
    GROUP BY ALL
),
counted AS (
    SELECT
        delivery,
        date_trunc('hour', slot) AS hour,
        sum(value) FILTER (WHERE metric = 'hits') AS hits,
        sum(value) FILTER (WHERE metric = 'pages') AS pages,
        sum(value) FILTER (WHERE metric = 'visits') AS visits
    FROM measure SEMI JOIN cut USING (delivery, slot)
    WHERE section = 'all' AND audience = 'all' AND metric IN ('hits', 'pages', 'visits')
    GROUP BY ALL
)
SELECT
    delivery,
    hour,
    CASE WHEN cuts_evidence > 0 THEN coalesce(hits, 0) END,
    CASE WHEN cuts_evidence > 0 THEN coalesce(pages, 0) END,
    CASE WHEN cuts_evidence > 0 THEN coalesce(visits, 0) END,
    cuts,
    cuts_evidence
FROM hour LEFT JOIN counted USING (delivery, hour)
ORDER BY delivery, hour;
