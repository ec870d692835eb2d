"""Where the ordinary traffic comes from a tool, from two sources, or from logs with holes."""

import gzip
import json
import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from .conftest import leave_paper_out
from .support import (
    BASELINE_LOGS,
    BASELINE_START,
    HEAD,
    OPERATION_LOGS,
    assert_clear,
    line,
    project,
    run,
)

AS_OF = ("--as-of", "2023-06-16")
AWSTATS = Path(__file__).parents[1] / "pipeline/baselines/recorded/awstats052023.gaceta.txt"
HOSTILE = "<script>alert(1)</script>=1+1"


@pytest.fixture
def on_screen(monkeypatch):
    leave_paper_out(monkeypatch)


def declared(place: Path, baseline: str, logs: str = "") -> Path:
    text = f"{HEAD}{OPERATION_LOGS}{logs}\n[baseline]\n{baseline}\n"
    (place / "memoria.toml").write_text(text, encoding="utf-8")
    return place


def built(place: Path) -> dict:
    assert_clear(run("build", place / "memoria.toml", *AS_OF), 0)
    return json.loads((place / "salida" / "resumen.json").read_text(encoding="utf-8"))


def page(place: Path) -> str:
    return (place / "salida" / "memoria.html").read_text(encoding="utf-8")


def of(source: dict, metric: str) -> dict:
    return next(row for row in source["metrics"] if row["metric"] == metric)


def test_only_awstats(tmp_path, without_documents):
    place = project(tmp_path / "p", days=0)
    shutil.copy(AWSTATS, place)
    declared(place, 'files = "awstats*.txt"\n[[baseline.holidays]]\nday = 2023-05-10\nreason = "x"')
    summary = built(place)
    (source,) = summary["comparison"]
    assert (source["source"], source["definition"], source["chosen"]) == (
        "awstats",
        "awstats",
        True,
    )
    coverage = source["coverage"]
    assert (coverage["days_of"], coverage["days_seen"], coverage["days_used"]) == (28, 10, 8)
    kinds = {found["day"]: found["kind"] for found in source["excluded"] if found["hits"]}
    assert kinds == {"2023-05-10": "holiday", "2023-05-14": "drill", "2023-05-19": "incomplete"}
    hits = of(source, "hits")
    used = [85, 71, 73, 73, 86, 72, 73, 73]
    assert hits["daily"] == pytest.approx(sum(used) / 8)
    assert hits["matched"] is None
    assert "sólo hay promedio diario" in hits["matched_reason"]
    assert hits["factor_daily"] == pytest.approx(hits["operation"] * 24 / 30 / hits["daily"])
    assert hits["operation_ours"] == summary["measures"]["operation"]["hits"] == 720
    assert not hits["mixed"]
    assert summary["factors"]["hits"] is None
    assert summary["factors_daily"]["hits"] == hits["factor_daily"]
    assert summary["measures"]["baseline_daily"]["days"] == 8


def test_logs_and_a_tool_side_by_side(tmp_path, without_documents):
    place = project(tmp_path / "p")
    shutil.copy(AWSTATS, place)
    summary = built(declared(place, 'files = ["awstats*.txt"]', BASELINE_LOGS))
    ours, theirs = summary["comparison"]
    assert (ours["source"], ours["chosen"]) == ("logs", True)
    assert (theirs["source"], theirs["chosen"]) == ("awstats", False)
    assert summary["factors"]["hits"] == of(ours, "hits")["factor"] == pytest.approx(24)
    assert of(ours, "hits")["operation"] == of(theirs, "hits")["operation_ours"]


@pytest.mark.slow
def test_a_count_that_cannot_be_repeated(tmp_path, on_screen):
    place = project(tmp_path / "p", days=0)
    days = "".join(f"202305{day:02},{100 + day},{300 + day}\n" for day in range(8, 28))
    text = f"# Start date: 20230508\nDate,Active users,Views\n{days}"
    (place / f"ga4{HOSTILE.replace('/', '')}.csv").write_text(text, encoding="utf-8")
    summary = built(declared(place, 'files = "ga4*.csv"'))
    (source,) = summary["comparison"]
    assert source["definition"] is None
    pages = of(source, "pages")
    assert pages["mixed"]
    assert pages["operation"] == pages["operation_ours"] == 360
    assert of(source, "hits")["factor_daily"] is None
    assert of(source, "hits")["factor_daily_reason"]
    assert "se apoya en 18 de 28 días (Google Analytics 4)" in page(place)
    assert "Factor, mismos días" in page(place)
    assert "No es estrictamente comparable" in page(place)
    assert "<script>alert" not in page(place)


