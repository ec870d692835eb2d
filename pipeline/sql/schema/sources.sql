-- title: Los archivos y lo que no se pudo leer
-- unit: —
-- definition: Una fila por archivo de bitácora y una por renglón rechazado.

-- level: measure
CREATE TABLE source_file (
    file        USMALLINT PRIMARY KEY,  -- unit: número de archivo
    path        VARCHAR NOT NULL,
    role        VARCHAR NOT NULL,
    sha256      VARCHAR NOT NULL,
    size        UBIGINT NOT NULL,  -- unit: bytes
    compression VARCHAR NOT NULL,
    format      VARCHAR NOT NULL,
    zone        VARCHAR,
    lines       UBIGINT NOT NULL,  -- unit: renglones
    hits        UBIGINT NOT NULL,  -- unit: renglones
    rejects     UBIGINT NOT NULL,  -- unit: renglones
    blank       UBIGINT NOT NULL,  -- unit: renglones
    comments    UBIGINT NOT NULL,  -- unit: renglones
    first       TIMESTAMP,
    last        TIMESTAMP,
    outside     UBIGINT NOT NULL DEFAULT 0,  -- unit: solicitudes
    forwarded   UBIGINT NOT NULL,  -- unit: solicitudes
    damage      VARCHAR,
    CHECK (lines = hits + rejects + blank + comments)
);
COMMENT ON TABLE source_file IS 'Cada archivo de bitácora leído, con su huella y la cuenta de sus renglones.';
COMMENT ON COLUMN source_file.file IS 'Número del archivo.';
COMMENT ON COLUMN source_file.path IS 'Ruta relativa al proyecto.';
COMMENT ON COLUMN source_file.sha256 IS 'Huella SHA-256 del archivo tal como está en el disco; de lo que viene dentro de un zip o un tar, la de su texto.';
COMMENT ON COLUMN source_file.size IS 'Tamaño en el disco, bytes; de lo que viene dentro de un zip o un tar, el suyo.';
COMMENT ON COLUMN source_file.compression IS 'plain | gzip | bzip2 | xz | zstd; zip o tar, con + y lo demás, de lo que viene dentro de otro archivo.';
COMMENT ON COLUMN source_file.format IS 'Nombre del formato, o la cadena declarada; varios con +, el de más solicitudes primero, si el archivo los mezcla.';
COMMENT ON COLUMN source_file.lines IS 'Renglones = hits + rejects + blank + comments.';
COMMENT ON COLUMN source_file.hits IS 'Renglones que son una solicitud.';
COMMENT ON COLUMN source_file.rejects IS 'Renglones rechazados (tabla reject).';
COMMENT ON COLUMN source_file.blank IS 'Renglones en blanco.';
COMMENT ON COLUMN source_file.comments IS 'Renglones de notas del servidor, que empiezan con #.';
COMMENT ON COLUMN source_file.role IS 'operation | baseline.';
COMMENT ON COLUMN source_file.zone IS 'Zona declarada para formatos sin desfase; nula si cada renglón trae el suyo.';
COMMENT ON COLUMN source_file.first IS 'Primer instante registrado, UTC.';
COMMENT ON COLUMN source_file.last IS 'Último instante registrado, UTC.';
COMMENT ON COLUMN source_file.outside IS 'Solicitudes fuera de las fechas de su papel: leídas y guardadas, sin contar en las medidas.';
COMMENT ON COLUMN source_file.forwarded IS 'Solicitudes cuyo cliente lo dijo un proxy de confianza (client_header).';
COMMENT ON COLUMN source_file.damage IS 'Qué impidió leer el archivo hasta el final; nulo si se leyó completo.';

-- level: request
CREATE TABLE reject (
    file   USMALLINT NOT NULL,
    line   UBIGINT   NOT NULL,
    reason VARCHAR   NOT NULL,
    text   VARCHAR   NOT NULL
);
COMMENT ON TABLE reject IS 'Renglones que no son una solicitud del formato, con su motivo. Las direcciones del texto están ocultas.';
COMMENT ON COLUMN reject.file IS 'Archivo del que viene (source_file).';
COMMENT ON COLUMN reject.line IS 'Número del renglón, desde 1.';
COMMENT ON COLUMN reject.reason IS 'Motivo, de la lista cerrada de la memoria.';
COMMENT ON COLUMN reject.text IS 'El renglón, recortado a 4,096 caracteres.';

-- level: measure
CREATE TABLE reject_reason (
    file   USMALLINT NOT NULL,  -- unit: número de archivo  -- of: source_file.file
    reason VARCHAR   NOT NULL,
    lines  UBIGINT   NOT NULL,  -- unit: renglones
    PRIMARY KEY (file, reason)
);
COMMENT ON TABLE reject_reason IS 'Cuántos renglones de cada archivo se rechazaron por cada motivo.';
COMMENT ON COLUMN reject_reason.file IS 'Archivo del que vienen (source_file).';
COMMENT ON COLUMN reject_reason.reason IS 'Motivo, de la lista cerrada de la memoria.';
COMMENT ON COLUMN reject_reason.lines IS 'Renglones.';
