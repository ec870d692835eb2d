-- title: Las tablas del alcance, lado a lado
-- unit: —
-- definition: Cuánto se consultó a cada difusor, con su cobertura y con quién se puede comparar.

-- level: measure
CREATE TABLE reach (
    delivery       VARCHAR NOT NULL,  -- of: delivery.delivery
    metric         VARCHAR NOT NULL,
    operation      BIGINT,  -- unit: la de metric
    ordinary_daily DOUBLE,  -- unit: la de metric
    ordinary_hours DOUBLE,  -- unit: la de metric
    factor         DOUBLE,  -- unit: veces
    reason         VARCHAR,
    coverage       DOUBLE,  -- unit: proporción
    position       INTEGER,  -- unit: lugar
    incomparable   VARCHAR,
    PRIMARY KEY (delivery, metric)
);
COMMENT ON TABLE reach IS 'Lo registrado en la operación y en un día ordinario. Los visitantes de varios difusores no se suman: cada uno los cuenta con su propia llave.';
COMMENT ON COLUMN reach.delivery IS 'La entrega.';
COMMENT ON COLUMN reach.metric IS 'hits | pages | visits | bytes | visitors_min (direcciones) | visitors_max (direcciones y agentes).';
COMMENT ON COLUMN reach.operation IS 'En la operación, todo el sitio, con la definición propia; nulo sin bitácora de ella.';
COMMENT ON COLUMN reach.ordinary_daily IS 'Promedio diario del portal, de la fuente que el difusor eligió; nulo si no lo tiene.';
COMMENT ON COLUMN reach.ordinary_hours IS 'Promedio del portal en las mismas horas y días de la semana que la operación; nulo si no lo tiene.';
COMMENT ON COLUMN reach.factor IS 'Operación ÷ ordinary_hours, con una misma definición en ambos lados; nulo con motivo en reason.';
COMMENT ON COLUMN reach.reason IS 'Por qué no hay factor; nulo si lo hay.';
COMMENT ON COLUMN reach.coverage IS 'Parte de los cortes de la operación que tienen evidencia en la bitácora, de 0 a 1.';
COMMENT ON COLUMN reach.position IS 'Lugar entre los comparables, de mayor a menor; nulo si no se compara.';
COMMENT ON COLUMN reach.incomparable IS 'Por qué no se compara con los demás; nulo si se compara.';

-- level: measure
CREATE TABLE hour_reach (
    delivery      VARCHAR   NOT NULL,  -- of: delivery.delivery
    hour          TIMESTAMP NOT NULL,
    hits          BIGINT,  -- unit: solicitudes
    pages         BIGINT,  -- unit: páginas
    visits        BIGINT,  -- unit: visitas
    cuts          INTEGER   NOT NULL,  -- unit: cortes
    cuts_evidence INTEGER   NOT NULL,  -- unit: cortes
    PRIMARY KEY (delivery, hour)
);
COMMENT ON TABLE hour_reach IS 'La operación hora por hora, todo el sitio. Sin evidencia en toda la hora, las cuentas son nulas y no cero.';
COMMENT ON COLUMN hour_reach.delivery IS 'La entrega.';
COMMENT ON COLUMN hour_reach.hour IS 'Inicio de la hora, UTC.';
COMMENT ON COLUMN hour_reach.hits IS 'Solicitudes.';
COMMENT ON COLUMN hour_reach.pages IS 'Páginas.';
COMMENT ON COLUMN hour_reach.visits IS 'Visitas que empezaron en la hora.';
COMMENT ON COLUMN hour_reach.cuts IS 'Cortes de la operación en la hora.';
COMMENT ON COLUMN hour_reach.cuts_evidence IS 'De ellos, los que tienen evidencia; si son menos, las cuentas son de menos de una hora.';

-- level: measure
CREATE TABLE robots (
    delivery   VARCHAR PRIMARY KEY,  -- of: delivery.delivery
    hits       BIGINT,  -- unit: solicitudes
    robot_hits BIGINT,  -- unit: solicitudes
    share      DOUBLE  -- unit: proporción
);
COMMENT ON TABLE robots IS 'La parte de las solicitudes de la operación que hicieron robots.';
COMMENT ON COLUMN robots.delivery IS 'La entrega.';
COMMENT ON COLUMN robots.hits IS 'Solicitudes; nulo sin bitácora de la operación.';
COMMENT ON COLUMN robots.robot_hits IS 'De ellas, las de robots.';
COMMENT ON COLUMN robots.share IS 'Su parte, de 0 a 1; nula si no hubo solicitudes.';

-- level: measure
CREATE TABLE change (
    delivery VARCHAR NOT NULL,  -- of: delivery.delivery
    metric   VARCHAR NOT NULL,
    earlier  DOUBLE,  -- unit: la de metric
    now      DOUBLE,  -- unit: la de metric
    ratio    DOUBLE,  -- unit: veces
    reason   VARCHAR,
    PRIMARY KEY (delivery, metric)
);
COMMENT ON TABLE change IS 'Lo mismo en una comparación anterior, de los difusores que están en ambas; vacía si no se dio ninguna.';
COMMENT ON COLUMN change.delivery IS 'El difusor.';
COMMENT ON COLUMN change.metric IS 'hits | pages | visits | bytes | visitors_min | visitors_max (operación) | factor | served (parte de los cortes con evidencia que se sirvieron) | peak_5m | robots_share.';
COMMENT ON COLUMN change.earlier IS 'En la comparación anterior.';
COMMENT ON COLUMN change.now IS 'En ésta.';
COMMENT ON COLUMN change.ratio IS 'now ÷ earlier; nulo con motivo en reason.';
COMMENT ON COLUMN change.reason IS 'Por qué no se comparan; nulo si se comparan.';
