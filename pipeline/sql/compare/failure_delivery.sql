-- title: Difusores de cada falla
-- unit: cortes
-- definition: Los difusores que fallaron en algún corte de la falla, en cuántos, y la señal que más se repite (en un empate, los errores antes que el silencio, y éste antes que los datos sin renovar).

INSERT INTO failure_delivery
WITH counted AS (
    SELECT failure, failing.delivery, signal, count(*) AS cuts
    FROM failure
    JOIN failing ON failing.slot >= failure.start AND failing.slot < failure."end"
    JOIN delivery ON delivery.delivery = failing.delivery
    WHERE failing.delivery = failure.delivery OR (kind = 'origin' AND sees_all)
    GROUP BY ALL
)
SELECT
    failure,
    delivery,
    sum(cuts),
    min_by(signal, (-cuts, array_position(['errors', 'silent', 'unseen'], signal)))
FROM counted
GROUP BY failure, delivery
ORDER BY failure, delivery;
