"""The files that set the project up: what they pin, what they name, what they tell."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements-build.lock", "requirements.lock", "requirements-dev.lock", "setup/uv.lock"]

# Spelled with a hole, so that this file does not name one either.
INDEX_NAMES = [
    "index~-url",
    "index~_url",
    "/simple~/",
    "python~hosted",
    "pypi~.org",
    "find~-links",
    "trusted~-host",
    "deb.~debian",
]


def git(*arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
    if done.returncode == 128:
        pytest.skip("not a git checkout")
    return done.stdout


def pinned(lock: str) -> dict[str, str]:
    """Package → all that the lock says of it, up to the next package."""
    entries = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    return {re.split(r"[=\s\[]", entry, maxsplit=1)[0]: entry for entry in entries}


def names(requirements: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in found if match}


@pytest.fixture(scope="module")
def settings():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_no_tracked_file_names_an_index_of_packages():
    wanted = "|".join(re.escape(name.replace("~", "")) for name in INDEX_NAMES)
    pattern = re.compile(wanted.encode(), re.IGNORECASE)
    tracked = [ROOT / name for name in git("ls-files", "-z").decode().split("\0") if name]
    named = {
        str(file.relative_to(ROOT)): match[0]
        for file in tracked
        if file.is_file() and (match := pattern.search(file.read_bytes()))
    }
    assert named == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_one_version_with_hashes_and_names_no_place(lock):
    entries = pinned(lock)
    assert entries
    for name, entry in entries.items():
        assert re.match(rf"{re.escape(name)}==[0-9][^ ]* ", entry), entry.splitlines()[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), name
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^-|(^|\s)/\w", text, re.MULTILINE)


def test_every_dependency_is_in_the_lock(settings):
    run = names(settings["project"]["dependencies"])
    dev = names(settings["dependency-groups"]["dev"])
    build = names(settings["build-system"]["requires"])
    assert run <= pinned("requirements.lock").keys()
    assert run | dev <= pinned("requirements-dev.lock").keys()
    assert build <= pinned("requirements-build.lock").keys()


def test_tests_run_with_the_versions_that_users_get():
    run, dev = pinned("requirements.lock"), pinned("requirements-dev.lock")
    version = re.compile(r"==(\S+)")
    different = {
        name for name in run if version.findall(run[name])[0] != version.findall(dev[name])[0]
    }
    assert different == set()


def test_make_help_tells_of_every_target():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.MULTILINE))
    phony = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    described = re.findall(r"^  ([a-z-]+) +\S", shown.stdout, re.MULTILINE)
    assert sorted(described) == sorted(targets) == sorted(" ".join(phony).split())


@pytest.mark.parametrize("script", ["setup/lock.sh", ".ci/run"])
def test_a_shell_script_reads(script):
    subprocess.run(["sh", "-n", ROOT / script], check=True)


def test_git_ignores_what_make_makes():
    made = [
        ".venv/x",
        "build/x",
        "salida/x",
        "pipeline/__pycache__/x.pyc",
        "sample_logs/.memoria/x",
    ]
    assert git("check-ignore", *made).decode().split() == made
