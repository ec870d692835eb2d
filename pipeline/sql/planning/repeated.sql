-- title: Respuestas que repiten lo que el cliente ya tenía
-- unit: solicitudes y bytes
-- definition: Respuestas 200 a datos de lo publicado que entregan a un visitante un recurso con el mismo tamaño con que ya se le había entregado en la operación: con validadores (ETag, Last-Modified) habrían podido ser un 304 sin cuerpo. Se cuentan la segunda y las siguientes. pointer: sólo las del apuntador. not_modified_bytes: tamaño medio registrado de un 304 de los mismos recursos.
-- metric: repeated_hits | solicitudes | Respuestas repetidas
-- metric: repeated_bytes | bytes | Bytes de las respuestas repetidas
-- metric: repeated_pointer_hits | solicitudes | Respuestas repetidas del apuntador
-- metric: repeated_pointer_bytes | bytes | Bytes repetidos del apuntador
-- metric: not_modified_bytes | bytes | Tamaño medio de un 304

INSERT INTO period_measure
WITH figure (metric, value) AS (
    SELECT 'repeated_hits', sum(hits) FROM repeat
    UNION ALL SELECT 'repeated_bytes', sum(bytes) FROM repeat
    UNION ALL SELECT 'repeated_pointer_hits', hits FROM repeat WHERE pointer
    UNION ALL SELECT 'repeated_pointer_bytes', bytes FROM repeat WHERE pointer
    UNION ALL SELECT 'not_modified_bytes', bytes / hits FROM unchanged
)
SELECT metric, 'published', 'all', 'operation', value, NULL
FROM figure
WHERE value IS NOT NULL;
