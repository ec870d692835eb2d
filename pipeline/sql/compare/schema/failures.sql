-- title: Las tablas de las fallas, propias y del origen
-- unit: —
-- definition: Qué cortes fallaron en cada difusor, cuáles fallaron a la vez, y lo reportado junto a lo que muestran las bitácoras.

-- level: measure
CREATE TABLE failing (
    delivery VARCHAR   NOT NULL,  -- of: delivery.delivery
    slot     TIMESTAMP NOT NULL,
    signal   VARCHAR   NOT NULL,
    PRIMARY KEY (delivery, slot)
);
COMMENT ON TABLE failing IS 'Los cortes de la operación en que la bitácora de un difusor muestra una falla. Un corte sin evidencia no es una falla.';
COMMENT ON COLUMN failing.delivery IS 'La entrega.';
COMMENT ON COLUMN failing.slot IS 'Inicio del corte, UTC.';
COMMENT ON COLUMN failing.signal IS 'Lo primero que se cumpla: errors (hubo solicitudes y ninguna exitosa) | silent (nadie pidió lo publicado y el servidor vivía) | unseen (se atendió, pero sin datos nuevos: entre la primera llegada y la última).';

-- level: measure
CREATE TABLE slot_failure (
    slot      TIMESTAMP PRIMARY KEY,
    failing   INTEGER NOT NULL,  -- unit: difusores
    observers INTEGER NOT NULL,  -- unit: difusores
    origin    BOOLEAN NOT NULL
);
COMMENT ON TABLE slot_failure IS 'Cada corte de la operación: cuántos difusores fallaron a la vez, de cuántos podían verlo.';
COMMENT ON COLUMN slot_failure.slot IS 'Inicio del corte, UTC.';
COMMENT ON COLUMN slot_failure.failing IS 'Observadores que fallaron en el corte.';
COMMENT ON COLUMN slot_failure.observers IS 'Difusores cuyo método ve todo lo publicado y que tienen evidencia del corte.';
COMMENT ON COLUMN slot_failure.origin IS 'Fallaron más de la mitad de los observadores, y al menos tres: apunta al origen de los datos, no a los difusores.';

-- level: measure
CREATE TABLE failure (
    failure    VARCHAR PRIMARY KEY,
    start      TIMESTAMP NOT NULL,
    "end"      TIMESTAMP NOT NULL,
    cuts       INTEGER   NOT NULL,  -- unit: cortes
    minutes    INTEGER   NOT NULL,  -- unit: minutos
    kind       VARCHAR   NOT NULL,
    delivery   VARCHAR,  -- of: delivery.delivery
    deliveries INTEGER   NOT NULL,  -- unit: difusores
    observers  INTEGER   NOT NULL,  -- unit: difusores
    long       BOOLEAN   NOT NULL,
    very_long  BOOLEAN   NOT NULL
);
COMMENT ON TABLE failure IS 'Rachas de cortes seguidos con falla: las del origen, y las de un solo difusor fuera de ellas.';
COMMENT ON COLUMN failure.failure IS 'Número: F1, F2… por orden de inicio.';
COMMENT ON COLUMN failure.start IS 'Inicio del primer corte, UTC.';
COMMENT ON COLUMN failure."end" IS 'Fin del último corte, UTC.';
COMMENT ON COLUMN failure.cuts IS 'Cortes seguidos.';
COMMENT ON COLUMN failure.minutes IS 'Su duración, minutos.';
COMMENT ON COLUMN failure.kind IS 'origin (a la vez en la mayoría) | own (de un difusor).';
COMMENT ON COLUMN failure.delivery IS 'De quién es; nula si es del origen.';
COMMENT ON COLUMN failure.deliveries IS 'Difusores que fallaron en alguno de sus cortes.';
COMMENT ON COLUMN failure.observers IS 'Difusores que podían verlo: en el origen, en alguno de sus cortes; en las propias, 1.';
COMMENT ON COLUMN failure.long IS 'Alcanza los cortes seguidos que señala el convenio.';
COMMENT ON COLUMN failure.very_long IS 'Alcanza los minutos que señala el convenio.';

