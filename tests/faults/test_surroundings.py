"""Too little memory, a clock that jumps, a second run at once, a key or a database that a disk has
damaged."""

import os
import resource
import shutil
import sys

import pytest

from pipeline.workspace import Workspace
from reports import guardian
from tests.cli.support import assert_clear, rubbish, run, tree
from tests.faults.conftest import build
from tests.faults.support import AS_OF, NAMES, STEPS, WITHOUT_DOCUMENTS, Machine, differing, state
from tests.faults.test_inputs import DAMAGES

pytestmark = pytest.mark.slow

# Beyond what is taken once everything has been imported.
NARROW = """
import resource
taken = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
limit = taken + ({megabytes} << 20)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
"""
GUARDED = """
from reports import guardian
alone = memoria.main
memoria.main = lambda words: guardian.watched(lambda: alone(words))
"""
WITHIN = """
def exhausted(*_, **__):
    raise {error}
import duckdb, polars, {module}
{module}.{name} = exhausted
"""
JUMPS = """
import time, datetime, random
chance, real = random.Random({seed}), time.time
time.time = lambda: real() + chance.uniform(-1e9, 1e9)
time.time_ns = lambda: int(time.time() * 1e9)
class Jumping(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.now()
memoria.datetime = Jumping
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's limit of addresses")
@pytest.mark.parametrize("megabytes", [50, 200, 600, 1200])
def test_too_little_memory(megabytes, short, right, tmp_path):
    machine, before = Machine(tmp_path / "machine"), tree(short)
    words = ("build", short / "memoria.toml", *AS_OF)
    prologue = WITHOUT_DOCUMENTS + NARROW.format(megabytes=megabytes) + GUARDED
    ended = machine.run(*words, prologue=prologue)
    if ended.code:  # a library that has no other way ends the process
        assert "Traceback" not in ended.err
        assert ended.code in (2, guardian.ENDED)
        assert "memoria: " in ended.err
        assert tree(short) | before == tree(short)
    assert machine.run(*words, prologue=WITHOUT_DOCUMENTS).code == 0
    assert differing(state(short), right) == []
    assert rubbish(short) == []


@pytest.mark.parametrize(("number", "told"), [(9, "lo mató alguien"), (6, "una biblioteca")])
def test_what_ends_the_work_from_outside_is_told(number, told, short, right, tmp_path):
    machine, before = Machine(tmp_path / "machine"), tree(short)
    fault = STEPS.format(
        at=30, names=NAMES, under=str(short), fault=f"os.kill(os.getpid(), {number})"
    )
    words = ("build", short / "memoria.toml", *AS_OF)
    ended = machine.run(*words, prologue=WITHOUT_DOCUMENTS + fault + GUARDED)
    assert (ended.code, told in ended.err) == (guardian.ENDED, True), ended
    assert tree(short) | before == tree(short)
    assert machine.run(*words, prologue=WITHOUT_DOCUMENTS + GUARDED).code == 0
    assert differing(state(short), right) == []
    assert (rubbish(short), machine.left()) == ([], [])


@pytest.mark.parametrize(
    ("error", "module", "name"),
    [
        ("MemoryError()", "pipeline.parts", "parse_block"),
        ("MemoryError()", "pipeline.warehouse", "_load_texts"),
        ("duckdb.OutOfMemoryException('x')", "pipeline.warehouse", "_load_texts"),
        ("OSError(12, 'x')", "pipeline.warehouse", "_load_texts"),
        ('RuntimeError("can\'t start new thread")', "pipeline.parts", "parse_block"),
        ("MemoryError()", "reports.documents.render", "write"),
    ],
)
def test_memory_that_a_library_does_not_get(error, module, name, short, tmp_path):
    machine, before = Machine(tmp_path / "machine"), tree(short)
    prologue = WITHIN.format(error=error, module=module, name=name)
    ended = machine.run("build", short / "memoria.toml", *AS_OF, prologue=prologue)
    assert (ended.code, "no alcanza la memoria" in ended.err) == (2, True), ended
    assert "Traceback" not in ended.err
    assert tree(short) == before
    assert (rubbish(short), machine.left()) == ([], [])


@pytest.mark.parametrize("seed", [1, 2])
def test_a_clock_that_jumps_changes_nothing(seed, short, right, tmp_path):
    machine = Machine(tmp_path / "machine")
    prologue = WITHOUT_DOCUMENTS + JUMPS.format(seed=seed)
    ended = machine.run("build", short / "memoria.toml", *AS_OF, prologue=prologue)
    assert (ended.code, ended.err) == (0, "")
    assert differing(state(short), right) == []


@pytest.mark.usefixtures("undrawn")
def test_files_of_the_future_are_read_as_any(short, right):
    for path in short.rglob("*"):
        os.utime(path, (4e9, 4e9))
    assert_clear(build(short), 0)
    assert differing(state(short), right) == []


@pytest.mark.usefixtures("undrawn")
def test_a_second_run_at_once_waits_for_nobody_and_harms_nothing(short, right):
    before = tree(short)
    with Workspace(short).locked():
        for command in ("build", "check"):
            said = "otra corrida de memoria está trabajando"
            assert_clear(run(command, short / "memoria.toml"), 2, said, "espere a que termine")
    assert tree(short) == before
    assert_clear(build(short), 0)
    assert differing(state(short), right) == []


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_of_an_earlier_build(damage, short, right):
    database = short / "salida" / "memoria.duckdb"
    DAMAGES[damage](database)
    checked = run("check", short / "memoria.toml", *AS_OF)
    assert checked.code in (0, 1)
    assert "Traceback" not in checked.said
    if database.is_dir():
        assert_clear(build(short), 2, str(database), "carpeta")
        shutil.rmtree(database)
    assert_clear(build(short), 0)
    assert differing(state(short), right) == []


@pytest.mark.parametrize("damage", ["a bit", "cut", "length 0"])
def test_a_damaged_key_is_told_and_nothing_is_made_with_another(damage, short):
    before = tree(short)
    DAMAGES[damage](short / ".memoria" / "llave")
    assert_clear(build(short), 2, "llave", "respaldo")
    assert tree(short) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_may_not_be_written(short):
    (short / "salida").chmod(0o500)
    assert_clear(build(short), 2, "salida", "permiso")


def test_a_descriptor_too_few(short, right, tmp_path):
    """The system lets it have no more open files."""
    machine, before = Machine(tmp_path / "machine"), tree(short)
    few = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (12, 12))"
    words = ("build", short / "memoria.toml", *AS_OF)
    ended = machine.run(*words, prologue=WITHOUT_DOCUMENTS + few)
    if ended.code:
        assert ended.code == 2
        assert "Traceback" not in ended.err, ended.err
        assert tree(short) == before
    assert machine.run(*words, prologue=WITHOUT_DOCUMENTS).code == 0
    assert differing(state(short), right) == []
    assert resource.RLIMIT_NOFILE
