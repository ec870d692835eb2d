"""The summary → the documents that follow from it, to be held against the delivered ones.

Whoever alters a figure on a page and seals the delivery anew leaves digests that agree. So the
documents are made again from resumen.json: equal bytes prove every word of them. Where the bytes
differ, as those of another version's documents do, their words are compared.
"""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser
from io import BytesIO

import pikepdf
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from pipeline.errors import MemoriaError, Problem
from reports import charts, model
from reports.delivery import flat
from reports.documents import known, render, theme
from reports.model import Memoria
from reports.verification.base import Examined, judged
from reports.verification.delivery import Delivery

SILENT = ("script", "style", "head", "title")
BLOCKS = (
    "address", "article", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "header", "li", "main", "nav", "ol", "p", "section", "table",
    "td", "th", "tr", "ul",
)  # fmt: skip


def documents(delivery: Delivery) -> Iterator[Examined]:
    """memoria.pdf with its attachments, and memoria.html."""
    if delivery.memoria is None:
        yield Examined("cifras", "skipped", "los documentos no se pudieron rehacer del resumen")
        return
    memoria = delivery.memoria
    try:
        look = theme.load(memoria.agreement.theme)
        known.require((section.id for section in memoria.agreement.sections), "resumen.json")
    except MemoriaError as error:
        text = "falta el tema o una sección de los documentos"
        yield Examined("cifras", "skipped", text, error.problems)
        return
    drawn = charts.draw(memoria, look)
    page = render.screen(memoria, look, drawn).encode()
    yield _compared("memoria.html", delivery.file("memoria.html"), page, words_of_page)
    paper = render.pdf(memoria, look, drawn)
    yield _compared("memoria.pdf", delivery.file("memoria.pdf"), paper, words_of_paper)
    yield judged("cifras", "lo adjunto al PDF es el resumen", _attached(delivery, memoria))


def _compared(
    name: str, found: bytes | None, made: bytes, words: Callable[[bytes], list[str]]
) -> Examined:
    if found is None:
        return Examined("cifras", "skipped", f"{name} no está")
    if found == made or (name.endswith(".pdf") and found.startswith(made)):
        return Examined("cifras", "good", f"{name} es, byte por byte, el que sale del resumen")
    try:
        differing = list(_differences(name, words(found), words(made)))
    except (PyPdfError, ValueError, RecursionError) as error:
        return judged("cifras", "", [Problem(name, f"no se puede leer ({error})")])
    return judged("cifras", f"{name} dice lo que sale del resumen, palabra por palabra", differing)


def words_of_page(content: bytes) -> list[str]:
    """The blocks of text of an HTML page."""
    reader = _Words()
    reader.feed(content.decode("utf-8", "replace"))
    reader.close()
    return reader.blocks()


def words_of_paper(content: bytes) -> list[str]:
    """The lines of text of a PDF."""
    pages = PdfReader(BytesIO(content)).pages
    lines = (line for page in pages for line in page.extract_text().splitlines())
    return [" ".join(line.split()) for line in lines if line.strip()]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._depth += tag in SILENT
        if tag in BLOCKS:
            self._texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag in SILENT
        if tag in BLOCKS:
            self._texts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._depth:
            self._texts.append(" ".join(data.split(" ")).replace("\n", " "))

    def blocks(self) -> list[str]:
        lines = "".join(self._texts).split("\n")
        return [" ".join(line.split()) for line in lines if line.strip()]


def _differences(name: str, found: Sequence[str], made: Sequence[str]) -> Iterator[Problem]:
    """Where the two say otherwise, with the line before, to be found by."""
    matcher = SequenceMatcher(None, found, made, autojunk=False)
    for kind, start, end, other, until in matcher.get_opcodes():
        if kind != "equal":
            near = found[start - 1] if start else "el principio"
            yield Problem(
                f"{name}, tras «{near[:60]}»",
                f"dice «{' / '.join(found[start:end])[:200]}»",
                f"«{' / '.join(made[other:until])[:200]}»",
            )


def _attached(delivery: Delivery, memoria: Memoria) -> Iterator[Problem]:
    expected = {
        "resumen.json": delivery.file("resumen.json"),
        "cifras.csv": flat.csv(memoria),
    }
    try:
        with pikepdf.open(BytesIO(delivery.file("memoria.pdf") or b"")) as pdf:
            found = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
    except pikepdf.PdfError as error:
        yield Problem("memoria.pdf", f"no se puede leer ({error})")
        return
    for name, content in expected.items():
        if name not in found:
            yield Problem(f"memoria.pdf: {name}", "no está adjunto")
        elif found[name] != content:
            yield Problem(f"memoria.pdf: {name}", "no es igual", f"el {name} de la entrega")


def summary(delivery: Delivery) -> Examined:
    """resumen.json as this program writes it."""
    if delivery.memoria is None:
        return Examined("cifras", "missing", "resumen.json no se puede usar", delivery.problems)
    if delivery.file("resumen.json") != model.dump(delivery.memoria).encode():
        text = "resumen.json no está escrito como lo escribe este programa"
        return Examined("cifras", "warning", text)
    return Examined("cifras", "good", "resumen.json sigue el esquema")
