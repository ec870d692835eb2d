-- title: Respuestas que repiten lo que el cliente ya tenía
-- unit: solicitudes y bytes
-- definition: Respuestas 200 a datos de lo publicado que entregan a un visitante un recurso con el mismo tamaño con que ya se le había entregado en la operación: con validadores (ETag, Last-Modified) habrían podido ser un 304 sin cuerpo. Se cuentan la segunda y las siguientes. pointer: sólo las del apuntador. not_modified_bytes: tamaño medio registrado de un 304 de los mismos recursos.
-- metric: repeated_hits | solicitudes | Respuestas repetidas
-- metric: repeated_bytes | bytes | Bytes de las respuestas repetidas
-- metric: repeated_pointer_hits | solicitudes | Respuestas repetidas del apuntador
-- metric: repeated_pointer_bytes | bytes | Bytes repetidos del apuntador
-- metric: not_modified_bytes | bytes | Tamaño medio de un 304

INSERT INTO period_measure
WITH answer AS (
    SELECT hit.visitor, hit.path_id, hit.status, hit.bytes
    FROM hit JOIN calendar USING (slot)
    WHERE hit.counted AND calendar.in_operation AND hit.section = 'published' AND hit.kind = 'data'
        AND hit.status IN (200, 304) AND hit.bytes IS NOT NULL
),
copy AS (
    SELECT path_id, count(*) - 1 AS hits, (count(*) - 1) * bytes AS bytes
    FROM answer
    WHERE status = 200
    GROUP BY visitor, path_id, answer.bytes
),
per_path AS (
    SELECT path_id, sum(hits) AS hits, sum(bytes) AS bytes FROM copy GROUP BY path_id
),
marked AS (
    SELECT hits, bytes, path_id IN (FROM pointer_path) AS pointer FROM per_path
),
figure (metric, value) AS (
    SELECT 'repeated_hits', sum(hits) FROM marked
    UNION ALL SELECT 'repeated_bytes', sum(bytes) FROM marked
    UNION ALL SELECT 'repeated_pointer_hits', sum(hits) FROM marked WHERE pointer
    UNION ALL SELECT 'repeated_pointer_bytes', sum(bytes) FROM marked WHERE pointer
    UNION ALL SELECT 'not_modified_bytes', avg(bytes) FROM answer WHERE status = 304
)
SELECT metric, 'published', 'all', 'operation', value, NULL
FROM figure
WHERE value IS NOT NULL;
