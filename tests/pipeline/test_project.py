"""memoria.toml: what is read from it, and the one message with everything that is wrong."""

# ruff: noqa: DTZ001 (instants are naive UTC, as in the warehouse)

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.agreement import available
from pipeline.errors import SettingsError
from pipeline.project import UNFILLED, Evidence, load_project
from pipeline.timespan import Window
from pipeline.toml_files import dotted, read_toml
from pipeline.toml_lines import key_lines
from tests.examples import examples
from tests.pipeline.cases_of import CASES, files, message

ACCEPTED = CASES / "project" / "accepted"


@pytest.mark.parametrize("path", files("project", "refused", ".toml"))
def test_everything_wrong_is_said_at_once(path):
    with pytest.raises(SettingsError) as caught:
        load_project(path)
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert message(caught.value, path) == expected.replace("{agreements}", ", ".join(available()))


def test_the_least_that_is_needed():
    project = load_project(ACCEPTED / "minimal.toml")
    assert project.agreement.id == "coahuila-prep-2023"
    assert project.zone.key == "America/Monterrey"
    assert project.place == "Monclova, Coahuila de Zaragoza"
    assert project.folder == ACCEPTED
    assert project.incidents_path == ACCEPTED / "incidencias.csv"
    assert [source.patterns for source in project.logs] == [("bitacoras/*.log",)]
    assert project.published_paths == project.agreement.published.paths
    assert project.contact.email == ""
    assert project.candidates == ()


@pytest.fixture(scope="module")
def complete():
    return load_project(ACCEPTED / "complete.toml")


def test_windows_separators_are_accepted(complete):
    assert complete.incidents_path == ACCEPTED / "datos" / "incidencias.csv"
    assert complete.logs[0].patterns == ("C:/bitacoras/**/access.log*", "otras/*.gz")


def test_a_log_keeps_its_own_zone_or_takes_the_diffusers(complete):
    assert [source.zone.key for source in complete.logs] == ["UTC", "America/Matamoros"]
    assert [source.section for source in complete.logs] == ["published", None]
    assert complete.logs[0].format == '%h %l %u %t "%r" %>s %b'
    assert complete.logs[1].where.endswith("complete.toml:39 (logs[2])")


def test_the_definition_of_a_tool_and_its_list_of_robots(complete):
    assert (complete.definition, str(complete.awstats_lib)) == ("awstats", "/usr/share/awstats/lib")
    least = load_project(ACCEPTED / "minimal.toml")
    assert (least.definition, least.awstats_lib) == ("memoria", None)


def test_own_prep_rules_are_added_once(complete):
    agreed = complete.agreement.published.paths
    assert complete.published_hosts == ("prep.mirador.example",)
    assert complete.published_paths == (*agreed, "/resultados/**")


def test_answers_to_candidates_are_in_the_diffusers_time(complete):
    assert [item.window for item in complete.candidates] == [
        Window(datetime(2023, 6, 5, 1), datetime(2023, 6, 5, 1, 10))
    ]


def test_one_answer_for_each_requirement_of_the_method(complete):
    expected = [item.id for item in complete.agreement.applicable(2)]
    assert list(complete.requirements) == expected
    assert "disk_space" not in expected
    assert complete.requirements["ups"].answer == "cumple"
    assert complete.requirements["frame_page"].answer == "sin evidencia"


def test_an_answer_without_evidence_but_with_a_statement_is_an_answer(complete):
    unanswered = {item.id for item in complete.unanswered()}
    assert unanswered == set(complete.requirements) - {"ups", "firewall"}


def test_a_statement_still_to_be_filled_is_no_answer(tmp_path):
    path = tmp_path / "memoria.toml"
    block = f'[requirements.ups]\nstatement = "{UNFILLED}"\n'
    path.write_text((ACCEPTED / "minimal.toml").read_text(encoding="utf-8") + block, "utf-8")
    assert "ups" in {item.id for item in load_project(path).unanswered()}


