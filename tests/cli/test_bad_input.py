"""Whatever the input, no traceback and nothing half-written: a message that says where and what to
do, and the outputs of before as they were."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from subprocess import PIPE

import duckdb
import pytest

from pipeline.project.resolved import LONGEST_COMMENTS
from reports.delivery import bounds

from .support import OPERATION_START as START
from .support import (
    OUTPUTS,
    ROOT,
    assert_clear,
    edit,
    line,
    outputs,
    project,
    rubbish,
    run,
    tree,
)  # fmt: skip

NGINX_ERROR = '2023/06/04 18:00:00 [error] 12#12: *7 open() "/x" failed (2: No such file)\n' * 30
JSON_LINES = '{"time":"2023-06-04T18:00:00-06:00","nivel":"aviso","texto":"/"}\n' * 30
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" + bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def _quick(without_documents):
    pass


@pytest.fixture
def small(tmp_path):
    return project(tmp_path / "p")


def assert_refused(place, *words, command="build", code=2):
    """The command ends so; and what was there is there, and nothing else."""
    before = tree(place)
    result = run(command, place / "memoria.toml")
    assert_clear(result, code, *words)
    assert tree(place) == before
    assert rubbish(place) == []
    return result


# -- the logs


def test_no_log_matches(with_outputs):
    edit(with_outputs / "memoria.toml", '"op/*"', '"operacion/*"')
    assert_refused(with_outputs, "memoria.toml", "logs[1]", "«operacion/*»", "revise la ruta")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("error.log", NGINX_ERROR.encode(), ["la bitácora de errores de nginx", "access_log"]),
        ("foto.png", PNG, ["es una imagen"]),
        ("eventos.json", JSON_LINES.encode(), ["ningún formato conocido", "2023-06-04T18"]),
        ("ñ\x1b[31m.log", b"nada\n" * 20, ["ningún formato conocido"]),
        ("separador.log", b"\x1c\n", ["ningún formato conocido", "«·»"]),
    ],
)
def test_a_log_that_is_none(with_outputs, name, content, words):
    (with_outputs / "op" / name).write_bytes(content)
    result = assert_refused(with_outputs, name.replace("\x1b", r"\x1b"), *words, "qué hacer")
    assert "\x1b" not in result.err


def test_a_folder_where_a_log_belongs(small):
    edit(small / "memoria.toml", '"op/*"', '"op"')
    assert_refused(small, "op: es una carpeta", "use un patrón")


def test_every_log_that_is_none_is_named_at_once(small):
    for name in ("a.png", "b.png"):
        (small / "op" / name).write_bytes(PNG + name.encode())
    edit(small / "memoria.toml", '"base/*"', '"nada/*"')
    (small / "comentarios.md").unlink()
    (small / "incidencias.csv").write_text("hola\n")
    assert_refused(small, "op/a.png", "op/b.png", "nada/*", "comentarios.md", "incidencias.csv:1")


def test_an_empty_log_is_said_and_the_build_goes_on(small):
    (small / "op" / "vacia.log").write_bytes(b"")
    result = run("build", small / "memoria.toml")
    assert_clear(result, 0, "op/vacia.log", "está vacío")
    row = files_of(small)["op/vacia.log"]
    assert (row["lines"], row["first"]) == (0, None)
    assert row["first_reason"]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda whole: whole[: len(whole) // 2], "el gzip está cortado"),
        pytest.param(lambda whole: whole[:-4], "el gzip está cortado", marks=pytest.mark.slow),
        pytest.param(
            lambda whole: whole[:3000] + b"\xff" * 50 + whole[3050:],
            "el gzip está dañado",
            marks=pytest.mark.slow,
        ),
    ],
    ids=["cut in half", "without its end", "broken in the middle"],
)
def test_a_broken_gzip_gives_what_it_holds_and_says_so(small, damage, words):
    noise = [line(START, f"/{zlib.crc32(b'%d' % n):x}") for n in range(2000)]
    whole = gzip.compress("".join(noise).encode())
    (small / "op" / "roto.log.gz").write_bytes(damage(whole))
    result = run("build", small / "memoria.toml")
    assert_clear(result, 0, "op/roto.log.gz", words, "original completo")
    row = files_of(small)["op/roto.log.gz"]
    assert words in row["damage"]
    assert 0 < row["hits"] <= 2000
    # The next run does not read it again, and says it again.
    assert words in run("check", small / "memoria.toml").said


@pytest.mark.parametrize("content", [NGINX_ERROR.encode(), PNG, JSON_LINES.encode()])
def test_a_declared_format_that_reads_nothing(small, content):
    edit(small / "memoria.toml", 'files = ["op/*"]', 'files = ["op/*"]\nformat = "combined"')
    (small / "op" / "otra.log").write_bytes(content)
    assert_refused(small, "op/otra.log", "«combined», no lee ninguno", "qué hacer")


def test_a_declared_format_that_reads_nothing_where_another_would(small):
    edit(small / "memoria.toml", 'files = ["op/*"]', 'files = ["op/*"]\nformat = "vhost_combined"')
    assert_refused(small, "op/access.log", "«vhost_combined»", 'declare format = "combined"')


def test_a_few_lines_that_nothing_reads_are_rejects_and_said(small):
    edit(small / "memoria.toml", 'files = ["op/*"]', 'files = ["op/*"]\nformat = "combined"')
    (small / "op" / "resto.log").write_text("Killed\n")
    result = run("build", small / "memoria.toml")
    assert_clear(result, 0, "op/resto.log: 1 de 1 renglones no se pudieron leer")


def test_a_gzip_of_which_nothing_can_be_read(small):
    (small / "op" / "roto.gz").write_bytes(b"\x1f\x8bno es gzip" * 9)
    assert_clear(run("build", small / "memoria.toml"), 0, "op/roto.gz", "el gzip está dañado")
    assert files_of(small)["op/roto.gz"]["lines"] == 0


def test_a_format_that_does_not_exist(small):
    edit(small / "memoria.toml", 'files = ["op/*"]', 'files = ["op/*"]\nformat = "conbined"')
    assert_refused(small, "conbined", "¿quiso decir «combined»?")


def test_a_name_that_is_no_text(small):
    """As an old server writes it: Latin-1 bytes in a name."""
    (small / "op" / "bit\udce1cora.log").write_text(line(START, "/aparte"))
    result = run("build", small / "memoria.toml")
    assert_clear(result, 0)
    assert len(files_of(small)) == 3


def files_of(place):
    summary = json.loads((place / "salida" / "resumen.json").read_text())
    return {row["path"]: row for row in summary["ingest"]["by_file"]}


# -- what people write


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("America/Monterrey", "America/Monclova", ["diffuser.time_zone", "America/Monclova"]),
        ("method = 1", "metod = 1", ["«metod»", "«method»"]),
        ("method = 1", "method = 3", ["el convenio no tiene el método 3"]),
        ("[representative]", "[representativo]", ["representativo", "«representative»"]),
        ('"coahuila-prep-2023"', '"coahuila-2023"', ["agreement", "coahuila-prep-2023"]),
        ('"coahuila-prep-2023"', "coahuila", [".toml:1"]),
        ('role = "baseline"', 'role = "base"', ["logs[2].role", "baseline"]),
    ],
)
def test_a_mistake_in_the_settings(small, command, old, new, words):
    edit(small / "memoria.toml", old, new)
    assert_refused(small, "memoria.toml", *words, command=command)


@pytest.mark.parametrize("value", ["45081", '"ayer"', "2023-06-04", "true"])
def test_a_figure_where_a_date_belongs_in_the_settings(small, value):
    with (small / "memoria.toml").open("a") as file:
        file.write(
            f"\n[[candidates]]\nstart = {value}\nend = 2023-06-04T20:00:00\n"
            'answer = "descartada"\nreason = "x"\n'
        )
    assert_refused(small, "memoria.toml:", "candidates[1].start", "se esperaba")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no existe"),
        (b"esto no es TOML\n", "memoria.toml:1"),
        (b"\x89PNG\r\n\x1a\n\0\0", "memoria.toml"),
        (b"", "agreement"),
        (b"a = [1\n", "memoria.toml"),
        ("folder", "es una carpeta"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_settings_that_are_none(small, command, content, words):
    settings = small / "memoria.toml"
    settings.unlink()
    if content == "folder":
        settings.mkdir()
    elif content is not None:
        settings.write_bytes(content)
    assert_refused(small, "memoria.toml", words, command=command)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("04/06/2023 21:00;04/06/2023 20:00;falla;x;;;", ["termina", "antes de empezar"]),
        ("45081,85;04/06/2023 20:00;falla;x;;;", ["«inicio» es «45081,85»", "formato de fecha"]),
        ("04/06/2023;04/06/2023 20:00;falla;x;;;", ["«inicio»", "falta la hora"]),
        ("31/02/2023 10:00;04/06/2023 20:00;falla;x;;;", ["no existe"]),
        (";;;;;;falta todo", ["«inicio»", "«fin»", "«tipo»", "«descripcion»"]),
        ('04/06/2023 21:00;04/06/2023 22:00;"falla;x;;;', ["comillas"]),
    ],
)
def test_an_incident_that_cannot_be_read(with_outputs, row, words):
    with (with_outputs / "incidencias.csv").open("a") as file:
        file.write(row + "\n")
    assert_refused(with_outputs, "incidencias.csv:2", *words)


@pytest.mark.parametrize("name", ["incidencias.csv", "comentarios.md"])
@pytest.mark.parametrize("kind", ["missing", "folder", "binary"])
def test_a_file_of_the_project_that_cannot_be_read(small, name, kind):
    (small / name).unlink()
    if kind == "folder":
        (small / name).mkdir()
    elif kind == "binary":
        (small / name).write_bytes(b"\xff\xfe\0")
    assert_refused(small, name)


def test_a_key_that_is_none(with_outputs):
    (with_outputs / ".memoria" / "llave").write_bytes(b"corta")
    assert_refused(with_outputs, "llave", "5 bytes", "32 bytes", "bórrela")


# -- the outputs


def test_an_output_that_is_a_folder(with_outputs):
    (with_outputs / "salida" / "resumen.json").unlink()
    (with_outputs / "salida" / "resumen.json").mkdir()
    with (with_outputs / "op" / "access.log").open("a") as file:
        file.write(line(START))
    assert_refused(with_outputs, "resumen.json", "no se puede escribir (es una carpeta)", "--out")


def test_the_output_folder_is_a_file(small):
    (small / "salida").write_text("mío")
    assert_refused(small, "salida", "no se puede escribir")


def test_outputs_of_others_stay(with_outputs):
    (with_outputs / "salida" / "firmado.pdf").write_text("mío")
    assert run("build", with_outputs / "memoria.toml").code == 0
    assert (with_outputs / "salida" / "firmado.pdf").read_text() == "mío"


@pytest.mark.parametrize("where", ["pipeline.warehouse.load", "pipeline.measure.measure"])
def test_a_failure_leaves_no_new_folder(small, monkeypatch, where):
    def fail(*_):
        raise OSError(28, "No space left on device", "/x")

    monkeypatch.setattr(where, fail)
    out = small / "uno" / "dos"
    result = run("build", small / "memoria.toml", "--out", out)
    assert_clear(result, 2, "el disco está lleno", "libere espacio")
    assert not (small / "uno").exists()


def test_an_internal_fault_says_so_and_writes_nothing(with_outputs, monkeypatch):
    from pipeline.errors import AccountingError

    def fail(*_):
        raise AccountingError("3 lines, 2 hits")

    monkeypatch.setattr("pipeline.warehouse.load", fail)
    assert_refused(with_outputs, "error interno", "3 lines, 2 hits", "no use el resultado")


@pytest.mark.parametrize(
    "kind",
    [
        "hit",
        pytest.param("path", marks=pytest.mark.slow),
        pytest.param("reject", marks=pytest.mark.slow),
    ],
)
def test_a_disk_that_lost_some_of_what_was_read(with_outputs, kind):
    with (with_outputs / "op" / "access.log").open("a") as file:
        file.write("nada\n")
    assert run("check", with_outputs / "memoria.toml").code in (0, 1)
    sources = (with_outputs / ".memoria" / "partes").glob("*/source.json")
    of_log = [source for source in sources if "op/access.log" in source.read_text()]
    grown = max(of_log, key=lambda source: source.stat().st_mtime).parent
    part = next(grown.glob(f"{kind}*"))
    part.write_bytes(part.read_bytes()[:20])
    again = run("build", with_outputs / "memoria.toml")
    assert_clear(again, 0, "op/access.log", "estaba dañado, y se leyó de nuevo")


# -- others at work


def test_two_runs_at_once_on_one_project(with_outputs):
    from pipeline.workspace import Workspace

    with Workspace(with_outputs).locked():
        for command in ("build", "check"):
            words = ("otra corrida de memoria está trabajando", "espere a que termine")
            assert_refused(with_outputs, *words, command=command)
    assert run("check", with_outputs / "memoria.toml").code in (0, 1)


def test_two_projects_at_once_in_one_output_folder(with_outputs):
    from pipeline.workspace import exclusive

    with exclusive(with_outputs / "salida", ""):
        assert_refused(with_outputs, "salida", "está escribiendo")


@pytest.mark.parametrize("read_only", [True, False])
def test_the_warehouse_is_open_in_another_program(with_outputs, read_only):
    """It keeps what it has open; whoever opens the file anew sees the new one, whole."""
    file = with_outputs / "salida" / "memoria.duckdb"
    program = (
        "import duckdb, sys\n"
        f"other = duckdb.connect({str(file)!r}, read_only={read_only})\n"
        "count = lambda: other.execute('SELECT count(*) FROM hit').fetchall()[0][0]\n"
        "print(count(), flush=True); sys.stdin.readline(); print(count())"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=PIPE, stdout=PIPE, text=True
    ) as other:
        assert other.stdin
        assert other.stdout
        before = int(other.stdout.readline())
        with (with_outputs / "op" / "access.log").open("a") as log:
            log.write(line(START))
        result = run("build", with_outputs / "memoria.toml", "--as-of", "2023-06-16")
        assert other.communicate("\n", timeout=60)[0] == f"{before}\n"
    assert_clear(result, 0)
    with duckdb.connect(file, read_only=True) as again:
        assert again.execute("SELECT count(*) FROM hit").fetchall() == [(before + 1,)]
    assert outputs(with_outputs / "salida") == sorted(OUTPUTS)


# -- permissions

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="runs the command as another user")


def as_nobody(*arguments):
    """With nobody's rights over files, in this process."""
    run("inspect", os.devnull)  # imported with one's own rights, whatever Python's folder allows
    os.setegid(65534)
    os.seteuid(65534)
    try:
        return run(*arguments)
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def shared(small, finished):
    """A project that nobody may read, and the way to it."""
    if not all(folder.stat().st_mode & 0o001 for folder in ROOT.parents):
        pytest.skip("the program itself lies where nobody may not go")
    everybody = Path(tempfile.gettempdir())
    for folder in (small, *small.rglob("*/"), *small.parents):
        if everybody in folder.parents:
            folder.chmod(folder.stat().st_mode | 0o055)
    return small


