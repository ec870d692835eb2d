-- title: Segundo
-- unit: solicitudes por segundo
-- definition: Solicitudes, bytes, fallas y cuántas traen duración, de cada segundo de la operación, por sección y audiencia. Falla es una respuesta 5xx, o 499: el cliente se fue sin esperarla. Un segundo sin renglones no tiene fila.

INSERT INTO second
SELECT
    epoch_us(time) // 1000000 AS second,
    section,
    audience,
    count(*) AS hits,
    count(*) FILTER (WHERE status BETWEEN 499 AND 599) AS failures,
    count(duration_us) AS timed,
    sum(bytes) AS bytes
FROM hit JOIN calendar USING (slot)
WHERE counted AND in_operation
GROUP BY ALL;
