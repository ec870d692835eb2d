-- title: Cifras de las herramientas en las semanas de la línea base
-- unit: las de cada medida, por día o por mes
-- definition: Lo que los archivos de una herramienta dicen de los días de la línea base; los demás días de sus archivos no se leen aquí.

WITH span AS (
    SELECT min(local_day) AS first_day, max(local_day) AS last_day FROM calendar WHERE in_baseline
)
SELECT baseline_figure.*
FROM baseline_figure CROSS JOIN span
WHERE baseline_figure.last_day >= span.first_day AND baseline_figure.first_day <= span.last_day
ORDER BY source, baseline_figure.first_day, baseline_figure.last_day;
