-- title: Tráfico por corte
-- unit: solicitudes y bytes
-- definition: Solicitudes y bytes de respuesta de cada corte por sección, audiencia, clase de recurso y clase de estado. «all» es el total de la sección o de la audiencia.

INSERT INTO traffic
SELECT
    slot,
    coalesce(section, 'all') AS section,
    coalesce(audience, 'all') AS audience,
    kind,
    CASE WHEN status IS NULL THEN 'none' ELSE (status // 100) || 'xx' END AS status_class,
    count(*) AS hits,
    sum(bytes) AS bytes
FROM hit
WHERE counted
GROUP BY slot, kind, status_class, GROUPING SETS ((section, audience), (section), (audience), ());
