-- title: Solicitudes de cada servicio
-- unit: solicitudes y bytes
-- definition: Solicitudes, bytes de respuesta y clases de estado de cada servicio en cada corte, por audiencia. Una solicitud es del primer servicio al que le toca por su sitio, su ruta o la bitácora en que está.

INSERT INTO service_measure
WITH traffic AS (
    SELECT
        service,
        slot,
        coalesce(audience, 'all') AS audience,
        CASE WHEN status IS NULL OR status // 100 NOT BETWEEN 2 AND 5 THEN 'other' ELSE (status // 100) || 'xx' END AS status_class,
        sum(hits) AS hits,
        sum(bytes) AS bytes
    FROM answer
    WHERE service IS NOT NULL
    GROUP BY service, slot, status_class, GROUPING SETS ((audience), ())
),
counted AS (
    SELECT service, 'hits' AS metric, audience, slot, sum(hits) AS value
    FROM traffic
    GROUP BY ALL
    UNION ALL
    SELECT service, 'status_' || status_class, audience, slot, hits
    FROM traffic
    UNION ALL
    SELECT service, 'bytes', audience, slot, sum(bytes)
    FROM traffic
    WHERE bytes IS NOT NULL
    GROUP BY ALL
)
SELECT service.service, metric, audience, slot, value
FROM counted JOIN service ON service.position = counted.service;
