-- title: Totales de la operación
-- unit: la de cada medida
-- definition: Suma de cada medida, por sección y audiencia, en los cortes de la ventana de operación.

SELECT measure.metric, measure.section, measure.audience, sum(measure.value)::BIGINT AS value
FROM measure
JOIN calendar ON calendar.slot = measure.slot AND calendar.in_operation
GROUP BY measure.metric, measure.section, measure.audience
ORDER BY ALL;
