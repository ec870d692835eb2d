-- title: Un cliente o una red con una parte desmedida
-- unit: parte de las solicitudes del corte
-- definition: Cliente (dirección) que en un corte hizo 60 solicitudes por minuto o más, la quinta parte o más de todas, y diez veces o más las del cliente mediano de ese corte. Lo mismo una red (/24 o /48), si ningún cliente suyo hizo la mitad. Los cortes seguidos son un solo hallazgo. No se señala a quien es así en más de la mitad de los cortes con solicitudes: es un proxy o un equipo de servicio, no un suceso. Es grave si llega a la mitad de las solicitudes.

INSERT INTO finding
WITH counted AS (
    SELECT
        *,
        sum(askers) OVER (PARTITION BY kind, slot ORDER BY hits) AS until,
        sum(askers) OVER (PARTITION BY kind, slot) AS total
    FROM asker_count
    WHERE slot IN (SELECT slot FROM heavy)
),
whole AS (
    SELECT kind, slot, sum(hits * askers) AS hits, counted_quantile(hits, until, total, 0.5) AS usual
    FROM counted
    GROUP BY kind, slot
),
outsized AS (
    SELECT
        heavy.*,
        cut_minutes,
        whole.hits AS every,
        whole.usual,
        epoch(slot) / 60 / cut_minutes - row_number() OVER (PARTITION BY kind, who ORDER BY slot) AS run,
        count(*) OVER (PARTITION BY kind, who) AS often
    FROM heavy JOIN whole USING (kind, slot) CROSS JOIN setting
    WHERE heavy.hits * 5 >= whole.hits AND heavy.hits >= 10 * whole.usual
),
found AS (
    SELECT
        kind,
        who,
        min(slot) AS start,
        max(slot) + to_minutes(any_value(cut_minutes)) AS "end",
        count(*) AS cuts,
        sum(hits) AS hits,
        sum(hits) / sum(every) AS share,
        median(usual) AS usual
    FROM outsized
    WHERE often * 2 <= (SELECT count(DISTINCT slot) FROM asker_count)
    GROUP BY kind, who, run
)
SELECT start, "end", kind, share >= 0.5, cuts, hits, NULL, share, usual, NULL, who
FROM found;
