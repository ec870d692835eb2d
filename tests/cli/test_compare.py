"""`memoria compare` on small deliveries of three diffusers, derived from one: whole, altered,
repeated, late, of an earlier year; and what it says of what it cannot use."""

import hashlib
import json
import shutil
import signal
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import psutil
import pytest

from reports.delivery import bag
from tests.compare.deriving import derive, unpack

from .support import assert_clear, run, start

AS_OF = ("--as-of", "2023-06-20")
SEES: dict[str, Any] = {"name": "Diario Uno", "legal_name": "Editora Uno, S.A."}
OTHER: dict[str, Any] = {
    "name": "Radio Dos",
    "legal_name": "Radio Dos, S.A.",
    "time_zone": "America/Matamoros",
}
FRAME: dict[str, Any] = {"name": "Canal Tres", "legal_name": "Canal Tres, S.A.", "method": 2}
DIARIO, RADIO, CANAL = (
    f"entrega-{slug}-coahuila-prep-2023.zip" for slug in ("diario-uno", "radio-dos", "canal-tres")
)


@pytest.fixture(scope="session")
def source(finished, tmp_path_factory):
    (sealed,) = (finished / "salida").glob("entrega-*.zip")
    return unpack(sealed, tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="session")
def deliveries(source, tmp_path_factory):
    """A folder of zips; not to be touched."""
    folder = tmp_path_factory.mktemp("deliveries")
    derive(source, folder, **SEES)
    derive(source, folder, **OTHER, sql="UPDATE cut SET state = 'errors' WHERE served = 1")
    derive(source, folder, **FRAME)
    return folder


@pytest.fixture(scope="session")
def examined_once(tmp_path_factory):
    """A stand-in for what examines a delivery: the same file is not verified twice."""
    from reports.compare.arrivals import arrived

    kept, known = tmp_path_factory.mktemp("kept"), {}

    def examine(task):
        if task.place.wrong or task.place.path.is_dir():
            return arrived(task)
        key = hashlib.sha256(task.place.path.read_bytes()).hexdigest()
        if key not in known:
            known[key] = arrived(replace(task, store=kept / f"{key}.duckdb"))
        whole = known[key].store
        store = Path(shutil.copyfile(whole, task.store)) if whole else None
        return replace(known[key], place=task.place, store=store)

    return examine


@pytest.fixture
def undrawn(monkeypatch, examined_once):
    """Only the DuckDB file is made."""
    from reports import compare
    from reports.compare import production

    monkeypatch.setattr(compare, "arrived", examined_once)
    monkeypatch.setattr(production, "write", lambda *_: None)


def altered(sealed: Path, place: Path, path: str = "resumen.json") -> Path:
    """Its bag with a byte more in that file, in a zip that is none of ours but whole."""
    with bag.read(sealed) as view:
        bag.extract(view, place / "x")
        name = view.name
    with (place / "x" / path).open("ab") as file:
        file.write(b" ")
    return Path(
        shutil.make_archive(str(place / sealed.stem), "zip", _top(place / "x", place / name), name)
    )


def _top(found: Path, named: Path) -> Path:
    found.rename(named)
    return named.parent


def rows(out: Path, question: str) -> list[tuple]:
    with closing(duckdb.connect(str(out / "comparativo.duckdb"), read_only=True)) as connection:
        return connection.execute(question).fetchall()


def states(out: Path) -> dict[str, str]:
    return dict(rows(out, "SELECT delivery, state FROM delivery ORDER BY delivery"))


# -- whole


@pytest.fixture(scope="module")
def compared(deliveries, tmp_path_factory, examined_once):
    from reports import compare
    from reports.compare import production

    out = tmp_path_factory.mktemp("compared") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compare, "arrived", examined_once)
        patch.setattr(production, "write", lambda *_: None)
        result = run("compare", deliveries, "--out", out, *AS_OF)
    assert result.code == 0, result.said
    return out, result


def test_each_delivery_is_told_and_stands(compared):
    out, result = compared
    assert result.out.count("se compara") == 3
    assert "Diario Uno: se compara" in result.out
    assert states(out) == dict.fromkeys(("canal-tres", "diario-uno", "radio-dos"), "accepted")
    assert [path.name for path in out.iterdir()] == ["comparativo.duckdb"]


