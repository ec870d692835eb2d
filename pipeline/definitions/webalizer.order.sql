-- title: Lo que lee la definición «webalizer»
-- unit: renglones
-- definition: Los que caben en su búfer, también los que se cortaron después de su solicitud; el que sigue a uno del que sólo el fin no cabe se pierde con él.

WITH lost AS (
    SELECT place FROM long_request WHERE length >= (SELECT value::BIGINT FROM rule WHERE rule = 'buffer')
    UNION ALL
    SELECT place + 1 FROM long_request WHERE length = (SELECT value::BIGINT FROM rule WHERE rule = 'buffer')
)
SELECT *, true AS whole FROM request WHERE place NOT IN (FROM lost)
UNION ALL BY NAME
SELECT * EXCLUDE (ends), false AS whole FROM torn_request
WHERE place NOT IN (FROM lost) AND ends IN (SELECT value FROM rule WHERE rule = 'cut')
