-- title: Las tablas de disponibilidad
-- unit: —
-- definition: El servicio de la sección PREP, corte por corte.

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
