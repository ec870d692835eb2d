"""What a mutant of a query is: the query with one thing changed, as a slip of the hand would.

Each mutation takes a node of the query's tree and gives what may stand in its place.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import combinations, islice, takewhile

import sqlglot
from sqlglot import exp

DIALECT = "duckdb"
BESIDE = 30
"""Signs of a text that are shown beside what changed in it."""

SWAPPED: dict[type[exp.Expr], type[exp.Expr]] = {
    exp.GT: exp.GTE, exp.GTE: exp.GT, exp.LT: exp.LTE, exp.LTE: exp.LT,
    exp.EQ: exp.NEQ, exp.NEQ: exp.EQ, exp.And: exp.Or, exp.Or: exp.And,
    exp.Add: exp.Sub, exp.Sub: exp.Add, exp.Mul: exp.Div, exp.Div: exp.Mul,
    exp.Min: exp.Max, exp.Max: exp.Min, exp.ArgMin: exp.ArgMax, exp.ArgMax: exp.ArgMin,
    exp.First: exp.Last, exp.Last: exp.First, exp.Lag: exp.Lead, exp.Lead: exp.Lag,
    exp.Greatest: exp.Least, exp.Least: exp.Greatest,
    exp.LogicalAnd: exp.LogicalOr, exp.LogicalOr: exp.LogicalAnd, exp.Sum: exp.Max,
}  # fmt: skip

DROPPED = (exp.Not, exp.Neg, exp.Nullif, exp.Filter)
"""Of which only what they are about is left."""

CLAUSES = (exp.Where, exp.Having, exp.Qualify)
NEGATED = (exp.Is, exp.In, exp.Exists, exp.Like, exp.RegexpLike)
JOINS = {"LEFT": "", "FULL": "", "SEMI": "ANTI", "ANTI": "SEMI"}

Mutation = Callable[[exp.Expr], Iterator[exp.Expr | None]]
"""Nothing in a node's place: it is gone."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """line: of the file. change: what was there and what is, for a reader."""

    line: int
    change: str
    sql: str


def mutants(sql: str) -> list[Mutant]:
    """Every mutant of a file's statements, in the order of its lines."""
    statements = _statements(sql)
    found = (mutant for number in range(len(statements)) for mutant in _of(statements, number))
    return sorted(dict.fromkeys(found), key=lambda mutant: mutant.line)


def as_written(sql: str) -> str:
    """The same through the same hands: what differs then is the mutation's doing."""
    return _sql(_statements(sql))


def _statements(sql: str) -> list[exp.Expr]:
    return [one for one in sqlglot.parse(sql, dialect=DIALECT) if one]


def _of(statements: list[exp.Expr], number: int) -> Iterator[Mutant]:
    for position, node in enumerate(statements[number].walk()):
        if _orders_the_rows(node) or _parts_the_rows(node):
            continue
        for become in (one for mutation in MUTATIONS for one in mutation(node)):
            changed = [one.copy() for one in statements]
            _put(changed, number, position, become)
            yield Mutant(_line(node), _change(node, become), _sql(changed))


def _put(statements: list[exp.Expr], number: int, position: int, become: exp.Expr | None) -> None:
    node = next(islice(statements[number].walk(), position, None))
    if node.parent:
        node.replace(become)
    elif become:
        statements[number] = become


def _orders_the_rows(node: exp.Expr) -> bool:
    """An order of what is inserted: tables have none."""
    order = node.find_ancestor(exp.Order)
    query = order.parent if order else None
    return query is not None and isinstance(query.parent, exp.Insert)


def _parts_the_rows(node: exp.Expr) -> bool:
    """By whether it holds: its contrary parts them in the same two."""
    parting = isinstance(node.parent, (exp.Window, exp.Group))
    return parting and isinstance(node, (*NEGATED, exp.EQ, exp.NEQ))


def _sql(statements: Iterable[exp.Expr]) -> str:
    return ";\n".join(one.sql(DIALECT, comments=False) for one in statements)


def _line(node: exp.Expr) -> int:
    """The first that its names and constants are on, or those around it."""
    lines = [one.meta["line"] for one in node.walk() if "line" in one.meta]
    return min(lines) if lines or node.parent is None else _line(node.parent)


def _change(was: exp.Expr, become: exp.Expr | None) -> str:
    """Both, but of what is the same in both only the words beside the change."""
    before, after = _sql([was]), _sql([become]) if become else ""
    same = _alike(before, after)
    until = _alike(before[same:][::-1], after[same:][::-1])
    shown = (_around(text, same, len(text) - until) for text in (before, after))
    return " → ".join(shown)


def _alike(one: str, other: str) -> int:
    return sum(
        1 for _ in takewhile(lambda signs: signs[0] == signs[1], zip(one, other, strict=False))
    )


