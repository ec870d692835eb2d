"""setup/prepare.py on machines that lack things. Nothing is installed: every order is recorded."""

import ast
import shutil
import sys
from pathlib import Path

import pytest

from setup import prepare as script

PANGO = {"apt-get": "libpango-1.0-0", "dnf": "pango", "brew": "pango"}


@pytest.fixture
def prepare(tmp_path, monkeypatch):
    monkeypatch.setattr(script, "LOG", tmp_path / "setup.log")
    return script


@pytest.fixture
def orders(prepare, monkeypatch):
    """The orders given, instead of running them."""
    given = []
    monkeypatch.setattr(prepare, "run", lambda order, remedy: given.append(" ".join(order)))
    return given


def machine(monkeypatch, *, programs: set[str], user: int) -> None:
    found = {name: f"/usr/bin/{name}" for name in programs}
    monkeypatch.setattr(shutil, "which", found.get)
    monkeypatch.setattr("os.geteuid", lambda: user)


def test_root_on_debian_installs_the_packages_and_no_recommendation(prepare, orders, monkeypatch):
    machine(monkeypatch, programs={"apt-get"}, user=0)
    prepare.install_system_packages([PANGO])
    quietly = "env DEBIAN_FRONTEND=noninteractive"
    assert orders == [
        f"{quietly} apt-get update",
        f"{quietly} apt-get install -y --no-install-recommends libpango-1.0-0",
    ]


def test_sudo_without_a_password_serves_as_well(prepare, orders, monkeypatch):
    machine(monkeypatch, programs={"apt-get", "sudo"}, user=1000)
    monkeypatch.setattr(prepare, "succeeds", lambda order: True)
    prepare.install_system_packages([PANGO])
    assert all(order.startswith("sudo -n env ") for order in orders)


APT = "apt-get update && apt-get install -y --no-install-recommends libpango-1.0-0"
DNF = "dnf install -y --setopt=install_weak_deps=False pango"


@pytest.mark.parametrize(
    ("programs", "order"),
    [({"dnf", "sudo"}, f"    sudo {DNF}"), ({"apt-get"}, f"    su -c '{APT}'")],
)
def test_without_rights_the_exact_order_is_told(prepare, orders, monkeypatch, programs, order):
    machine(monkeypatch, programs=programs, user=1000)
    monkeypatch.setattr(prepare, "succeeds", lambda order: False)
    with pytest.raises(prepare.SetupError) as told:
        prepare.install_system_packages([PANGO, PANGO])
    assert order in str(told.value).splitlines()
    assert orders == []


CHROMIUM = "apt-get install -y --no-install-recommends chromium"


@pytest.fixture
def driver(prepare, monkeypatch):
    """Whether the library of the browser's driver is there."""

    def is_there(found):
        monkeypatch.setattr(prepare, "opens", lambda file: found)
        monkeypatch.setattr(prepare.sys, "platform", "linux")

    is_there(True)
    return is_there


def test_a_browser_is_installed_where_there_is_none(prepare, orders, monkeypatch, driver):
    machine(monkeypatch, programs={"apt-get"}, user=0)
    prepare.install_browser()
    assert orders[-1].endswith(CHROMIUM)


def test_so_is_what_drives_it(prepare, orders, monkeypatch, driver):
    machine(monkeypatch, programs={"apt-get", "chromium"}, user=0)
    driver(False)
    prepare.install_browser()
    assert orders[-1].endswith("libatomic1")


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_one_browser_is_enough(prepare, orders, monkeypatch, name, driver):
    machine(monkeypatch, programs={"apt-get", name}, user=0)
    prepare.install_browser()
    assert orders == []


def test_where_no_browser_can_be_had_the_rest_goes_on(prepare, orders, monkeypatch, capsys, driver):
    machine(monkeypatch, programs={"apt-get"}, user=1000)
    prepare.install_browser()
    told = capsys.readouterr().err
    assert "se saltarán" in told
    assert CHROMIUM in told


def test_an_unknown_system_is_told_what_to_look_for(prepare, orders, monkeypatch):
    machine(monkeypatch, programs=set(), user=0)
    with pytest.raises(prepare.SetupError, match=r"libpango-1\.0-0"):
        prepare.install_system_packages([PANGO])


def test_a_python_without_venv_asks_for_its_own_package(prepare, tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "VENV_PYTHON", tmp_path / "none")
    monkeypatch.setattr(prepare, "loads", lambda library: True)
    monkeypatch.setattr(prepare, "has_module", lambda name: name != "ensurepip")
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert prepare.names(prepare.missing_system_packages(dev=False), "apt-get") == [
        f"python{version}-venv"
    ]


def test_a_python_that_is_too_old_is_told_so(prepare, monkeypatch):
    monkeypatch.setattr(prepare, "OLDEST", (4, 0))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(prepare.SetupError, match=r"Hace falta Python 4\.0"):
        prepare.go_on_as_a_recent_python()


def test_a_step_that_fails_tells_its_last_words_and_the_remedy(prepare):
    with pytest.raises(prepare.SetupError) as told:
        prepare.run(["sh", "-c", "echo no hay lugar >&2; exit 3"], "Revise el disco.")
    assert str(told.value).startswith("Revise el disco.")
    assert "    no hay lugar" in str(told.value).splitlines()


def test_a_step_runs_once_and_again_when_its_file_changes(prepare, orders, tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "STAMP", tmp_path / "stamp.json")
    lock = tmp_path / "requirements.lock"
    for content, runs in (("a", 1), ("a", 1), ("b", 2)):
        lock.write_text(content)
        prepare.pip_step(prepare.read_stamp(), "requirements.lock", [])
        assert len(orders) == runs


def test_the_script_reads_as_python_3_9():
    ast.parse(Path(script.__file__).read_text(), feature_version=(3, 9))