@needs_root
def test_a_log_that_may_not_be_read(shared):
    (shared / "op" / "access.log").chmod(0o600)
    shared.chmod(0o777)
    result = as_nobody("build", shared / "memoria.toml")
    assert_clear(result, 2, "op/access.log", "no hay permiso", "chmod a+r")
    assert not (shared / "salida").exists()
    inspected = as_nobody("inspect", shared / "op" / "access.log")
    assert_clear(inspected, 2, "access.log", "no hay permiso")


@needs_root
def test_a_project_that_may_not_be_written(shared):
    before = tree(shared)
    result = as_nobody("build", shared / "memoria.toml")
    assert_clear(result, 2, ".memoria", "no hay permiso", "dé permiso de escritura")
    assert tree(shared) == before


@needs_root
def test_an_output_folder_that_may_not_be_written(shared):
    shared.chmod(0o777)
    (shared / "salida").mkdir(mode=0o755)
    result = as_nobody("build", shared / "memoria.toml")
    assert_clear(result, 2, "salida", "no se puede escribir (no hay permiso)", "--out")
    assert list((shared / "salida").iterdir()) == []


# -- what is no file


ODD = {
    "a circle of links": lambda op: (op / "x").symlink_to("x"),
    "a device without end": lambda op: (op / "x").symlink_to("/dev/zero"),
    "a pipe": lambda op: os.mkfifo(op / "x"),
}
SAID = {"a circle of links": "op/x: no se puede leer (sus enlaces dan vueltas"}


