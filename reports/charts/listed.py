"""What a chart draws, as a table: for whoever cannot see it, or wants the figure itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reports import locale

MOST = 400
"""Rows that such a table has at most: the data annex has every one."""

Raw = str | float | None
Told = tuple[str, ...]
"""The field with the text, its heading, and the field with the raw value: the text if not named."""


@dataclass(frozen=True, slots=True)
class ChartTable:
    """rows: as a reader reads them, the first cell names its row. values: the same cells raw, for
    sorting and CSV, instants in local time; None where there is no figure. note: empty, or how
    many rows are left out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    values: tuple[tuple[Raw, ...], ...]
    note: str = ""


def listed(rows: Iterable[Mapping[str, Any]], *columns: Told) -> ChartTable:
    """The rows that marks are drawn from, one a row."""
    found = list(rows)
    shown = found[:MOST]
    some = f"Se muestran {locale.number(MOST)} de {locale.number(len(found))} renglones."
    return ChartTable(
        columns=tuple(told[1] for told in columns),
        rows=tuple(tuple(_text(row.get(told[0])) for told in columns) for row in shown),
        values=tuple(tuple(_raw(row, told) for told in columns) for row in shown),
        note=some if len(found) > MOST else "",
    )


def together(heading: str, lines: Mapping[str, Iterable[Mapping[str, Any]]]) -> ChartTable:
    """Lines over the same hours: a column each, named as they are."""
    joined: dict[str, dict[str, Any]] = {}
    for name, rows in lines.items():
        for row in rows:
            cells = joined.setdefault(row["t"], {"t": row["t"], "cuando": row["cuando"]})
            cells |= {name: row["texto"], f"{name} ": row["v"]}
    columns = [(name, name, f"{name} ") for name in lines]
    return listed((joined[at] for at in sorted(joined)), ("cuando", heading, "t"), *columns)


def _text(value: str | None) -> str:
    return value or locale.MISSING


def _raw(row: Mapping[str, Any], told: Told) -> Raw:
    value: Raw = row.get(told[-1] if len(told) > 2 else told[0])
    return value.removesuffix("Z") if isinstance(value, str) else value
