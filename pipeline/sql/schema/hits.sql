-- title: Las tablas de la bitácora
-- unit: —
-- definition: Una fila por solicitud y una por renglón rechazado; las direcciones sólo existen como fichas con llave.

CREATE TABLE source_file (
    file        USMALLINT PRIMARY KEY,
    path        VARCHAR NOT NULL,
    role        VARCHAR NOT NULL,
    sha256      VARCHAR NOT NULL,
    size        UBIGINT NOT NULL,
    compression VARCHAR NOT NULL,
    format      VARCHAR NOT NULL,
    zone        VARCHAR,
    lines       UBIGINT NOT NULL,
    hits        UBIGINT NOT NULL,
    rejects     UBIGINT NOT NULL,
    blank       UBIGINT NOT NULL,
    comments    UBIGINT NOT NULL,
    first       TIMESTAMP,
    last        TIMESTAMP,
    damage      VARCHAR,
    CHECK (lines = hits + rejects + blank + comments)
);
COMMENT ON TABLE source_file IS 'Cada archivo de bitácora leído, con su huella y la cuenta de sus renglones.';
COMMENT ON COLUMN source_file.role IS 'operation | baseline.';
COMMENT ON COLUMN source_file.zone IS 'Zona declarada para formatos sin desfase; nula si cada renglón trae el suyo.';
COMMENT ON COLUMN source_file.first IS 'Primer instante registrado, UTC.';
COMMENT ON COLUMN source_file.last IS 'Último instante registrado, UTC.';
COMMENT ON COLUMN source_file.damage IS 'Qué impidió leer el archivo hasta el final; nulo si se leyó completo.';

CREATE TABLE reject (
    file   USMALLINT NOT NULL,
    line   UBIGINT   NOT NULL,
    reason VARCHAR   NOT NULL,
    text   VARCHAR   NOT NULL
);
COMMENT ON TABLE reject IS 'Renglones que no son una solicitud del formato, con su motivo. Las direcciones del texto están ocultas.';
