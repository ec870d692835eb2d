"""The whole road: twelve builds, their deliveries, one of them spoilt, and `memoria compare`."""

import pytest

from sample_logs.state import deliver

from .conftest import SCALE, Compared, only_one
from .finding import QUESTIONS

pytestmark = pytest.mark.slow
THEMES = 5  # of the comments, at least


@pytest.fixture(scope="session")
def delivered(tmp_path_factory, worker_id) -> Compared:
    base = tmp_path_factory.getbasetemp()
    out = (base if worker_id == "master" else base.parent) / "salida-del-estado"
    compared = Compared(out / "estado/proyectos", out / "comparativo/comparativo.duckdb")
    with only_one(out):
        if not compared.comparison.exists():
            assert deliver.main(["--out", str(out), "--scale", str(SCALE)]) == 0
    return compared


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_the_command_finds_what_was_put_in(delivered, question):
    found, put_in = question(delivered)
    assert found == put_in


def test_who_was_refused_says_which_file_is_spoilt(delivered):
    ((name, reason),) = delivered.rows("SELECT name, reason FROM delivery WHERE state = 'refused'")
    assert name == "Eco de las Viñas"
    assert deliver.DAMAGED in reason


def test_what_was_admitted_says_why(delivered):
    ((reason,),) = delivered.rows("SELECT reason FROM delivery WHERE state = 'marked'")
    assert reason.startswith("El instituto aceptó por oficio")


def test_comments_are_of_many_themes(delivered):
    themes = dict(delivered.rows("SELECT theme, count(*) FROM remark GROUP BY theme"))
    assert len(themes) >= THEMES


def test_everything_is_written(delivered):
    there = {path.name for path in delivered.comparison.parent.iterdir()}
    assert {f"comparativo.{suffix}" for suffix in ("pdf", "html", "json", "xlsx")} <= there
