"""`memoria sign` on a terminal of its own: the password is asked there and goes nowhere else."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reports.sign import states
from tests import authority
from tests.authority import ANA, LUIS, PASSWORD
from tests.reports import signable

from .support import ROOT, assert_clear, on_a_terminal, run, run_apart, tree

NOW = datetime.now(UTC)
START, END = NOW - timedelta(days=9), NOW + timedelta(days=900)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "memoria.pdf").write_bytes(signable.pdf())
    for holder in (ANA, LUIS):
        authority.files(tmp_path, replace(holder, start=START, end=END))
    return tmp_path


def arguments(
    folder: Path, *more: str, pdf: str = "memoria.pdf", holder: str = "3416"
) -> list[str]:
    files = ("--cer", str(folder / f"{holder}.cer"), "--key", str(folder / f"{holder}.key"))
    return ["sign", str(folder / pdf), *files, *more]


def test_the_password_is_asked_on_the_terminal_and_kept_nowhere(folder):
    code, shown = on_a_terminal(arguments(folder), ["no es esta", PASSWORD])
    assert code == 0, shown
    assert "esa no es la contraseña de la llave; quedan 2 intentos" in shown
    assert "Firma 1 (firma-1): íntegra; firmó ANA RÍOS GARZA (RIGA800101AB3)" in shown
    assert PASSWORD not in shown
    assert "no es esta" not in shown
    files = tree(folder)
    assert sorted(set(files) - {"3416.cer", "3416.key", "3417.cer", "3417.key"}) == [
        "memoria-firmada.pdf",
        "memoria.pdf",
    ]
    assert not any(PASSWORD.encode() in data for data in files.values())
    assert [state.good for state in states.signatures(files["memoria-firmada.pdf"])] == [True]


def test_without_a_terminal_nothing_is_signed(folder):
    before = tree(folder)
    result = run_apart(*arguments(folder), stdin=subprocess.DEVNULL, start_new_session=True)
    assert_clear(result, 2, "no hay una terminal donde pedir la contraseña")
    assert tree(folder) == before


@pytest.fixture
def typed(monkeypatch):
    """The passwords that a user will type; the prompts come back."""

    def will(*passwords: str) -> list[str]:
        prompts: list[str] = []
        waiting = list(passwords)

        def answer(prompt: str) -> str:
            prompts.append(prompt)
            return waiting.pop(0)

        monkeypatch.setattr("getpass.getpass", answer)
        return prompts

    return will


def test_three_wrong_passwords(folder, typed):
    prompts = typed("a", "", "c", PASSWORD)
    result = run(*arguments(folder))
    assert_clear(result, 2, "ninguna de las 3 contraseñas abre la llave")
    assert len(prompts) == 3
    assert not (folder / "memoria-firmada.pdf").exists()


def test_a_second_person_signs_the_signed_one_in_place(folder, typed):
    typed(PASSWORD, PASSWORD)
    original = (folder / "memoria.pdf").read_bytes()
    assert run(*arguments(folder)).code == 0
    again = arguments(folder, "--reason", "Elabora", pdf="memoria-firmada.pdf", holder="3417")
    result = run(*again)
    assert result.code == 0, result.said
    assert "Firma 1 (firma-1): íntegra" in result.out
    assert "Firma 2 (firma-2): íntegra; firmó LUIS SOTO DE LA PEÑA" in result.out
    assert "solo se comparó el nombre" in result.err
    assert (folder / "memoria.pdf").read_bytes() == original
    assert_clear(run(*again), 2, "todos sus campos de firma están firmados: firma-1, firma-2")


def test_nothing_is_asked_where_something_is_wrong(folder, typed):
    prompts = typed()
    words = arguments(folder, "--rfc", "nadie", "--ac", str(folder / "no.cer"), holder="3417")
    result = run(*words)
    assert_clear(
        result, 2, "«nadie» no es un RFC", "no.cer: no se puede leer", "el RFC RIGA800101AB3"
    )
    assert prompts == []


def test_the_key_of_somebody_else(folder, typed):
    typed(PASSWORD)
    (folder / "3416.key").write_bytes(authority.locked("authority"))
    assert_clear(run(*arguments(folder)), 2, "la llave no es la de este certificado")


def test_a_place_that_cannot_be_written(folder, typed):
    prompts = typed()
    result = run(*arguments(folder, "--out", str(folder / "no" / "firmada.pdf")))
    assert_clear(result, 2, f"{folder / 'no'}: no se puede escribir (no existe)")
    assert (prompts, list(folder.glob(".memoria-*"))) == ([], [])


def test_the_other_commands_do_not_load_what_signs():
    program = "import sys, memoria; sys.exit('pyhanko' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
