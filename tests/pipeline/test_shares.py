"""The same figures from any number of shares, every hit in one of them, and nothing made twice."""

import shutil
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from pipeline import measure, routing, share, shares, shelf, tallies, warehouse, workers
from pipeline.discover import discover
from pipeline.errors import AccountingError
from pipeline.incidents import load_incidents
from pipeline.parse import Counts
from pipeline.parts import make
from pipeline.privacy import Tokens
from reports.delivery import marks
from tests.pipeline.busy import busy

NUMBERS = (2, *(pytest.param(number, marks=pytest.mark.slow) for number in (3, 7)))
MEASURES = sorted(name for name, one in marks.tables().items() if one.level == marks.MEASURE)


class Read:
    """A project whose logs are read."""

    def __init__(self, folder, hits=1500):
        self.folder = folder
        self.project = busy(folder, hits)
        found = discover(self.project)
        assert found.errors == ()
        shelf = folder / ".memoria" / "partes"
        shelf.mkdir(parents=True)
        self.parts = make(found.files, Tokens(b"s" * 32), shelf)
        assert self.project.incidents_path is not None
        self.incidents = load_incidents(self.project.incidents_path, self.project.zone)

    def measured(self, number=None):
        path = self.folder / f"{number}.duckdb"
        with warehouse.create(path) as connection:
            cut = shares.load(
                connection, self.project, self.parts, self.folder / ".memoria", number
            )
            measure.measure(connection, self.project, self.incidents, (), cut)
        return path

    def shelf(self):
        return {path.name for path in (self.folder / ".memoria" / shares.FOLDER).iterdir()}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    return Read(tmp_path_factory.mktemp("ocupado"))


@pytest.fixture(scope="module")
def whole(read):
    return read.measured(1)


def rows(path, table):
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(f'FROM "{table}" ORDER BY ALL').fetchall()


def asked(question):
    with duckdb.connect() as connection:
        return connection.execute(question).fetchall()


@pytest.fixture(scope="module", params=NUMBERS)
def several(request, read, whole):
    return read.measured(request.param)


@pytest.mark.parametrize("table", [*MEASURES, "reject"])
def test_equal_figures(table, whole, several):
    assert rows(several, table) == rows(whole, table)


FILLED = {
    "measure", "period_measure", "ranking", "cut", "cut_arrival", "incident_phase", "candidate",
    "crowd", "fold", "service_measure", "service_period", "service_error_path", "reject_reason",
    "definition_measure", "definition_cost", "arrival", "baseline_day",
}  # fmt: skip


@pytest.mark.parametrize("table", sorted(FILLED))
def test_there_is_something_to_compare(table, whole):
    assert rows(whole, table)


def test_the_warehouse_of_several_shares_holds_no_hits(whole, several):
    assert rows(whole, "hit")
    for table in ("hit", "client", "path", "agent", "robot_visitor"):
        assert rows(several, table) == []


def test_every_hit_goes_one_way(read):
    root = read.folder / ".memoria"
    tasks = list(routing.routes(read.parts, 5, shares.named))
    list(workers.perform(tasks, root))
    where = f"'{root}/{tasks[0].output}/*/hit-*.parquet'"
    lines = f"SELECT filename, line FROM read_parquet({where})"
    hits = sum(part.counts.hits for part in read.parts)
    assert len(tasks) == 1
    assert asked(f"SELECT count(*), count(DISTINCT (filename, line)) FROM ({lines})") == [
        (hits, hits)
    ]
    clients = (
        f"read_parquet('{root}/{tasks[0].output}/*/client-*.parquet', hive_partitioning = true)"
    )
    apart = f"SELECT network FROM {clients} GROUP BY network HAVING count(DISTINCT share) > 1"
    assert asked(apart) == []
    assert asked(f"SELECT count(DISTINCT share) FROM {clients}") == [(5,)]


@pytest.mark.slow
def test_many_routes_and_one_are_the_same(read, whole, monkeypatch):
    monkeypatch.setattr(routing, "HITS_A_ROUTE", 500)
    assert len(list(routing.routes(read.parts, 2, shares.named))) == 3
    found = read.measured(2)
    assert [rows(found, table) for table in MEASURES] == [rows(whole, table) for table in MEASURES]


