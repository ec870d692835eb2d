-- title: Lo que lee la definición «awstats»
-- unit: renglones
-- definition: Los que traen una ruta y un método que AWStats reconoce.

SELECT * FROM request WHERE path_id IS NOT NULL AND method IN (SELECT value FROM rule WHERE rule = 'methods')
