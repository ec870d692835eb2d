-- title: Relojes de los renglones, en su orden
-- unit: lugares
-- definition: En qué lugar está el primero y el último de los renglones de cada hora escrita (o segundo, según la definición) que una definición lee uno tras otro; por archivo, si corrige la hora de los atrasados.

INSERT INTO definition_clock
SELECT
    definition,
    section,
    CASE WHEN by_file THEN place >> 40 END AS source,
    wall // (SELECT value::BIGINT FROM rule WHERE rule = 'clock_seconds') AS clock,
    min(place),
    max(place)
FROM line CROSS JOIN scope
GROUP BY definition, section, source, clock;
