-- title: Las cuentas por porción
-- unit: —
-- definition: Lo que se cuenta de cada porción de las solicitudes y se suma después. De cada columna se dice su papel: key, lo que distingue una fila de otra; sum, min o max, cómo se juntan las filas de dos porciones que tienen las mismas llaves. Las sumas de bytes son decimales sin fracción: exactas de cualquier tamaño.

CREATE TEMP TABLE traffic (
    slot         TIMESTAMP,  -- key
    section      SECTION,  -- key
    audience     AUDIENCE,  -- key
    kind         KIND,  -- key
    status_class VARCHAR,  -- key
    hits         BIGINT,  -- sum
    bytes        DECIMAL(38, 0)  -- sum
);

CREATE TEMP TABLE second (
    second   BIGINT,  -- key
    section  SECTION,  -- key
    audience AUDIENCE,  -- key
    hits     BIGINT,  -- sum
    failures BIGINT,  -- sum
    timed    BIGINT,  -- sum
    bytes    DECIMAL(38, 0)  -- sum
);

CREATE TEMP TABLE robot_traffic (
    slot      TIMESTAMP,  -- key
    section   SECTION,  -- key
    class     ROBOT_CLASS,  -- key
    hits      BIGINT,  -- sum
    documents BIGINT,  -- sum
    bytes     DECIMAL(38, 0)  -- sum
);
