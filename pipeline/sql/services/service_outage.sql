-- title: Interrupción de un servicio
-- unit: cortes y minutos
-- definition: Cortes en que un servicio sólo dio fallas, sin uno servido ni sin evidencia entre ellos. Los cortes intermedios en que nadie lo pidió no la terminan y cuentan en sus minutos, no en sus cortes. La operación y la línea base se miden aparte.

INSERT INTO service_outage
WITH telling AS (
    SELECT
        service_cut.*,
        in_operation,
        count(*) FILTER (WHERE state IN ('served', 'no_evidence')) OVER (PARTITION BY service ORDER BY slot) AS run
    FROM service_cut JOIN calendar USING (slot)
)
SELECT
    service,
    min(slot),
    max(slot) + to_minutes(any_value(cut_minutes)),
    count(*),
    epoch(max(slot) - min(slot)) // 60 + any_value(cut_minutes),
    sum(failed)
FROM telling CROSS JOIN setting
WHERE state = 'errors'
GROUP BY service, in_operation, run;
