-- title: Afluencia o ataque
-- unit: clientes, solicitudes por minuto y bits
-- definition: De los hallazgos de carga (errores, latencia, cliente o red desmedidos) y de los tres cortes de más solicitudes (los contiguos juntos; sin los que ya están en un hallazgo) se miran tres señales, como proponen Jung, Krishnamurthy y Rabinovich (WWW 2002). Novedad: parte de las redes (/24 o /48) que ninguna bitácora tenía antes; hasta 57 % es señal de afluencia, desde 86 %, de ataque. Ritmo: parte de las solicitudes hechas por clientes de 60 o más por minuto; hasta 5 % es señal de afluencia, desde 20 %, de ataque. Rutas: entropía de lo pedido contra la de toda la operación; desde tres cuartos de ella es señal de afluencia; hasta la mitad, con el 90 % o más de las solicitudes en cinco rutas, de ataque. Es compatible con ataque lo que tiene dos señales de ataque; con afluencia, lo que tiene dos de afluencia y ninguna de ataque; lo demás no es concluyente. La novedad no es señal de nada si las bitácoras empiezan menos de un día antes: todos son nuevos entonces.

INSERT INTO crowd
WITH span AS (
    SELECT 'M-' || row_number() OVER (ORDER BY start) AS span, start, "end", NULL AS candidate
    FROM crowd_span
    WHERE reason = 'busiest'
    UNION ALL
    SELECT candidate, start, "end", candidate
    FROM candidate
    WHERE kind IN ('outage', 'error_burst', 'latency', 'client', 'network')
),
rate AS (
    SELECT
        *,
        sum(askers) OVER (PARTITION BY start, "end" ORDER BY hits) AS until,
        sum(askers) OVER (PARTITION BY start, "end") AS total
    FROM crowd_pace CROSS JOIN setting
),
pace AS (
    SELECT
        start,
        "end",
        sum(hits * askers) AS hits,
        counted_quantile(hits / cut_minutes, until, total, 0.5) AS rate_median,
        counted_quantile(hits / cut_minutes, until, total, 0.99) AS rate_p99,
        max(hits / cut_minutes) AS rate_max,
        coalesce(sum(hits * askers) FILTER (WHERE hits >= 60 * cut_minutes), 0) / sum(hits * askers) AS heavy_share
    FROM rate
    GROUP BY start, "end"
),
-- Paths by how often they were asked for: few rows, and always summed in the same order.
often AS (
    SELECT start, "end", hits, count(*) AS paths FROM crowd_path GROUP BY start, "end", hits
),
ranked AS (
    SELECT
        *,
        hits / sum(hits * paths) OVER (PARTITION BY start, "end") AS share,
        greatest(0, least(paths, 5 - (sum(paths) OVER (PARTITION BY start, "end" ORDER BY hits DESC) - paths))) AS of_top
    FROM often
),
variety AS (
    SELECT
        start,
        "end",
        sum(share * of_top ORDER BY hits DESC) AS top_share,
        -sum(paths * share * log2(share) ORDER BY hits DESC) AS entropy
    FROM ranked
    GROUP BY start, "end"
),
joined AS (
    SELECT
        span.*,
        pace.* EXCLUDE (start, "end"),
        crowd_client.* EXCLUDE (start, "end"),
        variety.* EXCLUDE (start, "end"),
        (SELECT entropy FROM variety JOIN crowd_span USING (start, "end") WHERE reason = 'operation') AS usual_entropy
    FROM span
    JOIN pace USING (start, "end")
    JOIN crowd_client USING (start, "end")
    LEFT JOIN variety USING (start, "end")
),
known AS (
    SELECT *, start >= (SELECT min(first) FROM source_file) + INTERVAL 1 DAY AS novelty_tells FROM joined
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
