import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipeline import warehouse as warehouses
from pipeline.errors import OutputError, WarehouseError
from reports.delivery import cells, datapackage, marks, resources
from tests.reports import synthetic

AS_OF = date(2023, 6, 16)
HOSTILE = [
    '=HYPERLINK("http://malo.example","x")', "+1", "-1", "@SUM(A1)", "'=1", "''@x", "\t=1", " =1",
    "|calc", "%x", "\r=1", "a\rb", "dos\nrenglones", 'con "comillas", comas', "ñandú €", "\x00nulo",
    "＝1+1", "\ufeff=1", "'", "", "'texto", "<b>&amp;</b>", "nan", "null",
]  # fmt: skip
UNKNOWN_CLIENTS = {"client", "visitor", "network", "path_id", "agent_id", "referer_id", "vhost_id"}


@pytest.fixture(scope="module")
def empty():
    with duckdb.connect() as connection:
        warehouses.make_tables(connection)
        yield connection


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A warehouse with odd values of its type in every column, and its project."""
    folder = tmp_path_factory.mktemp("p")
    with duckdb.connect(folder / "memoria.duckdb") as connection:
        warehouses.make_tables(connection)
        connection.begin()
        for table in marks.tables():
            fill(connection, table)
        connection.commit()
    return folder / "memoria.duckdb", synthetic._project(folder, "", 1)


def fill(connection, table: str) -> None:
    columns = connection.execute(
        "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE table_name = ?",
        [table],
    ).fetchall()
    counted = {"lines", "hits", "rejects", "blank", "comments"} if table == "source_file" else ()
    rows = [
        [0 if name in counted else odd(kind, row + shift, nullable=nullable)
         for shift, (name, kind, nullable) in enumerate(columns)]
        for row in range(len(HOSTILE))
    ]  # fmt: skip
    places = ", ".join("?" * len(columns))
    connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)


def odd(kind: str, turn: int, *, nullable: bool) -> object:
    """One of as many values of that type, all different, as there are hostile texts."""
    turn %= len(HOSTILE)
    if nullable and turn % 7 == 3:
        return None
    if kind.startswith("ENUM"):
        return re.findall(r"'(\w+)'", kind)[0]
    return ODD[kind](turn)


MOMENT = datetime.fromisoformat("2023-06-05T00:00:00")
FRACTIONS = (0, 1, 10, 500_000, 999_999)
REALS = (1 / 3, 1e300, 5e-324, -0.0, 1e22, 123456789012345680.0, -2.5, 1e-7)
ODD: dict[str, Callable[[int], object]] = {
    "VARCHAR": lambda turn: HOSTILE[turn],
    "BOOLEAN": lambda turn: turn % 2 == 0,
    "DATE": lambda turn: (MOMENT + timedelta(days=turn)).date(),
    "TIMESTAMP": lambda turn: MOMENT + timedelta(days=turn, microseconds=FRACTIONS[turn % 5]),
    "DOUBLE": lambda turn: REALS[turn % len(REALS)],
    "SMALLINT": lambda turn: -turn,
    "USMALLINT": lambda turn: 2**16 - 1 - turn,
    "INTEGER": lambda turn: turn - 2**31,
    "BIGINT": lambda turn: 2**63 - 1 - turn,
    "UBIGINT": lambda turn: 2**64 - 1 - turn,
    "HUGEINT": lambda turn: 2**63 - 1 - turn,
}


@pytest.fixture(scope="module")
def data(project, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("anexos")
    datapackage.write(project[0], project[1], AS_OF, folder)
    return folder / "datos"


@pytest.fixture(scope="module")
def package(data) -> dict[str, Any]:
    return json.loads((data / "datapackage.json").read_text(encoding="utf-8"))


def tables(package) -> Iterator[dict[str, Any]]:
    return (one for one in package["resources"] if one["format"] == "csv")


# -- what is handed over


def test_every_table_says_whether_it_may_be_handed_over(empty):
    made = {name for (name,) in empty.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()}  # fmt: skip
    found = marks.tables()
    assert set(found) == made
    assert {name for name, mark in found.items() if mark.level not in marks.LEVELS} == set()


def test_a_table_that_does_not_say_is_not_handed_over(tmp_path, project):
    (file := tmp_path / "new.sql").write_text("CREATE TABLE new (\n    a INTEGER\n);\n")
    assert marks.tables(file)["new"].level is None
    assert "new" not in marks.tables()


def test_nothing_of_requests_or_clients_is_handed_over(empty, data):
    found = marks.tables()
    requests = {name for name, mark in found.items() if mark.level == marks.REQUEST}
    assert requests >= {"hit", "reject", "client", "path", "agent", "referer", "robot_visitor"}
    assert {path.stem for path in data.rglob("*.*")} & requests == set()
    columns = empty.execute("SELECT table_name, column_name FROM duckdb_columns()").fetchall()
    kept = {(table, name) for table, name in columns if table in found and table not in requests}
    assert {one for one in kept if one[1] in UNKNOWN_CLIENTS} == set()


def test_every_number_has_a_unit_and_every_mark_a_column(empty):
    kinds = {
        (table, column): resources.TYPES[kind.partition("(")[0]]
        for table, column, kind in empty.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
        if (mark := marks.tables().get(table)) and mark.level == marks.MEASURE
    }
    marked = {
        (name, column): text
        for name, mark in marks.tables().items()
        for column, text in mark.units.items()
    }
    assert set(marked) <= set(kinds)
    numbers = {one for one, kind in kinds.items() if kind in ("integer", "number")}
    local = {one for one, text in marked.items() if text == resources.LOCAL}
    assert set(marked) == numbers | local
    assert local == {("calendar", "local_time")}


def test_every_metric_is_explained_once():
    names = [one.metric for one in marks.metrics()]
    assert len(names) == len(set(names))
    assert {"hits", "pages", "visits", "visitors_min", "polling_period", "error_path"} <= set(names)


# -- the same three times


def test_csv_parquet_and_warehouse_say_the_same(project, data, package):
    hidden = {"medidas", "definiciones", "herramientas"}
    with duckdb.connect(project[0], read_only=True) as connection:
        for table in tables(package):
            fields = table["schema"]["fields"]
            exact = parquet(data / f"parquet/{table['name']}.parquet")
            assert exact == list(of_csv(data / table["path"], fields)), table["name"]
            if table["name"] not in hidden:
                rows = connection.execute(f'FROM "{table["name"]}"').fetchall()
                assert sorted(exact, key=repr) == sorted(map(empty_is_none, rows), key=repr)


def parquet(path: Path) -> list[tuple]:
    return [empty_is_none(row) for row in pl.read_parquet(path).iter_rows()]


def empty_is_none(row: tuple) -> tuple:
    """A CSV does not tell an empty text from a missing one."""
    return tuple(None if value == "" else value for value in row)


def of_csv(path: Path, fields: list[dict[str, Any]]) -> Iterator[tuple]:
    """As the descriptor says that it is to be read."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, strict=True)
        assert next(rows) == [field["name"] for field in fields]
        for row in rows:
            yield tuple(
                READ[field["type"]](cell, field) if cell else None
                for cell, field in zip(row, fields, strict=True)
            )


