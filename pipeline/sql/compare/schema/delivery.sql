-- title: Las tablas de las entregas que se comparan
-- unit: —
-- definition: Qué llegó de cada difusor, cuándo, qué resultó de verificarlo y si entra en la comparación.

-- level: measure
CREATE TABLE setting (
    cut_minutes       INTEGER   NOT NULL,  -- unit: minutos
    outage_cuts       INTEGER   NOT NULL,  -- unit: cortes
    outage_minutes    INTEGER   NOT NULL,  -- unit: minutos
    agreement         VARCHAR   NOT NULL,
    agreement_title   VARCHAR   NOT NULL,
    short_title       VARCHAR   NOT NULL,
    institute         VARCHAR   NOT NULL,
    institute_short   VARCHAR   NOT NULL,
    institute_city    VARCHAR   NOT NULL,
    time_zone         VARCHAR   NOT NULL,
    time_label        VARCHAR   NOT NULL,
    operation_start   TIMESTAMP NOT NULL,
    operation_end     TIMESTAMP NOT NULL,
    as_of             DATE      NOT NULL,
    version           VARCHAR   NOT NULL,
    classification    VARCHAR   NOT NULL,
    theme             VARCHAR   NOT NULL,
    recomputed        BOOLEAN   NOT NULL,
    earlier           VARCHAR
);
COMMENT ON TABLE setting IS 'El convenio de todas las entregas y cómo se hizo la comparación; una sola fila.';
COMMENT ON COLUMN setting.cut_minutes IS 'Minutos entre cortes.';
COMMENT ON COLUMN setting.outage_cuts IS 'Cortes seguidos no servidos que señala el convenio.';
COMMENT ON COLUMN setting.outage_minutes IS 'Minutos seguidos no servidos que señala el convenio.';
COMMENT ON COLUMN setting.agreement IS 'Nombre del perfil del convenio.';
COMMENT ON COLUMN setting.agreement_title IS 'Título completo del convenio.';
COMMENT ON COLUMN setting.short_title IS 'Título corto del convenio.';
COMMENT ON COLUMN setting.institute IS 'Institución que recibe las entregas.';
COMMENT ON COLUMN setting.institute_short IS 'Sus siglas.';
COMMENT ON COLUMN setting.institute_city IS 'Su ciudad.';
COMMENT ON COLUMN setting.time_zone IS 'Zona horaria del convenio, en la que se escriben las horas de la comparación.';
COMMENT ON COLUMN setting.time_label IS 'Cómo se llama esa hora.';
COMMENT ON COLUMN setting.operation_start IS 'Inicio de la operación, UTC, incluido.';
COMMENT ON COLUMN setting.operation_end IS 'Fin de la operación, UTC, excluido.';
COMMENT ON COLUMN setting.as_of IS 'Fecha de la comparación.';
COMMENT ON COLUMN setting.version IS 'Versión del programa que la hizo.';
COMMENT ON COLUMN setting.classification IS 'Clasificación de la información, según el convenio.';
COMMENT ON COLUMN setting.theme IS 'Identidad gráfica del convenio.';
COMMENT ON COLUMN setting.recomputed IS 'Las bitácoras entregadas se midieron de nuevo.';
COMMENT ON COLUMN setting.earlier IS 'Nombre del archivo de la comparación anterior; nulo si no se dio ninguna.';