def test_measures_stand_beside_what_each_says_of_itself(compared):
    out, _ = compared
    told = rows(out, "SELECT delivery, sees_all, method, offset_minutes, days_late FROM delivery")
    assert sorted(told) == [
        ("canal-tres", False, 2, -360, -2),
        ("diario-uno", True, 1, -360, -2),
        ("radio-dos", True, 1, -300, -2),
    ]
    assert len(rows(out, "SELECT DISTINCT delivery FROM measure")) == 3
    assert rows(out, "SELECT count(*) FROM failing WHERE delivery = 'radio-dos'") != [(0,)]
    assert rows(out, "SELECT count(*) FROM requirement WHERE answer = 'no aplica'") != [(0,)]
    assert rows(out, "SELECT DISTINCT text FROM remark") == [("Conviene avisar antes.",)]
    assert rows(out, "SELECT DISTINCT agreement, as_of::VARCHAR FROM setting") == [
        ("coahuila-prep-2023", "2023-06-20")
    ]


def test_nothing_of_single_requests_is_in_it(compared):
    names = {name for (name,) in rows(compared[0], "SELECT table_name FROM duckdb_tables()")}
    assert not names & {"hit", "client", "path", "agent", "referer", "reject"}


def test_the_order_of_the_places_decides_nothing(compared, deliveries, tmp_path, undrawn):
    """Each named, in another order, one as a folder and one of them twice."""
    with bag.read(deliveries / RADIO) as view:
        bag.extract(view, tmp_path / RADIO)
    places = [tmp_path / RADIO, deliveries / DIARIO, deliveries / CANAL, deliveries / DIARIO]
    assert run("compare", *places, "--out", tmp_path / "out", *AS_OF).code == 0
    for table in ("reach", "failure", "event", "capacity", "network", "measure", "examined"):
        question = f"SELECT * FROM {table} ORDER BY ALL"
        assert rows(tmp_path / "out", question) == rows(compared[0], question), table
    assert rows(tmp_path / "out", "SELECT count(*) FROM delivery WHERE sha256 IS NULL") == [(1,)]


# -- what does not hold


def test_a_bad_delivery_is_left_out_or_let_in_with_a_reason(deliveries, tmp_path, undrawn):
    bad = altered(deliveries / RADIO, tmp_path)
    places = [deliveries / DIARIO, deliveries / CANAL, bad]
    found = run("compare", *places, "--out", tmp_path / "a", *AS_OF)
    assert (found.code, states(tmp_path / "a")["radio-dos"]) == (1, "refused")
    assert "Radio Dos: queda fuera: sello: " in found.out
    assert rows(tmp_path / "a", "FROM measure WHERE delivery = 'radio-dos'") == []
    assert rows(tmp_path / "a", "SELECT count(*) FROM problem WHERE delivery = 'radio-dos'") > [
        (0,)
    ]

    found = run("compare", *places, "--admit", f"{bad.name}=Se abrió para leerla", "--out",
                tmp_path / "b", *AS_OF)  # fmt: skip
    assert (found.code, states(tmp_path / "b")["radio-dos"]) == (1, "marked")
    [(reason,)] = rows(tmp_path / "b", "SELECT reason FROM delivery WHERE state = 'marked'")
    assert reason.startswith("Se abrió para leerla (sello: ")
    assert rows(tmp_path / "b", "FROM measure WHERE delivery = 'radio-dos'")


def test_what_is_no_delivery_is_told_and_left_out(deliveries, tmp_path, undrawn):
    (tmp_path / "nada.zip").write_bytes(b"PK\3\4 not at all")
    (tmp_path / "enlace.zip").symlink_to(deliveries / RADIO)
    shutil.copy(deliveries / DIARIO, tmp_path)
    found = run("compare", tmp_path, "--admit", "nada.zip=Urge", "--out", tmp_path / "o", *AS_OF)
    assert found.code == 1
    assert "nada.zip: queda fuera: no se puede admitir: no se puede leer" in found.out
    assert "enlace.zip: queda fuera" in found.out
    assert "es un enlace: no se sigue" in found.out
    assert states(tmp_path / "o") == {
        "diario-uno": "accepted", "enlace": "refused", "nada": "refused"
    }  # fmt: skip


