-- title: Presencia
-- unit: visitantes por hora
-- definition: En qué horas hubo al menos una solicitud de cada visitante y de cada dirección, por sección.

CREATE TEMP TABLE presence AS
WITH by_section AS (
    SELECT DISTINCT slot, section, audience, client, visitor
    FROM hit
    WHERE counted AND audience = 'person'
)
SELECT slot, section, client, visitor FROM by_section
UNION
SELECT slot, 'all', client, visitor FROM by_section;
