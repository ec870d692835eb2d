-- title: Hora más cargada de cada servicio
-- unit: solicitudes
-- definition: La hora local de la operación en que cada servicio tuvo más solicitudes; a igual número, la primera.

WITH hours AS (
    SELECT service, min(slot) AS start, sum(value)::BIGINT AS hits
    FROM service_measure JOIN calendar USING (slot)
    WHERE metric = 'hits' AND audience = 'all' AND in_operation
    GROUP BY service, local_day, local_hour
)
SELECT service, start, hits
FROM hours
QUALIFY row_number() OVER (PARTITION BY service ORDER BY hits DESC, start) = 1
ORDER BY service;
