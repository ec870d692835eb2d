"""The sample, end to end: truth.json (what its generator put in) = the warehouse = resumen.json
= the text of both documents."""

import gzip
import json
import re
from datetime import date
from itertools import chain

import pytest

from reports import locale

from .conftest import SAMPLE
from .support import OUTPUTS, assert_clear, outputs, rubbish

MEASURES = ("hits", "pages", "visits", "visitors_min", "visitors_max", "bytes")
ADDED = ("hits", "pages", "visits", "bytes")
NAMES = {
    "visits": "Visitas",
    "pages": "Páginas",
    "hits": "Hits (solicitudes)",
    "visitors_min": "Visitantes estimados, mínimo",
    "visitors_max": "Visitantes estimados, máximo",
    "bytes": "Bytes de respuesta",
}


def test_the_build_ends_well_and_leaves_its_outputs_and_nothing_else(built):
    assert_clear(built.result, 0)
    assert outputs(built.out) == sorted(OUTPUTS)
    assert rubbish(built.folder) == []
    assert all(str(built.out / name) in built.result.out for name in OUTPUTS[:4])


# -- what was read


def test_every_file_is_read_as_the_generator_wrote_it(built, truth):
    read = {file["path"]: file for file in built.summary["ingest"]["by_file"]}
    assert read.keys() == truth["files"].keys()
    for path, wrote in truth["files"].items():
        for key in ("lines", "hits", "rejects", "blank", "comments"):
            assert read[path][key] == wrote[key], (path, key)
        for key in ("first", "last"):
            assert read[path][key]["utc"] == wrote[key], (path, key)
        assert sum(row["lines"] for row in read[path]["reject_reasons"]) == wrote["rejects"]


def test_the_totals_of_what_was_read_account_for_every_line(built, truth):
    ingest = built.summary["ingest"]
    for key in ("lines", "hits", "rejects", "blank", "comments"):
        assert ingest[key] == sum(file[key] for file in truth["files"].values())
    assert ingest["files"] == len(truth["files"])
    assert ingest["lines"] == sum(ingest[k] for k in ("hits", "rejects", "blank", "comments"))
    said = f"{ingest['lines']:,} renglones = {ingest['hits']:,} solicitudes + {ingest['rejects']:,}"
    assert said in built.result.out


# -- what was measured


@pytest.mark.parametrize("measure", MEASURES)
def test_the_operation_is_measured(built, truth, measure):
    assert built.summary["measures"]["operation"][measure] == truth["operation"]["all"][measure]


@pytest.mark.parametrize("section", ["portal", "published"])
@pytest.mark.parametrize("measure", ADDED)
def test_its_sections_are_measured_apart(built, truth, section, measure):
    found = built.summary["measures"]["operation"]["sections"][section]
    assert found[measure] == truth["operation"][section][measure]


def test_its_status_classes_and_audiences(built, truth):
    operation, wrote = built.summary["measures"]["operation"], truth["operation"]["all"]
    found = {
        key.removeprefix("status_"): value for key, value in operation["status"].items() if value
    }
    assert found == wrote["status"]
    heads = {name: group["hits"] for name, group in operation["audiences"].items()}
    assert heads == wrote["audience"]


@pytest.mark.parametrize("measure", MEASURES)
def test_the_ordinary_day(built, truth, measure):
    daily, wrote = built.summary["measures"]["baseline_daily"], truth["baseline_daily"][measure]
    assert daily["days"] == wrote["n"]
    assert daily[measure] * wrote["n"] == pytest.approx(wrote["sum"], rel=1e-12)
    days = [day[measure] for day in truth["baseline_days"].values()]
    assert (daily["minimum"][measure], daily["maximum"][measure]) == (min(days), max(days))


@pytest.mark.parametrize("measure", ADDED)
def test_the_ordinary_traffic_of_the_same_hours_and_the_factor(built, truth, measure):
    ordinary = sum(hour["sum"][measure] / hour["n"] for hour in truth["baseline_matched"])
    found = built.summary["measures"]["baseline_matched"]
    assert found[measure] == pytest.approx(ordinary, rel=1e-12)
    weeks = [hour["n"] for hour in truth["baseline_matched"]]
    assert (found["weeks_min"], found["weeks_max"]) == (min(weeks), max(weeks))
    if measure != "bytes":
        factor = truth["operation"]["all"][measure] / ordinary
        assert built.summary["factors"][measure] == pytest.approx(factor, rel=1e-12)


def test_every_hour_of_the_two_days(built, truth):
    hours = built.summary["series"]["hours"]
    slots = truth["hits_by_slot"]
    sums = [
        [sum(slots[section][hour * 12 : hour * 12 + 12]) for hour in range(48)]
        for section in ("portal", "published")
    ]
    assert [hour["hits"] for hour in hours] == [sum(pair) for pair in zip(*sums, strict=True)]
    assert [hour["published_hits"] for hour in hours] == sums[1]