def test_a_diffuser_without_a_zone_has_the_agreements(tmp_path):
    text = (ACCEPTED / "minimal.toml").read_text(encoding="utf-8")
    path = tmp_path / "memoria.toml"
    path.write_text(text.replace("time_zone", "# time_zone"), encoding="utf-8")
    assert load_project(path).zone.key == "America/Monterrey"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_of_an_office(tmp_path, encoding):
    text = (ACCEPTED / "complete.toml").read_text(encoding="utf-8")
    path = tmp_path / "memoria.toml"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    project = load_project(path)
    assert project.diffuser.city == "Ciudad Acuña, Coahuila de Zaragoza"
    assert project.requirements["ups"].evidence == "Fotografías 1 y 2."


def test_an_agreement_of_ones_own_beside_the_project(tmp_path):
    own = (CASES / "agreement/accepted/tools.toml").read_text(encoding="utf-8")
    (tmp_path / "propio.toml").write_text(own, encoding="utf-8")
    text = (ACCEPTED / "minimal.toml").read_text(encoding="utf-8")
    path = tmp_path / "memoria.toml"
    path.write_text(text.replace("coahuila-prep-2023", "propio.toml"), encoding="utf-8")
    assert load_project(path).agreement.id == "herramientas-2024"


@pytest.fixture(scope="module")
def monthly():
    return load_project(ACCEPTED / "monthly.toml")


def test_the_agreement_is_that_of_the_period(monthly):
    assert (monthly.agreement.month, monthly.agreement.windows["logs"].title) == (
        "2024-05",
        "mayo de 2024",
    )


def test_services_are_the_agreements_and_then_ones_own(monthly):
    assert [(item.id, item.title) for item in monthly.services] == [
        ("tramites", "Ventanilla de trámites"),
        ("citas", "Citas"),
        ("pagos", "Pagos en línea"),
    ]
    assert monthly.services[1].hosts == ("citas.municipio.example", "turnos.municipio.example")
    assert monthly.services[1].version == "2.4"
    assert monthly.published_paths == ("/tramites/**", "/citas/**", "/tramites/citas/**")
    assert monthly.published_hosts == monthly.services[1].hosts


def test_a_log_of_a_service_is_of_what_is_published(monthly):
    assert [(log.service, log.section) for log in monthly.logs] == [
        (None, None),
        ("pagos", "published"),
    ]


def test_who_holds_a_post_or_nobody(monthly):
    assert {name: entry.name for name, entry in monthly.liaisons.items()} == {
        "municipio": "Enlace de Prueba",
        "estado": "",
    }


def test_evidence_has_a_safe_name_and_is_read_when_asked(tmp_path, monthly):
    assert [item.place for item in monthly.evidence] == [
        "evidencias/respaldo-1.pdf",
        "evidencias/minuta-m-2024-05.pdf",
    ]
    assert monthly.backups[1].evidence is None
    file = tmp_path / "acta.Acta de 日"
    file.write_bytes(b"abc")
    proof = Evidence(file, "respaldo-2", "x")
    assert (proof.place, proof.size) == ("evidencias/respaldo-2", 3)
    assert proof.sha256.startswith("ba7816bf")


