"""`memoria init` and `memoria check`: what there is to fill in, and what is still missing."""

import re
import shutil

import pytest

from pipeline.agreement import available

from .conftest import SAMPLE, copy_sample
from .support import assert_clear, edit, project, run, tree

FILES = {"memoria.toml", "incidencias.csv", "comentarios.md"}


# -- init


def test_it_writes_the_files_and_says_how_to_go_on(tmp_path):
    result = run("init", tmp_path / "nuevo")
    assert_clear(result, 0)
    assert set(tree(tmp_path / "nuevo")) == FILES
    assert all(str(tmp_path / "nuevo" / name) in result.out for name in FILES)
    assert f"memoria check {tmp_path / 'nuevo'}\n" in result.out


def test_here_where_no_folder_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("init")
    assert (result.code, set(tree(tmp_path))) == (0, FILES)
    assert result.out.endswith("memoria check\n")


def test_a_folder_whose_name_has_spaces_is_told_as_a_shell_takes_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("init", "mi memoria").out.endswith("memoria check 'mi memoria'\n")


def test_a_folder_stands_for_its_project(fresh):
    said = [run("check", place).out for place in (fresh, fresh / "memoria.toml")]
    assert said[0]
    assert said[0] == said[1]


@pytest.mark.parametrize("command", ["check", "build"])
def test_where_there_is_no_project_one_can_be_begun(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert_clear(run(command), 2, "memoria.toml: no existe", "memoria init")


@pytest.mark.parametrize("name", sorted(FILES))
def test_it_overwrites_nothing(tmp_path, name):
    (tmp_path / name).write_text("mío")
    before = tree(tmp_path)
    assert_clear(run("init", tmp_path), 2, name, "ya existe", "otra carpeta")
    assert tree(tmp_path) == before


def test_an_unknown_agreement_names_those_there_are(tmp_path):
    result = run("init", tmp_path / "nuevo", "--agreement", "coahuila-2023")
    assert_clear(result, 2, "coahuila-2023", *available())
    assert not (tmp_path / "nuevo").exists()


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "archivo").write_text("")
    assert_clear(run("init", tmp_path / "archivo" / "x"), 2, "archivo", "qué hacer")
    assert tree(tmp_path) == {"archivo": b""}


# -- check, on what init writes


@pytest.fixture
def fresh(tmp_path):
    assert run("init", tmp_path / "nuevo").code == 0
    return tmp_path / "nuevo"


def test_a_fresh_scaffold_lists_every_blank(fresh):
    result = run("check", fresh / "memoria.toml")
    assert_clear(result, 1)
    text = (fresh / "memoria.toml").read_text()
    blanks = [line for line in text.splitlines() if re.match(r'[^#]*"POR LLENAR', line)]
    assert len(blanks) > 4
    for number, line in enumerate(text.splitlines(), 1):
        if line in blanks:
            assert f"memoria.toml:{number} (" in result.out, line
    for topic in ("bitácoras", "operación", "línea base", "comentarios", "requerimientos"):
        assert f"\n{topic}\n" in result.out
    assert "no hay bitácoras de la operación" in result.out
    assert "0 de 18 respondidos" in result.out


def test_a_fresh_scaffold_is_not_built(fresh):
    before = tree(fresh)
    assert_clear(run("build", fresh / "memoria.toml"), 2, "memoria.toml")
    assert tree(fresh) == before


# -- check, on the sample


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    place = copy_sample(tmp_path_factory.mktemp("check") / "s")
    return run("check", place / "memoria.toml", "--as-of", "2023-06-16")


@pytest.mark.parametrize(
    "words",
    [
        "La Gaceta del Desierto",
        "faltan 2 días",
        "✓ memoria.toml está completo",
        "✓ las 48 horas pedidas tienen renglones",
        "27 de 28 días con bitácora del 07/05/2023 al 03/06/2023",
        "! días sin bitácora: 17/05",
        "16 de 18 respondidos",
        "[requirements.network_filtering]",
        "[requirements.security_tests]",
    ],
)
def test_the_sample_has_what_it_has_and_lacks_what_it_lacks(checked, words):
    assert words in checked.out


def test_the_sample_is_counted_as_its_generator_wrote_it(checked, truth):
    name = "operacion/prep-access.log.1.gz"
    wrote = {path: file for path, file in truth["files"].items() if path.startswith("operacion/")}
    hits = sum(file["hits"] for file in wrote.values())
    reported = (SAMPLE / "incidencias.csv").read_text(encoding="utf-8").strip().count("\n")
    for words in (
        f"✓ {len(wrote)} archivos, {hits:,} solicitudes",
        f"✓ {reported} incidencias reportadas",
        f"{name}: {wrote[name]['rejects']} de {wrote[name]['lines']:,} renglones no se pudieron",
    ):
        assert words in checked.out


def test_nothing_of_the_sample_stops_its_memoria(checked):
    assert_clear(checked, 0)
    assert "✗" not in checked.out


def test_every_log_has_its_row(checked, truth):
    for name, wrote in truth["files"].items():
        row = next(line for line in checked.out.splitlines() if line.startswith(f"{name} "))
        assert re.search(rf"\s{wrote['lines']:,}\s+\d\d/\d\d/2023 \d\d:\d\d", row), row
        role = "operación" if name.startswith("operacion") else "línea base"
        assert role in row


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        ("2023-06-08", "faltan 10 días"),
        ("2023-06-17", "falta 1 día"),
        ("2023-06-18", "es hoy"),
        ("2023-06-19", "venció hace 1 día"),
        ("2023-06-28", "venció hace 10 días"),
    ],
)
def test_the_days_left(tmp_path, as_of, words):
    place = project(tmp_path / "p", days=1)
    result = run("check", place / "memoria.toml", "--as-of", as_of)
    line = next(line for line in result.out.splitlines() if "fecha límite" in line)
    assert "18/06/2023" in line
    assert line.endswith(words)


