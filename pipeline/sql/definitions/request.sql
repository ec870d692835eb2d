-- title: Solicitudes de una definición
-- unit: solicitudes
-- definition: Lo que se da a leer a una definición, en su orden: el de los archivos y sus renglones o, si son varias bitácoras de un proyecto, el del reloj escrito. De un proyecto se dan las de las fechas de las bitácoras y se cuentan las de la operación; una visita se cuenta donde empieza.

-- turn, place: what comes first. wall: the clock written in the line, in seconds. inside: whether it counts.
CREATE TEMP VIEW request AS
SELECT
    CASE WHEN merged THEN epoch_us(time) // 1000000 + clock_offset * 60 END AS turn,
    hit.file::BIGINT << 40 | line::BIGINT AS place,
    epoch_us(time) // 1000000 + clock_offset * 60 AS wall,
    coalesce(slot >= scope.start AND slot < scope."end", true) AS inside,
    time, client, visitor, path_id, agent_id, kind, audience, method, status
FROM hit CROSS JOIN scope
WHERE (scope.first IS NULL OR (counted AND slot >= scope.first AND slot < scope.last))
    AND (scope.section = 'all' OR hit.section = scope.section::SECTION)
    AND (scope.file IS NULL OR hit.file = scope.file);

-- In the same order, those that only some tools take for requests.
CREATE TEMP VIEW torn_request AS
SELECT
    CASE WHEN merged THEN epoch_us(time) // 1000000 + clock_offset * 60 END AS turn,
    torn.file::BIGINT << 40 | line::BIGINT AS place,
    epoch_us(time) // 1000000 + clock_offset * 60 AS wall,
    coalesce(time >= scope.start AND time < scope."end", true) AS inside,
    time, client, visitor, path_id, agent_id, 'none'::KIND AS kind, 'person'::AUDIENCE AS audience, method, status, ends
FROM torn CROSS JOIN scope
WHERE (scope.first IS NULL OR (time >= scope.first AND time < scope.last))
    AND scope.section = 'all'
    AND (scope.file IS NULL OR torn.file = scope.file);

CREATE TEMP VIEW long_request AS
SELECT file::BIGINT << 40 | line::BIGINT AS place, length
FROM long_line;
