-- title: Solicitudes por clase de recurso
-- unit: solicitudes
-- definition: Documentos, recursos gráficos y de estilo (assets), datos que la página pide por sí sola (data), fuentes RSS (feed), otros archivos, y solicitudes sin ruta.

INSERT INTO measure
SELECT 'kind_' || kind, section, audience, slot, sum(hits)
FROM traffic
GROUP BY ALL;
