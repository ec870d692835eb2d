-- title: Visitantes por lugar
-- unit: visitantes (dirección y agente) y páginas
-- definition: Personas de la operación, y sus páginas, por el país y el estado de su dirección según el archivo de ubicaciones.

INSERT INTO place
WITH asked AS (
    SELECT
        client,
        count(DISTINCT visitor) AS visitors,
        count(*) FILTER (kind = 'document' AND method IN ('GET', 'POST') AND status IN (200, 206, 304)) AS pages
    FROM hit JOIN calendar USING (slot)
    WHERE counted AND in_operation AND audience = 'person'
    GROUP BY client
)
SELECT country, region, sum(visitors), sum(pages)
FROM asked JOIN client USING (client)
GROUP BY ALL;