-- level: measure
CREATE TABLE delivery (
    delivery       VARCHAR PRIMARY KEY,
    name           VARCHAR NOT NULL,
    legal_name     VARCHAR,
    city           VARCHAR,
    website        VARCHAR,
    file           VARCHAR NOT NULL,
    sha256         VARCHAR,
    size           UBIGINT,  -- unit: bytes
    state          VARCHAR NOT NULL,
    reason         VARCHAR,
    agreement      VARCHAR,
    made           DATE,
    deadline       TIMESTAMP,  -- unit: hora local
    days_late      INTEGER,  -- unit: días
    received       TIMESTAMP,  -- unit: hora local
    folio          VARCHAR,
    method         INTEGER,  -- unit: número de método
    method_title   VARCHAR,
    sees_all       BOOLEAN,
    method_note    VARCHAR,
    definition     VARCHAR,
    privacy_mode   VARCHAR,
    time_zone      VARCHAR,
    offset_minutes INTEGER,  -- unit: minutos
    version        VARCHAR,
    cuts           INTEGER,  -- unit: cortes
    cuts_evidence  INTEGER,  -- unit: cortes
    lines          UBIGINT,  -- unit: renglones
    rejects        UBIGINT,  -- unit: renglones
    signatures     INTEGER,  -- unit: firmas
    recomputed     VARCHAR,
    declared_rps   DOUBLE,  -- unit: solicitudes por segundo
    declared_mbps  DOUBLE,  -- unit: megabits por segundo
    declared_source VARCHAR
);
COMMENT ON TABLE delivery IS 'Las entregas que se dieron a comparar, también las que quedaron fuera. Lo que dice de sí una entrega que no se pudo leer es nulo.';
COMMENT ON COLUMN delivery.delivery IS 'Nombre corto del difusor, con el que se le conoce en todas las tablas.';
COMMENT ON COLUMN delivery.name IS 'Nombre comercial del difusor; de una entrega que no se pudo leer, el del archivo.';
COMMENT ON COLUMN delivery.legal_name IS 'Su razón social.';
COMMENT ON COLUMN delivery.city IS 'Su ciudad.';
COMMENT ON COLUMN delivery.website IS 'Su portal.';
COMMENT ON COLUMN delivery.file IS 'Nombre del zip o de la carpeta, sin su ruta.';
COMMENT ON COLUMN delivery.sha256 IS 'Huella SHA-256 del zip; nula si se dio una carpeta.';
COMMENT ON COLUMN delivery.size IS 'Tamaño del zip, o de los archivos de la carpeta, bytes.';
COMMENT ON COLUMN delivery.state IS 'accepted (entra) | marked (no coincide y se admitió, con su motivo) | refused (quedó fuera) | replaced (hay otra posterior del mismo difusor).';
COMMENT ON COLUMN delivery.reason IS 'Por qué se admitió con reserva, se rechazó o se sustituyó; nulo en las aceptadas.';
COMMENT ON COLUMN delivery.agreement IS 'Nombre del perfil de su convenio.';
COMMENT ON COLUMN delivery.made IS 'Fecha de la memoria.';
COMMENT ON COLUMN delivery.deadline IS 'Plazo de entrega del convenio, en su zona.';
COMMENT ON COLUMN delivery.days_late IS 'Días después del plazo (negativo: antes), por su recepción; si no se sabe, por la fecha de la memoria.';
COMMENT ON COLUMN delivery.received IS 'Cuándo se recibió, según quien la recibió, en la zona del convenio; nulo si no se dijo.';
COMMENT ON COLUMN delivery.folio IS 'Folio de recepción, según quien la recibió; nulo si no se dijo.';
COMMENT ON COLUMN delivery.method IS 'Número del método de interconexión.';
COMMENT ON COLUMN delivery.method_title IS 'Título del método.';
COMMENT ON COLUMN delivery.sees_all IS 'Con ese método, la bitácora ve todo el tráfico de lo publicado.';
COMMENT ON COLUMN delivery.method_note IS 'Qué advierte el convenio de ese método; vacío si nada.';
COMMENT ON COLUMN delivery.definition IS 'Definición con que se contó el promedio ordinario del factor (memoria, awstats…); vacía si no se conoce ninguna.';
COMMENT ON COLUMN delivery.privacy_mode IS 'Modalidad en que se entregaron las bitácoras: seudonimizada | integra-cifrada | agregada.';
COMMENT ON COLUMN delivery.time_zone IS 'Zona horaria del reloj del difusor.';
COMMENT ON COLUMN delivery.offset_minutes IS 'Minutos que ese reloj va adelante de UTC al inicio de la operación.';
COMMENT ON COLUMN delivery.version IS 'Versión del programa que hizo la memoria.';
COMMENT ON COLUMN delivery.cuts IS 'Cortes de la operación.';
COMMENT ON COLUMN delivery.cuts_evidence IS 'De ellos, los que tienen algún renglón en la bitácora.';
COMMENT ON COLUMN delivery.lines IS 'Renglones de sus bitácoras.';
COMMENT ON COLUMN delivery.rejects IS 'De ellos, los que no se pudieron leer.';
COMMENT ON COLUMN delivery.signatures IS 'Firmas electrónicas válidas de la memoria.';
COMMENT ON COLUMN delivery.recomputed IS 'Si las bitácoras, medidas de nuevo, dan lo mismo: good (sí) | missing (no) | skipped (no se midieron).';
COMMENT ON COLUMN delivery.declared_rps IS 'Solicitudes por segundo que el difusor declara soportar; nulo si no declara.';
COMMENT ON COLUMN delivery.declared_mbps IS 'Ancho de banda que declara; nulo si no declara.';
COMMENT ON COLUMN delivery.declared_source IS 'De dónde sale lo que declara; nulo si no declara.';

-- level: measure
CREATE TABLE examined (
    delivery VARCHAR NOT NULL,  -- of: delivery.delivery
    position INTEGER NOT NULL,  -- unit: lugar
    topic    VARCHAR NOT NULL,
    state    VARCHAR NOT NULL,
    text     VARCHAR NOT NULL,
    PRIMARY KEY (delivery, position)
);
COMMENT ON TABLE examined IS 'Qué resultó de verificar cada entrega, en el orden en que se revisó.';
COMMENT ON COLUMN examined.delivery IS 'La entrega.';
COMMENT ON COLUMN examined.position IS 'Lugar, desde 1.';
COMMENT ON COLUMN examined.topic IS 'Qué se revisó: sello, contenido, plazo, firmas, datos, cifras, recálculo, convenio.';
COMMENT ON COLUMN examined.state IS 'good | warning (hay que saberlo) | lacking (llegó tarde o le falta un contenido) | missing (no es como se hizo) | skipped (no se revisó).';
COMMENT ON COLUMN examined.text IS 'El resultado, en una frase.';

-- level: measure
CREATE TABLE problem (
    delivery VARCHAR NOT NULL,  -- of: delivery.delivery
    position INTEGER NOT NULL,  -- unit: lugar
    number   INTEGER NOT NULL,  -- unit: lugar
    place    VARCHAR NOT NULL,
    found    VARCHAR NOT NULL,
    expected VARCHAR NOT NULL,
    PRIMARY KEY (delivery, position, number)
);
COMMENT ON TABLE problem IS 'Lo que no coincide en cada resultado de la verificación. Son textos de una entrega ajena: hay que escaparlos.';
COMMENT ON COLUMN problem.delivery IS 'La entrega.';
COMMENT ON COLUMN problem.position IS 'El resultado del que es (examined).';
COMMENT ON COLUMN problem.number IS 'Lugar dentro de él, desde 1.';
COMMENT ON COLUMN problem.place IS 'Archivo, renglón o dato.';
COMMENT ON COLUMN problem.found IS 'Lo que se encontró.';
COMMENT ON COLUMN problem.expected IS 'Lo que debía ser; vacío si lo dice lo encontrado.';