# -- availability and incidents


def test_every_cut_has_its_state(built, truth):
    found: dict[str, list[str]] = {state: [] for state in truth["cuts"]}
    for cut in built.summary["series"]["cuts"]:
        found[cut["state"]].append(cut["utc"])
    assert found == truth["cuts"]
    availability = built.summary["availability"]
    for state, cuts in truth["cuts"].items():
        assert availability[state] == len(cuts)
    assert availability["cuts"] == sum(map(len, truth["cuts"].values()))


def test_every_outage(built, truth):
    availability = built.summary["availability"]
    found = [
        {"start": o["start"]["utc"], "end": o["end"]["utc"]}
        | {k: o[k] for k in ("cuts", "minutes")}
        for o in availability["outages"]
    ]
    assert found == truth["outages"]
    assert availability["longest_outage_minutes"] == max(o["minutes"] for o in truth["outages"])


def test_the_incident_with_the_right_times_sees_its_outage(built, truth):
    incident = incidents_by_start(built)["2023-06-05T02:41:00Z"]
    assert incident["missed_cuts"] == truth["outages"][0]["cuts"]
    assert incident["errors"] > 0
    assert incident["requests"]["lost"] > 0


def test_the_incident_with_wrong_times_overlaps_its_outage_only_partly(built, truth):
    incident, outage = incidents_by_start(built)["2023-06-05T08:28:00Z"], truth["outages"][1]
    assert 0 < incident["missed_cuts"] < outage["cuts"]
    assert incident["missed_cuts"] < incident["cuts"]


def test_the_incident_without_effect_missed_no_cut(built):
    incident = incidents_by_start(built)["2023-06-05T06:35:00Z"]
    assert (incident["missed_cuts"], incident["errors"]) == (0, 0)


def incidents_by_start(built):
    return {incident["start"]["utc"]: incident for incident in built.summary["incidents"]}


# -- the warehouse


def test_the_warehouse_says_what_every_table_is(warehouse):
    bare = warehouse.execute(
        "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL OR comment = ''"
    ).fetchall()
    assert bare == []
    tables = {
        name for (name,) in warehouse.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    }
    assert {"hit", "reject", "source_file", "measure", "period_measure"} <= tables


def test_the_warehouse_says_what_every_column_is(warehouse):
    bare = warehouse.execute(
        "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() "
        "USING (table_name) WHERE duckdb_columns.comment IS NULL"
    ).fetchall()
    assert bare == []


def test_the_warehouse_holds_the_truth(warehouse, truth):
    files = warehouse.execute(
        "SELECT path, lines, hits, rejects, blank FROM source_file"
    ).fetchall()
    keys = ("lines", "hits", "rejects", "blank")
    assert {path: tuple(rest) for path, *rest in files} == {
        path: tuple(wrote[key] for key in keys) for path, wrote in truth["files"].items()
    }
    assert one(warehouse, "SELECT count(*) FROM hit") == sum(f[1 + 1] for f in files)
    assert one(warehouse, "SELECT count(*) FROM reject") == sum(f[3] for f in files)


@pytest.mark.parametrize("section", ["all", "portal", "published"])
@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("window", ["operation", "logs"])
def test_the_warehouse_measures_both_windows(warehouse, truth, window, measure, section):
    if measure.startswith("visitors"):
        found = one(
            warehouse,
            "SELECT value FROM period_measure WHERE period = ? AND metric = ? AND section = ? "
            "AND audience = 'person'",
            [window, measure, section],
        )
    else:
        found = one(
            warehouse,
            f"SELECT sum(value) FROM measure JOIN calendar USING (slot) WHERE in_{window} "
            "AND metric = ? AND section = ? AND audience = 'all'",
            [measure, section],
        )
    assert found == truth[window][section][measure]


def one(warehouse, query, values=()):
    rows = warehouse.execute(query, list(values)).fetchall()
    assert len(rows) == 1
    return rows[0][0]


# -- the documents


def page_with(built, text):
    return next(page for page in built.pages if text in page)


def row(measures, factors, measure):
    """As the one-page summary prints it."""
    groups = (measures["baseline_daily"], measures["baseline_matched"], measures["operation"])
    cells = [locale.number(group[measure]) for group in groups]
    return " ".join([NAMES[measure], *cells, locale.times(factors[measure])]).replace("\xa0", " ")


@pytest.mark.parametrize("measure", ["visits", "pages", "hits"])
def test_the_summary_compares_what_resumen_says(built, measure):
    expected = row(built.summary["measures"], built.summary["factors"], measure)
    assert expected in page_with(built, "¿Cuántos consultaron?")
    assert expected in built.screen


