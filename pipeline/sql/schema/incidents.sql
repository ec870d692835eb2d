-- title: Las tablas de incidencias
-- unit: —
-- definition: Lo reportado, unido a lo que muestra la bitácora, y lo que la bitácora sugiere.

-- level: measure
CREATE TABLE incident (
    incident      VARCHAR PRIMARY KEY,
    start         TIMESTAMP NOT NULL,
    "end"         TIMESTAMP NOT NULL,
    kind          VARCHAR NOT NULL,
    description   VARCHAR NOT NULL,
    effect        VARCHAR NOT NULL,
    remedy        VARCHAR NOT NULL,
    notified      VARCHAR NOT NULL,
    line          INTEGER NOT NULL,  -- unit: número de renglón
    match         DOUBLE,  -- unit: proporción
    shift_minutes INTEGER,  -- unit: minutos
    shift_match   DOUBLE  -- unit: proporción
);
COMMENT ON TABLE incident IS 'Incidencias reportadas, en palabras de quien la reporta, y el corrimiento de reloj con que la bitácora coincidiría mejor.';
COMMENT ON COLUMN incident.incident IS 'Número: I-01, I-02… por orden de inicio.';
COMMENT ON COLUMN incident.start IS 'Inicio reportado, UTC.';
COMMENT ON COLUMN incident."end" IS 'Fin reportado, UTC.';
COMMENT ON COLUMN incident.kind IS 'Tipo, en palabras de quien la reporta.';
COMMENT ON COLUMN incident.description IS 'Descripción, en palabras de quien la reporta.';
COMMENT ON COLUMN incident.effect IS 'Efecto, en palabras de quien la reporta.';
COMMENT ON COLUMN incident.remedy IS 'Remedio, en palabras de quien la reporta.';
COMMENT ON COLUMN incident.notified IS 'A quién se avisó.';
COMMENT ON COLUMN incident.line IS 'Renglón de incidencias.csv.';
COMMENT ON COLUMN incident.match IS 'Coincidencia, de 0 a 1, del lapso reportado con los minutos de falla que muestra la bitácora; nula si la bitácora no muestra ninguno en las dos horas vecinas.';
COMMENT ON COLUMN incident.shift_minutes IS 'Minutos que habría que correr el lapso reportado (negativo: la bitácora lo muestra antes); nulo si no se sugiere. No se corrige nada.';
COMMENT ON COLUMN incident.shift_match IS 'Coincidencia del lapso ya corrido; nula si no se sugiere.';

