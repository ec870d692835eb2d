-- title: Las tablas de la línea base
-- unit: —
-- definition: El tráfico ordinario, de dónde viene, qué no entra en él y por qué, y la comparación con él.

-- level: measure
CREATE TABLE baseline_source (
    source     VARCHAR PRIMARY KEY,
    title      VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    remark     VARCHAR NOT NULL,
    files      VARCHAR NOT NULL,
    chosen     BOOLEAN NOT NULL,
    days_of    INTEGER,  -- unit: días
    days_seen  INTEGER,  -- unit: días
    days_used  INTEGER,  -- unit: días
    hours_of   INTEGER,  -- unit: horas
    hours_seen INTEGER,  -- unit: horas
    hours_used INTEGER,  -- unit: horas
    few        BOOLEAN
);
COMMENT ON TABLE baseline_source IS 'De dónde viene el tráfico ordinario y cuánto de las semanas de la línea base cubre cada fuente. Siempre está logs, las bitácoras propias, aunque no cubran nada.';
COMMENT ON COLUMN baseline_source.source IS 'logs | awstats | webalizer | goaccess | matomo | ga4 | table.';
COMMENT ON COLUMN baseline_source.title IS 'Como la nombra un documento.';
COMMENT ON COLUMN baseline_source.definition IS 'La definición con que cuenta; vacía si ninguna bitácora permite repetirla.';
COMMENT ON COLUMN baseline_source.remark IS 'Lo que debe saber quien lea sus cifras.';
COMMENT ON COLUMN baseline_source.files IS 'Sus archivos con su SHA-256; vacío para logs (véase source_file).';
COMMENT ON COLUMN baseline_source.chosen IS 'Su promedio es el del factor del resumen.';
COMMENT ON COLUMN baseline_source.days_of IS 'Días de la línea base.';
COMMENT ON COLUMN baseline_source.days_seen IS 'Días de los que hay cifras completas.';
COMMENT ON COLUMN baseline_source.days_used IS 'Días que entran en el promedio diario.';
COMMENT ON COLUMN baseline_source.hours_of IS 'Horas de la línea base.';
COMMENT ON COLUMN baseline_source.hours_seen IS 'Horas con evidencia: fuera de días sin bitácora y de huecos; nulo si la fuente no tiene horas.';
COMMENT ON COLUMN baseline_source.hours_used IS 'Horas que entran en los promedios por hora; nulo si la fuente no tiene horas.';
COMMENT ON COLUMN baseline_source.few IS 'Entran menos días que el mínimo del convenio.';

-- level: measure
CREATE TABLE baseline_declared (
    start  TIMESTAMP NOT NULL,
    "end"  TIMESTAMP NOT NULL,
    kind   VARCHAR   NOT NULL,
    reason VARCHAR   NOT NULL
);
COMMENT ON TABLE baseline_declared IS 'Lo que se declaró que no es tráfico ordinario.';
COMMENT ON COLUMN baseline_declared.start IS 'Inicio, UTC, incluido.';
COMMENT ON COLUMN baseline_declared."end" IS 'Fin, UTC, excluido.';
COMMENT ON COLUMN baseline_declared.kind IS 'holiday | declared.';
COMMENT ON COLUMN baseline_declared.reason IS 'El motivo, como se declaró.';

-- level: measure
CREATE TABLE baseline_day (
    local_day DATE PRIMARY KEY,
    present   BOOLEAN NOT NULL,
    drill     BOOLEAN NOT NULL,
    hits      BIGINT,  -- unit: solicitudes
    hits_person BIGINT,  -- unit: solicitudes
    pages     BIGINT,  -- unit: páginas
    visits    BIGINT,  -- unit: visitas
    bytes     BIGINT,  -- unit: bytes
    visitors_min BIGINT,  -- unit: visitantes
    visitors_max BIGINT,  -- unit: visitantes
    empty_hours  INTEGER,  -- unit: horas
    excluded_hits BIGINT  -- unit: solicitudes
);
COMMENT ON TABLE baseline_day IS 'Un renglón por día local de la línea base, de las bitácoras propias, de lo que la línea base cuenta (setting.baseline_section). present = falso: no se entregó bitácora de ese día y sus cifras son nulas, no cero.';
COMMENT ON COLUMN baseline_day.local_day IS 'Día local.';
COMMENT ON COLUMN baseline_day.present IS 'Hay al menos una solicitud de ese día.';
COMMENT ON COLUMN baseline_day.drill IS 'Fue día de simulacro.';
COMMENT ON COLUMN baseline_day.hits IS 'Solicitudes.';
COMMENT ON COLUMN baseline_day.hits_person IS 'Solicitudes de personas, sin robots.';
COMMENT ON COLUMN baseline_day.pages IS 'Páginas.';
COMMENT ON COLUMN baseline_day.visits IS 'Visitas que empezaron ese día.';
COMMENT ON COLUMN baseline_day.bytes IS 'Bytes de respuesta.';
COMMENT ON COLUMN baseline_day.visitors_min IS 'Direcciones distintas.';
COMMENT ON COLUMN baseline_day.visitors_max IS 'Combinaciones distintas de dirección y agente.';
COMMENT ON COLUMN baseline_day.empty_hours IS 'Horas locales sin una sola solicitud.';
COMMENT ON COLUMN baseline_day.excluded_hits IS 'Solicitudes de lo publicado (simulacros) que no entran en el promedio; cero donde sí entran.';

