"""The sample project's measures against the truth its generator wrote, and against themselves in
any order and split of the files."""

import gzip
import json
import shutil
import statistics
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

import sample_logs
from pipeline import measure, warehouse
from pipeline.discover import discover
from pipeline.incidents import load_incidents
from pipeline.parts import make
from pipeline.privacy import Tokens
from pipeline.project import load_project
from reports.figures.methodology import definitions
from tests.cli import support

HOME = Path(sample_logs.__file__).parent
TRUTH = json.loads((HOME / "truth.json").read_text(encoding="utf-8"))
ADDED = ("hits", "pages", "visits", "bytes")
VISITORS = ("visitors_min", "visitors_max")
SECTIONS = ("all", "portal", "published")
TOKENS = Tokens(b"s" * 32)


def copied(folder: Path) -> Path:
    """The sample project, without what a run of it left behind."""
    return shutil.copytree(
        HOME,
        folder / "proyecto",
        ignore=shutil.ignore_patterns("*.py", ".*", "__pycache__", "salida"),
    )


def measured(folder: Path, order=sorted) -> Path:
    """A warehouse of the project in that folder."""
    project = load_project(folder / "memoria.toml")
    found = discover(project)
    assert found.errors == ()
    shelf = folder / ".memoria" / "partes"
    shelf.mkdir(parents=True, exist_ok=True)
    files = order(found.files, key=lambda file: file.name)
    assert project.incidents_path is not None
    incidents = load_incidents(project.incidents_path, project.zone)
    path = folder / "bitacoras.duckdb"
    with warehouse.create(path) as connection:
        warehouse.load(connection, project, make(files, TOKENS, shelf))
        measure.measure(connection, project, incidents)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return measured(copied(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="module")
def ask(whole):
    with duckdb.connect(whole, read_only=True) as connection:
        yield lambda question, *values: connection.execute(question, values).fetchall()


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text.removesuffix("Z"))


def between(window: str) -> str:
    return f"slot IN (SELECT slot FROM calendar WHERE in_{window})"


def summed(ask, window: str, section: str, audience: str = "all") -> dict[str, int]:
    return dict(
        ask(
            f"SELECT metric, sum(value)::BIGINT FROM measure WHERE {between(window)}"
            " AND section = ? AND audience = ? GROUP BY metric",
            section,
            audience,
        )
    )


# ── the truth ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", TRUTH["files"])
def test_every_file(name, ask):
    truth = TRUTH["files"][name]
    facts = ("lines", "hits", "rejects", "blank", "comments", "first", "last")
    (found,) = ask(f"SELECT {', '.join(facts)} FROM source_file WHERE path = ?", name)
    expected = [truth[fact] for fact in facts[:5]]
    assert list(found) == [*expected, instant(truth["first"]), instant(truth["last"])]
    own = "FROM hit JOIN source_file USING (file) WHERE path = ?"
    status = ask(f"SELECT (status // 100) || 'xx', count(*) {own} GROUP BY 1", name)
    assert dict(status) == truth["status"]
    (sums,) = ask(f"SELECT sum(bytes)::BIGINT, count(DISTINCT client) {own}", name)
    assert sums == (truth["bytes"], truth["clients"])
    assert ask(
        "SELECT count(*) FROM reject JOIN source_file USING (file) WHERE path = ?", name
    ) == [(truth["rejects"],)]


def test_no_other_file(ask):
    assert sorted(ask("SELECT path FROM source_file")) == sorted((name,) for name in TRUTH["files"])


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("window", ["operation", "logs"])
def test_windows(window, section, ask):
    truth = TRUTH[window][section]
    found = summed(ask, window, section)
    assert {name: found[name] for name in ADDED} == {name: truth[name] for name in ADDED}
    classes = {name[7:]: value for name, value in found.items() if name.startswith("status_")}
    assert classes == truth["status"]
    for audience, hits in truth["audience"].items():
        assert summed(ask, window, section, audience)["hits"] == hits
    visitors = ask(
        "SELECT metric, value::BIGINT FROM period_measure"
        " WHERE period = ? AND section = ? AND audience = 'person'"
        " AND metric IN ('visitors_min', 'visitors_max')",
        window,
        section,
    )
    assert dict(visitors) == {name: truth[name] for name in VISITORS}


@pytest.mark.parametrize("window", ["operation", "logs"])
def test_edges_of_the_windows(window, ask):
    (edges,) = ask(f"SELECT start, \"end\" FROM period WHERE period = '{window}'")
    assert edges == (instant(TRUTH[window]["start"]), instant(TRUTH[window]["end"]))
    (slots,) = ask(f"SELECT min(slot), max(slot) FROM calendar WHERE in_{window}")
    assert slots == (edges[0], edges[1] - timedelta(minutes=5))


