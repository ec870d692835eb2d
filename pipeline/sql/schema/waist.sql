-- title: Las tablas de medidas
-- unit: —
-- definition: Todo lo que un lector ve sale de estas tablas; ninguna guarda direcciones.

CREATE TABLE measure (
    metric   VARCHAR   NOT NULL,
    section  VARCHAR   NOT NULL,
    audience VARCHAR   NOT NULL,
    slot     TIMESTAMP NOT NULL,
    value    BIGINT    NOT NULL
);
COMMENT ON TABLE measure IS 'Medidas que se suman: una fila por medida, sección, audiencia y corte. Se suman cortes; nunca secciones ni audiencias, porque «all» ya es el total.';
COMMENT ON COLUMN measure.metric IS 'Nombre de la medida, el del archivo .sql que la calcula o el que éste declara (hits, pages, visits, bytes, status_2xx…).';
COMMENT ON COLUMN measure.section IS 'all | portal | prep.';
COMMENT ON COLUMN measure.audience IS 'all | person | robot.';
COMMENT ON COLUMN measure.slot IS 'Inicio del corte, UTC.';
COMMENT ON COLUMN measure.value IS 'Cuenta del corte en la unidad de la medida. Sin fila: cero si el corte tiene evidencia (tabla cut), desconocido si no la tiene.';

CREATE TABLE period_measure (
    metric   VARCHAR NOT NULL,
    section  VARCHAR NOT NULL,
    audience VARCHAR NOT NULL,
    period   VARCHAR NOT NULL,
    value    DOUBLE,
    instant  TIMESTAMP,
    PRIMARY KEY (metric, section, audience, period)
);
COMMENT ON TABLE period_measure IS 'Medidas que no se suman: visitantes, máximos, percentiles, una fila por periodo.';
COMMENT ON COLUMN period_measure.metric IS 'Nombre de la medida.';
COMMENT ON COLUMN period_measure.section IS 'all | portal | prep.';
COMMENT ON COLUMN period_measure.audience IS 'all | person | robot.';
COMMENT ON COLUMN period_measure.period IS 'Nombre del periodo (tabla period).';
COMMENT ON COLUMN period_measure.value IS 'Valor en la unidad de la medida; nulo si no hay de qué calcularlo.';
COMMENT ON COLUMN period_measure.instant IS 'Cuándo ocurrió (máximos), UTC; nulo en lo demás.';

CREATE TABLE ranking (
    metric   VARCHAR NOT NULL,
    section  VARCHAR NOT NULL,
    audience VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    item     VARCHAR NOT NULL,
    value    BIGINT  NOT NULL,
    bytes    HUGEINT,
    PRIMARY KEY (metric, section, audience, position)
);
COMMENT ON TABLE ranking IS 'Listas ordenadas de la ventana de operación: recursos, procedencias, dispositivos, robots.';
COMMENT ON COLUMN ranking.metric IS 'resource | data_resource | referrer_group | device | robot_agent | error_path.';
COMMENT ON COLUMN ranking.section IS 'all | portal | prep.';
COMMENT ON COLUMN ranking.audience IS 'all | person | robot.';
COMMENT ON COLUMN ranking.position IS 'Lugar, desde 1.';
COMMENT ON COLUMN ranking.value IS 'Solicitudes o páginas.';
COMMENT ON COLUMN ranking.bytes IS 'Suma de los tamaños registrados; nula si ninguno.';
COMMENT ON COLUMN ranking.item IS 'Texto tal como lo registró el servidor: es entrada ajena, hay que escaparlo.';

CREATE TABLE period (
    period VARCHAR PRIMARY KEY,
    kind   VARCHAR NOT NULL,
    label  VARCHAR NOT NULL,
    start  TIMESTAMP NOT NULL,
    "end"  TIMESTAMP NOT NULL
);
COMMENT ON TABLE period IS 'Los periodos que se miden: operation, logs, baseline, day:AAAA-MM-DD (días locales), matched:AAAA-MM-DD (la ventana de operación trasladada semanas atrás).';
COMMENT ON COLUMN period.period IS 'Nombre del periodo.';
COMMENT ON COLUMN period.kind IS 'window | day | hour | matched.';
COMMENT ON COLUMN period.label IS 'Como lo lee una persona, hora local.';
COMMENT ON COLUMN period.start IS 'Inicio, UTC, incluido.';
COMMENT ON COLUMN period."end" IS 'Fin, UTC, excluido.';