def _around(text: str, start: int, end: int) -> str:
    start, end = max(0, start - BESIDE), end + BESIDE
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


# ----------------------------------------------------------------------------------- mutations


def swapped(node: exp.Expr) -> Iterator[exp.Expr]:
    if other := SWAPPED.get(type(node)):
        yield other(**node.copy().args)


def dropped(node: exp.Expr) -> Iterator[exp.Expr | None]:
    if isinstance(node, DROPPED):
        yield node.this.copy()
    if isinstance(node, CLAUSES) or _is_distinct_of_select(node):
        yield None


def _is_distinct_of_select(node: exp.Expr) -> bool:
    return isinstance(node, exp.Distinct) and isinstance(node.parent, exp.Select)


def negated(node: exp.Expr) -> Iterator[exp.Expr]:
    if isinstance(node, NEGATED) and not isinstance(node.parent, exp.Not):
        yield exp.Not(this=node.copy())


def one_fewer(node: exp.Expr) -> Iterator[exp.Expr]:
    """One fewer of what is put together."""
    match node:
        case exp.And() | exp.Or() if not isinstance(node.parent, type(node)):
            operands = [one.copy() for one in node.flatten(unnest=False)]
            for some in combinations(operands, len(operands) - 1):
                yield reduce(lambda left, right: type(node)(this=left, expression=right), some)
        case exp.Union():
            named = {"with_": node.args["with_"]} if node.args.get("with_") else {}
            yield from (_with(one, **named) for one in (node.this, node.expression))
        case exp.Coalesce():
            yield node.this.copy()
            yield from (one.copy() for one in node.expressions)
        case exp.In() if len(node.expressions) > 1:
            yield from _without_one(node, "expressions")
        case exp.Case():
            yield from _without_one(node, "ifs") if len(node.args["ifs"]) > 1 else ()
            yield from [_with(node, default=None)] if node.args.get("default") else ()
        case exp.Window() if node.args.get("partition_by"):
            yield from _without_one(node, "partition_by")
        case exp.Distinct() if isinstance(node.parent, exp.Count) and len(node.expressions) == 1:
            yield node.expressions[0].copy()


def constants(node: exp.Expr) -> Iterator[exp.Expr]:
    match node:
        case exp.Boolean():
            yield exp.Boolean(this=not node.this)
        case exp.Literal() if isinstance(node.parent, exp.DataTypeParam):
            pass  # how much fits is not what is said
        case exp.Literal() if node.arg_key == "modifiers":
            pass  # sqlglot leaves out what it does not know
        case exp.Literal() if not node.is_string or _is_amount(node):
            yield from (_with(node, this=str(Decimal(node.this) + step)) for step in (1, -1))
        case exp.Literal():
            yield exp.Literal.string(f"{node.this}*")


def _is_amount(node: exp.Expr) -> bool:
    """Of an INTERVAL, which has it as a text."""
    return isinstance(node.parent, exp.Interval) and node.this.isdecimal()


def joins(node: exp.Expr) -> Iterator[exp.Expr]:
    """An inner join as an outer one is hardly ever another: what rows refer to is there."""
    if isinstance(node, exp.Join):
        for name in ("side", "kind"):
            if (word := node.args.get(name)) in JOINS:
                yield _with(node, **{name: JOINS[word]})


def orders(node: exp.Expr) -> Iterator[exp.Expr]:
    """An order of what is summed only makes its last bits the same everywhere."""
    if (
        isinstance(node, exp.Ordered)
        and not node.find_ancestor(exp.Sum, exp.Avg)
        and not _reaches_alike(node.find_ancestor(exp.Window))
    ):
        yield _with(node, desc=not node.args.get("desc"))


def _reaches_alike(window: exp.Window | None) -> bool:
    """As far back as ahead: either direction has the same rows in it."""
    frame = window.args.get("spec") if window else None
    return frame is not None and frame.args["start"] == frame.args["end"]


def bounds(node: exp.Expr) -> Iterator[exp.Expr]:
    if isinstance(node, exp.Between):
        for above, below in ((exp.GT, exp.LTE), (exp.GTE, exp.LT)):
            parts = node.copy().args
            low = above(this=parts["this"], expression=parts["low"])
            high = below(this=parts["this"].copy(), expression=parts["high"])
            yield exp.Paren(this=exp.And(this=low, expression=high))


def _with(node: exp.Expr, **args: object) -> exp.Expr:
    changed = node.copy()
    for name, value in args.items():
        changed.set(name, value)
    return changed


def _without_one(node: exp.Expr, name: str) -> Iterator[exp.Expr]:
    items = node.args[name]
    for some in combinations(items, len(items) - 1):
        yield _with(node, **{name: [one.copy() for one in some]})


MUTATIONS: tuple[Mutation, ...] = (
    swapped, dropped, negated, one_fewer, constants, joins, orders, bounds
)  # fmt: skip
