-- title: Bytes entregados
-- unit: bytes
-- definition: Suma del tamaño de las respuestas según la bitácora. Un tamaño no registrado («-») se desconoce y no suma.
-- metric: bytes | bytes | Bytes entregados

INSERT INTO measure
SELECT 'bytes', section, audience, slot, sum(bytes)
FROM traffic
WHERE bytes IS NOT NULL
GROUP BY ALL;
