-- title: Cortes de cada periodo
-- unit: cortes
-- definition: A qué periodos pertenece cada corte medido.

INSERT INTO period_slot
SELECT period.period, calendar.slot
FROM period JOIN calendar ON calendar.slot >= period.start AND calendar.slot < period."end";