@pytest.mark.slow
def test_what_was_counted_is_kept_and_the_hits_are_not(read, monkeypatch):
    read.measured(2)
    kept = read.shelf()
    assert {name.partition("-")[0] for name in kept} == {"cuenta", "dado", "textos"}

    def never(*_, **__):
        raise AssertionError

    monkeypatch.setattr(routing, "scratch", never)
    before = rows(read.folder / "2.duckdb", "measure")
    assert rows(read.measured(2), "measure") == before
    assert read.shelf() == kept


@pytest.mark.slow
@pytest.mark.parametrize("lost", [False, True])
def test_a_share_is_loaded_once_and_the_next_run_goes_on_from_there(lost, read, whole, monkeypatch):
    folder = read.folder / ".memoria"
    shares.sweep(folder, ())
    loaded, load, count = [], share.load, share.count

    def noted(places, out, **options):
        loaded.append(out)
        load(places, out, **options)

    def killed(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(share, "load", noted)
    monkeypatch.setattr(share, "count", killed)
    with pytest.raises(KeyboardInterrupt):
        read.measured(2)
    assert {name.partition("-")[0] for name in read.shelf()} == {"carga", "dado", "textos"}
    monkeypatch.setattr(share, "count", count)
    if lost:
        shelf.remove(min((folder / shares.FOLDER).glob("carga-*")))
    else:
        monkeypatch.setattr(routing, "_route", killed)
    assert rows(read.measured(2), "measure") == rows(whole, "measure")
    assert len(loaded) == 2 + lost


@pytest.mark.slow
def test_one_share_needs_no_shelf(read):
    read.measured(2)
    read.measured(1)
    assert read.shelf() == set()


@pytest.mark.parametrize(
    ("hits", "employed", "number"),
    [([0], 2, 1), ([10], 4, 1), ([10, 1], 2, 2), ([10, 10, 1], 2, 4), ([90], 8, 16)],
)
def test_nobody_waits_for_the_last_share(monkeypatch, hits, employed, number):
    monkeypatch.setattr(shares, "SIZE", 10)
    monkeypatch.setattr(workers, "CORES", employed)
    parts: Any = [SimpleNamespace(counts=Counts(hits=one)) for one in hits]
    assert shares.number_of(parts) == number
    assert shares.number_of(parts, 3) == 3


@pytest.mark.slow
def test_the_size_decides(read, monkeypatch):
    monkeypatch.setattr(shares, "SIZE", 1500)
    with warehouse.create(read.folder / "x.duckdb") as connection:
        cut = shares.load(connection, read.project, read.parts, read.folder / ".memoria")
        assert isinstance(cut, shares.Several)


@pytest.mark.slow
def test_a_hit_that_is_lost_on_the_way_stops_the_run(tmp_path, monkeypatch):
    read = Read(tmp_path, 300)
    monkeypatch.setitem(routing._ROUTED, "hit", routing._ROUTED["hit"] + " WHERE line > 1")
    with pytest.raises(AccountingError, match="hits in the shares"):
        read.measured(2)


@pytest.mark.slow
def test_two_texts_of_one_id_stop_the_run(tmp_path, monkeypatch):
    read = Read(tmp_path, 300)
    question = routing._ROUTED["path"].replace("id, text", "id % 5 AS id, text")
    monkeypatch.setitem(routing._ROUTED, "path", question)
    with pytest.raises(AccountingError, match="two different texts of path"):
        read.measured(2)


@pytest.mark.slow
def test_a_lost_answer_is_counted_again(read, whole):
    read.measured(2)
    lost = min((read.folder / ".memoria" / shares.FOLDER).glob("cuenta-*"))
    shutil.rmtree(lost)
    assert rows(read.measured(2), "measure") == rows(whole, "measure")


def test_every_tally_is_merged():
    """By the names of its columns, in their order, whatever kind they are."""
    with duckdb.connect() as connection:
        warehouse.make_tables(connection)
        for name, tally in tallies.available().items():
            connection.execute(f"INSERT INTO {name} {tally.merged(f'(FROM {name})')}")
