-- title: Tráfico de robots por corte
-- unit: solicitudes y bytes
-- definition: Solicitudes, documentos entregados y bytes de respuesta de los robots en cada corte, por sección y clase de robot. Un documento entregado es lo que de una persona sería una página.

INSERT INTO robot_traffic
SELECT
    hit.slot,
    hit.section,
    robot_visitor.class,
    count(*) AS hits,
    count(*) FILTER (kind = 'document' AND method IN ('GET', 'POST') AND status IN (200, 206, 304)) AS documents,
    sum(bytes) AS bytes
FROM hit JOIN robot_visitor USING (visitor)
WHERE counted AND audience = 'robot'
GROUP BY ALL;