def test_every_day_of_the_baseline(ask):
    names = (*ADDED, *VISITORS)
    found = ask(f"SELECT local_day, present, {', '.join(names)} FROM baseline_day")
    assert len(found) == 28
    for day, present, *values in found:
        truth = TRUTH["baseline_days"].get(str(day))
        assert present == (truth is not None)
        assert values == [truth[name] if truth else None for name in names]


def test_drills_are_marked_and_their_paths_left_out(ask):
    drills = ask("SELECT local_day, excluded_hits > 0 FROM baseline_day WHERE drill ORDER BY ALL")
    assert [str(day) for day, _ in drills] == ["2023-05-14", "2023-05-21", "2023-05-28"]
    assert all(excluded for _, excluded in drills)


def test_ordinary_averages(ask):
    found = ask("SELECT metric, daily, daily_days FROM comparison WHERE source = 'logs'")
    people = [day["audience"]["person"] for day in TRUTH["baseline_days"].values()]
    told = TRUTH["baseline_daily"] | {"hits_person": {"n": len(people), "sum": sum(people)}}
    assert len(found) == len(ADDED) + len(VISITORS) + 1
    for metric, daily, days in found:
        truth = told[metric]
        assert days == truth["n"]
        assert daily == pytest.approx(truth["sum"] / truth["n"], rel=1e-12)


def test_dispersion_of_the_days(ask):
    hits = sorted(day["hits"] for day in TRUTH["baseline_days"].values())
    cuts = statistics.quantiles(hits, n=4, method="inclusive")
    (found,) = ask(
        "SELECT daily_min, daily_q1, daily_median, daily_q3, daily_max FROM comparison "
        "WHERE metric = 'hits' AND source = 'logs'"
    )
    assert found == (hits[0], *cuts, hits[-1])


def test_nothing_but_the_lost_day_is_left_out(ask):
    """Small traffic has long pauses, and none of them is a gap."""
    (found,) = ask("SELECT local_day::VARCHAR, kind, hits FROM baseline_excluded")
    assert found == ("2023-05-17", "missing", None)
    coverage = ask(
        "SELECT days_of, days_seen, days_used, hours_of, hours_seen, hours_used, few, chosen "
        "FROM baseline_source"
    )
    assert coverage == [(28, 27, 27, 672, 648, 648, False, True)]


def test_every_matched_hour(ask):
    found = {
        (hour, metric): (days, total)
        for hour, metric, days, total in ask(
            "SELECT hour, metric, days, total FROM baseline_hour WHERE metric <> 'hits_person'"
        )
    }
    assert len(found) == len(TRUTH["baseline_matched"]) * len(ADDED)
    for row in TRUTH["baseline_matched"]:
        for metric in ADDED:
            assert found[instant(row["start"]), metric] == (row["n"], row["sum"][metric])


def test_factors(ask):
    matched = {
        metric: sum(row["sum"][metric] / row["n"] for row in TRUTH["baseline_matched"])
        for metric in ADDED
    }
    found = ask(
        "SELECT metric, operation, matched, factor, reason FROM comparison "
        "WHERE metric <> 'hits_person'"
    )
    for metric, operation, ordinary, factor, reason in found:
        assert operation == TRUTH["operation"]["all"][metric]
        assert reason is None
        assert factor == pytest.approx(operation / ordinary)
        if metric in ADDED:
            assert ordinary == pytest.approx(matched[metric], rel=1e-12)


def test_every_cut(ask):
    for state, slots in TRUTH["cuts"].items():
        found = ask("SELECT slot FROM cut WHERE state = ? ORDER BY slot", state)
        assert [slot for (slot,) in found] == [instant(slot) for slot in slots]
    assert ask("SELECT count(*) FROM cut") == [(360,)]


def test_outages(ask):
    found = ask('SELECT start, "end", cuts, minutes FROM outage ORDER BY start')
    assert found == [
        (instant(row["start"]), instant(row["end"]), row["cuts"], row["minutes"])
        for row in TRUTH["outages"]
    ]


@pytest.mark.parametrize("section", ["portal", "published"])
def test_hits_of_every_slot(section, ask):
    truth = TRUTH["hits_by_slot"]
    start = instant(truth["start"])
    found = dict(
        ask(
            "SELECT slot, value FROM measure"
            " WHERE metric = 'hits' AND section = ? AND audience = 'all'",
            section,
        )
    )
    for number, hits in enumerate(truth[section]):
        slot = start + number * timedelta(minutes=truth["minutes"])
        assert found.get(slot, 0) == hits, slot


