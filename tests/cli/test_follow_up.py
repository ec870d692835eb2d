"""The municipality's follow-up report: verdad.json (what its generator put in) = the warehouse =
resumen.json; and, slowly, its documents and its delivery."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from .conftest import SAMPLE, Built, copy_sample, leave_annexes_out, leave_documents_out
from .support import assert_clear, run

MUNICIPALITY = SAMPLE / "municipio"
KEY = SAMPLE.parent / "setup" / "llave-de-ejemplo"
AS_OF = "2024-06-07"
SUMS = ("hits", "pages", "visits", "status_4xx", "status_5xx")
MONTHLY = (*SUMS, "visitors_min", "visitors_max")
ADDED = ("hits", "pages", "visits", "bytes", "status_2xx", "status_3xx", "status_4xx", "status_5xx")

Truth = dict[str, Any]
Connection = duckdb.DuckDBPyConnection


def build(folder: Path) -> Built:
    copy_sample(folder, MUNICIPALITY)
    key = folder / ".memoria" / "llave"
    key.parent.mkdir()
    key.write_bytes(KEY.read_bytes())
    key.chmod(0o600)
    return Built(folder, run("build", folder / "memoria.toml", "--as-of", AS_OF))


@pytest.fixture(scope="module")
def truth() -> Truth:
    return json.loads((MUNICIPALITY / "verdad.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def measured(tmp_path_factory) -> Built:
    """Built but for what is read."""
    with pytest.MonkeyPatch.context() as patch:
        leave_documents_out(patch)
        leave_annexes_out(patch)
        built = build(tmp_path_factory.mktemp("measured") / "municipio")
    assert_clear(built.result, 0)
    return built


@pytest.fixture(scope="module")
def warehouse(measured) -> Iterator[Connection]:
    with duckdb.connect(measured.out / "memoria.duckdb", read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def periods(warehouse) -> dict[tuple[str, str, str], float | None]:
    rows = warehouse.execute("SELECT service, period, metric, value FROM service_period")
    return {(service, period, metric): value for service, period, metric, value in rows.fetchall()}


# -- what was put in is what is found


def test_every_line_is_a_request(warehouse, truth):
    read = dict(warehouse.execute("SELECT path, hits FROM source_file").fetchall())
    assert read == {name: file["lines"] for name, file in truth["files"].items()}


@pytest.mark.parametrize("metric", MONTHLY)
def test_the_use_of_each_tool_by_month(periods, truth, metric):
    found = {
        (tool, month): periods[tool, f"month:{month}", metric]
        for tool, months in truth["months"].items()
        for month in months
    }
    assert found == {
        (tool, month): figures[metric]
        for tool, months in truth["months"].items()
        for month, figures in months.items()
    }


@pytest.mark.parametrize("metric", SUMS)
def test_the_use_of_each_tool_by_day(periods, truth, metric):
    """The clocks change on one of them; another has no log, and nothing is known of it."""
    for tool, days in truth["days"].items():
        found = {day: periods[tool, f"day:{day}", metric] for day in days}
        assert found == {day: told and told[metric] for day, told in days.items()}


@pytest.mark.parametrize("metric", ADDED)
def test_what_adds_up(warehouse, truth, metric):
    rows = warehouse.execute(
        "SELECT service, strftime(local_time, '%Y-%m'), sum(value) "
        "FROM service_measure JOIN calendar USING (slot) "
        "WHERE metric = ? AND audience = 'all' GROUP BY ALL",
        [metric],
    )
    found = {(tool, month): value for tool, month, value in rows.fetchall()}
    for tool, months in truth["months"].items():
        for month, told in months.items():
            assert found.get((tool, month), 0) == told[metric], (tool, month)


@pytest.mark.parametrize("state", ["served", "errors", "unasked", "no_evidence"])
def test_the_cuts_of_each_tool_by_state(periods, truth, state):
    for tool, months in truth["cuts"].items():
        for month, told in months.items():
            assert periods[tool, f"month:{month}", f"cuts_{state}"] == told[state], (tool, month)


def test_the_outages_of_each_tool(warehouse, truth):
    rows = warehouse.execute("SELECT * FROM service_outage ORDER BY ALL").fetchall()
    told = [
        (tool, *(outage[key] for key in ("start", "end", "cuts", "minutes", "failed")))
        for tool, months in truth["outages"].items()
        for outages in months.values()
        for outage in outages
    ]
    found = [(tool, utc(start), utc(end), *rest) for tool, start, end, *rest in rows]
    assert found == sorted(told)


def utc(instant) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"


def test_the_outage_of_two_hours_and_a_quarter_is_one(truth):
    """Nobody asked in one of its cuts."""
    [outage] = truth["outages"]["citas"]["2024-05"]
    assert (outage["minutes"], outage["cuts"]) == (135, 8)
    assert {key: outage[key] for key in ("start", "end")} == truth["faults"]["outage"]


def test_the_summary_says_the_same(measured, truth):
    """resumen.json, from which the documents are made; but of a tool that no log has shown yet
    nothing is said."""
    for tool in measured.summary["services"]["each"]:
        told = truth["months"][tool["id"]]
        found = {
            month["month"]: {metric: month["use"][metric] for metric in MONTHLY}
            for month in tool["months"]
        }
        assert found == {
            month: {metric: figures[metric] if figures["hits"] else None for metric in MONTHLY}
            for month, figures in told.items()
        }
        reported = truth["cuts"][tool["id"]]["2024-05"]
        assert {state: tool["cuts"][state] for state in reported} == reported
        asked = reported["served"] + reported["errors"]
        assert tool["cuts"]["availability"] == reported["served"] / asked
        outages = truth["outages"][tool["id"]]["2024-05"]
        assert [outage["start"]["utc"] for outage in tool["outages"]] == [
            outage["start"] for outage in outages
        ]


def test_evidence_and_accords_are_told(measured):
    records = json.dumps(measured.summary["records"], ensure_ascii=False)
    for file in ("respaldos/tramites-2024-05-05.txt", "minutas/mt-05.txt"):
        content = (MUNICIPALITY / file).read_bytes()
        assert hashlib.sha256(content).hexdigest() in records


def test_all_tools_together(warehouse, truth):
    """The published section is the tools."""
    rows = warehouse.execute(
        "SELECT strftime(local_time, '%Y-%m'), section, metric, sum(value) "
        "FROM measure JOIN calendar USING (slot) "
        "WHERE audience = 'all' AND (in_operation OR in_baseline) GROUP BY ALL"
    ).fetchall()
    found = {(month, section, metric): value for month, section, metric, value in rows}
    for section, told in (("published", truth["tools_together"]), ("all", truth["site"])):
        for month, figures in told.items():
            for metric in ADDED:
                assert found.get((month, section, metric), 0) == figures[metric]


def test_check_finds_what_is_missing_and_no_wrong_clock(measured):
    said = run("check", measured.folder / "memoria.toml", "--as-of", AS_OF).said
    assert "24 de 744 horas sin un solo renglón" in said
    assert "no es la hora de" not in said
    assert "18 de 20 respondidos" in said


# -- the documents


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Built:
    return build(tmp_path_factory.mktemp("whole") / "municipio")


@pytest.mark.slow
def test_the_documents_speak_of_the_agreements_things(whole):
    assert_clear(whole.result, 0)
    for text in (" ".join(whole.pages), whole.screen):
        assert "Informe de seguimiento" in text
        assert "mayo de 2024" in text
        for word in ("PREP", "difusor", "memoria técnica", "electoral"):
            assert word not in text, word


@pytest.mark.slow
def test_the_delivery_holds_in_all_its_steps(whole):
    [sealed] = whole.out.glob("entrega-*.zip")
    found = run("verify", sealed, "--recompute", "--as-of", AS_OF, "--json")
    assert found.code == 0, found.said
    results = json.loads(found.out)
    assert {one["state"] for one in results} == {"good", "warning"}
