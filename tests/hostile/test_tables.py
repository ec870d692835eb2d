"""Parquet files that lie about their rows, types and texts; CSV that say otherwise."""

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from pipeline import warehouse
from pipeline.errors import DeliveryError
from reports.verification import package, tables
from reports.verification.tables import rebuilt
from tests.hostile.factory import told, wrong

MANY = 130_000  # a number that takes as many bytes in a Parquet as ROWS_TOLD
ROWS_TOLD = 1_000_000


@pytest.fixture(scope="module")
def ours():
    with closing(duckdb.connect()) as connection:
        warehouse.make_tables(connection)
        yield connection


@pytest.fixture
def refused(ours, tmp_path):
    """Why a table of that name is not kept."""

    def why(name: str = "outage") -> str:
        files = {name: tmp_path / f"{name}.parquet"}
        return told(DeliveryError(tables._filled(ours, files, tables.Limits())))

    return why


def asked(folder: Path, question: str, name: str = "outage") -> Path:
    """A Parquet of what the question says."""
    with closing(duckdb.connect()) as connection:
        connection.execute(f"COPY ({question}) TO '{folder / name}.parquet' (FORMAT parquet)")
    return folder / f"{name}.parquet"


# -- rows


@pytest.mark.parametrize(("name", "most"), [("outage", 200_000), ("measure", 5_000_000)])
def test_more_rows_than_a_table_has(tmp_path, refused, name, most):
    asked(tmp_path, f"SELECT 1 AS value FROM range({most + 1})", name)
    assert f"dice tener {most + 1:,} renglones" in refused(name)


def varint(number: int) -> bytes:
    """As a Parquet's footer writes it."""
    found, left = b"", 2 * number
    while left > 127:
        found += bytes([left & 127 | 128])
        left >>= 7
    return found + bytes([left])


@pytest.mark.parametrize("which", [0, -1])
def test_rows_that_are_not_there(tmp_path, refused, which):
    """Told by the file, or by the last of its groups."""
    place = asked(tmp_path, f"SELECT now()::TIMESTAMP AS start FROM range({MANY})")
    content = place.read_bytes()
    foot = (
        content.rfind(varint(MANY)) if which else content.find(varint(MANY), 4 + len(content) // 3)
    )
    true, lie = varint(MANY), varint(ROWS_TOLD)
    assert len(true) == len(lie)
    place.write_bytes(content[:foot] + lie + content[foot + len(lie) :])
    assert "no es la tabla" in (said := refused()) or "dice tener 1,000,000" in said


# -- types


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("SELECT 'ayer' AS start", "la columna «start» es VARCHAR"),
        ("SELECT [now()::TIMESTAMP] AS start", "la columna «start» es TIMESTAMP[]"),
        ("SELECT {'a': [1]} AS minutes", "la columna «minutes» es STRUCT"),
        ("SELECT MAP {'a': 1} AS minutes", "la columna «minutes» es MAP"),
        ("SELECT '1'::BLOB AS cuts", "la columna «cuts» es BLOB"),
        ("SELECT 1 AS sobra", "ninguna columna con ese nombre"),
        ('SELECT 1 AS "a\u202eb; DROP TABLE outage"', "«a·b; DROP TABLE outage»"),
        ("SELECT NULL::TIMESTAMP AS start", "no es la tabla «outage»"),
        ("SELECT true AS start", "la columna «start» es BOOLEAN"),
    ],
)
def test_columns_of_another_type(tmp_path, refused, question, word):
    asked(tmp_path, question)
    assert word in refused()


def test_numbers_that_do_not_fit(tmp_path, refused):
    question = "SELECT 'm' AS metric, 18446744073709551615::UBIGINT AS value"
    asked(tmp_path, question, "measure")
    assert "no es la tabla «measure»" in refused("measure")


# -- texts


def test_a_text_without_end(tmp_path, refused):
    asked(tmp_path, "SELECT repeat('x', 1048577) AS metric", "ranking")
    assert "tiene un texto de 1,048,577 bytes" in refused("ranking")


def test_the_same_text_in_every_row(tmp_path):
    """Once in the file, and 2 GB for whoever keeps it: counted, and not kept."""
    place = asked(tmp_path, "SELECT repeat('x', 20000) AS item FROM range(100000)", "ranking")
    assert place.stat().st_size < 200_000
    with pytest.raises(DeliveryError, match="2,000,000,000 en total"):
        rebuilt({"ranking": place}, tmp_path / "x.duckdb")
    assert (tmp_path / "x.duckdb").stat().st_size < 50_000_000
    assert len(list(tmp_path.iterdir())) == 2


