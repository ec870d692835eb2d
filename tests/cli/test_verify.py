"""`memoria verify` on the sample's delivery: whole, damaged, and altered by somebody who seals it
anew so that every digest agrees."""

import gzip
import hashlib
import io
import json
import random
import shutil
import struct
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import polars as pl
import pytest
from pyrage.x25519 import Identity

from pipeline import agreement, check, measure, parts, warehouse
from pipeline.discover import discover
from pipeline.errors import DeliveryError
from pipeline.workspace import Workspace
from reports.delivery import annexes, bag, libraries, provenance
from reports.verification import contents, documents, package, recalculation
from reports.verification.delivery import opened

from .conftest import AS_OF, leave_documents_out
from .support import assert_clear, edit, project, run

NAME = "entrega-la-gaceta-del-desierto-coahuila-prep-2023"


@pytest.fixture(scope="module")
def sealed(built) -> Path:
    return built.out / f"{NAME}.zip"


@pytest.fixture(scope="module")
def small(finished) -> Path:
    (place,) = (finished / "salida").glob("entrega-*.zip")
    return place


# -- whole


@pytest.mark.slow
def test_the_sample_holds_in_all_its_steps(sealed):
    found = run("verify", sealed, "--recompute", "--as-of", "2023-06-17", "--json")
    results = json.loads(found.out)
    assert found.code == 0, found.said
    assert {one["state"] for one in results} == {"good", "warning"}
    assert [one["text"] for one in results if one["state"] == "warning"] == [
        "sin firma electrónica: la firma que vale es la autógrafa, en papel"
    ]
    told = " ".join(one["text"] for one in results)
    assert "memoria.pdf es, byte por byte," in told
    assert "memoria.html es, byte por byte," in told
    assert "las bitácoras entregadas dan los mismos" in told


