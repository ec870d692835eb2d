-- title: Las duraciones contadas por su valor
-- unit: —
-- definition: Cuántas solicitudes duraron cada tanto, con las duraciones redondeadas a tres cifras significativas, y cómo se sacan cuantiles de valores contados. Como las demás cuentas por porción: de cada columna se dice si distingue una fila (key) o cómo se juntan las de dos porciones (sum, min, max).

CREATE TEMP TABLE duration (
    slot        TIMESTAMP,  -- key
    section     SECTION,  -- key
    duration_us UBIGINT,  -- key
    hits        BIGINT,  -- sum
    errors      BIGINT  -- sum
);

CREATE TEMP MACRO rounded_to(number, unit) AS ((number::HUGEINT + unit // 2) // unit * unit)::UBIGINT;
CREATE TEMP MACRO three_digits(number) AS
    CASE WHEN number < 1000 THEN number ELSE rounded_to(number, (10 ** (length(number::VARCHAR) - 3))::HUGEINT) END;

-- The quantile of counted values, interpolated as quantile_cont does. until: how many there are up to each value; total: in all.
CREATE TEMP MACRO counted_quantile(value, until, total, share) AS (
    min(value) FILTER (WHERE until > floor((total - 1) * share))
    + (min(value) FILTER (WHERE until > ceil((total - 1) * share)) - min(value) FILTER (WHERE until > floor((total - 1) * share)))
    * any_value((total - 1) * share - floor((total - 1) * share))
)::DOUBLE;