CREATE TABLE calendar (
    slot           TIMESTAMP PRIMARY KEY,
    local_time     TIMESTAMP NOT NULL,
    local_day      DATE      NOT NULL,
    local_hour     INTEGER   NOT NULL,
    weekday        INTEGER   NOT NULL,
    in_operation   BOOLEAN   NOT NULL,
    in_logs        BOOLEAN   NOT NULL,
    in_baseline    BOOLEAN   NOT NULL,
    matches        TIMESTAMP
);
COMMENT ON TABLE calendar IS 'Cada corte de las ventanas medidas con su hora local; única fuente de días y horas locales.';
COMMENT ON COLUMN calendar.slot IS 'Inicio del corte, UTC.';
COMMENT ON COLUMN calendar.local_time IS 'Inicio del corte, hora local del difusor.';
COMMENT ON COLUMN calendar.local_day IS 'Día local.';
COMMENT ON COLUMN calendar.local_hour IS 'Hora local, 0 a 23.';
COMMENT ON COLUMN calendar.in_operation IS 'Está en la ventana de operación.';
COMMENT ON COLUMN calendar.in_logs IS 'Está en las fechas de las bitácoras pedidas.';
COMMENT ON COLUMN calendar.in_baseline IS 'Está en las semanas de la línea base.';
COMMENT ON COLUMN calendar.weekday IS '1 = lunes … 7 = domingo.';
COMMENT ON COLUMN calendar.matches IS 'Para un corte de la línea base: el corte de la operación con el mismo día de la semana y hora; nulo si ninguno.';

CREATE TABLE cut (
    slot      TIMESTAMP PRIMARY KEY,
    state     VARCHAR NOT NULL,
    served    BIGINT  NOT NULL,
    failed    BIGINT  NOT NULL,
    others    BIGINT  NOT NULL
);
COMMENT ON TABLE cut IS 'Disponibilidad de la sección PREP en cada corte de la ventana de operación.';
COMMENT ON COLUMN cut.slot IS 'Inicio del corte, UTC.';
COMMENT ON COLUMN cut.state IS 'served | errors (hubo solicitudes y ninguna exitosa) | silent (nadie pidió el PREP, el servidor vivía) | no_evidence (ninguna línea).';
COMMENT ON COLUMN cut.served IS 'Respuestas 200, 206 o 304 de la sección PREP.';
COMMENT ON COLUMN cut.failed IS 'Demás respuestas de la sección PREP.';
COMMENT ON COLUMN cut.others IS 'Solicitudes del portal fuera de la sección PREP.';

CREATE TABLE outage (
    start   TIMESTAMP PRIMARY KEY,
    "end"   TIMESTAMP NOT NULL,
    cuts    INTEGER   NOT NULL,
    minutes INTEGER   NOT NULL,
    failed  BIGINT    NOT NULL
);
COMMENT ON TABLE outage IS 'Rachas de cortes seguidos no servidos (errors o silent); los cortes sin evidencia las interrumpen.';
COMMENT ON COLUMN outage.start IS 'Inicio del primer corte no servido, UTC.';
COMMENT ON COLUMN outage."end" IS 'Fin del último corte no servido, UTC.';
COMMENT ON COLUMN outage.cuts IS 'Cortes seguidos.';
COMMENT ON COLUMN outage.minutes IS 'Su duración, minutos.';
COMMENT ON COLUMN outage.failed IS 'Respuestas con error de la sección PREP.';

CREATE TABLE baseline_day (
    local_day DATE PRIMARY KEY,
    present   BOOLEAN NOT NULL,
    drill     BOOLEAN NOT NULL,
    hits      BIGINT,
    pages     BIGINT,
    visits    BIGINT,
    bytes     BIGINT,
    visitors_min BIGINT,
    visitors_max BIGINT,
    empty_hours  INTEGER,
    excluded_hits BIGINT
);
COMMENT ON TABLE baseline_day IS 'Un renglón por día local de la línea base, sólo sección portal. present = falso: no se entregó bitácora de ese día y sus cifras son nulas, no cero.';
COMMENT ON COLUMN baseline_day.local_day IS 'Día local.';
COMMENT ON COLUMN baseline_day.present IS 'Hay al menos una solicitud de ese día.';
COMMENT ON COLUMN baseline_day.drill IS 'Fue día de simulacro.';
COMMENT ON COLUMN baseline_day.hits IS 'Solicitudes.';
COMMENT ON COLUMN baseline_day.pages IS 'Páginas.';
COMMENT ON COLUMN baseline_day.visits IS 'Visitas que empezaron ese día.';
COMMENT ON COLUMN baseline_day.bytes IS 'Bytes de respuesta.';
COMMENT ON COLUMN baseline_day.visitors_min IS 'Direcciones distintas.';
COMMENT ON COLUMN baseline_day.visitors_max IS 'Combinaciones distintas de dirección y agente.';
COMMENT ON COLUMN baseline_day.empty_hours IS 'Horas locales sin una sola solicitud.';
COMMENT ON COLUMN baseline_day.excluded_hits IS 'Solicitudes en rutas del PREP (simulacros) que no entran en el promedio.';