def test_what_is_no_delivery_is_told(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK\3\4 not at all")
    assert_clear(run("verify", tmp_path / "x.zip"), 2, "x.zip", "no es un zip entero")
    assert_clear(run("verify", tmp_path / "none.zip"), 2, "none.zip")
    assert_clear(run("verify", tmp_path / "none.pdf"), 2, "none.pdf")
    assert_clear(run("verify", tmp_path), 2, "no es una entrega", "bagit.txt")


def test_its_pdf_alone_is_asked_for_signatures(built):
    found = run("verify", built.out / "memoria.pdf")
    assert (found.code, "sin firma electrónica" in found.out) == (0, True)


# -- damaged


def problems(place: Path) -> list[str]:
    """Where the seal does not hold; why, if it cannot even be opened."""
    try:
        with bag.read(place) as view:
            envelope = ["envelope"] if view.repacked else []
            return envelope + [problem.where for problem in bag.check(view)]
    except DeliveryError as error:
        return [f"refused: {problem}" for problem in error.problems]


def flip(place: Path, at: int) -> None:
    with place.open("r+b") as file:
        file.seek(at)
        (one,) = file.read(1)
        file.seek(at)
        file.write(bytes([one ^ 1]))


def test_a_flipped_byte_in_any_file_is_found(small, tmp_path):
    place = shutil.copy(small, tmp_path / "x.zip")
    assert problems(place) == []
    rng = random.Random(5)
    with ZipFile(place) as archive:
        entries = [entry for entry in archive.infolist() if entry.file_size]
    for entry in entries:
        with place.open("rb") as file:
            file.seek(entry.header_offset + 26)
            name, extra = struct.unpack("<2H", file.read(4))
        at = entry.header_offset + 30 + name + extra + rng.randrange(entry.file_size)
        flip(place, at)
        assert any(entry.filename.partition("/")[2] in told for told in problems(place)), entry
        flip(place, at)
    assert problems(place) == []


def test_so_is_one_anywhere_else_in_the_zip(small, tmp_path):
    place = shutil.copy(small, tmp_path / "x.zip")
    rng = random.Random(6)
    size = place.stat().st_size
    with ZipFile(place) as archive:
        listed = archive.start_dir
    for at in [*rng.sample(range(size), 60), *rng.sample(range(listed, size), 60)]:
        flip(place, at)
        assert problems(place), at
        flip(place, at)


def test_files_that_lack_or_are_too_many_are_found(small, tmp_path):
    with ZipFile(small) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    assert problems(folder) == []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        path.unlink()
        assert problems(folder), path
        path.write_bytes(content)
    (folder / "data/datos/otro.csv").write_text("x")
    assert problems(folder) == ["bag-info.txt (Payload-Oxum)", "data/datos/otro.csv"][::-1]


# -- altered and sealed anew


@pytest.fixture
def altered(sealed, tmp_path):
    """The sample's delivery with another content in these files, and digests that agree."""

    @contextmanager
    def made(changed):
        folder = tmp_path / f"abierta-{len(list(tmp_path.iterdir()))}"
        with bag.read(sealed) as view:
            bag.extract(view, folder, "data/")
        data = folder / "data"
        for path, change in changed.items():
            content = (data / path).read_bytes()
            (data / path).write_bytes(change(content))
            assert (data / path).read_bytes() != content
            _described(data, path)
        found = annexes.manifest(data)
        summary = json.loads((data / "resumen.json").read_bytes())
        summary["handover"]["annexes_sha256"] = found.sha256
        text = json.dumps(summary, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        (data / "resumen.json").write_text(text, encoding="utf-8")
        place = tmp_path / f"{NAME}.zip"
        bag.write(data, NAME, {}, date.fromisoformat(AS_OF), place)
        assert problems(place) == []
        with opened(place) as delivery:
            assert contents.files(delivery).state == "good"
            yield delivery

    return made


def _described(data: Path, path: str) -> None:
    """The description of datos/ says what the file is now."""
    described = data / "datos/datapackage.json"
    told = json.loads(described.read_bytes())
    for one in told["resources"]:
        if f"datos/{one['path']}" == path:
            content = (data / path).read_bytes()
            one |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    described.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def replaced(old: str, new: str):
    return lambda content: content.replace(old.encode(), new.encode(), 1)


def test_a_delivery_of_another_revision_is_told(sealed, altered):
    with opened(sealed) as delivery:
        assert contents.program(delivery).state == "good"
    with altered({"procedencia.json": replaced('"rules"', '"reglas"')}) as delivery:
        assert contents.program(delivery).state == "missing"
    (first, *_) = provenance.rules()
    changed = {"procedencia.json": replaced(first.sha256, "0" * 64)}
    with altered(changed) as delivery:
        found = contents.program(delivery)
    assert (found.state, first.name in found.text) == ("warning", True)


def test_the_libraries_of_a_delivery_are_told(sealed, altered):
    with opened(sealed) as delivery:
        assert contents.libraries(delivery).state == "good"
    newer = {"componentes.cdx.json": replaced('"version": "', '"version": "9')}
    with altered(newer) as delivery:  # the digest that procedencia.json names is another
        (problem,) = contents.libraries(delivery).problems
    assert problem.where == "componentes.cdx.json"
    with altered({"componentes.cdx.json": replaced('"components"', '"otros"')}) as delivery:
        assert "KeyError" in contents.libraries(delivery).problems[0].found


def test_a_delivery_made_with_other_libraries_is_told(sealed, monkeypatch):
    ours = libraries.installed()
    others = [replace(one, version="0.1") if one.name == "polars" else one for one in ours]
    monkeypatch.setattr(contents, "installed", lambda: others)
    with opened(sealed) as delivery:
        found = contents.libraries(delivery)
    assert (found.state, "polars" in found.text) == ("warning", True)


def wheres(result) -> list[str]:
    assert result.state == "missing"
    return [problem.where for problem in result.problems]


def test_an_altered_figure_of_the_summary_is_not_that_of_the_tables(altered, built):
    hits = built.summary["ingest"]["hits"]
    change = {"resumen.json": replaced(f'"hits": {hits}', f'"hits": {hits + 1}')}
    with altered(change) as delivery:
        alike, figures = recalculation.from_tables(delivery)
    assert alike.state == "good"
    assert wheres(figures) == ["ingest.hits"]


def test_an_altered_csv_is_not_its_parquet(altered):
    change = {"datos/csv/source_file.csv": replaced(",operation,", ",baseline,")}
    with altered(change) as delivery:
        assert package.described(delivery).state == "good"
        alike, figures = recalculation.from_tables(delivery)
    assert wheres(alike)[0].startswith("datos/csv/source_file.csv:")
    assert figures.state == "good"


def test_an_altered_parquet_is_not_the_summary(altered, tmp_path):
    def change(content):
        table = pl.read_parquet(content).with_columns(pl.col("served") + 1)
        table.write_parquet(tmp_path / "x.parquet")
        return (tmp_path / "x.parquet").read_bytes()

    with altered({"datos/parquet/cut.parquet": change}) as delivery:
        alike, figures = recalculation.from_tables(delivery)
    assert alike.state == "missing"
    assert any(where.startswith("series.cuts[0]") for where in wheres(figures))


def test_a_page_that_says_otherwise_is_found(altered):
    change = {"memoria.html": replaced('<td class="number "', '<td class="number x"')}
    with altered(change) as delivery:  # only the markup: its words are the same
        page = next(documents.documents(delivery))
    assert (page.state, "palabra por palabra" in page.text) == ("warning", True)
    with altered({"memoria.html": replaced("107,652", "207,652")}) as delivery:
        page = next(documents.documents(delivery))
    (where,) = wheres(page)
    assert where.startswith("memoria.html, tras «")
    assert "207,652" in page.problems[0].found
    assert "107,652" in page.problems[0].expected


@pytest.mark.slow
def test_paper_that_says_otherwise_is_found(altered):
    def change(content):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pdf.pages[1], pdf.pages[2] = pdf.pages[2], pdf.pages[1]
            pdf.save(made := io.BytesIO())
        return made.getvalue()

    with altered({"memoria.pdf": change}) as delivery:
        _, paper, attached = documents.documents(delivery)
    assert wheres(paper)
    assert attached.state == "good"


def again(project, folder):
    workspace = Workspace(folder)
    with workspace.locked():
        read = parts.make(discover(project, {}).files, workspace.tokens(), workspace.shelf)
        with warehouse.create(folder / "x.duckdb") as connection:
            warehouse.load(connection, project, read)
            measure.measure(connection, project, check.incidents_of(project))
    return folder / "x.duckdb"


def test_a_log_without_one_line_gives_other_figures(altered):
    def change(content):
        lines = gzip.decompress(content).splitlines(keepends=True)
        return gzip.compress(b"".join(lines[:100] + lines[101:]), mtime=0)

    with altered({"bitacoras/operacion/prep-access.log.gz": change}) as delivery:
        found = recalculation.from_logs(delivery, again)
    assert "ingest.hits" in wheres(found)
    assert "measures.operation.hits" in wheres(found)


# -- the other privacy modes


def moded(folder: Path, mode: str, recipient: str = "") -> Path:
    """A small project's delivery in that mode."""
    place = project(folder)
    text = (agreement.FOLDER / "coahuila-prep-2023.toml").read_text(encoding="utf-8")
    text = text.replace('privacy_mode = "seudonimizada"', f'privacy_mode = "{mode}"')
    if recipient:
        text = text.replace("[institute]\n", f'[institute]\nage_recipient = "{recipient}"\n')
    (place / "convenio.toml").write_text(text, encoding="utf-8")
    edit(place / "memoria.toml", '"coahuila-prep-2023"', '"./convenio.toml"')
    built = run("build", place / "memoria.toml", "--as-of", AS_OF)
    assert built.code == 0, built.said
    (made,) = (place / "salida").glob("entrega-*.zip")
    return Path(made)


def results(*arguments: object) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for one in json.loads(run("verify", *arguments, "--json", "--as-of", AS_OF).out):
        found.setdefault(one["topic"], []).append((one["state"], one["text"]))
    return found


@pytest.fixture
def few_documents(monkeypatch):
    """Neither made nor held against the summary."""
    leave_documents_out(monkeypatch)
    monkeypatch.setattr(documents, "documents", lambda _: iter(()))


@pytest.mark.slow
def test_encrypted_logs_are_measured_with_the_institutes_key(tmp_path, few_documents):
    key = Identity.generate()
    place = moded(tmp_path / "p", "integra-cifrada", str(key.to_public()))
    (tmp_path / "key.txt").write_text(f"# created: never\n{key}\n")
    (without,) = results(place, "--recompute")["recálculo"]
    assert without[0] == "skipped"
    assert "--identity" in without[1]
    (opened_with,) = results(place, "--recompute", "--identity", tmp_path / "key.txt")["recálculo"]
    assert opened_with[0] == "good", opened_with
    (tmp_path / "key.txt").write_text(f"{Identity.generate()}\n")
    ((state, _),) = results(place, "--recompute", "--identity", tmp_path / "key.txt")["recálculo"]
    assert state == "missing"
    (tmp_path / "key.txt").write_text("nothing\n")
    told = run("verify", place, "--recompute", "--identity", tmp_path / "key.txt")
    assert_clear(told, 2, "--identity", "no tiene ninguna llave")


def test_without_logs_the_tables_still_give_the_summary(tmp_path, few_documents):
    found = results(moded(tmp_path / "p", "agregada"), "--recompute")
    assert ("good", "las tablas de datos/ dan el resumen, cifra por cifra") in found["cifras"]
    ((state, text),) = found["recálculo"]
    assert (state, "agregada" in text) == ("skipped", True)
