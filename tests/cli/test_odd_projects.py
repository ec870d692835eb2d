"""Projects that lack something, or have too much of it: they build, and the documents say so."""

import gzip
import json
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from .conftest import leave_paper_out
from .support import (
    BASELINE_LOGS,
    BASELINE_START,
    HEAD,
    OPERATION_LOGS,
    OPERATION_START,
    assert_clear,
    baseline_lines,
    edit,
    line,
    log_block,
    project,
    run,
)

AS_OF = ("--as-of", "2023-06-16")


@pytest.fixture(params=["quick", pytest.param("whole", marks=pytest.mark.slow)])
def paper(request, monkeypatch):
    """quick: the page for screens, without charts; whole: as it is, paper and charts included."""
    if request.param == "quick":
        leave_paper_out(monkeypatch)
    return request.param


def built(place, *, damaged=""):
    result = run("build", place / "memoria.toml", *AS_OF)
    assert_clear(result, 0, damaged)
    text = _Text()
    text.feed((place / "salida" / "memoria.html").read_text(encoding="utf-8"))
    summary = json.loads((place / "salida" / "resumen.json").read_text(encoding="utf-8"))
    return summary, " ".join(" ".join(text.texts).split())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_no_baseline(tmp_path, paper):
    summary, page = built(project(tmp_path / "p", days=0))
    reason = "no se entregó bitácora de días ordinarios"
    assert summary["windows"]["baseline"] is None
    assert summary["windows"]["baseline_reason"] == reason
    for group in (summary["factors"], summary["measures"]["baseline_daily"]):
        for name in ("hits", "pages", "visits"):
            assert group[name] is None
            assert group[f"{name}_reason"]
    assert "no se calcula ningún factor" in page
    assert summary["measures"]["operation"]["hits"] == 720


@pytest.mark.slow
def test_a_single_sunday_of_baseline(tmp_path, paper):
    summary, page = built(project(tmp_path / "p", days=1))
    assert summary["measures"]["baseline_daily"]["days"] == 1
    assert summary["factors_daily"]["hits"] == pytest.approx(720 / 30)
    assert summary["factors"]["hits"] is None
    reason = "faltan días iguales a los de la operación en la línea base"
    assert summary["factors"]["hits_reason"] == reason
    assert f"{reason[1:]}." in page
    assert "Son menos de los 7 días mínimos: tómese con reserva" in page


@pytest.mark.slow
def test_a_baseline_of_nothing_but_data(tmp_path, paper):
    """Against zero there is no factor."""
    place = project(tmp_path / "p", days=0)
    (place / "base").mkdir()
    ordinary = "".join(text for day in range(28) for text in baseline_lines(day))
    (place / "base" / "a.log").write_text(ordinary.replace("/nota/", "/a.css?"))
    (place / "memoria.toml").write_text(HEAD + OPERATION_LOGS + BASELINE_LOGS)
    summary, page = built(place)
    assert summary["measures"]["baseline_daily"]["pages"] == 0
    assert summary["factors"]["pages"] is None
    assert summary["factors"]["pages_reason"] == "la línea base es cero"
    assert "La línea base es cero." in page


def test_method_2(tmp_path, paper):
    place = project(tmp_path / "p")
    edit(place / "memoria.toml", "method = 1", "method = 2")
    summary, page = built(place)
    assert summary["diffuser"]["method"]["number"] == 2
    assert not summary["diffuser"]["method"]["comparable"]
    assert len(summary["requirements"]) < 18
    assert "no son comparables con los del método 1" in page


def test_no_incident(tmp_path, paper):
    summary, page = built(project(tmp_path / "p"))
    assert summary["incidents"] == []
    assert "0 incidencias" in page
    assert "El difusor reporta que no hubo incidencias." in page


def test_forty_incidents(tmp_path, paper):
    place = project(tmp_path / "p")
    times = [OPERATION_START + timedelta(minutes=40 * number) for number in range(40)]
    with (place / "incidencias.csv").open("a") as file:
        for number, at in enumerate(times):
            end = at + timedelta(minutes=15)
            file.write(
                f"{at:%d/%m/%Y %H:%M};{end:%d/%m/%Y %H:%M};Falla {number};Algo pasó;;;Nadie\n"
            )
    summary, page = built(place)
    assert [found["id"] for found in summary["incidents"]] == [f"I-{n:02}" for n in range(1, 41)]
    assert "40 incidencias" in page
    assert all(f"Falla {number}" in page for number in range(40))


def test_no_comments(tmp_path, paper):
    place = project(tmp_path / "p")
    edit(place / "memoria.toml", 'comments = "comentarios.md"\n', "")
    edit(place / "memoria.toml", 'incidents = "incidencias.csv"\n', "")
    summary, page = built(place)
    assert summary["comments"] == {
        "markdown": None,
        "markdown_reason": "no se escribieron comentarios",
    }
    statuses = {item["id"]: item["status"] for item in summary["delivery"]}
    assert "falta" in statuses.values()
    assert "no se escribieron comentarios" in page.lower()


