"""What `memoria init` writes: it loads at once, says what is missing, and never overwrites."""

import errno
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline import agreement, scaffold
from pipeline.errors import OutputError
from pipeline.incidents import load_incidents
from pipeline.project import UNFILLED, load_project
from tests.pipeline.cases_of import CASES, files

PROFILES = [*agreement.available(), *files("agreement", "accepted", ".toml")]


@pytest.fixture
def prep():
    return agreement.load("coahuila-prep-2023")


@pytest.mark.parametrize("name", PROFILES)
def test_what_is_written_loads(tmp_path, name):
    profile = agreement.load(str(name))
    reference = str(name) if isinstance(name, Path) else None
    written = scaffold.write_scaffold(tmp_path / "a" / "b", profile, reference)
    assert [path.name for path in written] == ["incidencias.csv", "comentarios.md", "memoria.toml"]
    project = load_project(written[-1])
    assert project.agreement == profile
    assert [source.role for source in project.logs] == ["operation", "baseline"]
    assert project.incidents_path is not None
    assert load_incidents(project.incidents_path, project.zone) == ()
    assert project.comments() == ""
    assert UNFILLED in written[1].read_text(encoding="utf-8")


def test_every_requirement_is_there_to_answer(tmp_path, prep):
    path = scaffold.write_scaffold(tmp_path, prep)[-1]
    blocks = tomllib.loads(path.read_text(encoding="utf-8"))["requirements"]
    assert list(blocks) == [item.id for item in prep.requirements]
    assert {block["answer"] for block in blocks.values()} == {"sin evidencia"}
    text = " ".join(path.read_text(encoding="utf-8").replace("#", " ").split())
    for item in prep.requirements:
        assert f"{item.clause}. {item.title}: {item.text}" in text
    assert load_project(path).unanswered() == prep.applicable(1)


def test_every_blank_is_reported_until_it_is_filled(tmp_path, prep):
    path = scaffold.write_scaffold(tmp_path, prep)[-1]
    text = path.read_text(encoding="utf-8")
    blanks = load_project(path).unfilled()
    keys = [problem.where.split("(")[1] for problem in blanks]
    assert keys[:4] == [
        "diffuser.name)",
        "diffuser.legal_name)",
        "diffuser.city)",
        "diffuser.website)",
    ]
    for problem in blanks:
        line = int(problem.where.split(":")[-1].split(" ")[0])
        assert UNFILLED in text.splitlines()[line - 1]
    path.write_text(text.replace(f'"{UNFILLED}"', '"Dato"'), encoding="utf-8")
    assert load_project(path).unfilled() == ()


def test_the_example_of_a_candidate_works_once_uncommented(tmp_path, prep):
    path = scaffold.write_scaffold(tmp_path, prep)[-1]
    head, example = path.read_text(encoding="utf-8").split("# [[candidates]]\n")
    lines = [line.removeprefix("# ") for line in example.splitlines()]
    path.write_text(head + "[[candidates]]\n" + "\n".join(lines), encoding="utf-8")
    (answer,) = load_project(path).candidates
    assert answer.window.start in prep.window("operation")


def test_the_example_of_a_baseline_works_once_uncommented(tmp_path, prep):
    path = scaffold.write_scaffold(tmp_path, prep)[-1]
    head, example = path.read_text(encoding="utf-8").split("# [baseline]\n")
    lines = example.splitlines()
    lines[:3] = [line.removeprefix("# ") for line in lines[:3]]
    path.write_text(head + "[baseline]\n" + "\n".join(lines), encoding="utf-8")
    found = load_project(path).baseline
    assert (len(found.files), len(found.holidays), len(found.excluded)) == (1, 1, 1)
    assert found.holidays[0].day in {day.date() for day in _ordinary_days(prep)}


def _ordinary_days(prep):
    return prep.baseline_window(prep.zone).local_steps(prep.zone, timedelta(days=1))


@pytest.mark.parametrize("name", PROFILES)
def test_lines_stay_readable(name):
    profile = agreement.load(str(name))
    assert max(map(len, scaffold.memoria_toml(profile).splitlines())) <= 100


