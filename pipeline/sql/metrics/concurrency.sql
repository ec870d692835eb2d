-- title: Concurrencia
-- unit: visitantes, visitas y solicitudes a la vez
-- definition: Tres cifras que no se mezclan: visitantes con alguna solicitud en un mismo corte; visitas abiertas a la vez (del segundo de su primera página al de la última); y solicitudes en servicio (ley de Little: duración total entre tiempo), sólo donde la bitácora registra duraciones.
-- metric: active_clients_peak | visitantes | Más visitantes activos en un corte
-- metric: open_visits_peak | visitas a la vez | Más visitas abiertas a la vez
-- metric: in_service_peak | solicitudes a la vez | Más solicitudes en servicio, promedio de un corte
-- metric: in_service_mean | solicitudes a la vez | Solicitudes en servicio, promedio

INSERT INTO period_measure
WITH open_visits AS (
    SELECT make_timestamp(second * 1000000) AS time, sum(change) OVER (ORDER BY second RANGE UNBOUNDED PRECEDING) AS visits
    FROM open_visit
),
service AS (
    SELECT slot, microseconds / (60e6 * cut_minutes) AS requests
    FROM activity CROSS JOIN setting
    WHERE microseconds IS NOT NULL
)
SELECT 'active_clients_peak', 'all', 'all', 'operation', max(visitors), min_by(slot, (-visitors, slot)) FROM activity
UNION ALL
SELECT 'open_visits_peak', 'all', 'person', 'operation', max(visits), min_by(time, (-visits, time)) FROM open_visits
UNION ALL
SELECT 'in_service_peak', 'all', 'all', 'operation', max(requests), min_by(slot, (-requests, slot)) FROM service
UNION ALL
SELECT 'in_service_mean', 'all', 'all', 'operation', avg(requests ORDER BY slot), NULL FROM service;
