-- title: Las cuentas por porción de hallazgos e incidencias
-- unit: —
-- definition: Como las demás cuentas por porción: de cada columna se dice si distingue una fila (key) o cómo se juntan las de dos porciones (sum, min, max). Al final, lo que se mira de cada incidencia reportada, igual en todas las porciones.

CREATE TEMP TABLE suspect (
    slot     TIMESTAMP,  -- key
    attack   VARCHAR,  -- key
    hits     BIGINT,  -- sum
    errors   BIGINT,  -- sum
    answered BIGINT  -- sum
);

CREATE TEMP TABLE asker_count (
    kind   VARCHAR,  -- key
    slot   TIMESTAMP,  -- key
    hits   BIGINT,  -- key
    askers BIGINT  -- sum
);

-- who: a client or a network, which are whole in one share.
CREATE TEMP TABLE heavy (
    kind VARCHAR,  -- key
    slot TIMESTAMP,  -- key
    who  UBIGINT,  -- key
    hits BIGINT  -- sum
);

-- kind, start, who: those of the finding.
CREATE TEMP TABLE author (
    kind    VARCHAR,  -- key
    start   TIMESTAMP,  -- key
    who     UBIGINT,  -- key
    clients BIGINT,  -- sum
    errors  BIGINT,  -- sum
    agent   VARCHAR  -- max
);

CREATE TEMP TABLE around_count (
    incident VARCHAR,  -- key
    phase    VARCHAR,  -- key
    metric   VARCHAR,  -- key
    value    BIGINT  -- sum
);

CREATE TEMP TABLE around_duration (
    incident    VARCHAR,  -- key
    phase       VARCHAR,  -- key
    duration_us UBIGINT,  -- key
    hits        BIGINT  -- sum
);

-- minute: since 1970.
CREATE TEMP TABLE published_minute (
    minute BIGINT,  -- key
    hits   BIGINT,  -- sum
    served BIGINT,  -- sum
    errors BIGINT  -- sum
);

-- start, end: those of crowd_span.
CREATE TEMP TABLE crowd_pace (
    start  TIMESTAMP,  -- key
    "end"  TIMESTAMP,  -- key
    hits   BIGINT,  -- key
    askers BIGINT  -- sum
);

CREATE TEMP TABLE crowd_client (
    start        TIMESTAMP,  -- key
    "end"        TIMESTAMP,  -- key
    clients      BIGINT,  -- sum
    networks     BIGINT,  -- sum
    new_clients  BIGINT,  -- sum
    new_networks BIGINT  -- sum
);

CREATE TEMP TABLE crowd_path (
    start   TIMESTAMP,  -- key
    "end"   TIMESTAMP,  -- key
    path_id UBIGINT,  -- key
    hits    BIGINT  -- sum
);

-- What is looked at around an incident. A span without a duration is looked at for a minute.
CREATE TEMP VIEW incident_span AS
SELECT incident, 'before' AS phase, start - INTERVAL 1 HOUR AS start, start AS "end" FROM incident
UNION ALL
SELECT incident, 'during', start, greatest("end", start + INTERVAL 1 MINUTE) FROM incident
UNION ALL
SELECT incident, 'after', greatest("end", start + INTERVAL 1 MINUTE), greatest("end", start + INTERVAL 1 MINUTE) + INTERVAL 1 HOUR
FROM incident;

-- The cuts that it touches.
CREATE TEMP VIEW incident_slot AS
SELECT incident, phase, start, "end", calendar.slot
FROM incident_span CROSS JOIN setting
JOIN calendar ON calendar.slot < incident_span."end" AND calendar.slot + to_minutes(cut_minutes) > incident_span.start
WHERE in_logs;

-- The cuts in which a clock is looked for that agrees with the log.
CREATE TEMP VIEW incident_nearby AS
SELECT DISTINCT calendar.slot
FROM incident CROSS JOIN setting
JOIN calendar
    ON calendar.slot < incident."end" + INTERVAL 4 HOURS
    AND calendar.slot + to_minutes(cut_minutes) > incident.start - INTERVAL 4 HOURS
WHERE in_operation;
