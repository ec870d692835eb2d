-- title: Las tablas de la capacidad de la red
-- unit: —
-- definition: Cuánto se pidió a la vez a todos los difusores juntos, la parte de cada uno y qué pasa si falla el mayor.

-- level: measure
CREATE TABLE capacity (
    delivery          VARCHAR PRIMARY KEY,  -- of: delivery.delivery
    hits              BIGINT,  -- unit: solicitudes
    share             DOUBLE,  -- unit: proporción
    peak_5m           BIGINT,  -- unit: solicitudes por corte
    peak_instant      TIMESTAMP,
    at_total_peak     BIGINT,  -- unit: solicitudes por corte
    total_peak_share  DOUBLE,  -- unit: proporción
    peak_lower_bound  BOOLEAN NOT NULL,
    declared_5m       DOUBLE,  -- unit: solicitudes por corte
    demonstrated_1m   DOUBLE,  -- unit: solicitudes por minuto
    bound             DOUBLE,  -- unit: solicitudes por corte
    bound_source      VARCHAR,
    if_largest_fails  DOUBLE,  -- unit: solicitudes por corte
    headroom          DOUBLE,  -- unit: veces
    incomparable      VARCHAR
);
COMMENT ON TABLE capacity IS 'La parte de cada difusor en el tráfico de todos y lo que se sabe que soporta.';
COMMENT ON COLUMN capacity.delivery IS 'La entrega.';
COMMENT ON COLUMN capacity.hits IS 'Solicitudes de la operación.';
COMMENT ON COLUMN capacity.share IS 'Su parte de las de todos los que se suman, de 0 a 1; nula si no se suma.';
COMMENT ON COLUMN capacity.peak_5m IS 'Solicitudes de su corte más cargado.';
COMMENT ON COLUMN capacity.peak_instant IS 'Inicio de ese corte, UTC.';
COMMENT ON COLUMN capacity.at_total_peak IS 'Solicitudes en el corte en que todos juntos tuvieron más; nulo si no tiene evidencia de ese corte.';
COMMENT ON COLUMN capacity.total_peak_share IS 'Su parte de ese corte, de 0 a 1; nula si no se suma.';
COMMENT ON COLUMN capacity.peak_lower_bound IS 'Su servidor fallaba a menos de una hora de su corte más cargado: pudo pedirse más.';
COMMENT ON COLUMN capacity.declared_5m IS 'Solicitudes por corte que declara soportar; nulo si no declara.';
COMMENT ON COLUMN capacity.demonstrated_1m IS 'El minuto más cargado que atendió sin una sola falla; nulo si ninguno.';
COMMENT ON COLUMN capacity.bound IS 'Solicitudes por corte que se sabe que soporta: lo declarado; si no declara, el minuto demostrado llevado a un corte.';
COMMENT ON COLUMN capacity.bound_source IS 'declared | demonstrated; nulo si no se sabe nada.';
COMMENT ON COLUMN capacity.if_largest_fails IS 'Solicitudes que tendría en el corte más cargado si fallara el mayor y las suyas pasaran a los demás en proporción; nulo para el mayor y para quien no se suma.';
COMMENT ON COLUMN capacity.headroom IS 'bound ÷ if_largest_fails: menos de 1 no alcanza; nulo si falta alguno.';
COMMENT ON COLUMN capacity.incomparable IS 'Por qué no se suma con los demás; nulo si se suma.';

-- level: measure
CREATE TABLE network (
    metric   VARCHAR PRIMARY KEY,
    value    DOUBLE,  -- unit: la de metric
    instant  TIMESTAMP,
    delivery VARCHAR  -- of: delivery.delivery
);
COMMENT ON TABLE network IS 'La red de difusores en conjunto. Visitas y visitantes de varios difusores no se suman.';
COMMENT ON COLUMN network.metric IS 'deliveries (entregas que entran) | mirrors (de ellas, las que ven todo lo publicado) | counted (las que se suman) | hits (solicitudes de las que se suman) | bytes (de las que se suman) | peak_5m (solicitudes de su corte más cargado, todas juntas) | largest_share (la mayor parte de ese corte, de 0 a 1) | origin_failures (fallas del origen) | origin_minutes (su duración, minutos).';
COMMENT ON COLUMN network.value IS 'El valor; nulo si no hay de qué calcularlo.';
COMMENT ON COLUMN network.instant IS 'Cuándo, UTC (peak_5m); nulo en lo demás.';
COMMENT ON COLUMN network.delivery IS 'De quién (largest_share); nula en lo demás.';