# -- across years


def test_an_earlier_comparison_says_what_changed(compared, deliveries, tmp_path, undrawn):
    earlier = compared[0] / "comparativo.duckdb"
    found = run("compare", deliveries, "--earlier", earlier, "--out", tmp_path / "o", *AS_OF)
    assert found.code == 0, found.said
    changed = rows(
        tmp_path / "o",
        "SELECT delivery, ratio, reason FROM change WHERE metric = 'hits' ORDER BY 1",
    )
    assert changed[0][:2] == ("canal-tres", None)
    assert "no ve todo el tráfico" in changed[0][2]
    assert changed[1:] == [("diario-uno", 1.0, None), ("radio-dos", 1.0, None)]


def test_an_earlier_file_is_no_program(deliveries, tmp_path, undrawn):
    """A view in the place of a table would be run where it is read."""
    place = tmp_path / "otro.duckdb"
    with closing(duckdb.connect(str(place))) as connection:
        connection.execute("CREATE VIEW delivery AS SELECT 1 AS delivery")
        connection.execute("CREATE TABLE reach (delivery VARCHAR, metric INTEGER)")
    found = run("compare", deliveries, "--earlier", place, "--out", tmp_path / "o", *AS_OF)
    assert_clear(found, 2, "no tiene la tabla «delivery»", "la columna reach.metric es INTEGER")
    (tmp_path / "x.duckdb").write_bytes(b"not at all")
    (tmp_path / "x.csv").write_text("nada\n", encoding="utf-8")
    named = ("--earlier", tmp_path / "x.duckdb", "--received", tmp_path / "x.csv")
    found = run("compare", deliveries, *named, *AS_OF)
    assert_clear(found, 2, "x.duckdb", "no se puede leer", "x.csv:1", "no es el encabezado")


# -- what it cannot use


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--admit", "nadie.zip=Urge"], ["no hay ninguna entrega con el nombre «nadie.zip»"]),
        (["--agreement", "otro"], ["no existe el convenio «otro»"]),
        (["--earlier", "nada.duckdb"], ["nada.duckdb", "no existe"]),
        (["--theme", "nada"], ["nada"]),
        (["--received", "nada.csv"], ["nada.csv"]),
    ],
)
def test_unknown_names_are_told(deliveries, tmp_path, undrawn, options, words):
    asked = ("compare", deliveries / DIARIO, "--out", tmp_path / "o", *AS_OF)
    assert_clear(run(*asked, *options), 2, *words)
    assert not (tmp_path / "o").exists()


def test_every_row_of_the_list_of_what_was_received_is_checked(deliveries, tmp_path, undrawn):
    listed = tmp_path / "r.csv"
    listed.write_text(
        f"archivo;recibida;folio\n{DIARIO};ayer;1\n;18/06/2023 10:00;2\nx.zip;32/06/2023 1:00;\n"
    )
    found = run("compare", deliveries / DIARIO, "--received", listed, "--out", tmp_path / "o")
    assert_clear(found, 2, "r.csv:2", "ayer", "r.csv:3", "archivo", "r.csv:4", "esa fecha")
    listed.write_text("archivo;recibida;folio\notra.zip;18/06/2023 10:00;1\n")
    found = run("compare", deliveries / DIARIO, "--received", listed, "--out", tmp_path / "o")
    assert_clear(found, 2, "r.csv:2", "no hay ninguna entrega con el nombre «otra.zip»")


def test_places_that_are_not_there_are_told_together(tmp_path):
    found = run("compare", tmp_path / "a", tmp_path / "b", "--out", tmp_path / "o")
    assert_clear(found, 2, str(tmp_path / "a"), str(tmp_path / "b"), "no existe")
    (tmp_path / "vacía").mkdir()
    found = run("compare", tmp_path / "vacía", "--out", tmp_path / "o")
    assert_clear(found, 2, "vacía", "está vacía")


