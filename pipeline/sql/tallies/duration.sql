-- title: Duraciones por corte
-- unit: solicitudes
-- definition: Las de la operación que traen su duración, por corte, sección y duración en microsegundos redondeada a tres cifras significativas, y cuántas de ellas se respondieron con 5xx.

INSERT INTO duration
SELECT slot, section, three_digits(duration_us) AS rounded, count(*), count(*) FILTER (WHERE status >= 500)
FROM hit JOIN calendar USING (slot)
WHERE counted AND in_operation AND duration_us IS NOT NULL
GROUP BY slot, section, rounded;
