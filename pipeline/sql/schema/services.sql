-- title: Las tablas de los servicios
-- unit: —
-- definition: Cada servicio publicado, por separado: su uso, su disponibilidad y sus errores, corte por corte y por periodo. Vacías si ni el convenio ni el proyecto señalan servicios.

-- level: measure
CREATE TABLE service (
    service  VARCHAR PRIMARY KEY,
    position INTEGER NOT NULL,  -- unit: lugar
    title    VARCHAR NOT NULL
);
COMMENT ON TABLE service IS 'Los servicios que se miden aparte. Una solicitud es del primero al que le toca por su sitio, su ruta o la bitácora en que está, y lo que es de un servicio es de la sección publicada.';
COMMENT ON COLUMN service.service IS 'Identificador del servicio.';
COMMENT ON COLUMN service.position IS 'Lugar, desde 1: primero los del convenio, en su orden, y luego los del proyecto.';
COMMENT ON COLUMN service.title IS 'Como lo nombra un documento.';

-- level: measure
CREATE TABLE service_measure (
    service  VARCHAR   NOT NULL,  -- of: service.service
    metric   VARCHAR   NOT NULL,  -- of: medidas.metric
    audience VARCHAR   NOT NULL,
    slot     TIMESTAMP NOT NULL,  -- of: calendar.slot
    value    BIGINT    NOT NULL  -- unit: la de metric
);
COMMENT ON TABLE service_measure IS 'Medidas que se suman de cada servicio: una fila por servicio, medida, audiencia y corte. Se suman cortes; nunca audiencias, porque «all» ya es el total, ni visitas de servicios distintos: una visita puede pasar por varios.';
COMMENT ON COLUMN service_measure.service IS 'El servicio.';
COMMENT ON COLUMN service_measure.metric IS 'hits | pages | visits | bytes | status_2xx | status_3xx | status_4xx | status_5xx | status_other.';
COMMENT ON COLUMN service_measure.audience IS 'all | person | robot.';
COMMENT ON COLUMN service_measure.slot IS 'Inicio del corte, UTC.';
COMMENT ON COLUMN service_measure.value IS 'Cuenta del corte en la unidad de la medida. Sin fila: cero si el corte tiene evidencia (tabla service_cut), desconocido si no la tiene.';

-- level: measure
CREATE TABLE service_cut (
    service VARCHAR   NOT NULL,  -- of: service.service
    slot    TIMESTAMP NOT NULL,  -- of: calendar.slot
    state   VARCHAR   NOT NULL,
    served  BIGINT    NOT NULL,  -- unit: solicitudes
    failed  BIGINT    NOT NULL,  -- unit: solicitudes
    PRIMARY KEY (service, slot)
);
COMMENT ON TABLE service_cut IS 'Disponibilidad de cada servicio en cada corte de la operación y de la línea base.';
COMMENT ON COLUMN service_cut.service IS 'El servicio.';
COMMENT ON COLUMN service_cut.slot IS 'Inicio del corte, UTC.';
COMMENT ON COLUMN service_cut.state IS 'served (una respuesta correcta o más) | errors (fallas y ninguna correcta) | unasked (ni una ni otra, y la bitácora tiene otros renglones) | no_evidence (ningún renglón).';
COMMENT ON COLUMN service_cut.served IS 'Respuestas correctas del servicio: 2xx y 304.';
COMMENT ON COLUMN service_cut.failed IS 'Fallas del servicio: respuestas 5xx y 499.';

-- level: measure
CREATE TABLE service_outage (
    service VARCHAR   NOT NULL,  -- of: service.service
    start   TIMESTAMP NOT NULL,
    "end"   TIMESTAMP NOT NULL,
    cuts    INTEGER   NOT NULL,  -- unit: cortes
    minutes INTEGER   NOT NULL,  -- unit: minutos
    failed  BIGINT    NOT NULL,  -- unit: solicitudes
    PRIMARY KEY (service, start)
);
COMMENT ON TABLE service_outage IS 'Rachas de cortes en que un servicio sólo dio fallas. Un corte en que nadie lo pidió no las termina; uno servido o sin evidencia, sí.';
COMMENT ON COLUMN service_outage.service IS 'El servicio.';
COMMENT ON COLUMN service_outage.start IS 'Inicio del primer corte con sólo fallas, UTC.';
COMMENT ON COLUMN service_outage."end" IS 'Fin del último corte con sólo fallas, UTC.';
COMMENT ON COLUMN service_outage.cuts IS 'Cortes con sólo fallas.';
COMMENT ON COLUMN service_outage.minutes IS 'Minutos de start a end, con los cortes intermedios en que nadie lo pidió.';
COMMENT ON COLUMN service_outage.failed IS 'Fallas de la racha.';

-- level: measure
CREATE TABLE service_period (
    service VARCHAR NOT NULL,  -- of: service.service
    metric  VARCHAR NOT NULL,  -- of: medidas.metric
    period  VARCHAR NOT NULL,  -- of: period.period
    value   DOUBLE,  -- unit: la de metric
    PRIMARY KEY (service, metric, period)
);
COMMENT ON TABLE service_period IS 'Lo de cada servicio por periodo: ventanas, meses y días. Los visitantes sólo por ventana y por mes: no se suman.';
COMMENT ON COLUMN service_period.service IS 'El servicio.';
COMMENT ON COLUMN service_period.metric IS 'visitors_min | visitors_max (personas) | hits | status_4xx | status_5xx (de todos) | pages | visits (de personas) | cuts_served | cuts_errors | cuts_unasked | cuts_no_evidence.';
COMMENT ON COLUMN service_period.period IS 'Nombre del periodo (tabla period).';
COMMENT ON COLUMN service_period.value IS 'Valor en la unidad de la medida; nulo si el periodo no tiene un solo corte con evidencia (los cortes se cuentan siempre).';

-- level: measure
CREATE TABLE service_error_path (
    service  VARCHAR NOT NULL,  -- of: service.service
    position INTEGER NOT NULL,  -- unit: lugar
    path     VARCHAR NOT NULL,
    errors   BIGINT  NOT NULL,  -- unit: solicitudes
    PRIMARY KEY (service, position)
);
COMMENT ON TABLE service_error_path IS 'Las rutas de cada servicio con más respuestas de error en la operación.';
COMMENT ON COLUMN service_error_path.service IS 'El servicio.';
COMMENT ON COLUMN service_error_path.position IS 'Lugar, desde 1.';
COMMENT ON COLUMN service_error_path.path IS 'Texto tal como lo registró el servidor: es entrada ajena, hay que escaparlo.';
COMMENT ON COLUMN service_error_path.errors IS 'Respuestas 4xx y 5xx.';