@pytest.mark.parametrize(
    "kind",
    [
        "a circle of links",
        *(pytest.param(one, marks=pytest.mark.slow) for one in list(ODD)[1:]),
    ],
)
def test_what_is_no_file_is_told_and_never_waited_for(small, kind):
    ODD[kind](small / "op")
    words = ("check", small / "memoria.toml")
    result = run(*words)
    assert (result.code, "Traceback" in result.said) == (1, False)
    said = SAID.get(kind, "op/x: no es un archivo")
    assert said in result.said


@pytest.mark.parametrize(
    "name",
    [
        "memoria.toml",
        *(
            pytest.param(one, marks=pytest.mark.slow)
            for one in ("comentarios.md", "incidencias.csv")
        ),
    ],
)
def test_a_device_where_a_text_belongs(small, name):
    (small / name).unlink()
    (small / name).symlink_to("/dev/zero")
    result = run("check", small / "memoria.toml")
    assert result.code in (1, 2)
    assert f"{name}: no es un archivo" in result.said


NO_TEXT = os.fsdecode(b"p\xff")


def test_a_project_in_a_folder_whose_name_is_no_text(small):
    place = small.rename(small.with_name(NO_TEXT))
    assert_clear(run("check", place / "memoria.toml"), 2, "no son texto en UTF-8")
    assert not (place / ".memoria").exists()