-- level: measure
CREATE TABLE baseline_figure (
    source     VARCHAR NOT NULL,  -- of: baseline_source.source
    first_day  DATE    NOT NULL,
    last_day   DATE    NOT NULL,
    hits       BIGINT,  -- unit: solicitudes
    pages      BIGINT,  -- unit: páginas
    visits     BIGINT,  -- unit: visitas
    visitors   BIGINT,  -- unit: visitantes
    bytes      BIGINT,  -- unit: bytes
    place      VARCHAR NOT NULL,
    incomplete VARCHAR NOT NULL,
    used       BOOLEAN,
    PRIMARY KEY (source, first_day, last_day)
);
COMMENT ON TABLE baseline_figure IS 'Lo que dicen los archivos de las herramientas, por días completos o por meses. Nulo: la herramienta no lo mide.';
COMMENT ON COLUMN baseline_figure.source IS 'La herramienta (baseline_source).';
COMMENT ON COLUMN baseline_figure.first_day IS 'Primer día local.';
COMMENT ON COLUMN baseline_figure.last_day IS 'Último día local, incluido; el mismo si la cifra es de un día.';
COMMENT ON COLUMN baseline_figure.hits IS 'Solicitudes, según la herramienta.';
COMMENT ON COLUMN baseline_figure.pages IS 'Páginas, según la herramienta.';
COMMENT ON COLUMN baseline_figure.visits IS 'Visitas, según la herramienta.';
COMMENT ON COLUMN baseline_figure.visitors IS 'Visitantes distintos, según la herramienta.';
COMMENT ON COLUMN baseline_figure.bytes IS 'Bytes, según la herramienta.';
COMMENT ON COLUMN baseline_figure.place IS 'Archivo y renglón.';
COMMENT ON COLUMN baseline_figure.incomplete IS 'Por qué no cubre completo su periodo; vacío si lo cubre.';
COMMENT ON COLUMN baseline_figure.used IS 'Entra en el promedio.';

-- level: measure
CREATE TABLE baseline_figure_hour (
    source VARCHAR   NOT NULL,  -- of: baseline_source.source
    slot   TIMESTAMP NOT NULL,
    hits   BIGINT,  -- unit: solicitudes
    pages  BIGINT,  -- unit: páginas
    visits BIGINT,  -- unit: visitas
    bytes  BIGINT,  -- unit: bytes
    PRIMARY KEY (source, slot)
);
COMMENT ON TABLE baseline_figure_hour IS 'Lo que dicen las herramientas que dan cifras por hora.';
COMMENT ON COLUMN baseline_figure_hour.source IS 'La herramienta (baseline_source).';
COMMENT ON COLUMN baseline_figure_hour.slot IS 'Inicio de la hora, UTC.';
COMMENT ON COLUMN baseline_figure_hour.hits IS 'Solicitudes, según la herramienta.';
COMMENT ON COLUMN baseline_figure_hour.pages IS 'Páginas, según la herramienta.';
COMMENT ON COLUMN baseline_figure_hour.visits IS 'Visitas, según la herramienta.';
COMMENT ON COLUMN baseline_figure_hour.bytes IS 'Bytes, según la herramienta.';

