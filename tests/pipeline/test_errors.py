"""The error tree: which error is which, and what a problem looks like on the screen."""

import pytest

from pipeline import errors
from pipeline.errors import AccountingError, MemoriaError, Problem

USER_ERRORS = ("SettingsError", "LogError", "FormatError", "WarehouseError", "OutputError")


@pytest.mark.parametrize("name", USER_ERRORS)
def test_what_a_user_can_cause_is_a_memoria_error(name):
    assert issubclass(getattr(errors, name), MemoriaError)


def test_a_lost_line_is_not_the_users_fault():
    assert not issubclass(AccountingError, MemoriaError)


def test_the_docstring_names_every_error():
    classes = [name for name in vars(errors) if name.endswith("Error")]
    assert [name for name in classes if name not in errors.__doc__] == []


def test_a_problem_says_where_what_and_what_to_do():
    problem = Problem("memoria.toml:3", "falta la ciudad", "un texto", "agréguela")
    assert str(problem).splitlines() == [
        "memoria.toml:3: falta la ciudad",
        "  se esperaba: un texto",
        "  qué hacer:   agréguela",
    ]


def test_a_problem_leaves_out_what_it_does_not_know():
    assert str(Problem("a.log", "está vacío")) == "a.log: está vacío"


def test_an_error_carries_all_its_problems():
    problems = (Problem("a", "uno"), Problem("b", "dos"))
    error = MemoriaError(iter(problems))
    assert error.problems == problems
    assert str(error) == "a: uno\nb: dos"
    assert MemoriaError(problems[0]).problems == problems[:1]
