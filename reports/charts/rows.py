"""Points of the series → rows of a chart, with the words their tooltips say."""

from datetime import datetime, timedelta
from itertools import groupby

from reports import locale
from reports.charts.frame import Row, z
from reports.documents import fonts
from reports.model import Memoria
from reports.model.base import Moment
from reports.model.baseline import BaselineBand
from reports.model.traffic import CutPoint, HourPoint

LETTERS = 30


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
    """The incidents within the operation, in the order of their starts."""
    found = [span(memoria, item.id, item.kind, item.start, item.end) for item in memoria.incidents]
    return sorted((row for row in found if row), key=lambda row: (row["t"], row["id"]))


def span(memoria: Memoria, name: str, kind: str, start: Moment, end: Moment) -> Row:
    """Empty where it is not in the operation. At least a minute: many a report has no duration."""
    window = memoria.windows.operation
    first = max(start.local, window.start_local)
    last = min(end.local, window.end_local)
    if first > last:
        return {}
    shortest = datetime.fromisoformat(first) + timedelta(minutes=1)
    return {
        "t": z(first),
        "fin": z(max(last, shortest.isoformat())),
        "id": name,
        "nombre": f"{name}: {kind}" if name else kind,
        "cuando": span_text(first, last),
    }


def outage_spans(memoria: Memoria) -> list[Row]:
    return [
        span(memoria, "", f"{lasting(outage.minutes)} sin servicio", outage.start, outage.end)
        | {"corto": lasting(outage.minutes)}
        for outage in memoria.availability.outages
    ]


def unknown_spans(memoria: Memoria) -> list[Row]:
    """Cuts one after the other that no line speaks of."""
    width = timedelta(minutes=memoria.agreement.cut_minutes)
    spans = []
    for unknown, run in groupby(memoria.series.cuts, lambda cut: cut.state == "no_evidence"):
        cuts = list(run)
        if not unknown:
            continue
        end = (datetime.fromisoformat(cuts[-1].local) + width).isoformat()
        said = lasting(len(cuts) * memoria.agreement.cut_minutes)
        spans.append(
            {
                "t": z(cuts[0].local),
                "fin": z(end),
                "nombre": f"{said} sin evidencia",
                "corto": said,
                "cuando": span_text(cuts[0].local, end),
            }
        )
    return spans


def lasting(minutes: int) -> str:
    """15 min, 2 h, 1 h 10 min."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}{locale.NBSP}h"] if hours else []
    return " ".join([*parts, f"{rest}{locale.NBSP}min"] if rest or not hours else parts)


def when(local: str) -> str:
    moment = datetime.fromisoformat(local)
    return f"{locale.short_day(moment)}, {locale.clock(moment)}"


def brief(local: str) -> str:
    """For the words in a chart: 4 jun 21:45."""
    return locale.hour(datetime.fromisoformat(local.removesuffix("Z")))


def shortened(text: str) -> str:
    """What somebody wrote, as long as a name in a chart may be."""
    text = fonts.readable(text)
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1].rstrip()}…"


def span_text(start: str, end: str) -> str:
    return locale.brief_span(datetime.fromisoformat(start), datetime.fromisoformat(end))