-- level: measure
CREATE TABLE baseline_excluded (
    source    VARCHAR   NOT NULL,  -- of: baseline_source.source
    local_day DATE      NOT NULL,
    start     TIMESTAMP NOT NULL,
    "end"     TIMESTAMP NOT NULL,
    kind      VARCHAR   NOT NULL,
    reason    VARCHAR   NOT NULL,
    hits      BIGINT  -- unit: solicitudes
);
COMMENT ON TABLE baseline_excluded IS 'Qué horas y días no entran en los promedios, y por qué. Una hora tocada sale del promedio de su hora; el día que la tiene sale completo del promedio diario: no se completa ni se prorratea.';
COMMENT ON COLUMN baseline_excluded.source IS 'De qué fuente salen (baseline_source).';
COMMENT ON COLUMN baseline_excluded.local_day IS 'Día local.';
COMMENT ON COLUMN baseline_excluded.start IS 'Inicio, UTC, incluido.';
COMMENT ON COLUMN baseline_excluded."end" IS 'Fin, UTC, excluido.';
COMMENT ON COLUMN baseline_excluded.kind IS 'missing: sin bitácora o sin cifra | gap: hueco en la bitácora | outage: sólo errores | incomplete: día a medias | drill: simulacro que la herramienta no separa | holiday: festivo declarado | declared: declarado por quien entrega.';
COMMENT ON COLUMN baseline_excluded.reason IS 'El motivo, en una frase.';
COMMENT ON COLUMN baseline_excluded.hits IS 'Solicitudes ordinarias que quedan fuera con ello; nulo si no se sabe.';

-- level: measure
CREATE TABLE baseline_hour (
    hour   TIMESTAMP NOT NULL,
    metric VARCHAR   NOT NULL,
    days   INTEGER   NOT NULL,  -- unit: días
    total  BIGINT    NOT NULL,  -- unit: la de metric
    low    BIGINT    NOT NULL,  -- unit: la de metric
    q1     DOUBLE    NOT NULL,  -- unit: la de metric
    median DOUBLE    NOT NULL,  -- unit: la de metric
    q3     DOUBLE    NOT NULL,  -- unit: la de metric
    high   BIGINT    NOT NULL,  -- unit: la de metric
    PRIMARY KEY (hour, metric)
);
COMMENT ON TABLE baseline_hour IS 'El tráfico ordinario de las horas iguales (día de la semana y hora) a cada hora de la operación, de las bitácoras propias.';
COMMENT ON COLUMN baseline_hour.metric IS 'hits | hits_person | pages | visits | bytes.';
COMMENT ON COLUMN baseline_hour.hour IS 'Hora de la operación, UTC.';
COMMENT ON COLUMN baseline_hour.days IS 'Días de la línea base que tienen esa hora con evidencia y sin exclusión.';
COMMENT ON COLUMN baseline_hour.total IS 'Suma de esos días; el promedio es total ÷ days.';
COMMENT ON COLUMN baseline_hour.low IS 'El menor de esos días.';
COMMENT ON COLUMN baseline_hour.q1 IS 'Primer cuartil de esos días (interpolación lineal).';
COMMENT ON COLUMN baseline_hour.median IS 'Mediana de esos días.';
COMMENT ON COLUMN baseline_hour.q3 IS 'Tercer cuartil de esos días (interpolación lineal).';
COMMENT ON COLUMN baseline_hour.high IS 'El mayor de esos días.';

