-- title: Solicitudes por clase de recurso
-- unit: solicitudes
-- definition: Documentos, recursos gráficos y de estilo (assets), datos que la página pide por sí sola (data), fuentes RSS (feed), otros archivos, y solicitudes sin ruta.
-- metric: kind_document | solicitudes | Documentos
-- metric: kind_asset | solicitudes | Recursos gráficos y de estilo
-- metric: kind_data | solicitudes | Datos que la página pide por sí sola
-- metric: kind_feed | solicitudes | Fuentes RSS
-- metric: kind_other | solicitudes | Otros archivos
-- metric: kind_none | solicitudes | Solicitudes sin ruta

INSERT INTO measure
SELECT 'kind_' || kind, section, audience, slot, sum(hits)
FROM traffic
GROUP BY ALL;