@pytest.fixture
def monthly():
    return agreement.load(str(CASES / "agreement/accepted/monthly.toml"))


BLOCKS = ("[[tools]]", "[[backups]]", "[[minutes]]", "[[accords]]", "[services.tramites]")


def test_only_what_the_agreement_asks_for_is_offered(prep, monthly):
    text = scaffold.memoria_toml(prep)
    assert not [block for block in (*BLOCKS, "[liaisons.", "period =") if block in text]
    text = scaffold.memoria_toml(monthly)
    assert [block for block in BLOCKS if block in text] == ["[services.tramites]"]
    assert 'period = "2023-12"' in text
    assert "citas: Citas (citas.municipio.example /citas/** /tramites/citas/**)" in text
    assert tomllib.loads(text)["liaisons"] == {
        name: {"name": UNFILLED, "email": UNFILLED} for name in ("municipio", "estado")
    }


def test_the_blocks_of_what_is_stated_work_once_uncommented(tmp_path, monthly):
    contents = [
        item.model_copy(update={"content": name})
        for name in scaffold.STATED
        for item in monthly.deliverables
    ]
    asking = monthly.model_copy(update={"deliverables": tuple(contents)})
    profile = str(CASES / "agreement/accepted/monthly.toml")
    text = scaffold.memoria_toml(asking, profile)
    for block in BLOCKS:
        head, _, rest = text.partition(f"# {block}\n")
        example, _, rest = rest.partition("\n\n")
        lines = [line.removeprefix("# ") for line in example.splitlines()]
        text = "\n".join([f"{head}{block}", *lines, "", rest])
    (tmp_path / "memoria.toml").write_text(text, encoding="utf-8")
    found = load_project(tmp_path / "memoria.toml")
    assert [len(getattr(found, name)) for name in ("tools", "backups", "minutes", "accords")] == (
        [1] * 4
    )
    assert found.services[0].version == "1.0"
    assert found.accords[0].minute == found.minutes[0].id


def test_it_speaks_the_agreements_words(tmp_path, monthly):
    words = monthly.words.model_copy(
        update={"operation": monthly.words.operation.model_copy(update={"of_the": "del mes"})}
    )
    written = scaffold.write_scaffold(tmp_path, monthly.model_copy(update={"words": words}))
    texts = [path.read_bytes().decode("utf-8") for path in written]
    for text in texts:
        assert "del municipio" in text
        assert "difusor" not in text
    assert "Lo del mes," in texts[-1]
    assert "01/12/2023 20:15" in texts[0]


def test_the_spreadsheet_opens_in_excel(tmp_path, prep):
    data = scaffold.write_scaffold(tmp_path, prep)[0].read_bytes()
    assert data.startswith(b"\xef\xbb\xbfinicio;fin;")
    assert data.count(b"\n") == data.count(b"\r\n") > 1


@pytest.mark.parametrize("names", [["memoria.toml"], ["incidencias.csv", "comentarios.md"]])
def test_nothing_is_overwritten_and_all_of_it_is_named(tmp_path, prep, names):
    for name in names:
        (tmp_path / name).write_text("mío", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        scaffold.write_scaffold(tmp_path, prep)
    assert [Path(problem.where).name for problem in caught.value.problems] == names
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert {(tmp_path / name).read_text(encoding="utf-8") for name in names} == {"mío"}


def test_a_disk_that_fills_up_leaves_nothing_behind(tmp_path, prep, monkeypatch):
    opened = []

    def full_after_one(path, *arguments, **options):
        if arguments == ("xb",):
            opened.append(path)
            if len(opened) == 2:
                raise OSError(errno.ENOSPC, "No space left on device")
        return path_open(path, *arguments, **options)

    path_open = Path.open
    monkeypatch.setattr(Path, "open", full_after_one)
    with pytest.raises(OutputError, match="el disco está lleno"):
        scaffold.write_scaffold(tmp_path / "new" / "folder", prep)
    assert len(opened) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be(tmp_path, prep):
    (tmp_path / "x").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="archivo"):
        scaffold.write_scaffold(tmp_path / "x" / "y", prep)
    with pytest.raises(OutputError, match="archivo"):
        scaffold.write_scaffold(tmp_path / "x", prep)