-- level: measure
CREATE TABLE incident_phase (
    incident        VARCHAR   NOT NULL,  -- of: incident.incident
    phase           VARCHAR   NOT NULL,
    start           TIMESTAMP NOT NULL,
    "end"           TIMESTAMP NOT NULL,
    slots           INTEGER   NOT NULL,  -- unit: cortes
    slots_with_hits INTEGER   NOT NULL,  -- unit: cortes
    cuts            INTEGER   NOT NULL,  -- unit: cortes
    missed_cuts     INTEGER   NOT NULL,  -- unit: cortes
    unknown_cuts    INTEGER   NOT NULL,  -- unit: cortes
    hits            BIGINT,  -- unit: solicitudes
    published_hits       BIGINT,  -- unit: solicitudes
    pages           BIGINT,  -- unit: páginas
    visits          BIGINT,  -- unit: visitas
    errors_4xx      BIGINT,  -- unit: solicitudes
    errors_499      BIGINT,  -- unit: solicitudes
    errors_5xx      BIGINT,  -- unit: solicitudes
    durations       BIGINT,  -- unit: solicitudes
    duration_p95    DOUBLE,  -- unit: microsegundos
    PRIMARY KEY (incident, phase)
);
COMMENT ON TABLE incident_phase IS 'Antes, durante y después de cada incidencia reportada.';
COMMENT ON COLUMN incident_phase.incident IS 'La incidencia.';
COMMENT ON COLUMN incident_phase.phase IS 'before (la hora anterior) | during (el lapso reportado) | after (la hora posterior).';
COMMENT ON COLUMN incident_phase.start IS 'Inicio del tramo, UTC.';
COMMENT ON COLUMN incident_phase."end" IS 'Fin del tramo, UTC. Un lapso reportado sin duración se mira durante un minuto.';
COMMENT ON COLUMN incident_phase.slots IS 'Cortes de las fechas de las bitácoras que toca.';
COMMENT ON COLUMN incident_phase.slots_with_hits IS 'De ellos, los que tienen algún renglón. Si ninguno lo tiene, las cuentas son nulas y no cero.';
COMMENT ON COLUMN incident_phase.cuts IS 'Cortes de la operación que toca.';
COMMENT ON COLUMN incident_phase.missed_cuts IS 'De ellos, los no servidos; donde hay servicios que se miden aparte, aquellos en que alguno falló.';
COMMENT ON COLUMN incident_phase.unknown_cuts IS 'De ellos, los que no tienen evidencia.';
COMMENT ON COLUMN incident_phase.hits IS 'Solicitudes.';
COMMENT ON COLUMN incident_phase.published_hits IS 'De ellas, de la sección publicada.';
COMMENT ON COLUMN incident_phase.pages IS 'Páginas.';
COMMENT ON COLUMN incident_phase.visits IS 'Visitas que empezaron en el tramo.';
COMMENT ON COLUMN incident_phase.errors_4xx IS 'Respuestas 4xx, sin las 499.';
COMMENT ON COLUMN incident_phase.errors_499 IS 'Respuestas 499: el cliente se fue antes de que el servidor contestara (nginx).';
COMMENT ON COLUMN incident_phase.errors_5xx IS 'Respuestas 5xx.';
COMMENT ON COLUMN incident_phase.durations IS 'Solicitudes cuya duración se registró.';
COMMENT ON COLUMN incident_phase.duration_p95 IS 'Percentil 95 de ellas, microsegundos; nulo si no se registró ninguna.';

-- level: measure
CREATE TABLE incident_effect (
    incident      VARCHAR NOT NULL,  -- of: incident.incident
    metric        VARCHAR NOT NULL,
    logged        BIGINT,  -- unit: la de metric
    expected      DOUBLE,  -- unit: la de metric
    expected_low  DOUBLE,  -- unit: la de metric
    expected_high DOUBLE,  -- unit: la de metric
    lost          DOUBLE,  -- unit: la de metric
    reason        VARCHAR,
    PRIMARY KEY (incident, metric)
);
COMMENT ON TABLE incident_effect IS 'Lo que cada incidencia reportada costó, estimado. expected = línea base de los mismos cortes por el factor de las horas vecinas; lost = lo esperado menos lo registrado; cero si lo registrado alcanza expected_low.';
COMMENT ON COLUMN incident_effect.incident IS 'La incidencia.';
COMMENT ON COLUMN incident_effect.metric IS 'hits | visits.';
COMMENT ON COLUMN incident_effect.logged IS 'Lo registrado entre el inicio y el fin; nulo si no hay un solo renglón.';
COMMENT ON COLUMN incident_effect.expected IS 'Lo esperado; nulo con motivo en reason.';
COMMENT ON COLUMN incident_effect.expected_low IS 'Lo menos que cabe esperar, por las dos horas vecinas y el azar.';
COMMENT ON COLUMN incident_effect.expected_high IS 'Lo más que cabe esperar.';
COMMENT ON COLUMN incident_effect.lost IS 'Lo perdido, estimado; nulo con motivo en reason.';
COMMENT ON COLUMN incident_effect.reason IS 'Por qué falta una estimación; nulo si no falta.';

