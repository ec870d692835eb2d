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


def write(comparison: Comparison, folder: Path, look: Theme | None = None) -> Documents:
    """Writes the three files over older ones, in the agreement's theme where none is given. Raises
    OutputError; then none is half-written."""
    made = Documents(*(folder / f"comparativo.{kind}" for kind in ("pdf", "html", "json")))
    look = look or theme.load(comparison.setting.theme)
    drawn = charts.draw(comparison, look)
    facts = model.dump(comparison).encode()
    contents = {
        made.pdf: pdf(comparison, look, drawn, facts),
        made.html: screen(comparison, look, drawn).encode(),
        made.facts: facts,
    }
    with outputs.writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for path, content in contents.items():
        with outputs.whole(path) as partial:
            partial.write_bytes(content)
    return made


def pdf(comparison: Comparison, look: Theme, drawn: Mapping[str, Chart], facts: bytes) -> bytes:
    """The printed document, archival and accessible, with its facts attached: comparativo.json."""
    from reports.documents import paper  # noqa: PLC0415 (imports WeasyPrint)

    return paper.printed(
        html(comparison, look, drawn),
        paper.stock(look, drawn, lambda: drawing.drawings(drawn), _css("print")),
        identifier=f"{comparison.setting.agreement}-{comparison.as_of}-{sha256(facts).hexdigest()}",
        date=_written(comparison),
        attachments=(
            Attachment(
                "comparativo.json",
                facts,
                "application/json",
                "Todas las cifras del comparativo, como datos estructurados (JSON)",
            ),
        ),
    )


def html(comparison: Comparison, look: Theme, drawn: Mapping[str, Chart]) -> str:
    """The pages before they are laid out."""
    from reports.documents import paper  # noqa: PLC0415

    context = _context(comparison, look, drawn, screen=False)
    return paper.assembled(context, _written(comparison))


def screen(comparison: Comparison, look: Theme, drawn: Mapping[str, Chart]) -> str:
    """The page, with everything it needs inside."""
    context = _context(comparison, look, drawn, screen=True)
    return page.assembled(context, look, drawn, _css("screen"))


def _css(medium: str) -> str:
    return read_text(theme.STYLES / f"compare-{medium}.css")


def _written(comparison: Comparison) -> datetime:
    """The day of the comparison, as it begins in the agreement's zone."""
    zone = ZoneInfo(comparison.operation.zone)
    return datetime.fromisoformat(comparison.as_of).replace(tzinfo=zone)


def _context(
    comparison: Comparison, look: Theme, drawn: Mapping[str, Chart], *, screen: bool
) -> dict[str, Any]:
    """Every name that the templates use."""
    sections = _sections(comparison)
    made = tables.every(comparison)
    return {
        "c": comparison,
        "head": _head(comparison),
        "screen": screen,
        "look": look,
        "sections": sections,
        "by_id": {section.id: section for section in sections},
        "tables": made,
        "charts": drawn,
        "wide": charts.is_wide(comparison),
        "answers": summary.answers(comparison),
        "chosen": summary.criteria(comparison),
        "criteria": criteria.every(comparison),
        "said": paragraphs.every(comparison),
        "themes": paragraphs.themes(comparison),
        "limitations": paragraphs.limitations(comparison),
        "chart_height": _room(comparison, made, drawn),
    }


def _room(
    comparison: Comparison, made: Mapping[str, tables.Table], drawn: Mapping[str, Chart]
) -> str:
    """Of the chart of the first page."""
    notes = [f"{one.title}. {one.text}" for one in summary.criteria(comparison)]
    if "noche" in drawn:
        notes.append(drawn["noche"].note)
    answers = summary.answers(comparison)
    return firstpage.chart_height(answers, [made["resumen"]], notes, more=CRITERIA)


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
