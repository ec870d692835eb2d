-- title: Las solicitudes
-- unit: —
-- definition: Una fila por solicitud; cada texto distinto una sola vez, con lo que es según las reglas. Las direcciones sólo existen como fichas con llave.

-- A byte instead of a text in every hit; «all» is what the views call the total.
CREATE TYPE section AS ENUM ('all', 'portal', 'published');
CREATE TYPE audience AS ENUM ('all', 'person', 'robot');
CREATE TYPE kind AS ENUM ('document', 'asset', 'data', 'feed', 'other', 'none');

-- level: request
CREATE TABLE path (path_id UBIGINT PRIMARY KEY, text VARCHAR NOT NULL, kind KIND NOT NULL, published BOOLEAN NOT NULL, service USMALLINT, probe BOOLEAN NOT NULL, robots BOOLEAN NOT NULL);
COMMENT ON TABLE path IS 'Rutas pedidas, sin consulta (lo que sigue a «?»).';
COMMENT ON COLUMN path.path_id IS 'Número de la ruta.';
COMMENT ON COLUMN path.text IS 'La ruta, como la registró el servidor.';
COMMENT ON COLUMN path.kind IS 'document | asset | data | feed | other.';
COMMENT ON COLUMN path.published IS 'La ruta es de la sección publicada.';
COMMENT ON COLUMN path.service IS 'Lugar del primer servicio al que toca la ruta (service.position); nulo si ninguno.';
COMMENT ON COLUMN path.probe IS 'Ruta que sólo piden los escáneres.';
COMMENT ON COLUMN path.robots IS 'Ruta que sólo piden los robots (robots.txt).';
-- level: request
CREATE TABLE agent (agent_id UBIGINT PRIMARY KEY, text VARCHAR NOT NULL, robot_class ROBOT_CLASS, device VARCHAR NOT NULL, browser VARCHAR NOT NULL, system VARCHAR NOT NULL);
COMMENT ON TABLE agent IS 'Agentes de usuario.';
COMMENT ON COLUMN agent.agent_id IS 'Número del agente.';
COMMENT ON COLUMN agent.text IS 'El agente de usuario declarado; vacío si no declaró ninguno.';
COMMENT ON COLUMN agent.robot_class IS 'monitor | tool | crawler | empty: qué robot dice ser; nulo si puede ser de una persona.';
COMMENT ON COLUMN agent.device IS 'teléfono | computadora | tableta | televisor | no identificado.';
COMMENT ON COLUMN agent.browser IS 'Familia del navegador según la lista pública ua-parser; no identificado si no está. Viene de texto ajeno: hay que escaparlo.';
COMMENT ON COLUMN agent.system IS 'Familia del sistema operativo, igual que la del navegador.';
-- level: request
CREATE TABLE referer (referer_id UBIGINT PRIMARY KEY, text VARCHAR NOT NULL, "group" VARCHAR NOT NULL);
COMMENT ON TABLE referer IS 'Sitios de procedencia: sólo el nombre del sitio.';
COMMENT ON COLUMN referer.referer_id IS 'Número de la procedencia.';
COMMENT ON COLUMN referer.text IS 'Nombre del sitio; vacío si no es una dirección web.';
COMMENT ON COLUMN referer."group" IS 'propio | buscador | red social | directo | sitio oficial | otro sitio.';
-- level: request
CREATE TABLE vhost (vhost_id UBIGINT PRIMARY KEY, text VARCHAR NOT NULL, published BOOLEAN NOT NULL, service USMALLINT);
COMMENT ON TABLE vhost IS 'Sitios virtuales del servidor.';
COMMENT ON COLUMN vhost.vhost_id IS 'Número del sitio.';
COMMENT ON COLUMN vhost.text IS 'Nombre del sitio, en minúsculas.';
COMMENT ON COLUMN vhost.published IS 'El sitio es de la sección publicada.';
COMMENT ON COLUMN vhost.service IS 'Lugar del primer servicio al que toca el sitio (service.position); nulo si ninguno.';

-- level: request
CREATE TABLE client (client UBIGINT PRIMARY KEY, network UBIGINT NOT NULL, country VARCHAR, region VARCHAR);
COMMENT ON TABLE client IS 'Clientes: la ficha de cada dirección y la de su red.';
COMMENT ON COLUMN client.client IS 'Ficha de la dirección (BLAKE2b con la llave de quien entrega).';
COMMENT ON COLUMN client.network IS 'Ficha de su red: los primeros 24 bits de una dirección IPv4, 48 de una IPv6.';
COMMENT ON COLUMN client.country IS 'País (ISO 3166-1) según el archivo de ubicaciones de quien entrega; nulo si no está en él o no hay archivo.';
COMMENT ON COLUMN client.region IS 'Estado, sólo de México; nulo si no se sabe.';