def test_problems_of_the_agreement_and_of_the_project_come_together(tmp_path):
    own = (CASES / "agreement/refused/repeated_id.toml").read_text(encoding="utf-8")
    (tmp_path / "propio.toml").write_text(own, encoding="utf-8")
    path = tmp_path / "memoria.toml"
    path.write_text('agreement = "propio.toml"\nx = 1\n', encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_project(path)
    text = str(caught.value)
    assert "propio.toml:24" in text
    assert "memoria.toml:2 (x)" in text


def test_what_is_unfilled_has_its_line(tmp_path):
    text = (ACCEPTED / "minimal.toml").read_text(encoding="utf-8")
    path = tmp_path / "memoria.toml"
    path.write_text(text.replace('"El Mirador"', f'"{UNFILLED}"'), encoding="utf-8")
    assert [problem.where for problem in load_project(path).unfilled()] == [
        f"{path}:6 (diffuser.name)"
    ]
    assert load_project(ACCEPTED / "minimal.toml").unfilled() == ()


def test_comments_are_read_in_any_encoding(tmp_path):
    path = tmp_path / "memoria.toml"
    path.write_bytes((ACCEPTED / "minimal.toml").read_bytes())
    (tmp_path / "comentarios.md").write_bytes("Más difusión.".encode("cp1252"))
    assert load_project(path).comments() == "Más difusión."
    (tmp_path / "comentarios.md").unlink()
    with pytest.raises(SettingsError, match="no existe"):
        load_project(path).comments()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", False),
        ("# Lo que funcionó\n\nPOR LLENAR\n", False),
        ("[//]: # (una nota)\n\n## Sugerencias\n por llenar \n", False),
        ("# Lo que funcionó\n\nTodo.\n\n# Sugerencias\n\nPOR LLENAR\n", True),
        ("Todo.", True),
    ],
)
def test_comments_of_which_nothing_is_written_are_none(tmp_path, text, written):
    path = tmp_path / "memoria.toml"
    path.write_bytes((ACCEPTED / "minimal.toml").read_bytes())
    (tmp_path / "comentarios.md").write_text(text, encoding="utf-8")
    assert load_project(path).comments() == (text if written else "")


@pytest.mark.parametrize(("name", "reason"), [("nada.toml", "no existe"), (".", "es una carpeta")])
def test_a_file_that_is_none(tmp_path, name, reason):
    with pytest.raises(SettingsError, match=reason):
        load_project(tmp_path / name)


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 5000, "x = " + "9" * 5000, "x = 1\ny = {a.b=1,a=2}"]
)
def test_hostile_toml(tmp_path, text):
    path = tmp_path / "memoria.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        load_project(path)


LINES = (ACCEPTED / "complete.toml").read_bytes().splitlines()


@settings(max_examples=examples(150), deadline=None)
@given(
    st.integers(0, len(LINES)),
    st.integers(0, len(LINES)),
    st.one_of(st.binary(max_size=30), st.sampled_from(LINES)),
)
def test_a_damaged_file_is_a_project_or_a_settings_error(tmp_path_factory, first, last, extra):
    path = tmp_path_factory.getbasetemp() / "damaged.toml"
    path.write_bytes(b"\n".join([*LINES[:first], extra, *LINES[last:]]))
    try:
        project = load_project(path)
    except SettingsError as error:
        texts = [(problem.where, problem.found) for problem in error.problems]
        assert texts
        assert all(map(all, texts))
    else:
        assert any(source.role == "operation" for source in project.logs)


# ----------------------------------------------------------------------- the lines of the keys


def test_lines_of_keys_of_every_shape():
    """In that file every integer is the number of the line on which it stands."""
    file = read_toml(CASES / "toml_lines" / "shapes.toml")
    integers = dict(_integers(file.data))
    assert len(integers) > 15
    for location, line in integers.items():
        assert file.where(location) == f"{file.path}:{line} ({dotted(location)})"


def _integers(value, location=()):
    if isinstance(value, int):
        yield location, value
    items = value.items() if isinstance(value, dict) else ()
    for key, item in enumerate(value) if isinstance(value, list) else items:
        yield from _integers(item, (*location, key))


@given(st.text(alphabet="[]={}\"'#,.\n ab1", max_size=60))
def test_the_scanner_ends_on_any_text(text):
    assert all(1 <= line <= text.count("\n") + 1 for line in key_lines(text).values())


def test_problems_come_in_the_order_of_the_file(tmp_path: Path):
    path = tmp_path / "memoria.toml"
    path.write_text('agreement = "x"\n[diffuser]\nname = 1\n[logs]\n', encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_project(path)
    lines = [
        int(problem.where.rpartition(":")[2].split()[0]) for problem in caught.value.problems[:-1]
    ]
    assert lines == [1, 2, 2, 2, 2, 3, 4]
    assert caught.value.problems[-1].where == f"{path} (representative)"
