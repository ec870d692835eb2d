import json
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

from reports import model
from reports.figures import logs
from reports.model.baseline import Factors
from reports.sentences import accounts

SCHEMA = Path(model.__file__).parents[1] / "resumen.schema.json"

REQUIRED = {
    "agreement", "diffuser", "as_of", "ingest", "windows", "measures", "factors", "factors_daily",
    "availability", "incidents", "candidates", "requirements", "audience", "planning", "series",
}  # fmt: skip


def test_the_committed_schema_is_current():
    """To renew it: python -m reports.model > reports/resumen.schema.json"""
    assert SCHEMA.read_text(encoding="utf-8") == model.schema()


@pytest.mark.parametrize(
    "scenario", [{}, {"baseline": False}, {"durations": False, "incidents": 3}]
)
def test_a_dump_follows_the_schema(build, scenario):
    dumped = json.loads(model.dump(build(**scenario)))
    jsonschema.Draft202012Validator(json.loads(model.schema())).validate(dumped)
    assert set(dumped) >= REQUIRED


def test_a_missing_value_says_why(build):
    found = build(baseline=False)
    assert found.factors.hits is None
    assert found.factors.hits_reason == "no se entregó bitácora de días ordinarios"
    assert found.windows.baseline is None
    assert found.windows.baseline_reason
    with pytest.raises(ValidationError, match="hits_reason"):
        Factors(hits=None, pages=1.0, visits=1.0)
    with pytest.raises(ValidationError, match="hits_reason"):
        Factors(hits=1.0, hits_reason="sobra", pages=1.0, visits=1.0)


def test_totals_are_those_of_the_waist(memoria):
    operation = memoria.measures.operation
    assert operation.hits == sum(
        hour.hits or 0 for hour in memoria.series.hours if hour.in_operation
    )
    assert operation.hits == sum(cut.hits or 0 for cut in memoria.series.cuts)
    status = operation.status
    classes = status.status_2xx, status.status_3xx, status.status_4xx, status.status_5xx
    assert sum(classes) + status.status_other == operation.hits
    assert memoria.factors.hits == pytest.approx(
        operation.hits / memoria.measures.baseline_matched.hits
    )


def test_availability_counts_every_cut_once(memoria):
    found = memoria.availability
    assert found.cuts == 360
    assert found.served + found.errors + found.silent + found.no_evidence == found.cuts
    assert (found.errors, found.silent, found.no_evidence) == (11, 1, 6)
    assert found.longest_outage_minutes == 35
    assert (found.outages_by_cuts, found.outages_by_minutes) == (2, 1)


def test_no_evidence_is_not_zero(memoria):
    unknown = [cut for cut in memoria.series.cuts if cut.state == "no_evidence"]
    assert {cut.hits for cut in unknown} == {None}
    partly = [hour for hour in memoria.series.hours if hour.cuts_with_lines < hour.cuts]
    assert [hour.local for hour in partly] == ["2023-06-05T06:00:00"]


def test_windows_in_both_clocks(memoria):
    operation = memoria.windows.operation
    assert (operation.start, operation.end) == ("2023-06-05T00:00:00Z", "2023-06-06T06:00:00Z")
    assert operation.start_local == "2023-06-04T18:00:00"
    assert (operation.offset, operation.hours) == ("UTC−6", 30)


def test_answered_and_reported_candidates(memoria):
    by_id = {found.id: found for found in memoria.candidates}
    assert by_id["C-01"].incident == "I-01"
    assert by_id["C-02"].answer is None
    assert by_id["C-02"].is_open
    assert by_id["C-10"].answer == "descartada"
    assert by_id["C-10"].answered.startswith("Mantenimiento anunciado")
    assert sum(found.is_open for found in memoria.candidates) == 7


@pytest.mark.slow
def test_an_incident_without_lines_has_no_figures_and_says_why(build):
    incident = incidents_by_id(build(incidents=3))["I-03"]
    assert (incident.hits, incident.requests.lost) == (None, None)
    assert incident.hits_reason.startswith("la bitácora no tiene")
    assert [phase.hits for phase in incident.phases] == [None] * 3


def test_a_wrong_clock_is_suggested_with_its_span(memoria):
    found = {incident.id: incident.shift for incident in memoria.incidents}
    assert found["I-01"] is None
    shift = found["I-02"]
    assert shift.minutes == -12
    reported = incidents_by_id(memoria)["I-02"].start
    assert shift.start.utc < reported.utc
    assert accounts.clock(incidents_by_id(memoria)["I-02"]).startswith(
        "La bitácora lo muestra 12 minutos antes"
    )


def incidents_by_id(memoria):
    return {incident.id: incident for incident in memoria.incidents}


def test_the_manifest_is_what_sha256sum_prints(memoria):
    lines = logs.manifest(memoria.ingest.by_file).splitlines()
    assert lines[0] == f"{'00' * 32}  bitacoras/operacion/acceso-00.log" or len(lines) == 6
    assert all(len(line.split("  ")[0]) == 64 for line in lines)


def test_the_dump_is_stable(memoria):
    text = model.dump(memoria)
    assert text == model.dump(memoria)
    assert text.endswith("}\n")
    assert list(json.loads(text)) == sorted(json.loads(text))