-- level: measure
CREATE TABLE failure_delivery (
    failure  VARCHAR NOT NULL,  -- of: failure.failure
    delivery VARCHAR NOT NULL,  -- of: delivery.delivery
    cuts     INTEGER NOT NULL,  -- unit: cortes
    signal   VARCHAR NOT NULL,
    PRIMARY KEY (failure, delivery)
);
COMMENT ON TABLE failure_delivery IS 'Quién falló en cada falla.';
COMMENT ON COLUMN failure_delivery.failure IS 'La falla.';
COMMENT ON COLUMN failure_delivery.delivery IS 'La entrega.';
COMMENT ON COLUMN failure_delivery.cuts IS 'Cortes de la falla en que falló.';
COMMENT ON COLUMN failure_delivery.signal IS 'Lo que más se vio en ellos: errors | silent | unseen.';

-- level: measure
CREATE TABLE event (
    delivery    VARCHAR   NOT NULL,  -- of: delivery.delivery
    event       VARCHAR   NOT NULL,
    start       TIMESTAMP NOT NULL,
    "end"       TIMESTAMP NOT NULL,
    source      VARCHAR   NOT NULL,
    kind        VARCHAR   NOT NULL,
    description VARCHAR   NOT NULL,
    failure     VARCHAR,  -- of: failure.failure
    PRIMARY KEY (delivery, event)
);
COMMENT ON TABLE event IS 'Las incidencias de todos: lo que cada difusor reportó y lo que su bitácora muestra.';
COMMENT ON COLUMN event.delivery IS 'La entrega.';
COMMENT ON COLUMN event.event IS 'Número en su memoria: I-01… lo reportado, C-01… lo que sólo se vio.';
COMMENT ON COLUMN event.start IS 'Inicio, UTC.';
COMMENT ON COLUMN event."end" IS 'Fin, UTC.';
COMMENT ON COLUMN event.source IS 'reported (sólo se reportó) | seen (sólo lo muestra la bitácora) | both (se reportó y se ve).';
COMMENT ON COLUMN event.kind IS 'Tipo: de lo reportado, en palabras del difusor; de lo visto, el de candidate.';
COMMENT ON COLUMN event.description IS 'De lo reportado, en palabras del difusor, texto ajeno que hay que escapar; de lo visto, vacía.';
COMMENT ON COLUMN event.failure IS 'La falla del origen con la que coincide, la primera; nula si con ninguna.';

-- level: measure
CREATE TABLE delay (
    delivery   VARCHAR PRIMARY KEY,  -- of: delivery.delivery
    p50        DOUBLE,  -- unit: segundos
    p90        DOUBLE,  -- unit: segundos
    max        DOUBLE,  -- unit: segundos
    seen_share DOUBLE,  -- unit: proporción
    cuts       INTEGER NOT NULL,  -- unit: cortes
    reason     VARCHAR
);
COMMENT ON TABLE delay IS 'Cuánto tardó en verse cada corte en cada difusor, después de su minuto nominal.';
COMMENT ON COLUMN delay.delivery IS 'La entrega.';
COMMENT ON COLUMN delay.p50 IS 'Mediana de los retrasos que se conocen al minuto; nula con motivo en reason.';
COMMENT ON COLUMN delay.p90 IS 'Percentil 90 de los mismos.';
COMMENT ON COLUMN delay.max IS 'El mayor de ellos.';
COMMENT ON COLUMN delay.seen_share IS 'De los cortes en que se pudo ver, la parte que se vio llegar, de 0 a 1.';
COMMENT ON COLUMN delay.cuts IS 'Cortes cuyo retraso se conoce al minuto.';
COMMENT ON COLUMN delay.reason IS 'Por qué no se conoce ningún retraso; nulo si se conoce.';
