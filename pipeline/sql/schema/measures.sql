-- title: Las tablas de medidas
-- unit: —
-- definition: Lo que se cuenta, por corte, por periodo y en listas ordenadas. Todo lo que un lector ve sale de estas tablas y de las de los otros temas; ninguna guarda direcciones.

-- level: measure
CREATE TABLE measure (
    metric   VARCHAR   NOT NULL,  -- of: medidas.metric
    section  VARCHAR   NOT NULL,
    audience VARCHAR   NOT NULL,
    slot     TIMESTAMP NOT NULL,  -- of: calendar.slot
    value    BIGINT    NOT NULL  -- unit: la de metric
);
COMMENT ON TABLE measure IS 'Medidas que se suman: una fila por medida, sección, audiencia y corte. Se suman cortes; nunca secciones ni audiencias, porque «all» ya es el total.';
COMMENT ON COLUMN measure.metric IS 'Nombre de la medida, el del archivo .sql que la calcula o el que éste declara (hits, pages, visits, bytes, status_2xx…).';
COMMENT ON COLUMN measure.section IS 'all | portal | published.';
COMMENT ON COLUMN measure.audience IS 'all | person | robot.';
COMMENT ON COLUMN measure.slot IS 'Inicio del corte, UTC.';
COMMENT ON COLUMN measure.value IS 'Cuenta del corte en la unidad de la medida. Sin fila: cero si el corte tiene evidencia (tabla cut), desconocido si no la tiene.';

-- level: measure
CREATE TABLE period_measure (
    metric   VARCHAR NOT NULL,  -- of: medidas.metric
    section  VARCHAR NOT NULL,
    audience VARCHAR NOT NULL,
    period   VARCHAR NOT NULL,  -- of: period.period
    value    DOUBLE,  -- unit: la de metric
    instant  TIMESTAMP,
    PRIMARY KEY (metric, section, audience, period)
);
COMMENT ON TABLE period_measure IS 'Medidas que no se suman: visitantes, máximos, percentiles, una fila por periodo.';
COMMENT ON COLUMN period_measure.metric IS 'Nombre de la medida.';
COMMENT ON COLUMN period_measure.section IS 'all | portal | published.';
COMMENT ON COLUMN period_measure.audience IS 'all | person | robot.';
COMMENT ON COLUMN period_measure.period IS 'Nombre del periodo (tabla period).';
COMMENT ON COLUMN period_measure.value IS 'Valor en la unidad de la medida; nulo si no hay de qué calcularlo.';
COMMENT ON COLUMN period_measure.instant IS 'Cuándo ocurrió (máximos), UTC; nulo en lo demás.';

-- level: measure
CREATE TABLE ranking (
    metric   VARCHAR NOT NULL,  -- of: medidas.metric
    section  VARCHAR NOT NULL,
    audience VARCHAR NOT NULL,
    position INTEGER NOT NULL,  -- unit: lugar
    item     VARCHAR NOT NULL,
    value    BIGINT  NOT NULL,  -- unit: la de metric
    bytes    HUGEINT,  -- unit: bytes
    PRIMARY KEY (metric, section, audience, position)
);
COMMENT ON TABLE ranking IS 'Listas ordenadas de la ventana de operación: recursos, procedencias, dispositivos, robots.';
COMMENT ON COLUMN ranking.metric IS 'resource | data_resource | referrer_group | referrer_host | device | browser | system | robot_class | robot_agent | error_path; con un archivo de ubicaciones, country | region (visitantes) y country_pages | region_pages (páginas de los mismos lugares).';
COMMENT ON COLUMN ranking.section IS 'all | portal | published.';
COMMENT ON COLUMN ranking.audience IS 'all | person | robot.';
COMMENT ON COLUMN ranking.position IS 'Lugar, desde 1.';
COMMENT ON COLUMN ranking.value IS 'Solicitudes, páginas o visitantes, según la lista.';
COMMENT ON COLUMN ranking.bytes IS 'Suma de los tamaños registrados; nula si ninguno.';
COMMENT ON COLUMN ranking.item IS 'Texto tal como lo registró el servidor: es entrada ajena, hay que escaparlo.';
