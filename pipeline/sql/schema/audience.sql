-- title: Los robots
-- unit: —
-- definition: Qué visitantes no son personas y por qué se sabe.

-- In the order in which they decide: who is known by several is the first of them.
CREATE TYPE robot_class AS ENUM ('monitor', 'tool', 'crawler', 'empty', 'robots_txt', 'probe', 'behaviour');

-- level: request
CREATE TABLE robot_visitor (visitor UBIGINT PRIMARY KEY, class ROBOT_CLASS NOT NULL);
COMMENT ON TABLE robot_visitor IS 'Visitantes que son robots; los demás se cuentan como personas.';
COMMENT ON COLUMN robot_visitor.visitor IS 'Ficha de la dirección con su agente de usuario.';
COMMENT ON COLUMN robot_visitor.class IS 'Por qué se sabe, lo primero que se cumpla: monitor (vigila si el sitio responde), tool (programa que dice su nombre), crawler (lista pública de robots), empty (sin agente), robots_txt (pidió robots.txt), probe (pidió lo que sólo piden los escáneres), behaviour (se comportó como ninguna persona).';