-- level: request
CREATE TABLE attack (file USMALLINT NOT NULL, line UBIGINT NOT NULL, attack VARCHAR NOT NULL, PRIMARY KEY (file, line));
COMMENT ON TABLE attack IS 'Solicitudes que llevan la firma de un ataque: son compatibles con él, no lo prueban.';
COMMENT ON COLUMN attack.file IS 'Archivo del que viene la solicitud (source_file).';
COMMENT ON COLUMN attack.line IS 'Su renglón.';
COMMENT ON COLUMN attack.attack IS 'Nombre de la firma.';

-- What sql/findings has to say, before it gets its numbers. who: the client or network that it is about, if any.
CREATE TEMP TABLE finding (
    start TIMESTAMP, "end" TIMESTAMP, kind VARCHAR, grave BOOLEAN, cuts INTEGER, hits BIGINT, errors BIGINT,
    measured DOUBLE, usual DOUBLE, detail VARCHAR, who UBIGINT
);

-- Whose requests are looked at to tell a crowd from an attack. reason: finding, busiest or operation, all of it.
CREATE TEMP TABLE crowd_span (start TIMESTAMP, "end" TIMESTAMP, reason VARCHAR);

-- level: measure
CREATE TABLE candidate (
    candidate VARCHAR PRIMARY KEY,
    start     TIMESTAMP NOT NULL,
    "end"     TIMESTAMP NOT NULL,
    kind      VARCHAR NOT NULL,
    severity  VARCHAR NOT NULL,
    cuts      INTEGER NOT NULL,  -- unit: cortes
    hits      BIGINT NOT NULL,  -- unit: solicitudes
    errors    BIGINT NOT NULL,  -- unit: solicitudes
    clients   BIGINT,  -- unit: clientes
    measured  DOUBLE,  -- unit: según kind
    usual     DOUBLE,  -- unit: según kind
    detail    VARCHAR,
    incident  VARCHAR,  -- of: incident.incident
    shifted   BOOLEAN NOT NULL DEFAULT false
);
COMMENT ON TABLE candidate IS 'Lo que la bitácora muestra y puede ser una incidencia, con su evidencia. Confirmarlo o descartarlo toca a quien opera el sitio.';
COMMENT ON COLUMN candidate.candidate IS 'Número: C-01, C-02… por orden de inicio.';
COMMENT ON COLUMN candidate.start IS 'Inicio del primer corte, UTC.';
COMMENT ON COLUMN candidate."end" IS 'Fin del último corte, UTC.';
COMMENT ON COLUMN candidate.kind IS 'outage (cortes con puros errores) | silence (cortes en que nadie pidió lo publicado) | error_burst (ráfaga de 5xx con el sitio vivo) | no_evidence (hueco en la bitácora) | stale (lo publicado mostraba un corte viejo) | latency (escalón de latencia) | client, network (un solo cliente o red con una parte desmedida) | attack (firmas de ataque).';
COMMENT ON COLUMN candidate.severity IS 'alta | media | baja, por la tabla del archivo .sql.';
COMMENT ON COLUMN candidate.cuts IS 'Cortes que abarca.';
COMMENT ON COLUMN candidate.hits IS 'Solicitudes que lo sustentan: las de esos cortes; en client y network, las suyas; en attack, las que llevan una firma.';
COMMENT ON COLUMN candidate.errors IS 'De ellas, con respuesta 5xx.';
COMMENT ON COLUMN candidate.clients IS 'Clientes que las hicieron; nulo donde no se cuentan.';
COMMENT ON COLUMN candidate.measured IS 'Lo medido: 5xx del peor corte (outage, error_burst); solicitudes de lo publicado en el peor corte (silence, no_evidence); minutos con el mismo corte (stale); microsegundos (latency); parte de las solicitudes, de 0 a 1 (client, network); solicitudes respondidas con 2xx o 5xx (attack).';
COMMENT ON COLUMN candidate.usual IS 'Lo usual, en la misma unidad: mediana por corte de lo demás; el límite de dos periodos (stale); solicitudes del cliente o red mediana del corte (client, network); nulo en attack.';
COMMENT ON COLUMN candidate.detail IS 'En latency, el percentil (p50, p95) y la sección; en client y network, el agente más frecuente, tal como lo registró el servidor: es entrada ajena, hay que escaparlo; en attack, cada firma con su cuenta.';
COMMENT ON COLUMN candidate.incident IS 'La incidencia reportada que la cubre en parte; nulo: nadie la reportó.';
COMMENT ON COLUMN candidate.shifted IS 'La cubre sólo con el corrimiento de reloj que se sugiere en ella.';

