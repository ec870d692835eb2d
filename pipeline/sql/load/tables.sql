-- title: Textos y visitantes
-- unit: —
-- definition: Cada texto distinto una sola vez, con lo que es según las reglas; y los visitantes que son robots.

CREATE TABLE path (path_id UBIGINT PRIMARY KEY, text VARCHAR NOT NULL, kind VARCHAR NOT NULL, prep BOOLEAN NOT NULL, probe BOOLEAN NOT NULL, robots BOOLEAN NOT NULL);
COMMENT ON TABLE path IS 'Rutas pedidas, sin consulta (lo que sigue a «?»).';
COMMENT ON COLUMN path.kind IS 'document | asset | data | feed | other.';
COMMENT ON COLUMN path.prep IS 'La ruta es de la sección PREP.';
COMMENT ON COLUMN path.probe IS 'Ruta que sólo piden los escáneres.';
COMMENT ON COLUMN path.robots IS 'Ruta que sólo piden los robots (robots.txt).';
CREATE TABLE agent (agent_id UBIGINT PRIMARY KEY, text VARCHAR NOT NULL, robot BOOLEAN NOT NULL, device VARCHAR NOT NULL);
COMMENT ON TABLE agent IS 'Agentes de usuario.';
CREATE TABLE referer (referer_id UBIGINT PRIMARY KEY, text VARCHAR NOT NULL, "group" VARCHAR NOT NULL);
COMMENT ON TABLE referer IS 'Sitios de procedencia: sólo el nombre del sitio.';
CREATE TABLE vhost (vhost_id UBIGINT PRIMARY KEY, text VARCHAR NOT NULL, prep BOOLEAN NOT NULL);
COMMENT ON TABLE vhost IS 'Sitios virtuales del servidor.';

CREATE TABLE setting (
    cut_minutes INTEGER NOT NULL, visit_gap_minutes INTEGER NOT NULL,
    outage_cuts INTEGER NOT NULL, outage_minutes INTEGER NOT NULL, baseline_min_days INTEGER NOT NULL
);
COMMENT ON TABLE setting IS 'Los números del convenio que usan las medidas; una sola fila.';

CREATE TABLE hit (
    time        TIMESTAMP NOT NULL,
    slot        TIMESTAMP NOT NULL,
    file        USMALLINT NOT NULL,
    counted     BOOLEAN   NOT NULL,
    client      UBIGINT   NOT NULL,
    visitor     UBIGINT   NOT NULL,
    section     VARCHAR   NOT NULL,
    kind        VARCHAR   NOT NULL,
    audience    VARCHAR   NOT NULL,
    method      VARCHAR,
    status      USMALLINT,
    bytes       UBIGINT,
    duration_us UBIGINT,
    path_id     UBIGINT,
    agent_id    UBIGINT,
    referer_id  UBIGINT
);
COMMENT ON TABLE hit IS 'Una fila por solicitud registrada.';
COMMENT ON COLUMN hit.time IS 'Instante, UTC.';
COMMENT ON COLUMN hit.slot IS 'Inicio del corte que lo contiene, UTC.';
COMMENT ON COLUMN hit.counted IS 'Cae en la ventana de su papel: operación en las fechas de las bitácoras, línea base en las suyas.';
COMMENT ON COLUMN hit.client IS 'Ficha de la dirección (BLAKE2b con la llave del difusor).';
COMMENT ON COLUMN hit.visitor IS 'Ficha de la dirección con su agente de usuario.';
COMMENT ON COLUMN hit.section IS 'portal | prep.';
COMMENT ON COLUMN hit.kind IS 'document | asset | data | feed | other | none (la solicitud no trae ruta).';
COMMENT ON COLUMN hit.audience IS 'person | robot.';
COMMENT ON COLUMN hit.bytes IS 'Bytes del cuerpo de la respuesta; nulo si no se registró.';
COMMENT ON COLUMN hit.duration_us IS 'Duración, microsegundos; nula si no se registró.';

CREATE TEMP TABLE current_log (file USMALLINT, role VARCHAR, section VARCHAR);
