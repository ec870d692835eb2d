-- title: La noche doblada sobre un corte
-- unit: solicitudes
-- definition: Solicitudes de personas en la operación según el segundo en que caen dentro de su corte: todas, y las del apuntador. Si los clientes no se sincronizan, el perfil es plano; una ráfaga en el mismo segundo de cada corte es un reloj común.

INSERT INTO fold
WITH seconds AS (
    SELECT unnest(range(cut_minutes * 60)) AS second FROM setting
),
asked AS (
    SELECT 'all' AS resource, second, hits FROM second WHERE audience = 'person'
    UNION ALL
    SELECT 'pointer', second, hits FROM poll_second
),
folded AS (
    SELECT resource, second % (cut_minutes * 60) AS second, sum(hits) AS requests
    FROM asked CROSS JOIN setting
    GROUP BY ALL
)
SELECT resource, second, coalesce(requests, 0)
FROM (SELECT DISTINCT resource FROM asked)
CROSS JOIN seconds
LEFT JOIN folded USING (resource, second);