-- level: measure
CREATE TABLE crowd (
    span          VARCHAR PRIMARY KEY,
    start         TIMESTAMP NOT NULL,
    "end"         TIMESTAMP NOT NULL,
    candidate     VARCHAR,  -- of: candidate.candidate
    hits          BIGINT NOT NULL,  -- unit: solicitudes
    clients       BIGINT NOT NULL,  -- unit: clientes
    networks      BIGINT NOT NULL,  -- unit: redes
    new_clients   BIGINT NOT NULL,  -- unit: clientes
    new_networks  BIGINT NOT NULL,  -- unit: redes
    rate_median   DOUBLE NOT NULL,  -- unit: solicitudes por minuto
    rate_p99      DOUBLE NOT NULL,  -- unit: solicitudes por minuto
    rate_max      DOUBLE NOT NULL,  -- unit: solicitudes por minuto
    heavy_share   DOUBLE NOT NULL,  -- unit: proporción
    top_share     DOUBLE,  -- unit: proporción
    entropy       DOUBLE,  -- unit: bits
    usual_entropy DOUBLE,  -- unit: bits
    verdict       VARCHAR NOT NULL
);
COMMENT ON TABLE crowd IS 'Afluencia o ataque: quién pidió y qué en los cortes de más carga y en los hallazgos de carga.';
COMMENT ON COLUMN crowd.span IS 'M-1, M-2… los cortes de más solicitudes, por orden de inicio; o el número del hallazgo.';
COMMENT ON COLUMN crowd.start IS 'Inicio, UTC.';
COMMENT ON COLUMN crowd."end" IS 'Fin, UTC.';
COMMENT ON COLUMN crowd.candidate IS 'El hallazgo; nulo en los cortes de más solicitudes.';
COMMENT ON COLUMN crowd.hits IS 'Solicitudes.';
COMMENT ON COLUMN crowd.clients IS 'Clientes (direcciones) distintos.';
COMMENT ON COLUMN crowd.networks IS 'Redes distintas (/24 o /48).';
COMMENT ON COLUMN crowd.new_clients IS 'Clientes que ninguna bitácora tenía antes.';
COMMENT ON COLUMN crowd.new_networks IS 'Redes que ninguna bitácora tenía antes.';
COMMENT ON COLUMN crowd.rate_median IS 'Solicitudes por minuto de cada cliente en cada corte: mediana.';
COMMENT ON COLUMN crowd.rate_p99 IS 'Percentil 99 de lo mismo.';
COMMENT ON COLUMN crowd.rate_max IS 'Máximo de lo mismo.';
COMMENT ON COLUMN crowd.heavy_share IS 'Parte de las solicitudes hechas por clientes de 60 o más por minuto, de 0 a 1.';
COMMENT ON COLUMN crowd.top_share IS 'Parte de las solicitudes que va a las cinco rutas más pedidas, de 0 a 1.';
COMMENT ON COLUMN crowd.entropy IS 'Entropía de las rutas pedidas, bits: 0 si todas son la misma.';
COMMENT ON COLUMN crowd.usual_entropy IS 'La de toda la operación.';
COMMENT ON COLUMN crowd.verdict IS 'crowd (compatible con afluencia) | attack (con ataque) | inconclusive (no concluyente).';