-- level: measure
CREATE TABLE comparison (
    source    VARCHAR NOT NULL,  -- of: baseline_source.source
    metric    VARCHAR NOT NULL,
    chosen    BOOLEAN NOT NULL,
    operation BIGINT,  -- unit: la de metric
    operation_portal BIGINT,  -- unit: la de metric
    operation_published   BIGINT,  -- unit: la de metric
    operation_ours   BIGINT,  -- unit: la de metric
    mixed     BOOLEAN NOT NULL,
    daily     DOUBLE,  -- unit: la de metric
    daily_days INTEGER NOT NULL,  -- unit: días
    daily_min BIGINT,  -- unit: la de metric
    daily_q1  DOUBLE,  -- unit: la de metric
    daily_median DOUBLE,  -- unit: la de metric
    daily_q3  DOUBLE,  -- unit: la de metric
    daily_max BIGINT,  -- unit: la de metric
    weekday   DOUBLE,  -- unit: la de metric
    weekday_days INTEGER NOT NULL,  -- unit: días
    matched   DOUBLE,  -- unit: la de metric
    matched_weeks_min INTEGER NOT NULL,  -- unit: semanas
    matched_weeks_max INTEGER NOT NULL,  -- unit: semanas
    factor    DOUBLE,  -- unit: veces
    factor_daily DOUBLE,  -- unit: veces
    factor_weekday DOUBLE,  -- unit: veces
    reason    VARCHAR,
    reason_daily VARCHAR,
    days_of    INTEGER,  -- unit: días
    hours_used INTEGER,  -- unit: horas
    hours_of   INTEGER,  -- unit: horas
    few        BOOLEAN,
    PRIMARY KEY (source, metric)
);
COMMENT ON TABLE comparison IS 'El comparativo, por fuente del tráfico ordinario, con la cobertura de cada una.';
COMMENT ON COLUMN comparison.source IS 'De dónde viene el tráfico ordinario (baseline_source).';
COMMENT ON COLUMN comparison.metric IS 'logs: hits | hits_person | pages | visits | bytes | visitors_min | visitors_max; otras fuentes: hits | pages | visits | visitors | bytes.';
COMMENT ON COLUMN comparison.chosen IS 'Es la fuente del factor del resumen.';
COMMENT ON COLUMN comparison.operation IS 'En la operación, todo el sitio, con la definición de la fuente; si no se puede repetir, con la nuestra.';
COMMENT ON COLUMN comparison.operation_portal IS 'En la operación, sección portal.';
COMMENT ON COLUMN comparison.operation_published IS 'En la operación, sección publicada.';
COMMENT ON COLUMN comparison.operation_ours IS 'En la operación, todo el sitio, con nuestra definición; nulo si no tenemos esa medida.';
COMMENT ON COLUMN comparison.mixed IS 'Cada lado cuenta con una definición distinta: el factor es sólo una referencia.';
COMMENT ON COLUMN comparison.daily IS 'Promedio diario simple de los días que entran (24 h).';
COMMENT ON COLUMN comparison.daily_days IS 'Días que entran en el promedio.';
COMMENT ON COLUMN comparison.daily_min IS 'El menor de esos días; nulo, como los cuartiles, si la fuente sólo da meses.';
COMMENT ON COLUMN comparison.daily_q1 IS 'Primer cuartil de esos días (interpolación lineal).';
COMMENT ON COLUMN comparison.daily_median IS 'Mediana de esos días.';
COMMENT ON COLUMN comparison.daily_q3 IS 'Tercer cuartil de esos días (interpolación lineal).';
COMMENT ON COLUMN comparison.daily_max IS 'El mayor de esos días.';
COMMENT ON COLUMN comparison.weekday IS 'Promedio diario de los mismos días de la semana de la operación, cada uno con el peso de sus horas en ella.';
COMMENT ON COLUMN comparison.weekday_days IS 'Días del día de la semana que menos tiene; 0 si falta alguno.';
COMMENT ON COLUMN comparison.matched IS 'Suma, hora por hora de la operación, del promedio del mismo día de la semana y hora en la línea base.';
COMMENT ON COLUMN comparison.matched_weeks_min IS 'Semanas de la hora que menos tiene.';
COMMENT ON COLUMN comparison.matched_weeks_max IS 'Semanas de la hora que más tiene.';
COMMENT ON COLUMN comparison.factor IS 'operation ÷ matched; nulo con motivo en reason.';
COMMENT ON COLUMN comparison.factor_daily IS 'operation llevada a 24 horas (sin los días de los que no hay un solo renglón) ÷ daily; nulo con motivo en reason_daily.';
COMMENT ON COLUMN comparison.factor_weekday IS 'operation llevada a 24 horas ÷ weekday; nulo si no hay weekday.';
COMMENT ON COLUMN comparison.reason IS 'Por qué falta el factor de las mismas horas; nulo si no falta.';
COMMENT ON COLUMN comparison.reason_daily IS 'Por qué falta el factor diario; nulo si no falta.';
COMMENT ON COLUMN comparison.days_of IS 'Días de la línea base, de los que entran daily_days.';
COMMENT ON COLUMN comparison.hours_used IS 'Horas que entran en los promedios por hora; nulo si la fuente no tiene horas.';
COMMENT ON COLUMN comparison.hours_of IS 'Horas de la línea base.';
COMMENT ON COLUMN comparison.few IS 'Entran menos días que el mínimo del convenio.';
