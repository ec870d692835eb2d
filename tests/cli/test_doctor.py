"""`memoria doctor` where all is well, and where things are missing or broken."""

import argparse
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import SettingsError
from pipeline.finding import Finding
from reports import building, doctor
from reports.doctor import apart, installed, machine, needs, remedies, trials
from reports.doctor.machine import Place

from .support import ROOT, assert_clear, project, run

NOW = datetime(2100, 1, 1, tzinfo=UTC)
MISSING = """
import os, signal, sys

class Lacking:
    def find_spec(self, name, path=None, target=None):
        if name in {absent!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
        if name in {deadly!r}:
            os.kill(os.getpid(), signal.SIGILL)

sys.meta_path.insert(0, Lacking())
"""


@pytest.fixture
def lacking(tmp_path, monkeypatch):
    """A machine where these modules are not, or end whoever imports them."""

    def prepare(*absent, deadly=()):
        (tmp_path / "sitecustomize.py").write_text(MISSING.format(absent=absent, deadly=deadly))
        monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")

    return prepare


def started(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "memoria_start", *words],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def place(**options) -> Place:
    return Place(NOW, {}, "utf-8", **options)


def states(findings) -> dict[str, str]:
    return {one.text: one.state for one in findings}


# -- trials, each in its own process


def test_what_a_library_says_is_heard():
    outcome = apart.tried("polars")
    assert "escribe Parquet y lo lee" in outcome.found
    assert (outcome.why, outcome.broken) == ("", {})


def test_every_trial_is_told_somewhere_and_has_a_remedy():
    asked = {"modules", "libraries", "logs"}
    assert set(trials.TRIALS) - asked == set(installed.TRIED) == set(installed._WHAT)


def test_a_module_that_is_not_there_is_told_and_the_others_are_tried(lacking):
    lacking("six")
    broken = apart.each("modules", ["six", "tomli_w"])
    assert broken == {"six": "ModuleNotFoundError: No module named 'six'"}


def test_a_library_that_ends_the_process_is_named_and_the_others_are_tried(lacking):
    lacking("isal", deadly=("tomli_w",))
    broken = apart.each("modules", ["six", "tomli_w", "isal"])
    assert set(broken) == {"tomli_w", "isal"}
    assert broken["tomli_w"] == "este procesador no tiene las instrucciones que pide (SIGILL)"


def test_a_trial_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 0.001)
    assert "no terminó" in apart.tried("zones").why


def test_what_python_itself_complains_about_is_told(lacking):
    lacking("ctypes")
    assert apart.tried("zones").why == "ModuleNotFoundError: No module named 'ctypes'"


@pytest.mark.skipif(sys.platform != "linux", reason="how Linux looks for a library")
def test_without_pango_its_package_is_named(tmp_path, monkeypatch):
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"")  # found first, and no library
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    monkeypatch.setattr(installed, "_libraries", lambda wanted: iter(()))
    monkeypatch.setattr(installed, "_trials", lambda topic: iter(()))
    monkeypatch.setattr(shutil, "which", lambda name: name == "apt-get")
    [lack] = [one for one in installed.findings() if one.state == "missing"]
    assert lack.text == "faltan en el sistema: libpango-1.0, libpangoft2-1.0"
    assert lack.remedy.endswith("libpango-1.0-0 libpangoft2-1.0-0")
    assert "libpango" in apart.tried("paper").why


@pytest.mark.parametrize("name", ["duckdb", "polars", "charts", "paper", "zones"])
def test_what_is_tried_is_done_here(name):
    assert trials.TRIALS[name]()


def test_a_wrong_answer_is_no_success():
    with pytest.raises(trials.AbsentError, match="no salió bien la suma"):
        trials._must(False, "la suma")


