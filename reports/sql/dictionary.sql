-- title: Diccionario de datos
-- unit: —
-- definition: Cada tabla y columna del archivo de medidas con su comentario.

SELECT
    tables.table_name,
    coalesce(tables.comment, '')   AS table_comment,
    columns.column_name,
    split_part(columns.data_type, '(', 1) AS data_type,  -- of an enum the comment says the values
    coalesce(columns.comment, '')  AS comment
FROM duckdb_tables() AS tables
JOIN duckdb_columns() AS columns USING (database_name, schema_name, table_name)
WHERE NOT tables.internal AND NOT tables.temporary
ORDER BY tables.table_name, columns.column_index;