def test_every_robot(ask):
    addresses = pl.Series([row["address"] for row in TRUTH["robots"]])
    expected = sorted(
        (client, row["hits"])
        for client, row in zip(TOKENS.of(addresses), TRUTH["robots"], strict=True)
    )
    found = ask(
        "SELECT client, count(*) FROM hit WHERE audience = 'robot' GROUP BY client, visitor"
    )
    assert sorted(found) == expected


def test_every_fault_is_a_candidate(ask):
    found = ask('SELECT start, "end", kind FROM candidate')
    kinds = {"short_outage": "outage", "long_outage": "outage", "data_errors": "error_burst"}
    for name, fault in TRUTH["faults"].items():
        start, end = instant(fault["start"]), instant(fault["end"])
        touching = [kind for a, b, kind in found if a < end and b > start]
        assert touching == [kinds.get(name, "no_evidence")], name


def test_sections_add_up_to_all(ask):
    differing = ask("""
        SELECT metric, audience, slot FROM measure WHERE metric NOT IN ('visits', 'new_visitors')
        GROUP BY ALL
        HAVING sum(value) FILTER (WHERE section = 'all')
            IS DISTINCT FROM sum(value) FILTER (WHERE section <> 'all')
    """)
    assert differing == []


# ── in any order and split ───────────────────────────────────────────────────────────────────

OF_FILES = (
    "source_file", "reject", "reject_reason", "hit", "attack", "torn", "long_line",
    "definition_cost",
)  # fmt: skip
"""Tables that name files and lines, or say what other tools lose by their order; all others hold
what was measured."""


def tables(path: Path) -> dict[str, list[tuple]]:
    with duckdb.connect(path, read_only=True) as connection:
        names = [name for (name,) in connection.execute("SHOW TABLES").fetchall()]
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
            for name in names
            if name not in OF_FILES
        }


def backwards(files, key):
    return sorted(files, key=key, reverse=True)


@pytest.mark.slow
def test_the_order_of_the_files_changes_nothing(whole, tmp_path):
    assert tables(measured(copied(tmp_path), backwards)) == tables(whole)


@pytest.mark.slow
def test_no_split_of_the_files_changes_anything(whole, tmp_path):
    """Each log in three pieces: its thirds, or its lines dealt out in turn."""
    folder = copied(tmp_path)
    for number, name in enumerate(TRUTH["files"]):
        path = folder / name
        text = path.read_bytes()
        packed = text.startswith(b"\x1f\x8b")
        text = gzip.decompress(text) if packed else text
        for piece, part in enumerate(thirds(text) if number % 2 else dealt(text)):
            own = path.with_name(f"{path.name.removesuffix('.gz')}-{piece}{path.suffix}")
            own.write_bytes(gzip.compress(part, 1) if packed and piece else part)
        path.unlink()
    assert tables(measured(folder)) == tables(whole)


def thirds(text: bytes) -> list[bytes]:
    lines = text.splitlines(keepends=True)
    step = -(-len(lines) // 3)
    return [b"".join(lines[at : at + step]) for at in range(0, len(lines), step)]


def dealt(text: bytes) -> list[bytes]:
    lines = [line.removesuffix(b"\n") + b"\n" for line in text.split(b"\n")]
    return [b"".join(lines[start::3]) for start in range(3)]


def test_a_new_metric_is_one_file(tmp_path, monkeypatch):
    """Nothing else names it: it is measured, and the annex prints what it says of itself."""
    folder = shutil.copytree(warehouse.SQL, tmp_path / "sql")
    header = (
        "-- title: Peticiones HEAD\n-- unit: solicitudes\n-- definition: Las de método HEAD.\n\n"
    )
    query = (
        "INSERT INTO measure SELECT 'heads', 'all', 'all', slot, count(*) FROM hit "
        "WHERE counted AND method = 'HEAD' GROUP BY slot;\n"
    )
    (folder / "metrics" / "heads.sql").write_text(header + query, encoding="utf-8")
    monkeypatch.setattr(warehouse, "SQL", folder)
    place = support.project(tmp_path / "p")
    log = place / "op" / "access.log"
    log.write_text(log.read_text().replace("GET /nota/3", "HEAD /nota/3"))
    with duckdb.connect(measured(place), read_only=True) as connection:
        found = connection.execute(
            "SELECT sum(value), (SELECT count(*) FROM hit WHERE counted AND method = 'HEAD') "
            "FROM measure WHERE metric = 'heads'"
        ).fetchall()
    assert found[0][0] == found[0][1] > 0
    (told,) = [one for one in definitions(folder) if one.name == "metrics/heads.sql"]
    assert told.title == "Peticiones HEAD"
