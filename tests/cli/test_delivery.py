"""The sealed delivery of the sample: complete, checkable by other tools, and without anybody in it
who should not be."""

import getpass
import hashlib
import json
import re
import shutil
import socket
import subprocess
import zipfile
from pathlib import Path

import bagit
import pytest
from pypdf import PdfReader

from pipeline.errors import OutputError
from reports.delivery import annexes, bag, sealing

from .conftest import AS_OF, SAMPLE
from .support import edit, project, rubbish, run

NAME = "entrega-la-gaceta-del-desierto-coahuila-prep-2023"
LETTER = "oficio-de-entrega.pdf"


@pytest.fixture(scope="module")
def sealed(built) -> Path:
    return built.out / f"{NAME}.zip"


@pytest.fixture(scope="module")
def unpacked(sealed, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(sealed) as archive:
        archive.extractall(folder)
    return folder / NAME


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def grouped(found: str) -> str:
    return " ".join(found[at : at + 8] for at in range(0, 64, 8))


# -- complete, and as other tools have it


def test_all_that_was_agreed_on_is_in_it(unpacked):
    data = unpacked / "data"
    files = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    assert {
        "LEEME.txt", "memoria.pdf", "memoria.html", "resumen.json", "anexos.sha256",
        "incidencias/incidencias.csv", "comentarios/comentarios.md",
        "perfiles/convenio.toml", "perfiles/memoria.toml", "perfiles/recalculo.toml",
        "procedencia.json", "componentes.cdx.json", "datos/datapackage.json",
        "bitacoras/operacion/prep-access.log.gz",
    } <= files  # fmt: skip
    folders = {path.partition("/")[0] for path in files if "/" in path}
    assert folders == set(annexes.FOLDERS) - {"evidencias"}  # nothing there to prove
    for name in ("memoria.toml", "incidencias.csv", "comentarios.md"):
        (found,) = data.rglob(name)
        assert found.read_bytes() == (SAMPLE / name).read_bytes()


def test_bagit_and_sha256sum_find_it_valid(unpacked):
    assert bagit.Bag(str(unpacked)).validate()
    for folder, name in (
        (unpacked, "manifest-sha256.txt"),
        (unpacked, "tagmanifest-sha256.txt"),
        (unpacked / "data", "anexos.sha256"),
    ):
        order = ["sha256sum", "--check", "--strict", "--quiet", name]
        subprocess.run(order, cwd=folder, check=True)


def test_so_does_ours(sealed):
    with bag.read(sealed) as view:
        assert view.name == NAME
        assert bag.check(view) == []


def test_the_documents_in_it_are_those_beside_it(built, unpacked):
    for name in ("memoria.pdf", "memoria.html", "resumen.json"):
        assert (unpacked / "data" / name).read_bytes() == (built.out / name).read_bytes()


def test_the_annexes_are_all_and_only_what_their_list_has(unpacked):
    data = unpacked / "data"
    listed = [line.split("  ", 1)[1] for line in (data / "anexos.sha256").read_text().splitlines()]
    files = (path for name in annexes.FOLDERS for path in (data / name).rglob("*"))
    found = [path.relative_to(data).as_posix() for path in files if path.is_file()]
    assert listed == sorted(found, key=str.encode)


# -- what is printed


def test_the_memoria_prints_the_digest_of_the_annexes_where_it_is_signed_for(built, unpacked):
    found = digest(unpacked / "data" / "anexos.sha256")
    assert built.summary["handover"]["annexes_sha256"] == found
    pages = [page for page in built.pages if grouped(found) in page]
    assert len(pages) >= 2
    assert "Acuse de recibo" in pages[-1]
    assert "Huella de los anexos" in pages[-1]
    assert grouped(found) in built.screen


def test_the_letter_prints_the_digest_of_the_whole(built, sealed):
    (page,) = PdfReader(built.out / LETTER).pages
    text = " ".join(page.extract_text().split())
    assert grouped(digest(sealed)) in text
    assert f"{NAME}.zip" in text
    assert f"{sealed.stat().st_size:,} bytes" in text


def test_the_end_of_the_run_says_where_everything_is(built, sealed):
    said = built.result.out.splitlines()
    for path in (built.out / "memoria.pdf", built.out / "memoria.html", built.out / LETTER, sealed):
        assert any(line.endswith(str(path)) for line in said), path
    assert said[-1].split() == [f"{sealed.stat().st_size:,}", "bytes,", "SHA-256", digest(sealed)]


def test_the_handed_logs_are_told_beside_the_originals(built, unpacked):
    told = built.summary["handover"]
    originals = {file["path"]: file for file in built.summary["ingest"]["by_file"]}
    assert {log["source"] for log in told["logs"]} == set(originals)
    for log in told["logs"]:
        file = unpacked / "data" / log["path"]
        assert (log["sha256"], log["size"]) == (digest(file), file.stat().st_size)
        assert log["lines"] == originals[log["source"]]["lines"]
        assert log["path"] in built.screen
        assert log["sha256"] != originals[log["source"]]["sha256"]
    assert told["lines"] == built.summary["ingest"]["lines"]
    assert told["mode"] == "seudonimizada"


def test_the_readme_says_how_to_check_it_and_its_orders_work(unpacked):
    text = (unpacked / "data" / "LEEME.txt").read_text(encoding="utf-8")
    orders = [f"{line}\n" for line in re.findall(r"sha256sum -c \S+", text)]
    assert len(orders) == 2
    subprocess.run(["sh", "-e", "-c", "".join(orders)], cwd=unpacked, check=True,
                   capture_output=True)  # fmt: skip
    assert digest(unpacked / "data" / "anexos.sha256") in text
    for word in ("shasum -a 256", "Get-FileHash", "seudonimizada", "--recompute", "BagIt 1.0"):
        assert word in text
    assert "&#" not in text
    assert "&lt;" not in text
    assert max(map(len, text.splitlines())) <= 110


# -- who is not in it


def test_no_host_no_user_no_folder_of_this_machine(built, sealed, unpacked):
    private = {str(built.folder), str(Path.home()), socket.gethostname(), getpass.getuser() + "@"}
    private |= {str(SAMPLE), str(SAMPLE.resolve())}
    private = {word for word in private if len(word) > 4}
    for path in unpacked.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for word in private:
            assert word.encode() not in content, (path, word)
    names = zipfile.ZipFile(sealed)
    with names:
        assert {entry.filename.partition("/")[0] for entry in names.infolist()} == {NAME}


# -- other projects


@pytest.fixture
def small(tmp_path, without_documents) -> Path:
    return project(tmp_path / "p")


def built_in(folder: Path) -> tuple[dict, dict[str, bytes]]:
    """The summary, and what is in the delivery by its path."""
    result = run("build", folder / "memoria.toml", "--as-of", AS_OF)
    assert result.code == 0, result.err
    assert rubbish(folder) == []
    (place,) = (folder / "salida").glob("entrega-el-mezquite-*.zip")
    with bag.read(place) as view:
        assert bag.check(view) == []
        found = {piece.path: piece.content() for piece in view.payload()}
    return json.loads(found["resumen.json"]), found


def with_mode(folder: Path, mode: str) -> None:
    """The project under an agreement of its own that asks for another privacy mode."""
    from pipeline import agreement

    text = agreement.find("coahuila-prep-2023").read_text(encoding="utf-8")
    assert text.count('privacy_mode = "seudonimizada"') == 1
    text = text.replace('privacy_mode = "seudonimizada"', f'privacy_mode = "{mode}"')
    (folder / "otro.toml").write_text(text, encoding="utf-8")
    edit(folder / "memoria.toml", '"coahuila-prep-2023"', '"otro.toml"')


def test_agregada_delivers_no_log_and_says_so(small):
    with_mode(small, "agregada")
    summary, found = built_in(small)
    told = summary["handover"]
    assert not [path for path in found if path.startswith("bitacoras/")]
    assert (told["mode"], told["logs"], told["lines"]) == ("agregada", [], None)
    assert "agregada" in told["lines_reason"]
    (logs,) = (item for item in summary["delivery"] if item["id"] == "access_logs")
    assert logs["status"] == "parcial"
    assert found["perfiles/convenio.toml"] == (small / "otro.toml").read_bytes()
    assert "bitacoras/" not in found["LEEME.txt"].decode().partition("CÓMO")[0]


def test_files_of_awkward_names_are_delivered_under_safe_ones(small):
    (small / "incidencias.csv").rename(small / "aux.csv")
    (small / "comentarios.md").rename(small / "100% <nuestros>.md")
    edit(small / "memoria.toml", '"incidencias.csv"', '"aux.csv"')
    edit(small / "memoria.toml", '"comentarios.md"', '"100% <nuestros>.md"')
    _, found = built_in(small)
    assert found["incidencias/_aux.csv"] == (small / "aux.csv").read_bytes()
    assert found["comentarios/100- -nuestros-.md"] == b"Conviene avisar antes.\n"


def test_what_was_not_written_is_not_delivered(small):
    edit(small / "memoria.toml", 'incidents = "incidencias.csv"\ncomments = "comentarios.md"\n', "")
    _, found = built_in(small)
    assert not [path for path in found if path.startswith(("incidencias/", "comentarios/"))]


@pytest.mark.usefixtures("without_documents")
def test_a_delivery_of_another_name_stays_and_one_of_the_same_is_replaced(with_outputs):
    edit(with_outputs / "memoria.toml", 'name = "El Mezquite"', 'name = "¡El Huizache & Cía.!"')
    assert run("build", with_outputs / "memoria.toml", "--as-of", AS_OF).code == 0
    found = sorted(path.name for path in (with_outputs / "salida").glob("*.zip"))
    assert found == [
        "entrega-el-huizache-cia-coahuila-prep-2023.zip",
        "entrega-el-mezquite-coahuila-prep-2023.zip",
    ]


@pytest.mark.parametrize(
    ("diffuser", "slug"),
    [("Ñandú Televisión", "nandu-television"), ("«»", "difusor"), ("x" * 300, "x" * 60),
     ("中文", "difusor"), ("../../etc", "etc")],
)  # fmt: skip
def test_the_name_of_a_delivery_is_safe_everywhere(diffuser, slug):
    assert sealing.slug(diffuser, "difusor") == slug


@pytest.mark.usefixtures("without_documents")
def test_a_failure_while_sealing_leaves_what_was_there(with_outputs, monkeypatch):
    before = {path: path.read_bytes() for path in (with_outputs / "salida").iterdir()}
    real = bag.writing._digest

    def full(path, progress):
        real(path, progress)
        raise OSError(28, "")

    monkeypatch.setattr(bag.writing, "_digest", full)
    edit(with_outputs / "memoria.toml", 'name = "El Mezquite"', 'name = "El Huizache"')
    result = run("build", with_outputs / "memoria.toml", "--as-of", AS_OF)
    assert result.code == 2
    assert "el disco está lleno" in result.err
    assert ".memoria-" not in result.err
    assert {path: path.read_bytes() for path in (with_outputs / "salida").iterdir()} == before
    assert rubbish(with_outputs) == []


def test_handed_files_are_told_as_they_are(tmp_path):
    """The list is of the folder, whatever is told of it."""
    (tmp_path / "bitacoras").mkdir()
    (tmp_path / "bitacoras" / "b.gz").write_bytes(b"b")
    (tmp_path / "bitacoras" / "a.gz").write_bytes(b"a")
    (tmp_path / "memoria.pdf").write_bytes(b"no es un anexo")
    made = annexes.manifest(tmp_path)
    text = (tmp_path / "anexos.sha256").read_bytes()
    assert (made.files, made.size, made.sha256) == (2, 2, hashlib.sha256(text).hexdigest())
    assert [line.split()[1] for line in text.decode().splitlines()] == [
        "bitacoras/a.gz", "bitacoras/b.gz",
    ]  # fmt: skip
    shutil.rmtree(tmp_path)
    with pytest.raises(OutputError):
        annexes.manifest(tmp_path)
