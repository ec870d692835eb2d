-- title: Interrupción
-- unit: cortes y minutos
-- definition: Cortes seguidos no servidos aunque la bitácora muestra que el servidor vivía («errors» o «silent»). Un corte sin evidencia la interrumpe. Se muestran todas; el convenio señala desde cuántos cortes (outage_cuts) y desde cuántos minutos (outage_minutes).

INSERT INTO outage
WITH numbered AS (
    SELECT
        cut.*,
        row_number() OVER (ORDER BY slot) - row_number() OVER (PARTITION BY state IN ('errors', 'silent') ORDER BY slot) AS run
    FROM cut
)
SELECT
    min(slot),
    max(slot) + to_minutes(any_value(cut_minutes)),
    count(*),
    count(*) * any_value(cut_minutes),
    sum(failed)
FROM numbered CROSS JOIN setting
WHERE state IN ('errors', 'silent')
GROUP BY run;
