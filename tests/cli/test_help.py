"""Every help text and every complaint about the arguments is Spanish."""

import re
from importlib.metadata import version

import pytest

from .support import run

COMMANDS = ("init", "check", "build", "inspect")
ENGLISH = re.compile(
    r"\b(usage|options|optional|positional|arguments?:|show this|exit|error:|the following|required"
    r"|unrecognized|invalid|choose|expected|ambiguous|default|help message|not allowed|command)\b",
    re.IGNORECASE,
)


def assert_spanish(text):
    """Apart from what the user types: names of options and of values."""
    prose = re.sub(r"--?[a-z-]+|memoria\.toml|[a-z-]+\.[a-z]+", "", text)
    assert not ENGLISH.findall(prose), text


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_spanish(command, option):
    result = run(*command, option)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("uso: memoria")
    assert "muestra esta ayuda y termina" in result.out
    assert_spanish(result.out)


def test_the_help_names_every_command_and_exit_status():
    out = run("--help").out
    assert all(re.search(rf"^ +{name} ", out, re.MULTILINE) for name in COMMANDS)
    assert all(text in out for text in ("0 si", "1 si", "2 si"))


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("init", ["--agreement", "coahuila-prep-2023"]),
        ("check", ["--as-of", "memoria.toml"]),
        ("build", ["--as-of", "--out", "memoria.toml"]),
        ("inspect", ["--format", "--timezone", "--json"]),
    ],
)
def test_each_help_names_its_options(command, options):
    out = run(command, "--help").out
    assert all(option in out for option in options)


def test_the_version():
    result = run("--version")
    assert (result.code, result.out) == (0, f"memoria {version('memoria')}\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "falta: ORDEN"),
        (["bild"], "'bild'"),
        (["inspect"], "falta: BITÁCORA"),
        (["build", "--out"], "falta su valor"),
        (["build", "--as-of", "ayer"], "«ayer» no es una fecha; se espera AAAA-MM-DD"),
        (["build", "--as-of", "2023-02-30"], "«2023-02-30» no es una fecha"),
        (["check", "--as-of", ""], "«» no es una fecha"),
        (["check", "--out", "x"], "no se reconoce: --out"),
        (["build", "a.toml", "b.toml"], "no se reconoce: b.toml"),
        (["inspect", "--json=si", "x"], "no lleva valor: 'si'"),
        (["init", "--profile"], "falta su valor"),
    ],
    ids=str,
)
def test_wrong_arguments(arguments, words):
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert_spanish(result.err)
    assert "Traceback" not in result.err


def test_either_way_of_writing_a_date_is_taken(tmp_path):
    for text in ("2023-06-16", "16/06/2023"):
        result = run("check", tmp_path / "no.toml", "--as-of", text)
        assert "no existe" in result.err
