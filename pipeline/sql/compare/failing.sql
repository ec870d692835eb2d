-- title: Cortes con falla, por difusor
-- unit: cortes
-- definition: Un corte de la operación falla en un difusor si hubo solicitudes de lo publicado y ninguna exitosa («errors»); y donde la bitácora ve todo lo publicado, también si nadie lo pidió con el servidor vivo («silent») o si se atendió sin que llegaran datos nuevos entre la primera llegada y la última («unseen»). Donde lo publicado se ve por un marco, los datos los atiende el sitio oficial: sólo los errores de la página son suyos. Un corte sin evidencia no es una falla: no se sabe.

INSERT INTO failing
SELECT
    cut.delivery,
    cut.slot,
    CASE cut.state WHEN 'served' THEN 'unseen' ELSE cut.state END
FROM cut
JOIN delivery USING (delivery)
LEFT JOIN cut_arrival USING (delivery, slot)
WHERE cut.state = 'errors'
    OR (sees_all AND (cut.state = 'silent' OR (cut.state = 'served' AND cut_arrival.state = 'unseen')))
ORDER BY cut.delivery, cut.slot;
