-- title: Actividad por corte
-- unit: visitantes y microsegundos
-- definition: De cada corte de la operación, sus visitantes distintos (dirección y agente, personas y robots) y la suma de las duraciones registradas.

INSERT INTO activity
SELECT slot, count(DISTINCT visitor), sum(duration_us)
FROM hit JOIN calendar USING (slot)
WHERE counted AND in_operation
GROUP BY slot;
