"""The synthetic project with awkward data, each case one entry: for the layout, and to look at.

python -m tests.reports.awkward FOLDER [NAME …]    writes each as a PDF there
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipeline.project import load_project
from reports import charts
from reports import memoria as memorias
from reports.documents import render, theme
from reports.model import Memoria
from tests.reports import synthetic

AS_OF = date(2023, 6, 16)
Change = Callable[[duckdb.DuckDBPyConnection], None]


@dataclass(frozen=True)
class Case:
    """make: arguments of synthetic.make. toml: what is written instead in memoria.toml. changes: of
    the warehouse."""

    make: dict[str, Any] = field(default_factory=dict)
    toml: dict[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()


def build(case: Case, folder: Path) -> Memoria:
    warehouse, project = synthetic.make(folder, **case.make)
    with duckdb.connect(str(warehouse)) as connection:
        for change in case.changes:
            change(connection)
    text = project.path.read_text(encoding="utf-8")
    for old, new in case.toml.items():
        assert old in text
        text = text.replace(old, new)
    project.path.write_text(text, encoding="utf-8")
    project = load_project(project.path)
    return memorias.build(warehouse, project, AS_OF, "0.1.0", synthetic.handover())


# ------------------------------------------------------------------------------------- changes

COUNTED = "^(visitors|peak_[0-9]|p99|active|open_visits|bandwidth|wire)"
SCALED = {
    "period_measure": ("value", f"regexp_matches(metric, '{COUNTED}')"),
    "comparison": ("daily, daily_q1, daily_median, daily_q3, weekday, matched", "true"),
    "baseline_hour": ("q1, median, q3", "true"),
    "incident_effect": ("expected, expected_low, expected_high, lost", "true"),
    "crowd": ("rate_median, rate_p99, rate_max", "true"),
}
"""Figures kept as fractions, and which of them count something."""


def times(factor: int) -> Change:
    """Every count so many times as high."""

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        counts = connection.execute(
            "SELECT table_name, list(column_name) FROM information_schema.columns "
            "WHERE data_type IN ('BIGINT', 'UBIGINT', 'HUGEINT') GROUP BY table_name"
        ).fetchall()
        for table, columns in counts:
            sets = ", ".join(f'"{column}" = "{column}" * {factor}' for column in columns)
            connection.execute(f'UPDATE "{table}" SET {sets}')
        for table, (fractions, which) in SCALED.items():
            sets = ", ".join(f"{name} = {name} * {factor}" for name in fractions.split(", "))
            connection.execute(f"UPDATE {table} SET {sets} WHERE {which}")

    return change


def without_day(connection: duckdb.DuckDBPyConnection) -> None:
    """Not a line of the whole second day."""
    since = "slot >= TIMESTAMP '2023-06-05 06:00'"
    connection.execute(f"DELETE FROM measure WHERE {since}")
    connection.execute(
        f"UPDATE cut SET state = 'no_evidence', served = 0, failed = 0, others = 0 WHERE {since}"
    )
    connection.execute(
        "UPDATE cut_arrival SET state = 'unknown', first_seen = NULL, delay_seconds = NULL, "
        f"doubt_seconds = NULL, changes = 0, requests = 0, ok = 0, not_modified = 0 WHERE {since}"
    )
    connection.execute("DELETE FROM outage WHERE \"start\" >= TIMESTAMP '2023-06-05 06:00'")


def told_at_length(text: str) -> Change:
    """Incidents with that text in every field."""

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        for column in ("kind", "description", "effect", "remedy", "notified"):
            connection.execute(f"UPDATE incident SET {column} = {column} || ' ' || ?", [text])

    return change


def stored_deep(folder: str) -> Change:
    """Logs in that folder."""

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("UPDATE source_file SET path = ? || path", [folder])

    return change


# --------------------------------------------------------------------------------------- cases

PROSE = (
    "El personal de guardia observó que el balanceador dejó de repartir las solicitudes entre los "
    "dos servidores y, después de reiniciarlo dos veces sin resultado, cambió la ruta a mano. "
)
LONG_NAME = (
    "Compañía Editora y Radiodifusora de la Región Carbonífera, Cinco Manantiales y Frontera Norte "
    "del Estado de Coahuila de Zaragoza y Municipios Conurbados"
)
LONG_ADDRESS = "https://" + "portal-de-resultados." * 9 + "example/" + "ruta/" * 12
NAMES = {
    '"La Gaceta del Desierto"': f'"{LONG_NAME}"',
    '"Editora Ficticia del Desierto, S.A. de C.V."': (
        f'"{LONG_NAME}, Sociedad Anónima Promotora de Inversión Bursátil de Capital Variable"'
    ),
    '"Nombre Ficticio del Representante"': (
        '"María de los Ángeles Guadalupe Ficticia-Montemayor y Fernández de Córdoba viuda de '
        'Rodríguez-Villarreal"'
    ),
    '"Representante legal"': (
        '"Apoderada general para pleitos y cobranzas, actos de administración y representación '
        'ante autoridades electorales"'
    ),
    '"https://gaceta.example"': f'"{LONG_ADDRESS}"',
}
CASES = {
    "muestra": Case(),
    "muchos-archivos": Case(
        {"files": 200},
        changes=(stored_deep("/srv/respaldo/2023-06/servidor_de_publicacion-frontal/nginx/"),),
    ),
    "sin-incidencias": Case({"incidents": 0}),
    "muchas-incidencias": Case({"incidents": 40}, changes=(told_at_length(PROSE * 4),)),
    "sin-linea-base": Case({"baseline": False}),
    "metodo-2": Case({"method": 2}),
    "dia-sin-bitacoras": Case(changes=(without_day,)),
    "frontera": Case(toml={"method = 1": 'method = 1\ntime_zone = "America/Matamoros"'}),
    "nombres-y-cifras": Case(toml=NAMES, changes=(times(1_000_000), told_at_length(PROSE))),
    "incidencia-larga": Case({"incidents": 1}, changes=(told_at_length(PROSE * 60),)),
    "nada": Case({"incidents": 0, "baseline": False, "files": 1, "durations": False}),
}


def main(folder: Path, names: Iterable[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or CASES:
        found = build(CASES[name], folder / name)
        look = theme.load("institucional")
        made = render.pdf(found, look, charts.draw(found, look))
        (folder / f"{name}.pdf").write_bytes(made)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