# -- check, on what is wrong


def test_hours_and_days_without_a_line_are_named(tmp_path):
    place = project(tmp_path / "p", days=2)
    result = run("check", place / "memoria.toml")
    assert_clear(result, 1)
    assert "18 de 48 horas sin un solo renglón: 04/06 00 h, 04/06 01 h" in result.out
    assert "2 de 28 días con bitácora" in result.out
    assert "días sin bitácora: 09/05, 10/05" in result.out


def test_every_fault_is_told_at_once(tmp_path):
    place = project(tmp_path / "p")
    (place / "op" / "imagen.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (place / "op" / "copia.log").write_bytes((place / "op" / "access.log").read_bytes())
    (place / "op" / "vacia.log").write_bytes(b"")
    whole = (place / "base" / "ordinario.log.gz").read_bytes()
    (place / "base" / "ordinario.log.gz").write_bytes(whole[: len(whole) // 2])
    (place / "incidencias.csv").write_text(
        "inicio;fin;tipo;descripcion;efecto;remedio;avisado_a\n"
        "04/06/2023 21:00;04/06/2023 20:00;falla;algo;;;\n"
        "45081;04/06/2023 20:00;falla;algo;;;\n"
    )
    (place / "comentarios.md").unlink()
    edit(place / "memoria.toml", 'name = "El Mezquite"', 'name = "POR LLENAR"')
    with (place / "memoria.toml").open("a") as file:
        file.write('\n[[logs]]\nrole = "operation"\nfiles = ["nada/*.log"]\n')
    result = run("check", place / "memoria.toml")
    assert_clear(result, 1)
    for words in (
        "(diffuser.name): por llenar",
        "ningún archivo coincide con «nada/*.log»",
        "op/imagen.png: no es una bitácora de acceso: es una imagen",
        "op/copia.log: es una copia exacta de op/access.log",
        "op/vacia.log: está vacío",
        "base/ordinario.log.gz: el gzip está cortado",
        "incidencias.csv:2: termina (04/06/2023 20:00) antes de empezar",
        "incidencias.csv:3: «inicio» es «45081»",
        "comentarios.md: no se puede leer (no existe)",
        "0 de 18 respondidos",
        "horas sin un solo renglón",
    ):
        assert words in result.out, words


def test_every_fault_of_the_settings_is_told_at_once(tmp_path):
    place = project(tmp_path / "p", days=1)
    edit(place / "memoria.toml", "method = 1", 'method = "uno"')
    edit(place / "memoria.toml", "America/Monterrey", "America/Monclova")
    edit(place / "memoria.toml", "legal_name", "legal_nam")
    edit(place / "memoria.toml", 'files = ["base/*"]', "files = []")
    with (place / "memoria.toml").open("a") as file:
        file.write('\n[requirements.web_serve]\nanswer = "sí"\n')
    result = run("check", place / "memoria.toml")
    assert_clear(
        result, 2, "diffuser.method", "America/Monclova", "legal_name", "logs[2].files",
        "web_server", "sin evidencia",
    )  # fmt: skip
    assert result.out == ""


def test_check_leaves_no_output_and_can_run_in_a_project_without_comments(tmp_path):
    place = project(tmp_path / "p")
    shutil.copy(place / "memoria.toml", place / "otro.toml")
    edit(place / "otro.toml", 'comments = "comentarios.md"\n', "")
    edit(place / "otro.toml", 'incidents = "incidencias.csv"\n', "")
    before = tree(place)
    result = run("check", place / "otro.toml")
    assert_clear(result, 1)
    assert "no se declaró el archivo de incidencias" in result.out
    assert "no hay comentarios ni sugerencias" in result.out
    assert tree(place) == before


def test_incidents_out_of_the_period_are_suspected(tmp_path):
    place = project(tmp_path / "p")
    with (place / "incidencias.csv").open("a") as file:
        file.write("06/04/2023 20:00;06/04/2023 21:00;falla;algo;;;\n")
    result = run("check", place / "memoria.toml")
    assert "incidencias.csv:2: la incidencia I-01 queda fuera" in result.out


# -- another agreement


def test_without_a_name_it_lists_the_agreements(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("init", "--agreement")
    assert_clear(result, 0)
    assert [line for line in result.out.splitlines() if line[0] != " "] == list(available())
    assert tree(tmp_path) == {}


def test_a_copy_of_a_profile_is_one_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("init", "--agreement", "plantilla", "--profile", "propio/convenio.toml")
    assert_clear(result, 0)
    assert "memoria init --agreement propio/convenio.toml" in result.out
    assert run("init", "mayo", "--agreement", "propio/convenio.toml").code == 0
    written = (tmp_path / "mayo/memoria.toml").read_text(encoding="utf-8")
    assert 'agreement = "../propio/convenio.toml"' in written
    assert "convenio.toml" not in run("check", "mayo/memoria.toml").err


def test_a_copy_replaces_nothing(tmp_path):
    (tmp_path / "convenio.toml").write_text("mío")
    result = run("init", "--agreement", "plantilla", "--profile", tmp_path / "convenio.toml")
    assert_clear(result, 2, "convenio.toml", "ya existe")
    assert tree(tmp_path) == {"convenio.toml": b"m\xc3\xado"}