CREATE TABLE drill (local_day DATE PRIMARY KEY);
COMMENT ON TABLE drill IS 'Días de simulacro según el convenio.';
COMMENT ON COLUMN drill.local_day IS 'Día local.';

CREATE TABLE period_slot (period VARCHAR NOT NULL, slot TIMESTAMP NOT NULL);
COMMENT ON TABLE period_slot IS 'Los cortes de cada periodo.';
COMMENT ON COLUMN period_slot.period IS 'Nombre del periodo (period).';
COMMENT ON COLUMN period_slot.slot IS 'Inicio del corte, UTC.';

CREATE TABLE baseline_hour (
    hour   TIMESTAMP NOT NULL,
    metric VARCHAR   NOT NULL,
    days   INTEGER   NOT NULL,
    total  BIGINT    NOT NULL,
    low    BIGINT    NOT NULL,
    high   BIGINT    NOT NULL,
    PRIMARY KEY (hour, metric)
);
COMMENT ON TABLE baseline_hour IS 'El tráfico ordinario de las horas iguales (día de la semana y hora) a cada hora de la operación; sección portal.';
COMMENT ON COLUMN baseline_hour.metric IS 'hits | pages | visits | bytes.';
COMMENT ON COLUMN baseline_hour.hour IS 'Hora de la operación, UTC.';
COMMENT ON COLUMN baseline_hour.days IS 'Días de la línea base con bitácora que tienen esa hora.';
COMMENT ON COLUMN baseline_hour.total IS 'Suma de esos días; el promedio es total ÷ days.';
COMMENT ON COLUMN baseline_hour.low IS 'El menor de esos días.';
COMMENT ON COLUMN baseline_hour.high IS 'El mayor de esos días.';

CREATE TABLE comparison (
    metric    VARCHAR PRIMARY KEY,
    operation BIGINT,
    operation_portal BIGINT,
    operation_prep   BIGINT,
    daily     DOUBLE,
    daily_days INTEGER NOT NULL,
    daily_min BIGINT,
    daily_max BIGINT,
    matched   DOUBLE,
    matched_weeks_min INTEGER NOT NULL,
    matched_weeks_max INTEGER NOT NULL,
    factor    DOUBLE,
    factor_daily DOUBLE,
    reason    VARCHAR
);
COMMENT ON TABLE comparison IS 'El comparativo: hits, pages, visits, bytes, visitors_min, visitors_max.';
COMMENT ON COLUMN comparison.metric IS 'hits | pages | visits | bytes | visitors_min | visitors_max.';
COMMENT ON COLUMN comparison.operation IS 'En la operación, todo el sitio.';
COMMENT ON COLUMN comparison.operation_portal IS 'En la operación, sección portal.';
COMMENT ON COLUMN comparison.operation_prep IS 'En la operación, sección PREP.';
COMMENT ON COLUMN comparison.daily_days IS 'Días que entran en el promedio.';
COMMENT ON COLUMN comparison.daily_min IS 'El menor de esos días.';
COMMENT ON COLUMN comparison.daily_max IS 'El mayor de esos días.';
COMMENT ON COLUMN comparison.matched_weeks_min IS 'Semanas de la hora que menos tiene.';
COMMENT ON COLUMN comparison.matched_weeks_max IS 'Semanas de la hora que más tiene.';
COMMENT ON COLUMN comparison.reason IS 'Por qué falta el factor; nulo si no falta.';
COMMENT ON COLUMN comparison.daily IS 'Promedio diario simple de los días con bitácora de la línea base (24 h).';
COMMENT ON COLUMN comparison.matched IS 'Suma, hora por hora de la operación, del promedio del mismo día de la semana y hora en la línea base.';
COMMENT ON COLUMN comparison.factor IS 'operation ÷ matched; nulo con motivo en reason.';
COMMENT ON COLUMN comparison.factor_daily IS 'operation llevada a 24 horas ÷ daily; nulo con motivo en reason.';

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
