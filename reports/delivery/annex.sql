-- title: Las tablas que explican a las demás
-- unit: —
-- definition: Qué es cada medida, qué pregunta cada consulta y cómo cuenta cada herramienta.

-- level: measure
CREATE TEMP TABLE medidas (
    metric     VARCHAR PRIMARY KEY,
    title      VARCHAR NOT NULL,
    unit       VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    query      VARCHAR NOT NULL  -- of: definiciones.query
);
COMMENT ON TABLE medidas IS 'Cada medida de las tablas measure, period_measure y ranking: qué es y en qué unidad está.';
COMMENT ON COLUMN medidas.metric IS 'Nombre de la medida, el de la columna metric de esas tablas.';
COMMENT ON COLUMN medidas.title IS 'Qué es, en pocas palabras.';
COMMENT ON COLUMN medidas.unit IS 'Unidad de su valor. proporción: de 0 a 1.';
COMMENT ON COLUMN medidas.definition IS 'Definición de la consulta que la calcula.';
COMMENT ON COLUMN medidas.query IS 'La consulta que la calcula, archivo de pipeline/sql.';

-- level: measure
CREATE TEMP TABLE definiciones (
    query      VARCHAR PRIMARY KEY,
    title      VARCHAR NOT NULL,
    unit       VARCHAR NOT NULL,
    definition VARCHAR NOT NULL
);
COMMENT ON TABLE definiciones IS 'Cada consulta con su definición, la misma que imprime el anexo de metodología.';
COMMENT ON COLUMN definiciones.query IS 'Archivo de la consulta, en pipeline/sql.';
COMMENT ON COLUMN definiciones.title IS 'Qué mide.';
COMMENT ON COLUMN definiciones.unit IS 'En qué unidad.';
COMMENT ON COLUMN definiciones.definition IS 'Su definición.';

-- level: measure
CREATE TEMP TABLE herramientas (
    definition VARCHAR PRIMARY KEY,
    title      VARCHAR NOT NULL,
    version    VARCHAR NOT NULL,
    parity     VARCHAR NOT NULL,
    text       VARCHAR NOT NULL
);
COMMENT ON TABLE herramientas IS 'Cómo cuenta cada herramienta de las tablas definition_measure y definition_cost.';
COMMENT ON COLUMN herramientas.definition IS 'Nombre de la definición.';
COMMENT ON COLUMN herramientas.title IS 'La herramienta.';
COMMENT ON COLUMN herramientas.version IS 'La versión que se imita.';
COMMENT ON COLUMN herramientas.parity IS 'propia | exacta (da los números de la herramienta) | aproximada.';
COMMENT ON COLUMN herramientas.text IS 'Cómo cuenta.';
