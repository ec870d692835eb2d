-- title: Lapsos en que se busca afluencia o ataque
-- unit: cortes
-- definition: Los de los hallazgos de carga (errores, latencia, cliente o red desmedidos), los tres cortes de más solicitudes (los contiguos juntos; sin los que ya están en un hallazgo) y, con qué comparar, la operación entera.

INSERT INTO crowd_span
WITH load AS (
    SELECT DISTINCT start, "end"
    FROM finding
    WHERE kind IN ('outage', 'error_burst', 'latency', 'client', 'network')
),
by_slot AS (
    SELECT slot, sum(hits * askers) AS hits FROM asker_count WHERE kind = 'client' GROUP BY slot
),
busiest AS (
    SELECT slot, epoch(slot) / 60 / cut_minutes - row_number() OVER (ORDER BY slot) AS run
    FROM (SELECT slot FROM by_slot ORDER BY hits DESC, slot LIMIT 3) CROSS JOIN setting
)
SELECT start, "end", 'finding' FROM load
UNION ALL
SELECT min(slot), max(slot) + to_minutes(any_value(cut_minutes)), 'busiest'
FROM busiest CROSS JOIN setting
WHERE NOT EXISTS (FROM load WHERE busiest.slot >= load.start AND busiest.slot < load."end")
GROUP BY run
UNION ALL
SELECT min(slot), max(slot) + to_minutes(any_value(cut_minutes)), 'operation'
FROM calendar CROSS JOIN setting
WHERE in_operation;
