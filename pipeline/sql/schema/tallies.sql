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

CREATE TEMP TABLE answer (
    slot     TIMESTAMP,  -- key
    section  SECTION,  -- key
    service  USMALLINT,  -- key
    audience AUDIENCE,  -- key
    status   USMALLINT,  -- key
    hits     BIGINT,  -- sum
    bytes    DECIMAL(38, 0)  -- sum
);

CREATE TEMP TABLE activity (
    slot         TIMESTAMP,  -- key
    visitors     BIGINT,  -- sum
    microseconds DECIMAL(38, 0)  -- sum
);

CREATE TEMP TABLE open_visit (
    second BIGINT,  -- key
    change BIGINT  -- sum
);

CREATE TEMP TABLE page_count (
    slot    TIMESTAMP,  -- key
    section SECTION,  -- key
    service USMALLINT,  -- key
    pages   BIGINT  -- sum
);

CREATE TEMP TABLE visit_count (
    slot    TIMESTAMP,  -- key
    section SECTION,  -- key
    service USMALLINT,  -- key
    visits  BIGINT  -- sum
);

CREATE TEMP TABLE visit_seconds (
    period       VARCHAR,  -- key
    section      SECTION,  -- key
    one_page     BOOLEAN,  -- key
    seconds      BIGINT,  -- key
    visits       BIGINT,  -- sum
    pages        BIGINT,  -- sum
    microseconds DECIMAL(38, 0)  -- sum
);

CREATE TEMP TABLE visitor_count (
    audience AUDIENCE,  -- key
    section  SECTION,  -- key
    service  USMALLINT,  -- key
    period   VARCHAR,  -- key
    clients  BIGINT,  -- sum
    visitors BIGINT  -- sum
);

CREATE TEMP TABLE new_visitor (
    slot     TIMESTAMP,  -- key
    visitors BIGINT  -- sum
);

CREATE TEMP TABLE robot_count (
    class    ROBOT_CLASS,  -- key
    visitors BIGINT  -- sum
);

CREATE TEMP TABLE shared_client (
    clients    BIGINT,  -- sum
    hits       BIGINT,  -- sum
    agents_max BIGINT,  -- max
    agents     BOOLEAN  -- max
);

CREATE TEMP TABLE place (
    country  VARCHAR,  -- key
    region   VARCHAR,  -- key
    visitors BIGINT,  -- sum
    pages    BIGINT  -- sum
);

CREATE TEMP TABLE pointer_answer (
    time   TIMESTAMP,  -- key
    slot   TIMESTAMP,  -- key
    status USMALLINT,  -- key
    bytes  UBIGINT,  -- key
    hits   BIGINT  -- sum
);

CREATE TEMP TABLE poll_second (
    second BIGINT,  -- key
    hits   BIGINT  -- sum
);

CREATE TEMP TABLE poll_pause (
    microseconds BIGINT,  -- key
    pauses       BIGINT  -- sum
);

CREATE TEMP TABLE poll_count (
    clients      BIGINT,  -- sum
    requests     BIGINT,  -- sum
    not_modified BIGINT,  -- sum
    answers      BIGINT  -- sum
);

CREATE TEMP TABLE open_tab (
    slot_start BIGINT,  -- key
    seconds    DECIMAL(38, 6)  -- sum
);

CREATE TEMP TABLE repeat (
    pointer BOOLEAN,  -- key
    hits    BIGINT,  -- sum
    bytes   DECIMAL(38, 0)  -- sum
);

CREATE TEMP TABLE unchanged (
    hits  BIGINT,  -- sum
    bytes DECIMAL(38, 0)  -- sum
);

CREATE TEMP TABLE outside (
    file USMALLINT,  -- key
    hits BIGINT  -- sum
);

CREATE TEMP TABLE profile (
    metric VARCHAR,  -- key
    item   VARCHAR,  -- key
    value  BIGINT,  -- sum
    bytes  DECIMAL(38, 0)  -- sum
);

-- id: of the text in the table «named», 0 where there is none.
CREATE TEMP TABLE listed (
    metric   VARCHAR,  -- key
    section  SECTION,  -- key
    service  USMALLINT,  -- key
    audience AUDIENCE,  -- key
    named    VARCHAR,  -- key
    id       UBIGINT,  -- key
    value    BIGINT,  -- sum
    bytes    DECIMAL(38, 0)  -- sum
);

-- The first of each list, with their texts: equals by text. Those that hide an address may be the same text twice.
CREATE TEMP MACRO first_twenty(lists) AS TABLE (
    WITH known (named, id, text) AS (
        SELECT 'path', path_id, text FROM path
        UNION ALL
        SELECT 'referer', referer_id, text FROM referer
        UNION ALL
        SELECT 'agent', agent_id, coalesce(nullif(text, ''), '(sin agente)') FROM agent
        UNION ALL
        VALUES ('path', 0, '(sin ruta)'), ('agent', 0, '(sin agente)')
    ),
    same AS (
        SELECT named, id, min(id) OVER (PARTITION BY named, text) AS first
        FROM known
        WHERE contains(text, '[dirección oculta]') OR text IN ('(sin ruta)', '(sin agente)')
    ),
    summed AS (
        SELECT metric, section, service, audience, named, coalesce(first, id) AS id, sum(value) AS value, sum(bytes) AS bytes
        FROM query_table(lists) LEFT JOIN same USING (named, id)
        GROUP BY ALL
    ),
    reached AS (
        SELECT metric, section, service, list_min(max(value, 20)) AS least
        FROM summed
        GROUP BY metric, section, service
    ),
    able AS (
        SELECT summed.*
        FROM summed JOIN reached
            ON reached.metric = summed.metric AND reached.section IS NOT DISTINCT FROM summed.section
            AND reached.service IS NOT DISTINCT FROM summed.service AND value >= least
    ),
    listed_first AS (
        SELECT metric, section, service, audience, unnest(min({'order': -value, 'item': text, 'value': value, 'bytes': bytes}, 20)) AS one
        FROM able JOIN known USING (named, id)
        GROUP BY metric, section, service, audience
    )
    SELECT
        metric, section, service, audience,
        row_number() OVER (PARTITION BY metric, section, service ORDER BY one.value DESC, one.item) AS position,
        one.item AS item, one.value AS value, one.bytes AS bytes
    FROM listed_first
);
