-- title: Clientes
-- unit: direcciones
-- definition: Cada dirección distinta de las bitácoras, como ficha, con la ficha de su red y, si se dio un archivo de ubicaciones, su país y, de México, su estado.

INSERT INTO client
SELECT DISTINCT client, network, country, region
FROM part;
