-- title: Las tablas de la planeación
-- unit: —
-- definition: Lo que no cabe en las tablas de medidas: la noche doblada sobre un solo corte y los cortes saturados.

-- level: measure
CREATE TABLE fold (
    resource VARCHAR NOT NULL,
    second   INTEGER NOT NULL,  -- unit: segundos
    requests BIGINT  NOT NULL,  -- unit: solicitudes
    PRIMARY KEY (resource, second)
);
COMMENT ON TABLE fold IS 'Solicitudes de personas en la operación según el segundo en que caen dentro de su corte.';
COMMENT ON COLUMN fold.resource IS 'all (todas las solicitudes) | pointer (sólo las del apuntador).';
COMMENT ON COLUMN fold.second IS 'Segundo dentro del corte, desde 0.';
COMMENT ON COLUMN fold.requests IS 'Solicitudes de toda la operación en ese segundo de su corte.';

-- level: measure
CREATE TABLE saturated (
    slot     TIMESTAMP PRIMARY KEY,  -- of: cut.slot
    hits     BIGINT    NOT NULL,  -- unit: solicitudes
    failures BIGINT    NOT NULL  -- unit: solicitudes
);
COMMENT ON TABLE saturated IS 'Cortes de la operación en que el servidor fallaba y lo atendido no crecía: un máximo cercano es una cota inferior.';
COMMENT ON COLUMN saturated.slot IS 'Inicio del corte, UTC.';
COMMENT ON COLUMN saturated.hits IS 'Solicitudes del corte.';
COMMENT ON COLUMN saturated.failures IS 'De ellas, las que terminaron en 5xx o 499.';
