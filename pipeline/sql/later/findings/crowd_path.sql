-- title: Rutas de los lapsos de carga
-- unit: solicitudes
-- definition: Cuántas veces se pidió cada ruta en los lapsos en que se busca afluencia o ataque, y en la operación entera.
-- needs: crowd_span

INSERT INTO crowd_path
WITH wanted AS (
    SELECT slot, path_id, count(*) AS hits
    FROM hit JOIN calendar USING (slot)
    WHERE counted AND in_operation AND path_id IS NOT NULL
    GROUP BY slot, path_id
)
SELECT start, "end", path_id, sum(hits)
FROM (SELECT DISTINCT start, "end" FROM crowd_span) JOIN wanted ON slot >= start AND slot < "end"
GROUP BY start, "end", path_id;