def test_trials_that_fail_are_told_with_their_remedy(monkeypatch):
    bad = apart.Outcome("", "se rompió", {})
    monkeypatch.setattr(apart, "tried", lambda name: bad)
    found = list(installed._trials(installed.DRAWING))
    assert [one.state for one in found] == ["missing"] * 3
    assert found[0].text == "no se puede componer el PDF: se rompió"
    assert "pango" in found[0].remedy
    assert "pip install" in found[0].remedy
    assert all("pip install" in one.remedy for one in found)


def test_old_rules_of_time_are_found(monkeypatch):
    monkeypatch.setattr(trials, "_offset", lambda zone, year: timedelta(hours=-5))
    with pytest.raises(trials.AbsentError, match="horario de verano"):
        trials.zones()
    monkeypatch.setattr("pipeline.timespan.tzdata_is_recent", lambda: False)
    with pytest.raises(trials.AbsentError, match="anterior a octubre de 2022"):
        trials.zones()


def test_a_font_without_a_sign_is_found(monkeypatch):
    assert "con todos los signos" in trials.fonts()
    monkeypatch.setattr(trials, "SIGNS", "ñ漢")
    with pytest.raises(trials.AbsentError, match="漢"):
        trials.fonts()


# -- versions and remedies


def test_the_oldest_that_will_do_are_those_of_the_project():
    wanted = installed.requirements()
    assert wanted["duckdb"] == "2.0"
    assert wanted["pyhanko"] == "0.38"  # it is asked for with an extra
    assert len(wanted) > 25
    assert wanted.keys() <= installed.pinned().keys()


@pytest.fixture
def libraries(monkeypatch):
    """What is said of libraries of these versions; None: not there."""

    def said(here, wanted, tested, broken=()):
        monkeypatch.setattr(installed, "_version", here.get)
        monkeypatch.setattr(installed, "pinned", lambda: tested)
        monkeypatch.setattr(apart, "each", lambda name, words: dict(broken))
        return list(installed._libraries(wanted))

    return said


def test_right_versions_are_good(libraries):
    [only] = libraries({"a": "1.10.0"}, {"a": "1.9"}, {"a": "1.10.0"})
    assert only.state == "good"


@pytest.mark.parametrize(
    ("here", "tested", "broken", "told"),
    [
        (None, {}, {}, ("missing", "falta a")),
        ("1.8.9", {}, {}, ("missing", "a 1.8.9 es anterior a 1.9")),
        ("2", {}, {"a": "x"}, ("missing", "a no se puede cargar (x)")),
        ("2", {"a": "3"}, {}, ("warning", "en otra versión que la probada: a 2 (se probó 3)")),
        ("2", {"b": "3"}, {}, ("missing", "falta b")),
    ],
)
def test_wrong_ones_are_told_with_their_remedy(libraries, here, tested, broken, told):
    found = libraries({"a": here}, {"a": "1.9"}, tested, broken)
    [wrong] = [one for one in found if one.state != "good"]
    assert (wrong.state, wrong.text) == told
    assert "pip install" in wrong.remedy


def test_an_old_python_is_told(monkeypatch):
    assert installed._python().state == "good"
    monkeypatch.setattr(installed, "OLDEST", (4, 0))
    assert installed._python().state == "missing"


@pytest.mark.parametrize(
    ("programs", "user", "order"),
    [
        ({"apt-get"}, 0, "apt-get install -y --no-install-recommends libpango-1.0-0"),
        ({"apt-get"}, 1000, "sudo apt-get install -y --no-install-recommends libpango-1.0-0"),
        ({"dnf"}, 1000, "sudo dnf install -y pango"),
        ({"brew"}, 501, "brew install pango"),
        ((), 1000, "instale lo que en Debian se llama libpango-1.0-0"),
    ],
)
def test_the_order_is_that_of_the_system(monkeypatch, programs, user, order):
    monkeypatch.setattr(shutil, "which", lambda name: name in programs)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert remedies.of_system(["pango-1.0"]) == order


