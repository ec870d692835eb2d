"""Points of the series → rows of a chart, with the words their tooltips say."""

from datetime import datetime, timedelta

from reports import locale
from reports.charts.frame import Row, z
from reports.model import Memoria
from reports.model.baseline import BaselineBand
from reports.model.traffic import CutPoint, HourPoint

# What the name of an incident takes of the time axis.
NAME_WIDTH = timedelta(minutes=75)


def cut_row(cut: CutPoint) -> Row:
    return {
        "t": z(cut.local),
        "hits": cut.hits,
        "cuando": when(cut.local),
        "texto": locale.number(cut.hits) if cut.hits is not None else "sin evidencia",
        **baseline(cut.baseline),
    }


def hour_row(hour: HourPoint, metric: str) -> Row:
    value = getattr(hour, metric)
    start = datetime.fromisoformat(hour.local)
    band = getattr(hour, f"baseline_{metric}", None)
    return {
        "t": z(hour.local),
        "medio": f"{start:%Y-%m-%dT%H}:30:00Z",
        "fin": f"{start:%Y-%m-%dT%H}:59:59Z",
        "v": value,
        "operacion": hour.in_operation,
        "con": hour.cuts_with_lines,
        "de": hour.cuts,
        "cobertura": f"{hour.cuts_with_lines} de {hour.cuts}",
        "cuando": when(hour.local),
        "texto": locale.number(value) if value is not None else "sin evidencia",
        **baseline(band),
    }


def baseline(band: BaselineBand | None) -> Row:
    if band is None:
        return {"media": None, "bajo": None, "alto": None, "ordinario": locale.MISSING}
    middle = f"{locale.number(band.q1, 1)} a {locale.number(band.q3, 1)}"
    weeks = locale.plural(band.weeks, "semana", "semanas")
    text = f"{locale.number(band.median, 1)} ({middle} en {weeks})"
    return {"media": band.median, "bajo": band.q1, "alto": band.q3, "ordinario": text}


def incident_spans(memoria: Memoria) -> list[Row]:
    """The incidents within the operation; one too near the last named leaves its name out."""
    window = memoria.windows.operation
    spans: list[Row] = []
    named = datetime.fromisoformat(window.start_local) - NAME_WIDTH
    for incident in memoria.incidents:
        start = max(incident.start.local, window.start_local)
        end = min(incident.end.local, window.end_local)
        if start >= end:
            continue
        apart = datetime.fromisoformat(start) - named >= NAME_WIDTH
        named = datetime.fromisoformat(start) if apart else named
        spans.append(
            {
                "t": z(start),
                "fin": z(end),
                "rotulo": incident.id if apart else "",
                "nombre": f"{incident.id}: {incident.kind}",
                "cuando": span_text(start, end),
            }
        )
    return spans


def unknown_spans(memoria: Memoria) -> list[Row]:
    return [
        {
            "t": z(found.start.local),
            "fin": z(found.end.local),
            "rotulo": "",
            "nombre": "Sin evidencia",
            "cuando": span_text(found.start.local, found.end.local),
        }
        for found in memoria.candidates
        if found.kind == "no_evidence"
    ]


def when(local: str) -> str:
    moment = datetime.fromisoformat(local)
    return f"{locale.short_day(moment)}, {locale.clock(moment)}"


def span_text(start: str, end: str) -> str:
    return locale.brief_span(datetime.fromisoformat(start), datetime.fromisoformat(end))
