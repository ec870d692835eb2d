-- title: Solicitudes sospechosas por corte
-- unit: solicitudes
-- definition: Las de cada corte de la operación por el nombre de su firma, cuántas se respondieron con 5xx y cuántas no fueron rechazadas (2xx o 5xx).

INSERT INTO suspect
SELECT
    slot,
    attack,
    count(*),
    count(*) FILTER (WHERE status >= 500),
    count(*) FILTER (WHERE status BETWEEN 200 AND 299 OR status >= 500)
FROM suspected JOIN calendar USING (slot)
WHERE in_operation
GROUP BY slot, attack;