def test_a_day_without_logs(tmp_path, paper):
    place = project(tmp_path / "p", days=0)
    (place / "base").mkdir()
    texts = [text for day in range(28) if day != 10 for text in baseline_lines(day)]
    (place / "base" / "a.log.gz").write_bytes(gzip.compress("".join(texts).encode()))
    (place / "memoria.toml").write_text(HEAD + OPERATION_LOGS + BASELINE_LOGS)
    summary, page = built(place)
    absent = [day for day in summary["series"]["baseline_days"] if not day["present"]]
    missing = BASELINE_START + timedelta(days=10)
    assert [(day["day"], day["hits"]) for day in absent] == [(f"{missing:%Y-%m-%d}", None)]
    assert summary["measures"]["baseline_daily"]["hits"] == 24  # not 24 * 27 / 28
    assert "sin bitácora: no entra en el promedio" in page
    assert "Faltan 1 de 28 días ordinarios" in page or "Falta 1 de 28 días ordinarios" in page


@pytest.mark.slow
def test_a_day_of_the_operation_without_logs(tmp_path, paper):
    place = project(tmp_path / "p")
    log = place / "op" / "access.log"
    kept = [text for text in log.read_text().splitlines(True) if "05/Jun/2023" not in text]
    log.write_text("".join(kept))
    summary, page = built(place)
    assert summary["availability"]["no_evidence"] == 24 * 12
    assert summary["availability"]["served"] == 6 * 12
    assert summary["availability"]["longest_outage_minutes"] == 0, "a gap is no outage"
    assert "288 cortes sin evidencia" in page
    hours = [hour["hits"] for hour in summary["series"]["hours"] if "06-05T" in hour["local"]]
    assert hours == [None] * 24


def test_a_log_entirely_outside_the_windows(tmp_path, paper):
    place = project(tmp_path / "p")
    late = OPERATION_START + timedelta(days=60)
    (place / "op" / "agosto.log").write_text(line(late) * 5)
    summary, page = built(place)
    row = next(file for file in summary["ingest"]["by_file"] if "agosto" in file["path"])
    assert row["hits"] == 5
    assert summary["measures"]["operation"]["hits"] == 720
    assert "op/agosto.log" in page


def test_no_request_within_the_operation(tmp_path, paper):
    place = project(tmp_path / "p")
    late = OPERATION_START + timedelta(days=60)
    (place / "op" / "access.log").write_text(line(late) * 5)
    summary, page = built(place)
    operation = summary["measures"]["operation"]
    assert operation["hits"] is None
    assert operation["hits_reason"] == "no hay bitácora de la operación"
    assert summary["availability"]["no_evidence"] == summary["availability"]["cuts"] == 360
    assert "No hay bitácora de la operación." in page


def test_only_empty_logs(tmp_path, paper):
    place = project(tmp_path / "p", days=0)
    (place / "op" / "access.log").write_bytes(b"")
    summary, page = built(place, damaged="está vacío")
    assert summary["ingest"]["lines"] == 0
    assert summary["measures"]["operation"]["visits"] is None
    assert "el archivo no tiene ninguna solicitud" in page.lower()


def test_a_broken_log_is_named_among_the_limits(tmp_path, paper):
    place = project(tmp_path / "p")
    whole = gzip.compress("".join(line(OPERATION_START, f"/{n * n}") for n in range(999)).encode())
    (place / "op" / "roto.log.gz").write_bytes(whole[:-40])
    summary, page = built(place, damaged="el gzip está cortado")
    assert summary["ingest"]["by_file"][1]["damage"] or summary["ingest"]["by_file"][0]["damage"]
    assert "No se leyeron hasta el final: op/roto.log.gz" in page


@pytest.mark.slow
def test_a_whole_log_declared_as_the_prep(tmp_path, paper):
    place = project(tmp_path / "p", days=0)
    (place / "memoria.toml").write_text(HEAD + log_block("operation", "op/*", section="published"))
    summary, _ = built(place)
    assert summary["measures"]["operation"]["sections"]["published"]["hits"] == 720
    assert summary["measures"]["operation"]["sections"]["portal"]["hits"] == 0


def test_hostile_texts_stay_texts(tmp_path, paper):
    place = project(tmp_path / "p")
    bad = "<script>alert(1)</script>"
    with (place / "op" / "access.log").open("a") as file:
        file.write(line(OPERATION_START, f"/{bad}") * 40)
    with (place / "incidencias.csv").open("a") as file:
        file.write(f"04/06/2023 20:00;04/06/2023 20:30;{bad};{bad};{bad};{bad};{bad}\n")
    (place / "comentarios.md").write_text(f"# Título\n\n{bad}\n\n[x](javascript:alert(1))\n")
    edit(place / "memoria.toml", 'name = "El Mezquite"', f'name = "El Mezquite {bad}"')
    summary, _ = built(place)
    html = (place / "salida" / "memoria.html").read_text(encoding="utf-8")
    assert bad not in html
    assert "javascript:alert" not in html.replace("(javascript:alert", "")
    assert summary["incidents"][0]["kind"] == bad
