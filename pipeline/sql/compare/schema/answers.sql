-- title: Las tablas de lo que cada difusor entregó, declaró y comentó
-- unit: —
-- definition: Lo que dice la memoria de cada entrega, cláusula por cláusula; y sus comentarios.

-- level: measure
CREATE TABLE content (
    delivery VARCHAR NOT NULL,  -- of: delivery.delivery
    position INTEGER NOT NULL,  -- unit: lugar
    item     VARCHAR NOT NULL,
    kind     VARCHAR NOT NULL,
    title    VARCHAR NOT NULL,
    clause   VARCHAR NOT NULL,
    status   VARCHAR NOT NULL,
    detail   VARCHAR NOT NULL,
    PRIMARY KEY (delivery, position)
);
COMMENT ON TABLE content IS 'Cada cosa que el convenio pide entregar y si está.';
COMMENT ON COLUMN content.delivery IS 'La entrega.';
COMMENT ON COLUMN content.position IS 'Lugar en el convenio, desde 1.';
COMMENT ON COLUMN content.item IS 'Nombre de lo pedido en el perfil del convenio.';
COMMENT ON COLUMN content.kind IS 'content (contenido de la memoria) | form (forma de entregarla).';
COMMENT ON COLUMN content.title IS 'Lo pedido, como lo nombra el convenio.';
COMMENT ON COLUMN content.clause IS 'Cláusula que lo pide.';
COMMENT ON COLUMN content.status IS 'completo | parcial | falta.';
COMMENT ON COLUMN content.detail IS 'Qué hay, en una frase.';

-- level: measure
CREATE TABLE requirement (
    delivery    VARCHAR NOT NULL,  -- of: delivery.delivery
    position    INTEGER NOT NULL,  -- unit: lugar
    requirement VARCHAR NOT NULL,
    clause      VARCHAR NOT NULL,
    title       VARCHAR NOT NULL,
    answer      VARCHAR NOT NULL,
    statement   VARCHAR,
    evidence    VARCHAR,
    observed    VARCHAR,
    PRIMARY KEY (delivery, position)
);
COMMENT ON TABLE requirement IS 'Cada requerimiento del convenio y lo que el difusor contesta.';
COMMENT ON COLUMN requirement.delivery IS 'La entrega.';
COMMENT ON COLUMN requirement.position IS 'Lugar en el convenio, desde 1.';
COMMENT ON COLUMN requirement.requirement IS 'Nombre del requerimiento en el perfil del convenio.';
COMMENT ON COLUMN requirement.clause IS 'Cláusula que lo pide.';
COMMENT ON COLUMN requirement.title IS 'El requerimiento, en pocas palabras.';
COMMENT ON COLUMN requirement.answer IS 'cumple | no cumple | sin evidencia | no aplica (su método no lo pide).';
COMMENT ON COLUMN requirement.statement IS 'Lo que declara el difusor; nulo si nada.';
COMMENT ON COLUMN requirement.evidence IS 'Lo que según él lo comprueba; nulo si nada.';
COMMENT ON COLUMN requirement.observed IS 'Lo que la bitácora muestra; nulo si nada puede mostrar.';

-- level: measure
CREATE TABLE remark (
    delivery VARCHAR NOT NULL,  -- of: delivery.delivery
    position INTEGER NOT NULL,  -- unit: lugar
    theme    VARCHAR NOT NULL,
    text     VARCHAR NOT NULL,
    PRIMARY KEY (delivery, position)
);
COMMENT ON TABLE remark IS 'Los comentarios y sugerencias de cada difusor: un renglón por párrafo o punto de lista, sin su formato. Son textos ajenos: hay que escaparlos.';
COMMENT ON COLUMN remark.delivery IS 'La entrega.';
COMMENT ON COLUMN remark.position IS 'Lugar en sus comentarios, desde 1.';
COMMENT ON COLUMN remark.theme IS 'El tema del que más palabras tiene, según reports/compare/themes.toml.';
COMMENT ON COLUMN remark.text IS 'El comentario.';
