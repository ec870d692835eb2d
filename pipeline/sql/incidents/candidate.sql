-- title: Posibles incidencias
-- unit: cortes, solicitudes y errores
-- definition: Lo que la bitácora muestra por sí sola, de cualquier clase, numerado por orden de inicio. La gravedad sale de una tabla: interrupción y silencio, alta si es grave según su regla y si no media; corte sin actualizar, igual; hueco, escalón de latencia, cliente o red desmedidos, firmas de ataque y ráfaga de errores, media si es grave y si no baja. Se anota la incidencia reportada que lo toca; los demás debe confirmarlos o descartarlos quien opera el sitio.

INSERT INTO candidate
WITH severity (kind, grave_one, other) AS (VALUES
    ('outage', 'alta', 'media'),
    ('silence', 'alta', 'media'),
    ('stale', 'alta', 'media'),
    ('error_burst', 'media', 'baja'),
    ('no_evidence', 'media', 'baja'),
    ('latency', 'media', 'baja'),
    ('client', 'media', 'baja'),
    ('network', 'media', 'baja'),
    ('attack', 'media', 'baja')
),
known AS (
    SELECT
        start,
        "end",
        kind,
        grave,
        cuts,
        hits,
        coalesce(finding.errors, author.errors, 0) AS errors,
        clients,
        measured,
        usual,
        coalesce(detail, agent) AS detail
    FROM finding LEFT JOIN author USING (kind, start, who)
),
ordered AS (
    SELECT
        *,
        row_number() OVER (ORDER BY start, kind, "end", hits DESC, errors DESC, measured DESC, detail) AS number,
        greatest(2, length(count(*) OVER ()::VARCHAR))::INTEGER AS width
    FROM known
)
SELECT
    'C-' || lpad(number::VARCHAR, width, '0'),
    start,
    "end",
    kind,
    CASE WHEN grave THEN grave_one ELSE other END,
    cuts,
    hits,
    errors,
    clients,
    measured,
    usual,
    detail,
    (SELECT min(incident) FROM incident WHERE incident.start < ordered."end" AND greatest(incident."end", incident.start + INTERVAL 1 MINUTE) > ordered.start),
    false
FROM ordered JOIN severity USING (kind);