@pytest.mark.parametrize("words", [("build", "memoria.toml"), ("compare", "entrega.zip")])
def test_an_output_folder_whose_name_is_no_text(words, tmp_path):
    result = run(*words, "--out", tmp_path / NO_TEXT)
    assert_clear(result, 2, "--out", "no son texto en UTF-8")
    assert not list(tmp_path.iterdir())


def test_a_temporary_folder_whose_name_is_no_text(tmp_path, monkeypatch):
    (tmp_path / NO_TEXT).mkdir()
    (tmp_path / "a.log").write_text(line(START))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / NO_TEXT))
    result = run("inspect", tmp_path / "a.log", "--definition", "all")
    assert_clear(result, 2, "TMPDIR", "no son texto en UTF-8")


def test_a_record_of_a_log_whose_name_is_no_text(small, tmp_path):
    log = (small / "op" / "access.log").rename(tmp_path / os.fsdecode(b"x\xff.log"))
    assert_clear(run("inspect", log, "--record", tmp_path / "r.json"), 0)
    assert "\\udcff" in json.loads((tmp_path / "r.json").read_text())["stages"][0]["title"]


# -- more than whoever receives it opens


def test_comments_of_a_book(small):
    (small / "comentarios.md").write_text("á" * LONGEST_COMMENTS)
    assert run("build", small / "memoria.toml").code == 0
    (small / "comentarios.md").write_text("á" * (LONGEST_COMMENTS + 1))
    assert_refused(small, "comentarios.md: tiene 100,001 signos", "a lo más 100,000")
    assert "tiene 100,001 signos" in run("check", small / "memoria.toml").out


def test_a_delivery_that_would_not_be_opened_is_none(small, monkeypatch):
    """Every file and every value of the summary is held against what `verify` opens."""
    monkeypatch.setattr(bounds, "ROOM", {**bounds.ROOM, "incidencias/": 10})
    monkeypatch.setattr(bounds, "MOST_VALUES", 1_000)
    result = assert_refused(small, "incidencias/incidencias.csv: mide", "a lo más 10")
    assert "resumen.json: tiene demasiados valores" in result.err
    assert result.err.count("quien recibe la entrega no abre más") == 2


def test_a_comment_is_no_longer_than_a_text_that_is_opened():
    assert LONGEST_COMMENTS == bounds.LONGEST_TEXT
