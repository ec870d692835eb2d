-- title: Clientes de cada hallazgo de firmas de ataque
-- unit: clientes
-- definition: Cuántos clientes distintos hicieron las solicitudes con firma de los cortes del hallazgo.
-- needs: finding

INSERT INTO author
SELECT kind, start, who, count(DISTINCT client), NULL, NULL
FROM finding JOIN suspected ON suspected.slot >= start AND suspected.slot < "end"
WHERE kind = 'attack'
GROUP BY kind, start, who;
