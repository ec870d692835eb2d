"""Memoria → what the templates place: numbered sections, tables, charts, sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports import charts, locale, tables
from reports.documents import firstpage, fonts, markdown, words
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.model.incidents import Incident
from reports.sentences import accounts, phrases
from reports.tables import paper

TEMPLATES = Path(__file__).with_name("templates")
UNNUMBERED = ("portada", *firstpage.SHEETS, "indice", "anexos", "firmas")


@dataclass(frozen=True, slots=True)
class Section:
    """number: empty for the front matter and the closing sheets."""

    id: str
    number: str
    title: str
    clause: str


@dataclass(frozen=True, slots=True)
class Annex:
    id: str
    letter: str
    title: str


ANNEXES = (
    Annex("anexo-metodologia", "A", "Metodología"),
    Annex("anexo-diccionario", "B", "Diccionario de datos"),
    Annex("anexo-manifiesto", "C", "Manifiesto de los anexos"),
    Annex("anexo-glosario", "D", "Glosario"),
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a document is called wherever it is named whole. name: beside the sections on screen;
    body: the template of what stands on its pages."""

    title: str
    name: str
    author: str
    description: str
    classification: str
    closing: str
    version: str
    body: str


class Verbatim(Markup):
    """Our own scripts and style sheets: neither escaped nor respelled."""


def environment() -> Environment:
    """Escapes everything that is not marked safe; an unknown name is an error, never empty."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    made.filters.update(FILTERS)
    return made


def context(
    memoria: Memoria,
    drawn: Mapping[str, charts.Chart],
    *,
    screen: bool,
    look: Theme | None = None,
) -> dict[str, Any]:
    """Every name the templates use. look: whose emblem the cover shows."""
    sections = _sections(memoria)
    return {
        "m": memoria,
        "head": _head(memoria),
        "screen": screen,
        "look": look,
        "sections": sections,
        "by_id": {section.id: section for section in sections},
        "annexes": ANNEXES,
        "tables": tables.every(memoria),
        "charts": drawn,
        "closing": phrases.closing(memoria),
        **firstpage.names(memoria, drawn),
        **words.said(memoria),
    }


def _head(memoria: Memoria) -> Head:
    return Head(
        title=f"{phrases.titled(memoria)} · {memoria.diffuser.name}",
        name=memoria.diffuser.name,
        author=memoria.diffuser.legal_name,
        description=memoria.agreement.title,
        classification=memoria.agreement.classification,
        closing=phrases.closing(memoria),
        version=memoria.version,
        body="body.html",
    )


def css(theme: Theme, palette: Mapping[str, str], selector: str = ":root") -> str:
    """The theme's colours as CSS variables."""
    values = " ".join(f"--{role}: {color};" for role, color in palette.items())
    return f"/* {theme.name} */\n{selector} {{ {values} }}\n"


def _sections(memoria: Memoria) -> tuple[Section, ...]:
    sections = []
    number = 0
    for found in memoria.agreement.sections:
        numbered = found.id not in UNNUMBERED
        number += numbered
        sections.append(
            Section(found.id, str(number) if numbered else "", found.title, found.clause)
        )
    return tuple(sections)


def _shown(value: Any) -> Any:
    """Text with only the signs that our fonts have; applied to whatever a template prints."""
    if not isinstance(value, str) or isinstance(value, Verbatim):
        return value
    readable = fonts.readable(value)
    return Markup(readable) if isinstance(value, Markup) else readable  # noqa: S704 (was safe before)


# ------------------------------------------------------------------------------------- filters


def _sentence(text: str) -> str:
    """A reason as a sentence of a note."""
    capital = locale.capital(text)
    return capital if capital.endswith((".", "!", "?")) else f"{capital}."


def _without_stop(text: str) -> str:
    return text.removesuffix(".")


def _reasons(rows: Iterable[Iterable[tables.Cell]]) -> dict[str, str]:
    """Reason → the letter that stands for it in the table."""
    found = dict.fromkeys(cell.reason for row in rows for cell in row if cell.reason)
    return {reason: _letters(index) for index, reason in enumerate(found)}


def _letters(index: int) -> str:
    """a … z, aa, ab …"""
    above, own = divmod(index, 26)
    return (_letters(above - 1) if above else "") + chr(ord("a") + own)


def _sort_key(cell: tables.Cell) -> Markup:
    """The raw value beside the text, for sorting and CSV; nothing where the text itself will do."""
    if isinstance(cell.sort, str) or cell.sort is None:
        return (
            Markup("")
            if cell.sort == cell.text
            else Markup(' data-orden="{}"').format(cell.sort or "")
        )
    return Markup(' data-orden="{}"').format(
        f"{cell.sort:.10g}" if isinstance(cell.sort, float) else cell.sort
    )


def _span(incident: Incident) -> str:
    return phrases.span(incident.start, incident.end)


def _plural(count: int, one: str, many: str) -> str:
    return locale.plural(count, one, many)


def _markdown(text: str) -> Markup:
    return Markup(markdown.render(text))  # noqa: S704 (cleaned by nh3)


FILTERS = {
    "account": accounts.account,
    "bit_rate": locale.bit_rate,
    "brief": fonts.brief,
    "capital": locale.capital,
    "clock": accounts.clock,
    "cost": accounts.cost,
    "digest": locale.digest,
    "duration": locale.duration,
    "laid": paper.laid,
    "listing": locale.listing,
    "markdown": _markdown,
    "moment": phrases.moment,
    "month": locale.month,
    "number": locale.number,
    "percent": locale.percent,
    "plural": _plural,
    "reasons": _reasons,
    "sentence": _sentence,
    "size": locale.size,
    "sort_key": _sort_key,
    "span": _span,
    "window": phrases.window,
    "without_stop": _without_stop,
}
