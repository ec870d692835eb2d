-- title: Mínimo demostrado
-- unit: solicitudes por minuto
-- definition: El mayor número de solicitudes atendidas en un minuto de la operación sin una sola falla (5xx o 499), con el primer minuto en que ocurrió. Es lo que el servidor probó soportar; no lo que soportaría.
-- metric: demonstrated_1m | solicitudes por minuto | El minuto más cargado sin fallas

INSERT INTO period_measure
WITH per_minute AS (
    SELECT second // 60 * 60 AS start, sum(hits) AS hits, sum(failures) AS failures
    FROM second
    GROUP BY ALL
)
SELECT 'demonstrated_1m', 'all', 'all', 'operation', max(hits), make_timestamp(1000000 * min_by(start, (-hits, start)))
FROM per_minute
WHERE failures = 0
HAVING count(*) > 0;