-- level: measure
CREATE TABLE setting (
    cut_minutes       INTEGER NOT NULL,  -- unit: minutos
    visit_gap_minutes INTEGER NOT NULL,  -- unit: minutos
    outage_cuts       INTEGER NOT NULL,  -- unit: cortes
    outage_minutes    INTEGER NOT NULL,  -- unit: minutos
    baseline_min_days INTEGER NOT NULL,  -- unit: días
    baseline_section  SECTION NOT NULL,
    overhead_share    DOUBLE NOT NULL,  -- unit: proporción
    overhead_bytes    DOUBLE NOT NULL  -- unit: bytes por respuesta
);
COMMENT ON TABLE setting IS 'Los números del convenio que usan las medidas; una sola fila.';
COMMENT ON COLUMN setting.cut_minutes IS 'Minutos entre cortes.';
COMMENT ON COLUMN setting.visit_gap_minutes IS 'Minutos de silencio con los que termina una visita.';
COMMENT ON COLUMN setting.outage_cuts IS 'Cortes seguidos no servidos que señala el convenio.';
COMMENT ON COLUMN setting.outage_minutes IS 'Minutos seguidos no servidos que señala el convenio.';
COMMENT ON COLUMN setting.baseline_min_days IS 'Días de línea base por debajo de los cuales se advierte.';
COMMENT ON COLUMN setting.baseline_section IS 'Lo que la línea base cuenta: portal, si lo publicado es nuevo; all, si es de meses y lo publicado ya era parte de ella.';
COMMENT ON COLUMN setting.overhead_share IS 'Lo que paquetes y cifrado agregan a cada byte de respuesta.';
COMMENT ON COLUMN setting.overhead_bytes IS 'Bytes que cada respuesta agrega por su encabezado y su primer paquete.';

-- level: request
CREATE TABLE hit (
    time        TIMESTAMP NOT NULL,
    slot        TIMESTAMP NOT NULL,
    file        USMALLINT NOT NULL,
    counted     BOOLEAN   NOT NULL,
    client      UBIGINT   NOT NULL,
    visitor     UBIGINT   NOT NULL,
    section     SECTION   NOT NULL,
    service     USMALLINT,
    kind        KIND      NOT NULL,
    audience    AUDIENCE  NOT NULL,
    method      VARCHAR,
    status      USMALLINT,
    bytes       UBIGINT,
    duration_us UBIGINT,
    path_id     UBIGINT,
    agent_id    UBIGINT,
    referer_id  UBIGINT,
    line        UBIGINT   NOT NULL,
    clock_offset SMALLINT NOT NULL
);
COMMENT ON TABLE hit IS 'Una fila por solicitud registrada.';
COMMENT ON COLUMN hit.file IS 'Archivo del que viene (source_file).';
COMMENT ON COLUMN hit.method IS 'Método HTTP; OTHER si no es de los conocidos, nulo si no hay solicitud.';
COMMENT ON COLUMN hit.status IS 'Código de respuesta; nulo si no se registró.';
COMMENT ON COLUMN hit.path_id IS 'Ruta (path); nula si la solicitud no trae.';
COMMENT ON COLUMN hit.agent_id IS 'Agente (agent); nulo si la bitácora no lo registra.';
COMMENT ON COLUMN hit.referer_id IS 'Procedencia (referer); nula si no trae.';
COMMENT ON COLUMN hit.time IS 'Instante, UTC.';
COMMENT ON COLUMN hit.slot IS 'Inicio del corte que lo contiene, UTC.';
COMMENT ON COLUMN hit.counted IS 'Cae en la ventana de su papel: operación en las fechas de las bitácoras, línea base en las suyas.';
COMMENT ON COLUMN hit.client IS 'Ficha de la dirección (BLAKE2b con la llave de quien entrega).';
COMMENT ON COLUMN hit.visitor IS 'Ficha de la dirección con su agente de usuario.';
COMMENT ON COLUMN hit.section IS 'portal | published.';
COMMENT ON COLUMN hit.service IS 'Lugar del servicio al que pertenece (service.position); nulo si a ninguno. Lo que es de un servicio es de la sección publicada.';
COMMENT ON COLUMN hit.kind IS 'document | asset | data | feed | other | none (la solicitud no trae ruta).';
COMMENT ON COLUMN hit.audience IS 'person | robot.';
COMMENT ON COLUMN hit.bytes IS 'Bytes del cuerpo de la respuesta; nulo si no se registró.';
COMMENT ON COLUMN hit.line IS 'Número de su renglón en el archivo.';
COMMENT ON COLUMN hit.clock_offset IS 'Minutos que la hora escrita en el renglón va adelante de UTC.';
COMMENT ON COLUMN hit.duration_us IS 'Duración, microsegundos; nula si no se registró.';

-- Which log each Parquet part was made of.
CREATE TEMP TABLE part_log (filename VARCHAR, file USMALLINT, role VARCHAR, section SECTION, service USMALLINT);