def _instant(cell: str, field: dict[str, Any]) -> datetime:
    assert cell.endswith("Z") == (field["format"] == "default")
    return datetime.fromisoformat(cell.removesuffix("Z"))


def _text(cell: str, field: dict[str, Any]) -> str:
    return cells.exact(cell) if cells.RULE in field["description"] else cell


READ = {
    "string": _text,
    "integer": lambda cell, _: int(cell),
    "number": lambda cell, _: float(cell),
    "boolean": lambda cell, _: {"true": True, "false": False}[cell],
    "date": lambda cell, _: date.fromisoformat(cell),
    "datetime": _instant,
}


def test_hostile_texts_are_exact_in_parquet_and_harmless_in_the_csv(data):
    items = pl.read_parquet(data / "parquet/ranking.parquet")["item"].to_list()
    assert set(items) == set(HOSTILE)
    for path in (data / "csv").iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, strict=True):
                for cell in row:
                    assert not formula(cell), (path.name, cell)


def formula(cell: str) -> bool:
    """What a spreadsheet would run; numbers may be negative."""
    number = re.fullmatch(r"-\d+(\.\d+)?(e[+-]\d+)?", cell)
    return not number and cells.harmless(cell) != cell and not cell.startswith("'")


def test_the_same_rows_in_another_order_make_the_same_files(project, data, tmp_path):
    place, made = project
    with duckdb.connect(tmp_path / "other.duckdb") as connection:
        connection.execute(f"ATTACH '{place}' AS kept (READ_ONLY)")
        warehouses.make_tables(connection)
        for name in marks.tables():
            connection.execute(
                f'INSERT INTO "{name}" SELECT * FROM kept."{name}" ORDER BY ALL DESC'
            )
    datapackage.write(tmp_path / "other.duckdb", made, AS_OF, tmp_path)
    assert digests(tmp_path / "datos") == digests(data)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*.*")
    }


