-- title: Cambio desde una comparación anterior
-- unit: veces
-- definition: La misma cifra en dos elecciones, de los difusores que están en ambas comparaciones con el mismo nombre corto. Sólo hay razón entre ambas si las dos se pueden comparar y la anterior no es cero. Los convenios, los perfiles y el programa de cada elección pueden contar distinto: véanse ambas metodologías.

INSERT INTO change
SELECT
    delivery,
    metric,
    earlier_figure.value,
    figure.value,
    CASE WHEN figure.incomparable IS NULL AND earlier_figure.incomparable IS NULL THEN figure.value / nullif(earlier_figure.value, 0) END,
    CASE
        WHEN figure.incomparable IS NOT NULL THEN 'ahora: ' || figure.incomparable
        WHEN earlier_figure.incomparable IS NOT NULL THEN 'antes: ' || earlier_figure.incomparable
        WHEN figure.value IS NULL THEN 'ahora no hay cifra'
        WHEN earlier_figure.value IS NULL THEN 'antes no había cifra'
        WHEN earlier_figure.value = 0 THEN 'antes era cero'
    END
FROM figure JOIN earlier_figure USING (delivery, metric)
ORDER BY delivery, metric;
