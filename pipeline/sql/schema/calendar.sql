-- title: Los periodos y su calendario
-- unit: —
-- definition: Qué se mide y cuándo, en hora local y UTC.

-- level: measure
CREATE TABLE period (
    period VARCHAR PRIMARY KEY,
    kind   VARCHAR NOT NULL,
    label  VARCHAR NOT NULL,
    start  TIMESTAMP NOT NULL,
    "end"  TIMESTAMP NOT NULL
);
COMMENT ON TABLE period IS 'Los periodos que se miden: operation, logs, baseline, night (las horas más cargadas de la operación, si el convenio las fija), month:AAAA-MM (meses locales completos dentro de las bitácoras o de la línea base), day:AAAA-MM-DD (días locales), hour:AAAA-MM-DDTHH (horas locales de las bitácoras), matched:AAAA-MM-DD (la ventana de operación trasladada semanas atrás).';
COMMENT ON COLUMN period.period IS 'Nombre del periodo.';
COMMENT ON COLUMN period.kind IS 'window | month | day | hour | matched.';
COMMENT ON COLUMN period.label IS 'Como lo lee una persona, hora local.';
COMMENT ON COLUMN period.start IS 'Inicio, UTC, incluido.';
COMMENT ON COLUMN period."end" IS 'Fin, UTC, excluido.';

-- level: measure
CREATE TABLE calendar (
    slot           TIMESTAMP PRIMARY KEY,
    local_time     TIMESTAMP NOT NULL,  -- unit: hora local
    local_day      DATE      NOT NULL,
    local_hour     INTEGER   NOT NULL,  -- unit: hora del día
    weekday        INTEGER   NOT NULL,  -- unit: día de la semana
    in_operation   BOOLEAN   NOT NULL,
    in_logs        BOOLEAN   NOT NULL,
    in_baseline    BOOLEAN   NOT NULL,
    matches        TIMESTAMP  -- of: calendar.slot
);
COMMENT ON TABLE calendar IS 'Cada corte de las ventanas medidas con su hora local; única fuente de días y horas locales.';
COMMENT ON COLUMN calendar.slot IS 'Inicio del corte, UTC.';
COMMENT ON COLUMN calendar.local_time IS 'Inicio del corte, hora local de quien entrega.';
COMMENT ON COLUMN calendar.local_day IS 'Día local.';
COMMENT ON COLUMN calendar.local_hour IS 'Hora local, 0 a 23.';
COMMENT ON COLUMN calendar.in_operation IS 'Está en la ventana de operación.';
COMMENT ON COLUMN calendar.in_logs IS 'Está en las fechas de las bitácoras pedidas.';
COMMENT ON COLUMN calendar.in_baseline IS 'Está en la línea base.';
COMMENT ON COLUMN calendar.weekday IS '1 = lunes … 7 = domingo.';
COMMENT ON COLUMN calendar.matches IS 'Para un corte de la línea base: el corte de la operación con el mismo día de la semana y hora; nulo si ninguno, o si la línea base es de meses.';

-- level: measure
CREATE TABLE period_slot (
    period VARCHAR   NOT NULL,  -- of: period.period
    slot   TIMESTAMP NOT NULL  -- of: calendar.slot
);
COMMENT ON TABLE period_slot IS 'Los cortes de cada periodo.';
COMMENT ON COLUMN period_slot.period IS 'Nombre del periodo (period).';
COMMENT ON COLUMN period_slot.slot IS 'Inicio del corte, UTC.';

-- level: measure
CREATE TABLE drill (local_day DATE PRIMARY KEY);
COMMENT ON TABLE drill IS 'Días de simulacro según el convenio.';
COMMENT ON COLUMN drill.local_day IS 'Día local.';
