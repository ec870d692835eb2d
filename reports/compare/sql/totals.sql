-- title: Solicitudes de los difusores que se suman, por corte
-- unit: solicitudes
-- definition: Suma de las solicitudes de los difusores comparables (tabla capacity) con evidencia en el corte, y cuántos son. Nulo donde ninguno la tiene.

SELECT
    cut.slot,
    sum(coalesce(hits.value, 0)) FILTER (WHERE cut.state <> 'no_evidence')::BIGINT AS hits,
    count(*) FILTER (WHERE cut.state <> 'no_evidence')::INTEGER                    AS deliveries
FROM cut
CROSS JOIN setting
JOIN capacity ON capacity.delivery = cut.delivery AND capacity.incomparable IS NULL
LEFT JOIN measure AS hits
    ON hits.delivery = cut.delivery AND hits.slot = cut.slot
    AND hits.metric = 'hits' AND hits.section = 'all' AND hits.audience = 'all'
WHERE cut.slot >= setting.operation_start AND cut.slot < setting.operation_end
GROUP BY cut.slot
ORDER BY cut.slot;
