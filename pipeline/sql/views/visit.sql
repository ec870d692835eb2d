-- title: Visita
-- unit: visitas
-- definition: Páginas de un mismo visitante (dirección y agente) sin un silencio de visit_gap_minutes minutos o más entre una y otra. Se cuenta en el corte de su primera página y no se parte a medianoche. Las visitas de una sección consideran sólo las páginas de esa sección; las de todo el sitio, todas.

CREATE TEMP TABLE visit AS
WITH stream AS (
    SELECT 'all' AS section, visitor, time, slot FROM page
    UNION ALL
    SELECT section, visitor, time, slot FROM page
),
silence AS (
    SELECT *, time - lag(time) OVER (PARTITION BY section, visitor ORDER BY time) AS pause
    FROM stream
),
numbered AS (
    SELECT
        *,
        count(*) FILTER (WHERE pause >= to_minutes(setting.visit_gap_minutes))
            OVER (PARTITION BY section, visitor ORDER BY time) AS number
    FROM silence CROSS JOIN setting
)
SELECT
    section,
    visitor,
    min(slot) AS slot,
    min(time) AS start,
    max(time) AS "end",
    count(*) AS pages
FROM numbered
GROUP BY section, visitor, number;