def test_the_summary_answers_with_the_figures_of_resumen(built):
    operation = built.summary["measures"]["operation"]
    availability = built.summary["availability"]
    known = availability["cuts"] - availability["no_evidence"]
    n = locale.number
    lost = sum(i["requests"]["lost"] or 0 for i in built.summary["incidents"])
    orphans = sum(not c["incident"] and not c["answer"] for c in built.summary["candidates"])
    done = sum(item["status"] == "completo" for item in built.summary["delivery"])
    answers = (
        f"{n(operation['visits'])} visitas",
        f"Entre {n(operation['visitors_min'])} y {n(operation['visitors_max'])} visitantes",
        f"{n(operation['pages'])} páginas y {n(operation['hits'])} hits",
        locale.percent(availability["served"], known),
        f"Se sirvieron {n(availability['served'])} de {n(known)} cortes con evidencia",
        f"más larga: {locale.duration(availability['longest_outage_minutes'])}",
        f"{n(availability['no_evidence'])} cortes sin evidencia",
        f"{len(built.summary['incidents'])} incidencias",
        f"{n(round(lost))} solicitudes perdidas",
        f"{n(orphans)} hallazgos sin reportar",
        f"{done} de {len(built.summary['delivery'])} contenidos",
    )
    page = page_with(built, "¿Cuántos consultaron?")
    for answer in answers:
        assert answer.replace("\xa0", " ") in page, answer
        assert answer.replace("\xa0", " ") in built.screen, answer


@pytest.mark.parametrize("measure", MEASURES)
def test_the_comparison_prints_what_resumen_says(built, measure):
    measures = built.summary["measures"]
    daily = measures["baseline_daily"]
    groups = (daily, daily["minimum"], daily["maximum"], measures["baseline_matched"],
              measures["operation"])  # fmt: skip
    written = locale.size if measure == "bytes" else locale.number
    cells = [written(group[measure]) for group in groups]
    if measure in built.summary["factors"]:
        cells += [locale.times(built.summary[f][measure]) for f in ("factors", "factors_daily")]
    expected = " ".join([NAMES[measure], *cells]).replace("\xa0", " ")
    assert expected in page_with(built, "Comparativo de visitas, páginas y hits")
    assert expected in built.screen


# -- nobody's address


ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}")


@pytest.fixture(scope="module")
def clients(truth) -> set[str]:
    """Every client address of the sample, read from its lines by hand."""
    found: set[str] = {robot["address"] for robot in truth["robots"]}
    for path in chain(SAMPLE.glob("linea-base/*"), SAMPLE.glob("operacion/*")):
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("latin-1")
        for words in (line.split(" ", 2) for line in text.splitlines()):
            found.update(word for word in words[:2] if ADDRESS.fullmatch(word))
    return found


def test_the_search_below_would_find_them(clients):
    assert len(clients) > 3_000
    assert any(":" in client for client in clients)
    text = f"de {min(clients)}, {max(clients)}: {max(clients, key=len)}"
    assert len(clients.intersection(ADDRESS.findall(text))) == 3


@pytest.mark.parametrize("name", ["resumen.json", "memoria.html", "memoria.pdf", "memoria.duckdb"])
def test_no_output_names_a_client_in_plain_bytes(built, clients, name):
    text = (built.out / name).read_bytes().decode("latin-1")
    assert clients.intersection(ADDRESS.findall(text)) == set()


def test_no_page_names_a_client(built, clients):
    assert clients.intersection(ADDRESS.findall("\n".join(built.pages))) == set()


def test_no_text_of_the_warehouse_names_a_client(warehouse, clients):
    columns = warehouse.execute(
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE data_type = 'VARCHAR' AND NOT internal"
    ).fetchall()
    assert ("reject", "text") in columns or ("reject", "line") in columns
    for table, column in columns:
        texts = warehouse.execute(f'SELECT DISTINCT "{column}" FROM "{table}"').fetchall()
        every = "\n".join(text for (text,) in texts if text)
        assert clients.intersection(ADDRESS.findall(every)) == set(), (table, column)


def test_the_times_of_the_stages_are_told(built):
    record = json.loads((built.folder / ".memoria" / "registro-build.json").read_text())
    stages = record["stages"]
    names = [stage["stage"] for stage in stages]
    steps = ["load", "measures", "handover", "data", "documents", "seal"]
    assert names == ["discover", "parse", *steps]
    assert all(stage["seconds"] >= 0 for stage in stages)


def test_dates_are_told_in_words(built):
    assert locale.day(date(2023, 6, 16)) in built.pages[0] + built.pages[-1] + built.pages[-2]