def test_few_days_of_a_declared_table(tmp_path, without_documents):
    place = project(tmp_path / "p", days=0)
    (place / "t.csv").write_text("fecha,visitas\n08/05/2023,10\n09/05/2023,12\n", encoding="utf-8")
    summary = built(declared(place, 'files = "t.csv"'))
    assert summary["comparison"][0]["coverage"]["few"]
    checked = run("check", place / "memoria.toml", *AS_OF)
    assert "tabla declarada: 2 de 28 días con cifras completas: menos de 7" in checked.said
    assert "el factor usa: tabla declarada" in checked.said


def test_a_tool_without_a_day_of_those_weeks(tmp_path, without_documents):
    place = project(tmp_path / "p", days=0)
    (place / "t.csv").write_text("fecha,visitas\n08/05/2022,10\n", encoding="utf-8")
    summary = built(declared(place, 'files = "t.csv"'))
    assert summary["factors"]["visits"] is None
    assert "no tiene esa cifra" in summary["factors"]["visits_reason"]


def test_holes_and_outages_of_our_own_logs(tmp_path, without_documents):
    """A hole of three hours amid 60 requests an hour, and an hour of nothing but 503."""
    place = project(tmp_path / "p", days=0)
    (place / "base").mkdir()
    lines = []
    for minute in range(14 * 24 * 60):
        at = BASELINE_START + timedelta(minutes=minute)
        if at.date() == date(2023, 5, 9) and 10 <= at.hour < 13:
            continue
        broken = at.date() == date(2023, 5, 10) and at.hour == 5
        lines.append(line(at, f"/nota/{minute % 7}", status=503 if broken else 200))
    (place / "base" / "a.log.gz").write_bytes(gzip.compress("".join(lines).encode(), mtime=0))
    summary = built(declared(place, "", BASELINE_LOGS))
    (source,) = summary["comparison"]
    found = [(x["kind"], x["start"]["local"], x["hours"]) for x in source["excluded"]]
    assert [row for row in found if row[0] != "missing"] == [
        ("gap", "2023-05-09T10:00:00", 3.0),
        ("outage", "2023-05-10T05:00:00", 1.0),
    ]
    assert source["coverage"]["days_used"] == 12
    assert source["coverage"]["hours_seen"] == 14 * 24 - 3
    assert source["coverage"]["hours_used"] == 14 * 24 - 4
    assert of(source, "hits")["daily"] == 1440


def test_problems_of_figures_are_told_with_the_others(tmp_path):
    place = project(tmp_path / "p", days=0)
    (place / "t.csv").write_text("fecha,visitas\nayer,10\n", encoding="utf-8")
    (place / "incidencias.csv").write_text("inicio\n", encoding="utf-8")
    declared(place, 'files = "t.csv"')
    result = run("build", place / "memoria.toml", *AS_OF)
    assert_clear(result, 2, "t.csv:2: la fecha es «ayer»", "faltan columnas")
    assert not (place / "salida").exists()
    assert "la fecha es «ayer»" in run("check", place / "memoria.toml", *AS_OF).said


@pytest.mark.skipif(os.name == "nt", reason="names are bytes elsewhere")
def test_a_name_that_is_no_text(tmp_path, without_documents):
    place = project(tmp_path / "p", days=0)
    path = Path(os.fsdecode(os.fsencode(place) + b"/t\xff.csv"))
    path.write_text("fecha,visitas\n08/05/2023,10\n", encoding="utf-8")
    summary = built(declared(place, 'files = "t*.csv"'))
    assert summary["comparison"][0]["files"][0]["path"] == "t\\xff.csv"
