-- title: Ritmo de los clientes en los lapsos de carga
-- unit: clientes por corte
-- definition: De los lapsos en que se busca afluencia o ataque, cuántas veces un cliente hizo cada número de solicitudes en un corte.
-- needs: crowd_span

INSERT INTO crowd_pace
SELECT start, "end", hits, count(*)
FROM crowd_span JOIN asked ON slot >= start AND slot < "end"
WHERE reason <> 'operation'
GROUP BY start, "end", hits;
