"""Comparison → comparativo.pdf, comparativo.html, comparativo.json: same facts, same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipeline import outputs
from pipeline.decoding import read_text
from reports import charts as drawing
from reports import locale
from reports.charts import Chart
from reports.compare import charts, model, tables
from reports.compare.model import Comparison
from reports.compare.sentences import criteria, paragraphs, summary
from reports.documents import firstpage, page, theme
from reports.documents.archival import Attachment
from reports.documents.theme import Theme
from reports.documents.view import Head, Section

TITLE = "Comparativo de difusores"
SECTIONS = {
    "portada": "Portada",
    "resumen": "Resumen",
    "indice": "Índice",
    "entregas": "Entregas recibidas",
    "integridad": "Integridad y recálculo",
    "alcance": "Alcance",
    "disponibilidad": "Disponibilidad y fallas",
    "incidencias": "Incidencias",
    "capacidad": "Capacidad",
    "cortes": "Retraso de los cortes",
    "cumplimiento": "Matriz de cumplimiento",
    "comentarios": "Comentarios y sugerencias",
    "cambios": "Cambios desde la elección anterior",
    "criterios": "Criterios para la siguiente convocatoria",
    "limitaciones": "Limitaciones",
    "metodologia": "Metodología",
}
"""id, also the name of the template in templates/compare, and title, in the document's order."""
UNNUMBERED = ("portada", "resumen", "indice")
CRITERIA = 34.0
"""Points of the first page beside the lines of its criteria."""


@dataclass(frozen=True, slots=True)
class Documents:
    pdf: Path
    html: Path
    facts: Path


@dataclass(frozen=True, slots=True)
class Composed:
    """What all forms of a comparison show, made once. names: those that the templates use, but for
    `screen`."""

    comparison: Comparison
    look: Theme
    tables: Mapping[str, tables.Table]
    charts: Mapping[str, Chart]
    names: Mapping[str, Any]


def composed(comparison: Comparison, look: Theme | None = None) -> Composed:
    """In the agreement's theme where none is given."""
    look = look or theme.load(comparison.setting.theme)
    made, drawn = tables.every(comparison), charts.draw(comparison, look)
    return Composed(comparison, look, made, drawn, _names(comparison, look, made, drawn))


def write(made: Composed, folder: Path) -> Documents:
    """Writes the three files over older ones. Raises OutputError; then none is half-written."""
    found = Documents(*(folder / f"comparativo.{kind}" for kind in ("pdf", "html", "json")))
    facts = model.dump(made.comparison).encode()
    contents = {found.pdf: pdf(made, facts), found.html: screen(made).encode(), found.facts: facts}
    with outputs.writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for path, content in contents.items():
        with outputs.whole(path) as partial:
            partial.write_bytes(content)
    return found


def pdf(made: Composed, facts: bytes) -> bytes:
    """The printed document, archival and accessible, with its facts attached: comparativo.json."""
    from reports.documents import paper  # noqa: PLC0415 (imports WeasyPrint)

    setting, as_of = made.comparison.setting, made.comparison.as_of
    return paper.printed(
        html(made),
        paper.stock(made.look, made.charts, lambda: drawing.drawings(made.charts), _css("print")),
        identifier=f"{setting.agreement}-{as_of}-{sha256(facts).hexdigest()}",
        date=_written(made.comparison),
        attachments=(
            Attachment(
                "comparativo.json",
                facts,
                "application/json",
                "Todas las cifras del comparativo, como datos estructurados (JSON)",
            ),
        ),
    )


def html(made: Composed) -> str:
    """The pages before they are laid out."""
    from reports.documents import paper  # noqa: PLC0415

    return paper.assembled({**made.names, "screen": False}, _written(made.comparison))


def screen(made: Composed) -> str:
    """The page, with everything it needs inside."""
    return page.assembled({**made.names, "screen": True}, made.look, made.charts, _css("screen"))


def _css(medium: str) -> str:
    return read_text(theme.STYLES / f"compare-{medium}.css")


def _written(comparison: Comparison) -> datetime:
    """The day of the comparison, as it begins in the agreement's zone."""
    zone = ZoneInfo(comparison.operation.zone)
    return datetime.fromisoformat(comparison.as_of).replace(tzinfo=zone)


def _names(
    comparison: Comparison,
    look: Theme,
    made: Mapping[str, tables.Table],
    drawn: Mapping[str, Chart],
) -> dict[str, Any]:
    sections = _sections(comparison)
    answers, chosen = summary.answers(comparison), summary.criteria(comparison)
    notes = [f"{one.title}. {one.text}" for one in chosen]
    notes += [drawn["noche"].note] if "noche" in drawn else []
    return {
        "c": comparison,
        "head": _head(comparison),
        "look": look,
        "sections": sections,
        "by_id": {section.id: section for section in sections},
        "tables": made,
        "charts": drawn,
        "wide": charts.is_wide(comparison),
        "answers": answers,
        "chosen": chosen,
        "criteria": criteria.every(comparison),
        "said": paragraphs.every(comparison),
        "themes": paragraphs.themes(comparison),
        "limitations": paragraphs.limitations(comparison),
        "chart_height": firstpage.chart_height(answers, [made["resumen"]], notes, more=CRITERIA),
    }


def _head(comparison: Comparison) -> Head:
    setting = comparison.setting
    day = locale.day(date.fromisoformat(comparison.as_of))
    return Head(
        title=f"{TITLE} · {setting.short_title}",
        name=TITLE,
        author=setting.institute,
        description=setting.agreement_title,
        classification=setting.classification,
        closing=f"{setting.institute_city}; a {day}.",
        version=comparison.version,
        body="compare/body.html",
    )


def _sections(comparison: Comparison) -> tuple[Section, ...]:
    """Numbered but for the front matter; the changes only where there is an earlier election."""
    shown = {
        name: title
        for name, title in SECTIONS.items()
        if name != "cambios" or comparison.changes or comparison.setting.earlier
    }
    numbered = [name for name in shown if name not in UNNUMBERED]
    return tuple(
        Section(name, str(numbered.index(name) + 1) if name in numbered else "", title, "")
        for name, title in shown.items()
    )
