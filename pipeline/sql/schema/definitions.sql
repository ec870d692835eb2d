-- title: Las tablas de las definiciones
-- unit: —
-- definition: Lo mismo contado con la definición de cada herramienta (AWStats, Webalizer, GoAccess, Matomo y la propia), y lo que cada regla quitó y cada defecto costó. Las definiciones están en pipeline/definitions, un par de archivos cada una.

-- level: measure
CREATE TABLE definition_measure (
    definition VARCHAR NOT NULL,  -- of: herramientas.definition
    section    VARCHAR NOT NULL,
    period     VARCHAR NOT NULL,  -- of: period.period
    metric     VARCHAR NOT NULL,
    value      BIGINT,  -- unit: la de metric
    PRIMARY KEY (definition, section, period, metric)
);
COMMENT ON TABLE definition_measure IS 'Solicitudes, páginas, visitas y visitantes según cada definición. De varias bitácoras, como si se leyeran juntas en el orden de su reloj.';
COMMENT ON COLUMN definition_measure.definition IS 'Nombre de la definición: memoria, awstats, webalizer, goaccess, matomo.';
COMMENT ON COLUMN definition_measure.section IS 'all | portal | published; una sección se mide como si fuera todo el sitio.';
COMMENT ON COLUMN definition_measure.period IS 'Nombre del periodo (tabla period).';
COMMENT ON COLUMN definition_measure.metric IS 'hits | pages | visits | visitors, como los entiende la definición.';
COMMENT ON COLUMN definition_measure.value IS 'Cuenta; nulo si la herramienta no tiene esa medida.';

-- level: measure
CREATE TABLE definition_cost (
    definition VARCHAR NOT NULL,  -- of: herramientas.definition
    defect     VARCHAR NOT NULL,
    metric     VARCHAR NOT NULL,
    value      BIGINT  NOT NULL,  -- unit: la de metric
    text       VARCHAR NOT NULL,
    PRIMARY KEY (definition, defect)
);
COMMENT ON TABLE definition_cost IS 'Lo que cada regla de una definición quitó y cada defecto suyo costó, en la operación y en todo el sitio.';
COMMENT ON COLUMN definition_cost.definition IS 'Nombre de la definición.';
COMMENT ON COLUMN definition_cost.defect IS 'Nombre de la regla o del defecto, el de su archivo .toml.';
COMMENT ON COLUMN definition_cost.metric IS 'En qué se cuenta: hits, pages, visits o visitors.';
COMMENT ON COLUMN definition_cost.value IS 'Cuántas.';
COMMENT ON COLUMN definition_cost.text IS 'Qué hace la regla o el defecto, para el lector.';

-- Lines that other tools read otherwise: cut after their request, which is a reject here, and longer than their buffers.
CREATE TEMP TABLE torn (
    file USMALLINT, line UBIGINT, time TIMESTAMP, clock_offset SMALLINT, client UBIGINT, visitor UBIGINT,
    path_id UBIGINT, agent_id UBIGINT, method VARCHAR, status USMALLINT, ends VARCHAR
);
CREATE TEMP TABLE long_line (file USMALLINT, line UBIGINT, length UINTEGER);

-- What a definition reads: its own rules, the requests that it is asked about and, of AWStats, the robots of an installed list.
CREATE TEMP TABLE rule (rule VARCHAR, value VARCHAR);
CREATE TEMP TABLE listed_robot (agent_id UBIGINT);
CREATE TEMP TABLE scope (
    definition VARCHAR, by_file BOOLEAN, section VARCHAR, file USMALLINT, merged BOOLEAN,
    first TIMESTAMP, last TIMESTAMP, start TIMESTAMP, "end" TIMESTAMP
);

-- What it counts, by the name of a measure or of a cost.
CREATE TEMP TABLE definition_count (
    definition VARCHAR,  -- key
    section    VARCHAR,  -- key
    merged     BOOLEAN,  -- key
    name       VARCHAR,  -- key
    value      BIGINT  -- sum
);

-- Where a line stands late among those of all clients, if they are not merged by their clocks. clock: the one written, in units of the definition; first, last: the places of its lines, in each file where the definition asks for it.
CREATE TEMP TABLE definition_clock (
    definition VARCHAR,  -- key
    section    VARCHAR,  -- key
    file       BIGINT,  -- key
    clock      BIGINT,  -- key
    first      BIGINT,  -- min
    last       BIGINT  -- max
);

-- The last lines in time before those that come late. wall: the clock written, in seconds.
CREATE TEMP TABLE definition_kept (
    definition VARCHAR,  -- key
    section    VARCHAR,  -- key
    place      BIGINT,  -- key
    wall       BIGINT  -- max
);

-- Both, of the definition that is asked. reached: the first place where a clock or a later one is read.
CREATE TEMP VIEW in_a_row AS
FROM definition_clock SEMI JOIN (FROM scope WHERE NOT merged) USING (definition, section);

CREATE TEMP VIEW reached AS
SELECT clock, min(min(first)) OVER (ORDER BY clock ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS place
FROM in_a_row
GROUP BY clock;

CREATE TEMP VIEW kept AS
FROM definition_kept SEMI JOIN (FROM scope WHERE NOT merged) USING (definition, section);
