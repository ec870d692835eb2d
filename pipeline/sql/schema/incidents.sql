-- title: Las tablas de incidencias
-- unit: —
-- definition: Lo reportado, unido a lo que muestra la bitácora, y lo que la bitácora sugiere.

CREATE TABLE incident (
    incident     VARCHAR PRIMARY KEY,
    start        TIMESTAMP NOT NULL,
    "end"        TIMESTAMP NOT NULL,
    kind         VARCHAR NOT NULL,
    description  VARCHAR NOT NULL,
    effect       VARCHAR NOT NULL,
    remedy       VARCHAR NOT NULL,
    notified     VARCHAR NOT NULL,
    line         INTEGER NOT NULL,
    hits         BIGINT,
    prep_hits    BIGINT,
    errors       BIGINT,
    missed_cuts  INTEGER,
    cuts         INTEGER,
    unknown_cuts INTEGER,
    expected     DOUBLE,
    expected_low DOUBLE,
    expected_high DOUBLE,
    lost         DOUBLE,
    reason       VARCHAR
);
COMMENT ON TABLE incident IS 'Incidencias reportadas, unidas a lo que muestra la bitácora. expected = línea base de los mismos cortes por el factor de las horas vecinas; lost = lo esperado menos lo registrado; cero si lo registrado alcanza expected_low.';
COMMENT ON COLUMN incident.incident IS 'Número: I-01, I-02… por orden de inicio.';
COMMENT ON COLUMN incident.start IS 'Inicio reportado, UTC.';
COMMENT ON COLUMN incident."end" IS 'Fin reportado, UTC.';
COMMENT ON COLUMN incident.kind IS 'Tipo, en palabras del difusor.';
COMMENT ON COLUMN incident.description IS 'Descripción, en palabras del difusor.';
COMMENT ON COLUMN incident.effect IS 'Efecto, en palabras del difusor.';
COMMENT ON COLUMN incident.remedy IS 'Remedio, en palabras del difusor.';
COMMENT ON COLUMN incident.notified IS 'A quién se avisó.';
COMMENT ON COLUMN incident.line IS 'Renglón de incidencias.csv.';
COMMENT ON COLUMN incident.hits IS 'Solicitudes entre el inicio y el fin.';
COMMENT ON COLUMN incident.prep_hits IS 'De ellas, de la sección PREP.';
COMMENT ON COLUMN incident.errors IS 'De ellas, con respuesta 5xx.';
COMMENT ON COLUMN incident.missed_cuts IS 'Cortes que toca y no se sirvieron.';
COMMENT ON COLUMN incident.cuts IS 'Cortes de la operación que toca.';
COMMENT ON COLUMN incident.unknown_cuts IS 'Cortes que toca y no tienen evidencia.';
COMMENT ON COLUMN incident.expected IS 'Solicitudes esperadas; nulo con motivo en reason.';
COMMENT ON COLUMN incident.expected_low IS 'Lo esperado con la menor de las dos horas vecinas.';
COMMENT ON COLUMN incident.expected_high IS 'Lo esperado con la mayor de las dos horas vecinas.';
COMMENT ON COLUMN incident.lost IS 'Solicitudes perdidas, estimadas; nulo con motivo en reason.';
COMMENT ON COLUMN incident.reason IS 'Por qué falta una estimación; nulo si no falta.';

CREATE TABLE candidate (
    candidate VARCHAR PRIMARY KEY,
    start     TIMESTAMP NOT NULL,
    "end"     TIMESTAMP NOT NULL,
    kind      VARCHAR NOT NULL,
    cuts      INTEGER NOT NULL,
    hits      BIGINT NOT NULL,
    errors    BIGINT NOT NULL,
    incident  VARCHAR
);
COMMENT ON TABLE candidate IS 'Lo que la bitácora muestra y puede ser una incidencia: outage (cortes con puros errores), silence (cortes en que nadie pidió el PREP), error_burst (ráfaga de 5xx con el sitio vivo), no_evidence (hueco en la bitácora).';
COMMENT ON COLUMN candidate.candidate IS 'Número: C-01, C-02… por orden de inicio.';
COMMENT ON COLUMN candidate.start IS 'Inicio del primer corte, UTC.';
COMMENT ON COLUMN candidate."end" IS 'Fin del último corte, UTC.';
COMMENT ON COLUMN candidate.kind IS 'El más grave de sus cortes: outage, silence, error_burst o no_evidence.';
COMMENT ON COLUMN candidate.cuts IS 'Cortes seguidos.';
COMMENT ON COLUMN candidate.hits IS 'Solicitudes registradas en ellos.';
COMMENT ON COLUMN candidate.errors IS 'Respuestas 5xx de la sección PREP en ellos.';
COMMENT ON COLUMN candidate.incident IS 'La incidencia reportada que la cubre en parte; nulo: nadie la reportó.';