def test_an_admission_needs_a_reason(deliveries):
    assert_clear(run("compare", deliveries, "--admit", "a.zip"), 2, "ARCHIVO=MOTIVO")


def test_an_output_folder_of_somebody_else_is_left_alone(
    deliveries, tmp_path, monkeypatch, undrawn
):
    from reports.compare import production

    def write(compared, stage, look, as_of):
        (stage / "datos").mkdir()
        (stage / "datos" / "datapackage.json").write_text("{}")

    monkeypatch.setattr(production, "write", write)
    kept = tmp_path / "o" / "datos" / "mío.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("mío")
    asked = ("compare", deliveries / DIARIO, "--out", tmp_path / "o", *AS_OF)
    assert_clear(run(*asked), 2, "datos", "no lo hizo memoria")
    assert [path.name for path in (tmp_path / "o").iterdir()] == ["datos"]
    kept.unlink()
    for _ in range(2):
        assert run(*asked).code == 0
        assert {path.name for path in (tmp_path / "o").iterdir()} == {"comparativo.duckdb", "datos"}


# -- all of it


@pytest.mark.slow
def test_the_same_deliveries_give_the_same_bytes(source, deliveries, tmp_path):
    """With processes of their own, for there are enough of them."""
    more = shutil.copytree(deliveries, tmp_path / "d")
    for number in (4, 5):
        derive(source, more, f"Difusor {number}", legal_name=f"S{number}")
    first, second = tmp_path / "1", tmp_path / "2"
    assert run("compare", more, "--out", first, *AS_OF).code == 0
    assert run("compare", *sorted(more.iterdir(), reverse=True), "--out", second, *AS_OF).code == 0
    files = {p.relative_to(first) for p in first.rglob("*") if p.is_file()}
    assert {str(p) for p in files} >= {"comparativo.pdf", "comparativo.html", "comparativo.xlsx"}
    unlike = {str(p) for p in files if (first / p).read_bytes() != (second / p).read_bytes()}
    assert unlike <= {"comparativo.duckdb"}  # DuckDB writes an identity of its own into each file
    assert json.loads((first / "comparativo.json").read_text())["as_of"] == "2023-06-20"


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_whoever_ends_it_leaves_nothing_running(deliveries, tmp_path, how):
    (tmp_path / "d").mkdir()
    for number in range(12):
        shutil.copy(deliveries / DIARIO, tmp_path / "d" / f"{number}.zip")
    process = start("compare", tmp_path / "d", "--out", tmp_path / "o", *AS_OF)
    stores: list[Path] = []
    while not stores and process.poll() is None:  # until some delivery is verified
        time.sleep(0.05)
        stores = list((tmp_path / "o").glob(".memoria-*/entrega-*.duckdb"))
    helpers = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(how)
    said = "".join(process.communicate(timeout=60))
    assert helpers
    psutil.wait_procs(helpers, timeout=20)
    assert not [one for one in helpers if one.is_running() and one.status() != "zombie"]
    assert "Traceback" not in said
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert not (tmp_path / "o").exists()


@pytest.mark.slow
def test_measured_again_its_requests_are_there_too(source, deliveries, tmp_path, monkeypatch):
    from reports.compare import production

    monkeypatch.setattr(production, "write", lambda *_: None)
    good = derive(source, tmp_path, "Otro Más", legal_name="O")
    found = run("compare", good, deliveries / RADIO, "--recompute", "--out", tmp_path / "o", *AS_OF)
    assert (found.code, states(tmp_path / "o")) == (
        1,
        {"otro-mas": "accepted", "radio-dos": "refused"},
    )
    assert "recálculo: " in found.out  # its tables were altered, its logs were not
    assert rows(tmp_path / "o", "SELECT DISTINCT delivery FROM hit") == [("otro-mas",)]
    assert rows(tmp_path / "o", "SELECT recomputed FROM delivery ORDER BY 1") == [
        ("good",),
        ("missing",),
    ]
    assert rows(tmp_path / "o", "SELECT recomputed FROM setting") == [(True,)]
