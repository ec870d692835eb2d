-- title: Afluencia o ataque
-- unit: clientes, solicitudes por minuto y bits
-- definition: De los hallazgos de carga (errores, latencia, cliente o red desmedidos) y de los tres cortes de más solicitudes (los contiguos juntos; sin los que ya están en un hallazgo) se miran tres señales, como proponen Jung, Krishnamurthy y Rabinovich (WWW 2002). Novedad: parte de las redes (/24 o /48) que ninguna bitácora tenía antes; hasta 57 % es señal de afluencia, desde 86 %, de ataque. Ritmo: parte de las solicitudes hechas por clientes de 60 o más por minuto; hasta 5 % es señal de afluencia, desde 20 %, de ataque. Rutas: entropía de lo pedido contra la de toda la operación; desde tres cuartos de ella es señal de afluencia; hasta la mitad, con el 90 % o más de las solicitudes en cinco rutas, de ataque. Es compatible con ataque lo que tiene dos señales de ataque; con afluencia, lo que tiene dos de afluencia y ninguna de ataque; lo demás no es concluyente. La novedad no es señal de nada si las bitácoras empiezan menos de un día antes: todos son nuevos entonces.

INSERT INTO crowd
WITH by_slot AS (
    SELECT slot, sum(hits) AS hits FROM asked GROUP BY slot
),
busiest AS (
    SELECT slot, epoch(slot) / 60 / cut_minutes - row_number() OVER (ORDER BY slot) AS run
    FROM (SELECT slot FROM by_slot ORDER BY hits DESC, slot LIMIT 3) CROSS JOIN setting
),
load AS (
    SELECT candidate, start, "end"
    FROM candidate
    WHERE kind IN ('outage', 'error_burst', 'latency', 'client', 'network')
),
span AS (
    SELECT
        'M-' || row_number() OVER (ORDER BY min(slot)) AS span,
        min(slot) AS start,
        max(slot) + to_minutes(any_value(cut_minutes)) AS "end",
        NULL::VARCHAR AS candidate
    FROM busiest CROSS JOIN setting
    WHERE NOT EXISTS (SELECT 1 FROM load WHERE busiest.slot >= load.start AND busiest.slot < load."end")
    GROUP BY run
    UNION ALL
    SELECT candidate, start, "end", candidate FROM load
),
covered AS (
    SELECT span, span.start, slot FROM span JOIN by_slot ON slot >= span.start AND slot < span."end"
),
first_seen AS (
    SELECT client, min(time) AS time FROM hit GROUP BY client
),
network_seen AS (
    SELECT network, min(time) AS time FROM first_seen JOIN client USING (client) GROUP BY network
),
rate AS (
    SELECT span, slot, client, hits, hits / cut_minutes AS per_minute
    FROM covered JOIN asked USING (slot) CROSS JOIN setting
),
pace AS (
    SELECT
        span,
        sum(hits) AS hits,
        quantile_cont(per_minute, 0.5) AS rate_median,
        quantile_cont(per_minute, 0.99) AS rate_p99,
        max(per_minute) AS rate_max,
        coalesce(sum(hits) FILTER (WHERE per_minute >= 60), 0) / sum(hits) AS heavy_share
    FROM rate
    GROUP BY span
),
visitor AS (
    SELECT
        span,
        count(DISTINCT client) AS clients,
        count(DISTINCT network) AS networks,
        count(DISTINCT client) FILTER (WHERE first_seen.time >= span.start) AS new_clients,
        count(DISTINCT network) FILTER (WHERE network_seen.time >= span.start) AS new_networks
    FROM rate
    JOIN span USING (span)
    JOIN client USING (client)
    JOIN first_seen USING (client)
    JOIN network_seen USING (network)
    GROUP BY span
),
wanted AS (
    SELECT span, path_id, count(*) AS hits
    FROM (
        SELECT span, hit.path_id FROM covered JOIN hit USING (slot) WHERE counted AND path_id IS NOT NULL
        UNION ALL
        SELECT 'all', hit.path_id FROM hit JOIN calendar USING (slot) WHERE counted AND in_operation AND path_id IS NOT NULL
    )
    GROUP BY span, path_id
),
ranked AS (
    SELECT
        span,
        hits / sum(hits) OVER (PARTITION BY span) AS share,
        row_number() OVER (PARTITION BY span ORDER BY hits DESC) AS position
    FROM wanted
),
variety AS (
    SELECT
        span,
        sum(share ORDER BY position) FILTER (WHERE position <= 5) AS top_share,
        -sum(share * log2(share) ORDER BY position) AS entropy
    FROM ranked
    GROUP BY span
),
joined AS (
    SELECT
        span.*,
        pace.* EXCLUDE (span),
        visitor.* EXCLUDE (span),
        variety.* EXCLUDE (span),
        (SELECT entropy FROM variety WHERE span = 'all') AS usual_entropy
    FROM span
    JOIN pace USING (span)
    JOIN visitor USING (span)
    LEFT JOIN variety USING (span)
),
known AS (
    SELECT *, start >= (SELECT min(time) FROM first_seen) + INTERVAL 1 DAY AS novelty_tells FROM joined
),
signs AS (
    SELECT
        *,
        (novelty_tells AND new_networks <= 0.57 * networks)::INTEGER
        + (heavy_share <= 0.05)::INTEGER
        + coalesce((entropy >= 0.75 * usual_entropy)::INTEGER, 0) AS of_crowd,
        (novelty_tells AND new_networks >= 0.86 * networks)::INTEGER
        + (heavy_share >= 0.2)::INTEGER
        + coalesce((top_share >= 0.9 AND entropy <= 0.5 * usual_entropy)::INTEGER, 0) AS of_attack
    FROM known
)
SELECT
    span, start, "end", candidate, hits, clients, networks, new_clients, new_networks,
    rate_median, rate_p99, rate_max, heavy_share, top_share, entropy, usual_entropy,
    CASE WHEN of_attack >= 2 THEN 'attack' WHEN of_crowd >= 2 AND of_attack = 0 THEN 'crowd' ELSE 'inconclusive' END
FROM signs;