def test_without_the_list_of_pinned_packages_each_is_named(monkeypatch, tmp_path):
    assert "--require-hashes" in remedies.of_python(["a>=1"])
    monkeypatch.setattr(remedies, "LOCK", tmp_path / "no")
    assert remedies.of_python(["a>=1", "b>=2"]).endswith("pip install 'a>=1' 'b>=2'")
    assert installed.pinned() == {}


def test_a_wheel_says_what_it_needs_in_its_metadata(monkeypatch, tmp_path):
    monkeypatch.setattr(remedies, "ROOT", tmp_path)
    told = ["duckdb>=2.0", "pyhanko[opentype]>=0.38", 'x>=1 ; extra == "cluster"']
    monkeypatch.setattr(metadata, "requires", lambda name: told)
    assert installed.requirements() == {"duckdb": "2.0", "pyhanko": "0.38"}


# -- the machine


def test_a_folder_that_takes_nothing_is_told(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", refused)
    [scratch, *_] = machine.findings(place(scratch=tmp_path))
    assert (scratch.state, "Permission denied" in scratch.text) == ("missing", True)
    assert "TMPDIR" in scratch.remedy
    other = machine._folder(tmp_path, "la carpeta de salida")
    assert other.remedy.endswith(f"chmod u+rwx '{tmp_path}'")


def test_a_disk_that_cannot_lock_or_link_is_told(tmp_path, monkeypatch):
    def refused(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refused)
    monkeypatch.setattr(os, "link", refused)
    found = machine._folder(tmp_path, "x")
    assert (found.state, "no sabe bloquear ni enlazar" in found.text) == ("warning", True)
    assert list(tmp_path.iterdir()) == []


def test_folders_that_are_not_there_yet_are_looked_for_above(tmp_path):
    asked = place(project=tmp_path / "memoria.toml", out=tmp_path / "a" / "b", scratch=tmp_path)
    assert set(asked.folders) == {tmp_path}


@pytest.mark.parametrize(("mode", "state"), [(0o600, "good"), (0o400, "good"), (0o644, "missing")])
def test_a_key_that_others_can_read_is_told(tmp_path, mode, state):
    key = tmp_path / "llave"
    assert list(machine._key(key)) == []
    key.write_bytes(b"x")
    key.chmod(mode)
    [found] = machine._key(key)
    assert found.state == state
    assert state == "good" or found.remedy == f"chmod 600 '{key}'"


LOGS = needs.Needs(3, 10**10, 10**10)
WANTED = 3 * needs.LEAST_DISK + (needs.SHELF + needs.SHARES + needs.OUTPUTS) * LOGS.text


@pytest.mark.parametrize(("free", "state"), [(WANTED, "good"), (WANTED - 1, "missing")])
def test_room_is_compared_with_what_the_logs_take(tmp_path, monkeypatch, free, state):
    """Three folders on one disk."""
    usage = shutil._ntuple_diskusage(0, 0, free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    folders = [tmp_path / name for name in ("p", "s", "t")]
    for folder in folders:
        folder.mkdir()
    asked = place(project=folders[0] / "memoria.toml", out=folders[1], scratch=folders[2])
    [disk] = machine._disks(asked, LOGS)
    assert disk.state == state


def test_what_the_logs_take_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(needs, "of", lambda project: LOGS)
    told = states(machine.findings(place(project=tmp_path / "memoria.toml", scratch=tmp_path)))
    assert told["3 bitácoras, 10.0 GB; unos 10.0 GB de texto"] == "good"


@pytest.mark.parametrize(("free", "state"), [(10**12, "good"), (10**8, "warning")])
def test_memory_is_compared_too(monkeypatch, free, state):
    monkeypatch.setattr(machine, "available_memory", lambda: free)
    assert machine._memory(None).state == state


def test_a_build_takes_more_memory_for_more_logs_up_to_a_point():
    taken = [needs.Needs(1, text, text).memory for text in (0, 10**9, 10**12)]
    assert taken == [needs.LEAST_MEMORY, 1_400_000_000, needs.MOST_MEMORY]


def test_large_logs_are_cut_into_shares_on_the_disk():
    few, many = (needs.Needs(1, text, text) for text in (needs.LARGE, needs.LARGE + 1))
    more = [one.disk("la carpeta del proyecto") for one in (few, many)]
    assert more[1] - more[0] == pytest.approx(needs.SHARES * needs.LARGE, rel=1e-3)


@pytest.mark.parametrize(("free", "said"), [(10**9, 1), (10**10, 0)])
def test_a_build_says_that_memory_is_short_before_it_begins(monkeypatch, free, said):
    monkeypatch.setattr(machine, "available_memory", lambda: free)
    log = SimpleNamespace(name="op/access.log.gz", size=10**8, member=None)
    told = list(building._too_little_memory([log]))  # type: ignore[list-item]
    assert [("1.0 GB" in one.found, "1.6 GB" in one.found) for one in told] == [(True, True)] * said


def test_the_memory_of_a_container_counts(tmp_path):
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc" / "meminfo").write_text("MemTotal: 900 kB\nMemAvailable:   500 kB\n")
    assert machine.available_memory(tmp_path) == 500 * 1024
    limits = tmp_path / "sys" / "fs" / "cgroup"
    limits.mkdir(parents=True)
    (limits / "memory.max").write_text("max\n")
    assert machine.available_memory(tmp_path) == 500 * 1024
    (limits / "memory.max").write_text("300000\n")
    (limits / "memory.current").write_text("100000\n")
    assert machine.available_memory(tmp_path) == 200_000
    assert machine.available_memory(tmp_path / "no") > 10**8  # all of the machine's


def test_as_many_work_as_have_a_core_and_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    (tmp_path / "proc").mkdir()
    for free, employed in [(3_400_000, 3), (300_000, 1), (999_000_000, 8)]:  # kB
        (tmp_path / "proc" / "meminfo").write_text(f"MemAvailable: {free} kB\n")
        monkeypatch.setattr(os, "sysconf", lambda _: 10**6)
        assert machine.workers(tmp_path) == employed
    limits = tmp_path / "sys" / "fs" / "cgroup"
    limits.mkdir(parents=True)
    for quota, cores in [("max 100000", 8), ("250000 100000", 3), ("10000 100000", 1), ("?", 8)]:
        (limits / "cpu.max").write_text(f"{quota}\n")
        assert machine.cores(tmp_path) == machine.workers(tmp_path) == cores


def test_cores_without_memory_are_told(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    monkeypatch.setattr(machine, "available_memory", lambda *_: 3 * 10**9)
    told = machine._cores()
    assert (told.state, told.text) == (
        "good",
        "8 núcleos; la memoria alcanza para que trabajen 3",
    )


@pytest.mark.parametrize(("cores", "state"), [({0}, "warning"), ({0, 1}, "good")])
def test_one_core_is_slow(monkeypatch, cores, state):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: cores, raising=False)
    assert machine._cores().state == state


def test_a_clock_before_the_installation_is_wrong():
    assert machine._clock(NOW).state == "good"
    assert machine._clock(datetime(2001, 1, 1, tzinfo=UTC)).state == "warning"


def test_a_terminal_without_utf8_is_told():
    odd = machine._encoding(Place(NOW, {"LANG": "C"}, "ANSI_X3.4-1968"))
    assert (odd.state, odd.remedy) == ("warning", "export LC_ALL=C.UTF-8")
    assert "ANSI_X3.4-1968" in odd.text
    assert "LANG=C" in odd.text
    assert machine._encoding(place()).state == "good"


def test_where_letters_are_ascii_the_program_is_told_not_to_load(monkeypatch):
    monkeypatch.setattr("locale.getencoding", lambda: "ANSI_X3.4-1968")
    odd = machine._encoding(Place(NOW, {}, "ANSI_X3.4-1968"))
    assert (odd.state, odd.remedy) == ("missing", "export LC_ALL=C.UTF-8")


# -- the logs of a project


def test_logs_are_counted_without_reading_them(tmp_path):
    made = project(tmp_path / "p")
    plain = (made / "op" / "access.log").stat().st_size
    packed = (made / "base" / "ordinario.log.gz").stat().st_size
    asked = needs.of(made / "memoria.toml")
    assert asked == needs.Needs(2, plain + packed, plain + 13 * packed)


def test_a_project_that_cannot_be_read_is_no_obstacle(tmp_path, monkeypatch):
    file = tmp_path / "memoria.toml"
    file.write_text("a = ")
    with pytest.raises(SettingsError):
        trials.logs(str(file))
    monkeypatch.setattr(apart, "tried", lambda *_: apart.Outcome("", "por algo", {}))
    asked = needs.of(file)
    assert isinstance(asked, Finding)
    assert (asked.state, asked.remedy) == ("warning", f"memoria check {file}")


# -- the command


def test_all_is_told_as_a_list_and_as_json(tmp_path, monkeypatch):
    monkeypatch.setattr(installed, "findings", lambda: [Finding("A", "good", "bien")])
    monkeypatch.setattr(machine, "findings", lambda _: [Finding("B", "warning", "mal", "ésa")])
    shown = run("doctor")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out == "\nA\n  ✓ bien\n\nB\n  ! mal\n      → ésa\n"
    told = run("doctor", "--json", "--verbose")
    assert json.loads(told.out)[1] == {
        "topic": "B", "state": "warning", "text": "mal", "remedy": "ésa"
    }  # fmt: skip
    assert "Revisando la instalación" in told.err
    monkeypatch.setattr(machine, "findings", lambda _: [Finding("B", "missing", "no", "x")])
    assert run("doctor").code == 1


def test_the_project_of_the_folder_is_taken(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    options = argparse.Namespace(project=None, out=None)
    assert doctor.asked(options, NOW, {}, "utf-8").project is None
    (tmp_path / "memoria.toml").touch()
    assert doctor.asked(options, NOW, {}, "utf-8").project == Path("memoria.toml")


def test_a_folder_stands_for_its_project(tmp_path):
    assert doctor.project_in(str(tmp_path)) == tmp_path
    (tmp_path / "memoria.toml").touch()
    assert doctor.project_in(str(tmp_path)) == tmp_path / "memoria.toml"


def test_a_project_that_is_not_there_stops_it(tmp_path):
    assert_clear(run("doctor", tmp_path / "no.toml"), 2, "no.toml", "no existe")


@pytest.mark.slow
def test_this_very_installation_is_well():
    done = started("doctor", "--json")
    wrong = [one for one in json.loads(done.stdout) if one["state"] == "missing"]
    assert (done.returncode, wrong) == (0, [])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["absent", "deadly"])
def test_it_speaks_where_the_program_itself_cannot_be_loaded(lacking, kind):
    lacking("rich" if kind == "absent" else "", deadly=("polars",) if kind == "deadly" else ())
    done = started("doctor")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert f"✗ {'rich' if kind == 'absent' else 'polars'} no se puede cargar" in done.stdout
    assert "✓ tzdata" in done.stdout
    assert "DuckDB" in done.stdout


def test_other_commands_say_what_to_do(lacking):
    lacking("rich")
    done = started("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no se puede cargar (ModuleNotFoundError: No module named 'rich')" in done.stderr
    assert "memoria doctor" in done.stderr


def test_alone_it_says_the_same(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(installed, "findings", lambda: [Finding("A", "missing", "a\x1b[2J", "r")])
    monkeypatch.setattr(machine, "findings", lambda _: [])
    assert doctor.alone(["--verbose"], NOW, {}) == 1
    assert capsys.readouterr().out == "\nA\n  ✗ a·[2J\n      → r\n"
    assert doctor.alone(["--json"], NOW, {}) == 1
    assert json.loads(capsys.readouterr().out)[0]["state"] == "missing"
    assert doctor.alone([str(tmp_path / "no")], NOW, {}) == 2
    assert "no existe" in capsys.readouterr().err
