"""A memoria laid out and not written: the boxes of its pages, and what stands where it should not.

Only the sections asked for are laid out; a whole memoria takes seconds.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache

from weasyprint import HTML, Document
from weasyprint.formatting_structure import boxes

from reports import charts
from reports.charts import Chart
from reports.documents import paper, view
from reports.documents.theme import Theme
from reports.model import Memoria

HEADINGS = ("h2", "h3", "h4", "caption", "figcaption")
NEAR = 0.6
"""Pixels of CSS that rounding may take."""
TOUCH = 0.35
"""Part of their height that lines set close may share."""


def part(memoria: Memoria, sections: Collection[str]) -> Memoria:
    """With those sections only."""
    kept = tuple(found for found in memoria.agreement.sections if found.id in sections)
    return memoria.model_copy(
        update={"agreement": memoria.agreement.model_copy(update={"sections": kept})}
    )


def laid_out(
    memoria: Memoria,
    look: Theme,
    drawn: Mapping[str, Chart],
    drawings: Callable[[], Mapping[str, str]] | None = None,
) -> Document:
    """Without drawings, each chart is an empty picture of its size."""
    html = paper.html(memoria, look, drawn)
    sheets = {"common": view.css(look, look.colors) + look.common_css, "print": look.print_css}
    made = cache(drawings or (lambda: {name: blank(chart) for name, chart in drawn.items()}))
    assets = paper.assets(look, sheets) | paper._charts(drawn, made)
    fetcher = paper.AssetFetcher(assets)
    return HTML(string=html, base_url=paper.SCHEME, url_fetcher=fetcher).render()


def blank(chart: Chart) -> str:
    """As large as it would be: with its axes they are all of about one width."""
    size = f'width="665" height="{chart.spec["height"] + 45}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>'


def drawn(memoria: Memoria, look: Theme, *names: str) -> dict[str, Chart]:
    found = charts.draw(memoria, look)
    return {name: found[name] for name in names if name in found} if names else found


# --------------------------------------------------------------------------------- what is wrong


def misplaced(document: Document) -> list[str]:
    """Texts and pictures outside of the margins, and texts that leave the cell they belong to."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        box = page._page_box
        left, top = box.content_box_x(), box.content_box_y()
        frame = (left, top, left + box.width, top + box.height)
        found += [
            f"page {number}, outside of the margins: {_told(one)}"
            for one in _drawn(box.children[0])
            if not _within(_sides(one), frame)
        ]
        for cell in box.children[0].descendants():
            if isinstance(cell, boxes.TableCellBox):
                edge = cell.position_x + cell.border_width() + NEAR
                found += [
                    f"page {number}, outside of its cell: {_told(one)}"
                    for one in _drawn(cell)
                    if _sides(one)[2] > edge
                ]
    return found


def overlapping(document: Document) -> list[str]:
    """Texts that stand on one another; a sign above the line only touches what is beside it."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        texts = [
            (_sides(one), one) for one in _drawn(page._page_box.children[0])
            if isinstance(one, boxes.TextBox)
        ]  # fmt: skip
        texts.sort(key=lambda item: item[0][1])
        for index, (sides, one) in enumerate(texts):
            for others, other in texts[index + 1 :]:
                shared = sides[3] - others[1]
                if shared <= 0:
                    break
                beside = min(sides[2], others[2]) - max(sides[0], others[0]) < NEAR
                if not beside and shared > TOUCH * min(one.height, other.height):
                    found.append(f"page {number}: {_told(one)} / {_told(other)}")
    return found


def feet(document: Document) -> list[str]:
    """Headings that are the last thing on their page."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        last = max(_drawn(page._page_box.children[0]), key=lambda one: _sides(one)[3], default=None)
        if last is not None and last.element_tag.split("::")[0] in HEADINGS:
            found.append(f"page {number}: {_told(last)}")
    return found


def fullness(document: Document) -> list[float]:
    """Of each page, down to where something stands on it, from 0 to 1."""
    filled = []
    for page in document.pages:
        box = page._page_box
        bottoms = [_sides(one)[3] for one in _drawn(box.children[0])]
        filled.append((max(bottoms, default=0) - box.content_box_y()) / box.height)
    return filled


def titles(document: Document) -> list[tuple[str, int]]:
    """The bookmarks of the first level and their pages, counted from 1."""
    return [
        (label, number)
        for number, page in enumerate(document.pages, start=1)
        for level, label, *_ in page.bookmarks
        if level == 1
    ]


def _drawn(box: boxes.Box) -> Iterator[boxes.Box]:
    for one in box.descendants(placeholders=True):
        is_text = isinstance(one, boxes.TextBox) and one.text.strip()
        if is_text or isinstance(one, boxes.ReplacedBox):
            yield one


def _sides(box: boxes.Box) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    return (
        box.position_x,
        box.position_y,
        box.position_x + box.width,
        box.position_y + box.height,
    )


def _within(sides: tuple[float, ...], frame: tuple[float, ...]) -> bool:
    left, top, right, bottom = sides
    return (
        left >= frame[0] - NEAR
        and top >= frame[1] - NEAR
        and right <= frame[2] + NEAR
        and bottom <= frame[3] + NEAR
    )


def _told(box: boxes.Box) -> str:
    return box.text[:60] if isinstance(box, boxes.TextBox) else f"<{box.element_tag}>"