# -- the descriptor


def test_the_package_describes_itself(package):
    assert package["profile"] == "data-package"
    assert package["created"] == "2023-06-16T00:00:00Z"
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert package["contributors"] == [
        {"title": "Editora Ficticia del Desierto, S.A. de C.V.", "role": "publisher"}
    ]
    assert package["title"].startswith("Datos de la memoria técnica de La Gaceta del Desierto")
    assert all(set(one) == {"title"} for one in package["sources"])


def test_every_file_is_a_resource_with_its_digest(data, package):
    described = {one["path"]: (one["bytes"], one["hash"]) for one in package["resources"]}
    files = {path.relative_to(data).as_posix(): path for path in data.glob("*/*")}
    assert described == {
        name: (path.stat().st_size, f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}")
        for name, path in files.items()
    }
    names = [one["name"] for one in package["resources"]]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[-a-z0-9._/]+", name) for name in names)
    assert {"measure", "incident", "source_file", "medidas", "definiciones"} <= set(names)


def test_every_table_follows_the_specification(package):
    keys = {one["name"]: one["schema"].get("primaryKey") for one in tables(package)}
    for table in tables(package):
        assert table["profile"] == "tabular-data-resource"
        assert (table["encoding"], table["mediatype"]) == ("utf-8", "text/csv")
        assert table["description"]
        schema = table["schema"]
        assert schema["missingValues"] == [""]
        names = [field["name"] for field in schema["fields"]]
        assert set(schema.get("primaryKey", [])) <= set(names)
        for field in schema["fields"]:
            assert field["type"] in READ
            assert field["description"], (table["name"], field["name"])
            assert "constraints" not in field or field["type"] != "string"  # an empty one is there
        for key in schema.get("foreignKeys", []):
            assert set(key["fields"]) <= set(names)
            other = key["reference"]["resource"] or table["name"]
            assert keys[other] == key["reference"]["fields"]


def test_the_explanation_lists_every_table(data, package):
    page = (data / "LEEME.md").read_text(encoding="utf-8")
    assert all(f"| `{table['name']}` | " in page for table in tables(package))
    assert cells.RULE in page
    assert "$" not in page


GUIDE = Path(__file__).parents[2] / "docs" / "datos.md"


@pytest.mark.parametrize(
    "query", re.findall(r"```sql\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
)
def test_the_examples_of_the_guide_run(query, data, monkeypatch):
    monkeypatch.chdir(data)
    with duckdb.connect() as connection:
        assert connection.execute(query).description


def test_the_guide_names_tables_that_are_there(package):
    text = GUIDE.read_text(encoding="utf-8")
    listed = re.findall(r"^- (.*?):", text, re.MULTILINE)
    named = {name for line in listed for name in re.findall(r"`(\w+)`", line)}
    assert named - {"baseline_"} <= {one["name"] for one in tables(package)}
    assert len(named) > 10


def test_another_file_is_no_warehouse(tmp_path, project):
    (tmp_path / "x.duckdb").write_text("no es una base de datos" * 100)
    with pytest.raises(WarehouseError, match="memoria build"):
        datapackage.write(tmp_path / "x.duckdb", project[1], AS_OF, tmp_path)


def test_a_file_that_cannot_be_written_is_a_clear_error(tmp_path, project):
    (tmp_path / "datos" / "csv" / "cut.csv").mkdir(parents=True)
    with pytest.raises(OutputError, match="datos: no se puede escribir"):
        datapackage.write(project[0], project[1], AS_OF, tmp_path)
