-- title: Últimos renglones a tiempo antes de los atrasados
-- unit: segundos
-- definition: El reloj escrito de los renglones a tiempo entre los que hay otros atrasados de la hora del reloj anterior, y del último a tiempo de los archivos de antes: la hora que se da a un atrasado es la del último de ellos antes de él.

INSERT INTO definition_kept
WITH zone AS (  -- where those of an hour are behind and not yet late
    SELECT in_a_row.file, in_a_row.clock + 1 AS clock, behind.place AS start, least(in_a_row.last, late.place) AS "end"
    FROM in_a_row
    ASOF JOIN reached AS behind ON behind.clock > in_a_row.clock
    ASOF LEFT JOIN reached AS late ON late.clock > in_a_row.clock + 1
    WHERE late.place IS NULL OR in_a_row.first < late.place
),
wanted AS (
    SELECT file, clock, start, "end" FROM zone
    UNION
    SELECT earlier.file, zone.clock, earlier.last, earlier.last + 1
    FROM zone ASOF JOIN in_a_row AS earlier ON earlier.clock = zone.clock AND earlier.file < zone.file
)
SELECT DISTINCT definition, section, place, wall
FROM line
JOIN wanted
    ON wanted.file = place >> 40
    AND wanted.clock = wall // (SELECT value::BIGINT FROM rule WHERE rule = 'clock_seconds')
    AND place >= wanted.start AND place < wanted."end"
CROSS JOIN (SELECT definition, section FROM scope);
