-- title: Las tablas de la línea base
-- unit: —
-- definition: El tráfico ordinario y la comparación con él.

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
