-- title: Clientes
-- unit: direcciones
-- definition: Cada dirección distinta de las bitácoras, como ficha, con la ficha de su red.

INSERT INTO client
SELECT DISTINCT client, network
FROM part;
