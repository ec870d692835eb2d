"""Memoria → memoria.pdf, memoria.html, resumen.json: whole or not at all, same bytes each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline import outputs
from reports import charts, model
from reports.documents import beside, page, theme
from reports.documents.theme import Theme
from reports.model import Memoria


@dataclass(frozen=True, slots=True)
class Documents:
    pdf: Path
    html: Path
    summary: Path


def write(memoria: Memoria, folder: Path, look: Theme | None = None) -> Documents:
    """Writes the three files over older ones, in the agreement's theme where none is given. Raises
    OutputError; then none is half-written."""
    made = Documents(folder / "memoria.pdf", folder / "memoria.html", folder / "resumen.json")
    look = look or theme.load(memoria.agreement.theme)
    drawn = charts.draw(memoria, look)
    summary = model.dump(memoria)
    with beside.started(summary, look) as asked:
        contents = {
            made.pdf: pdf(memoria, look, drawn, asked),
            made.html: screen(memoria, look, drawn, asked).encode(),
            made.summary: summary.encode(),
        }
    with outputs.writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for path, content in contents.items():
        with outputs.whole(path) as partial:
            partial.write_bytes(content)
    return made


def pdf(
    memoria: Memoria,
    look: Theme,
    drawn: Mapping[str, charts.Chart],
    asked: beside.Asked = beside.nobody,
) -> bytes:
    """The printed document. Importing WeasyPrint takes as long as the drawings."""
    from reports.documents import paper  # noqa: PLC0415

    return paper.pdf(memoria, look, drawn, lambda: asked("drawings") or charts.drawings(drawn))


def screen(
    memoria: Memoria,
    look: Theme,
    drawn: Mapping[str, charts.Chart],
    asked: beside.Asked = beside.nobody,
) -> str:
    """The page, with everything it needs inside."""
    return str(asked("page") or page.html(memoria, look, drawn))
