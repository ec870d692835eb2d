-- title: Página
-- unit: páginas
-- definition: Solicitud GET o POST de una persona, respondida con 200, 304 o 206, cuyo recurso es un documento: la raíz, una ruta sin extensión o con una extensión de documento del convenio. Los recursos gráficos, los datos que la página pide por sí sola y las fuentes RSS no son páginas.

CREATE TEMP TABLE page AS
SELECT slot, time, visitor, section, service
FROM hit
WHERE counted
    AND audience = 'person'
    AND kind = 'document'
    AND method IN ('GET', 'POST')
    AND status IN (200, 206, 304);