# -- what is no Parquet


@pytest.mark.parametrize(
    "content",
    [b"", b"PAR1", b"PAR1PAR1", b"PAR1" + b"\xff" * 8 + b"PAR1", b"PARE" + b"\0" * 30 + b"PARE",
     b"a,b\n1,2\n", b"PK\3\4" + b"\0" * 100, b"\0" * 100_000],
)  # fmt: skip
def test_what_is_no_parquet(tmp_path, refused, content):
    (tmp_path / "outage.parquet").write_bytes(content)
    assert "no es la tabla «outage»" in refused()


# -- what may be read at all


@pytest.mark.parametrize(
    "question",
    [
        "FROM read_csv('/etc/hostname')", "FROM read_text('/etc/hostname')", "FROM glob('/*')",
        "FROM read_parquet('{other}')", "ATTACH '{other}' AS x", "INSTALL httpfs", "LOAD httpfs",
        "COPY (SELECT 1) TO '{other}2'", "SET memory_limit = '10GB'",
        "SET enable_external_access = true", "SET lock_configuration = false",
        "FROM 'https://malo.example/x.parquet'",
    ],
)  # fmt: skip
def test_nothing_but_the_tables_is_read(tmp_path, question):
    place = asked(tmp_path, "SELECT 1 AS minutes")
    other = asked(tmp_path, "SELECT 1 AS minutes", "other")
    with closing(duckdb.connect(str(tmp_path / "x.duckdb"))) as connection:
        tables._shut(connection, {"outage": place}, tmp_path / "x.duckdb")
        assert connection.execute("FROM read_parquet(?)", [str(place)]).fetchall() == [(1,)]
        with pytest.raises(duckdb.Error):
            connection.execute(question.format(other=other))


def test_names_of_folders_are_no_sql(tmp_path):
    folder = tmp_path / "o'; DROP TABLE cut; --"
    folder.mkdir()
    asked(tmp_path, "SELECT now()::TIMESTAMP AS slot WHERE false", "fold").rename(
        folder / "f.parquet"
    )
    rebuilt({"none of ours": folder / "f.parquet"}, folder / "x.duckdb")


# -- in a delivery


def test_a_table_that_lies_is_told_with_the_figures(altered, tmp_path):
    place = asked(tmp_path, "SELECT 1 AS minutes FROM range(200001)")
    said = wrong(altered({"datos/parquet/outage.parquet": place.read_bytes()}), "cifras")
    assert "datos/parquet/outage.parquet: dice tener 200,001 renglones" in said


def test_a_second_parquet_elsewhere_is_not_taken_for_the_table(valid, altered):
    other = valid["datos/parquet/cut.parquet"]
    said = wrong(
        altered({"datos/zz/cut.parquet": other, "datos/parquet/cut.parquet": None}), "datos"
    )
    assert "datos/parquet/cut.parquet: falta" in said
    assert "datos/zz/cut.parquet: no es de ningún recurso" in said


@pytest.mark.parametrize("more", [b"x", b"\n" * 2_000_000, b"a" * 10_000_000, b"\0\n\n"])
def test_a_csv_that_says_otherwise(tmp_path, more):
    (made := tmp_path / "a.csv").write_bytes(b"a,b\n1,2\n")
    (found := tmp_path / "b.csv").write_bytes(b"a,b\n1,2\n" + more)
    (problem,) = package._lines(found, made, "datos/csv/a.csv")
    assert problem.where == "datos/csv/a.csv:3"
    assert len(problem.found) <= 200
    assert list(package._lines(made, made, "")) == []


def test_the_large_tables_are_ours(ours):
    found = ours.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    names = {name for (name,) in found}
    assert set(tables.LARGE) <= names


def test_what_build_writes_passes_every_look(valid, tmp_path):
    for path in [path for path in valid if path.endswith(".parquet")]:
        (tmp_path / Path(path).name).write_bytes(valid[path])
    files = {path.stem: path for path in tmp_path.glob("*.parquet")}
    rebuilt(files, tmp_path / "x.duckdb")
    with closing(duckdb.connect(str(tmp_path / "x.duckdb"), read_only=True)) as connection:
        assert connection.execute("SELECT count(*) > 0 FROM measure").fetchall() == [(True,)]
