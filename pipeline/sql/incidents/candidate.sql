-- title: Posibles incidencias
-- unit: cortes, solicitudes y errores
-- definition: Lo que la bitácora muestra por sí sola, de cualquier clase, numerado por orden de inicio. La gravedad sale de una tabla: interrupción y silencio, alta si es grave según su regla y si no media; corte sin actualizar, igual; hueco, escalón de latencia, cliente o red desmedidos, firmas de ataque y ráfaga de errores, media si es grave y si no baja. Se anota la incidencia reportada que lo toca; los demás debe confirmarlos o descartarlos quien opera el sitio.

INSERT INTO candidate
WITH severity (kind, grave, severity) AS (VALUES
    ('outage', true, 'alta'), ('outage', false, 'media'),
    ('silence', true, 'alta'), ('silence', false, 'media'),
    ('stale', true, 'alta'), ('stale', false, 'media'),
    ('error_burst', true, 'media'), ('error_burst', false, 'baja'),
    ('no_evidence', true, 'media'), ('no_evidence', false, 'baja'),
    ('latency', true, 'media'), ('latency', false, 'baja'),
    ('client', true, 'media'), ('client', false, 'baja'),
    ('network', true, 'media'), ('network', false, 'baja'),
    ('attack', true, 'media'), ('attack', false, 'baja')
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
    severity,
    cuts,
    hits,
    errors,
    clients,
    measured,
    usual,
    detail,
    (SELECT min(incident) FROM incident WHERE incident.start < ordered."end" AND greatest(incident."end", incident.start + INTERVAL 1 MINUTE) > ordered.start),
    false
FROM ordered JOIN severity USING (kind, grave);
