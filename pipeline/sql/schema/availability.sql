-- title: Las tablas de disponibilidad
-- unit: —
-- definition: El servicio de la sección publicada, corte por corte.

-- level: measure
CREATE TABLE cut (
    slot      TIMESTAMP PRIMARY KEY,  -- of: calendar.slot
    state     VARCHAR NOT NULL,
    served    BIGINT  NOT NULL,  -- unit: solicitudes
    failed    BIGINT  NOT NULL,  -- unit: solicitudes
    others    BIGINT  NOT NULL  -- unit: solicitudes
);
COMMENT ON TABLE cut IS 'Disponibilidad de la sección publicada en cada corte de la ventana de operación.';
COMMENT ON COLUMN cut.slot IS 'Inicio del corte, UTC.';
COMMENT ON COLUMN cut.state IS 'served | errors (hubo solicitudes y ninguna exitosa) | silent (nadie pidió lo publicado, el servidor vivía) | no_evidence (ninguna línea).';
COMMENT ON COLUMN cut.served IS 'Respuestas 200, 206 o 304 de la sección publicada.';
COMMENT ON COLUMN cut.failed IS 'Demás respuestas de la sección publicada.';
COMMENT ON COLUMN cut.others IS 'Solicitudes del portal fuera de la sección publicada.';

-- level: measure
CREATE TABLE outage (
    start   TIMESTAMP PRIMARY KEY,
    "end"   TIMESTAMP NOT NULL,
    cuts    INTEGER   NOT NULL,  -- unit: cortes
    minutes INTEGER   NOT NULL,  -- unit: minutos
    failed  BIGINT    NOT NULL  -- unit: solicitudes
);
COMMENT ON TABLE outage IS 'Rachas de cortes seguidos no servidos (errors o silent); los cortes sin evidencia las interrumpen.';
COMMENT ON COLUMN outage.start IS 'Inicio del primer corte no servido, UTC.';
COMMENT ON COLUMN outage."end" IS 'Fin del último corte no servido, UTC.';
COMMENT ON COLUMN outage.cuts IS 'Cortes seguidos.';
COMMENT ON COLUMN outage.minutes IS 'Su duración, minutos.';
COMMENT ON COLUMN outage.failed IS 'Respuestas con error de la sección publicada.';

-- level: measure
CREATE TABLE pointer (path VARCHAR PRIMARY KEY);
COMMENT ON TABLE pointer IS 'El recurso que cambia con cada corte, según el convenio; vacía si no señala ninguno.';
COMMENT ON COLUMN pointer.path IS 'Ruta, o el final de ella si el paquete está instalado en una carpeta.';

-- level: measure
CREATE TABLE arrival (time TIMESTAMP PRIMARY KEY, since TIMESTAMP NOT NULL);
COMMENT ON TABLE arrival IS 'Cada llegada de datos nuevos que se nota en el tamaño del apuntador.';
COMMENT ON COLUMN arrival.time IS 'Primera respuesta con los datos nuevos, UTC: llegaron a más tardar entonces.';
COMMENT ON COLUMN arrival.since IS 'Respuesta 200 o 304 anterior a ella, UTC: los datos nuevos llegaron después. Un 304 es a quien ya tenía lo vigente; no cuenta tras un silencio de más de un periodo.';

-- level: measure
CREATE TABLE cut_arrival (
    slot          TIMESTAMP PRIMARY KEY,  -- of: cut.slot
    state         VARCHAR NOT NULL,
    first_seen    TIMESTAMP,
    delay_seconds DOUBLE,  -- unit: segundos
    doubt_seconds DOUBLE,  -- unit: segundos
    changes       INTEGER NOT NULL,  -- unit: llegadas
    requests      BIGINT  NOT NULL,  -- unit: solicitudes
    ok            BIGINT  NOT NULL,  -- unit: solicitudes
    not_modified  BIGINT  NOT NULL  -- unit: solicitudes
);
COMMENT ON TABLE cut_arrival IS 'Cuándo llegó cada corte de la operación aquí, según el apuntador; vacía si el convenio no señala ninguno.';
COMMENT ON COLUMN cut_arrival.slot IS 'Inicio del corte (su minuto nominal), UTC.';
COMMENT ON COLUMN cut_arrival.state IS 'seen (se vieron datos nuevos) | unseen (el apuntador respondió y nada cambió) | unknown (no respondió 200 ni 304) | outside (antes de la primera llegada o después de la última).';
COMMENT ON COLUMN cut_arrival.first_seen IS 'Primera respuesta con datos nuevos, UTC; nula si no se vieron.';
COMMENT ON COLUMN cut_arrival.delay_seconds IS 'Segundos desde el minuto nominal; nulos si no se vieron.';
COMMENT ON COLUMN cut_arrival.doubt_seconds IS 'Segundos entre la respuesta anterior del apuntador y first_seen: el retraso verdadero puede ser menor hasta en tanto.';
COMMENT ON COLUMN cut_arrival.changes IS 'Llegadas de datos nuevos dentro del corte.';
COMMENT ON COLUMN cut_arrival.requests IS 'Solicitudes GET del apuntador.';
COMMENT ON COLUMN cut_arrival.ok IS 'De ellas, respondidas 200.';
COMMENT ON COLUMN cut_arrival.not_modified IS 'De ellas, respondidas 304: el cliente ya tenía lo vigente.';

-- level: measure
CREATE TABLE stale (
    start   TIMESTAMP PRIMARY KEY,
    "end"   TIMESTAMP NOT NULL,
    minutes DOUBLE    NOT NULL,  -- unit: minutos
    cuts    INTEGER   NOT NULL  -- unit: cortes
);
COMMENT ON TABLE stale IS 'Tramos en que el apuntador respondía con un corte de más de dos periodos de antigüedad.';
COMMENT ON COLUMN stale.start IS 'Dos periodos después de la llegada del corte que se mostraba, UTC.';
COMMENT ON COLUMN stale."end" IS 'Llegada del siguiente, o última respuesta conocida antes de ella, UTC.';
COMMENT ON COLUMN stale.minutes IS 'Su duración, minutos.';
COMMENT ON COLUMN stale.cuts IS 'Cortes completos que pasaron sin datos nuevos desde esa llegada.';
