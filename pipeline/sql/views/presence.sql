-- title: Presencia
-- unit: visitantes por tramo
-- definition: En qué tramos de tiempo hubo al menos una solicitud de cada persona, por sección. Un tramo son los cortes que pertenecen a los mismos periodos (la misma hora, el mismo día, la misma ventana).

CREATE TEMP TABLE stretch AS
WITH membership AS (
    SELECT slot, list_sort(list(period)) AS periods
    FROM period_slot
    GROUP BY slot
)
SELECT slot, min(slot) OVER (PARTITION BY periods) AS stretch
FROM membership;

CREATE TEMP TABLE presence AS
SELECT DISTINCT stretch, section, client, visitor
FROM hit JOIN stretch USING (slot)
WHERE counted AND audience = 'person';

CREATE TEMP TABLE period_stretch AS
SELECT DISTINCT period, stretch
FROM period_slot JOIN stretch USING (slot);
