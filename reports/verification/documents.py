"""The summary → the documents that follow from it, to be held against the delivered ones.

Whoever alters a figure on a page and seals the delivery anew leaves digests that agree. So the
documents are made again from resumen.json: equal bytes prove every word of them. Where the bytes
differ, as those of another version's documents do, their words are compared.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from html import unescape

from pipeline.errors import MemoriaError, Problem, SignatureError
from reports import charts, model
from reports.delivery import flat
from reports.delivery.bag.names import shown
from reports.documents import known, render, theme
from reports.model import Memoria
from reports.sign import changes, document
from reports.verification import apart
from reports.verification.base import Examined, judged
from reports.verification.delivery import Delivery

SILENT = ("script", "style", "head", "title")
BLOCKS = (
    "address", "article", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "header", "li", "main", "nav", "ol", "p", "section", "table",
    "td", "th", "tr", "ul",
)  # fmt: skip

ATTACHED = "lo adjunto al PDF es el resumen"
MOST_TIMES = 4
"""Lines that a document may have for each of ours: how they differ is not asked of more."""
_TAG = re.compile(r"/?[a-z][a-z0-9]*", re.IGNORECASE)


def documents(delivery: Delivery) -> Iterator[Examined]:
    """memoria.pdf with its attachments, and memoria.html."""
    if delivery.memoria is None:
        yield Examined("cifras", "skipped", "los documentos no se pudieron rehacer del resumen")
        return
    memoria = delivery.memoria
    try:
        name = memoria.agreement.theme  # a path may stand there, too
        look = theme.load(name if name in theme.available() else "")
        known.require((section.id for section in memoria.agreement.sections), "resumen.json")
    except MemoriaError as error:
        text = "falta el tema o una sección de los documentos"
        yield Examined("cifras", "skipped", text, error.problems)
        return
    drawn = charts.draw(memoria, look)
    page = render.screen(memoria, look, drawn).encode()
    yield _page(delivery, page)
    yield from _paper(delivery, memoria, render.pdf(memoria, look, drawn))


def _page(delivery: Delivery, made: bytes) -> Examined:
    """A page that is not ours to the byte may run what its words do not show."""
    found = delivery.file("memoria.html")
    if found is None:
        return Examined("cifras", "skipped", "memoria.html no está")
    if found == made:
        return Examined("cifras", "good", "memoria.html es, byte por byte, el que sale del resumen")
    differing = list(_differences("memoria.html", words_of_page(found), words_of_page(made)))
    if differing:
        return judged("cifras", "", differing)
    text = (
        "memoria.html dice lo que sale del resumen, palabra por palabra, pero no es el que escribe "
        "este programa: puede llevar instrucciones que no se ven; no lo abra si no sabe por qué"
    )
    return Examined("cifras", "warning", text)


def _paper(delivery: Delivery, memoria: Memoria, made: bytes) -> Iterator[Examined]:
    found = delivery.file("memoria.pdf")
    if found is None:
        yield Examined("cifras", "skipped", "memoria.pdf no está")
        return
    same = found == made
    if same or (found.startswith(made) and _only_signed(found, made)):
        text = "memoria.pdf es, byte por byte, el que sale del resumen"
        yield Examined("cifras", "good", text if same else f"{text}, con sus firmas")
        same_files = apart.attached(made)
        yield judged("cifras", ATTACHED, _attached(delivery, memoria, same_files, same_files))
        return
    theirs, ours = apart.read(found, "memoria.pdf"), apart.examined(made)
    yield judged(
        "cifras", "memoria.pdf dice lo que sale del resumen, palabra por palabra",
        _differences("memoria.pdf", theirs.lines, ours.lines),
    )  # fmt: skip
    if theirs.active:
        acts = f"memoria.pdf lleva algo que se ejecuta ({', '.join(theirs.active)}): no lo abra"
        yield Examined("cifras", "warning", acts)
    yield judged("cifras", ATTACHED, _attached(delivery, memoria, theirs.attached, ours.attached))


def _only_signed(found: bytes, made: bytes) -> bool:
    """Whatever stands behind what this program wrote are signatures in its fields."""
    try:
        first = document.reader(made, "memoria.pdf").xrefs.total_revisions
        opened = document.reader(found, "memoria.pdf")
        with document.untrusted("memoria.pdf", "no se puede leer"):
            return changes.only_signatures(opened, first - 1, changes.UNSIGNED)
    except SignatureError:
        return False


def words_of_page(content: bytes) -> list[str]:
    """The blocks of text of an HTML page. In one pass, however it is written: it does not read HTML
    as browsers do, only two pages alike."""
    text = content.decode("utf-8", "replace")
    blocks: list[str] = []
    at, silent = 0, ""
    while at < len(text):
        start = text.find(f"</{silent}" if silent else "<", at)
        start = len(text) if start < 0 else start
        if not silent:
            blocks.append(" ".join(unescape(text[at:start]).split(" ")).replace("\n", " "))
        end = text.find(">", start)
        end = len(text) if end < 0 else end
        name = (_TAG.match(text, start + 1, min(end, start + 20)) or [""])[0].lower()
        silent = name if name in SILENT else ""
        if name.removeprefix("/") in BLOCKS:
            blocks.append("\n")
        at = end + 1
    lines = "".join(blocks).split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


def _differences(name: str, found: Sequence[str], made: Sequence[str]) -> Iterator[Problem]:
    """Where the two say otherwise, with the line before, to be found by."""
    if len(found) > MOST_TIMES * len(made) + MOST_TIMES:
        yield Problem(name, f"tiene {len(found):,} renglones", f"{len(made):,}")
        return
    matcher = SequenceMatcher(None, found, made)
    for kind, start, end, other, until in matcher.get_opcodes():
        if kind != "equal":
            near = found[start - 1] if start else "el principio"
            yield Problem(
                f"{name}, tras «{near[:60]}»",
                f"dice «{' / '.join(found[start:end])[:200]}»",
                f"«{' / '.join(made[other:until])[:200]}»",
            )


def _attached(
    delivery: Delivery, memoria: Memoria, found: Mapping[str, str], made: Mapping[str, str]
) -> Iterator[Problem]:
    """found, made: digests by name."""
    expected = {
        "resumen.json": delivery.file("resumen.json") or b"",
        "cifras.csv": flat.csv(memoria),
    }
    for name, content in expected.items():
        if name not in found:
            yield Problem(f"memoria.pdf: {name}", "no está adjunto")
        elif found[name] != hashlib.sha256(content).hexdigest():
            yield Problem(f"memoria.pdf: {name}", "no es igual", f"el {name} de la entrega")
    for name in sorted(found.keys() - made.keys() - expected.keys()):
        yield Problem(f"memoria.pdf: {shown(name)}", "está adjunto", "sólo lo que adjunta memoria")


def summary(delivery: Delivery) -> Examined:
    """resumen.json as this program writes it."""
    if delivery.memoria is None:
        return Examined("cifras", "missing", "resumen.json no se puede usar", delivery.problems)
    if delivery.file("resumen.json") != model.dump(delivery.memoria).encode():
        text = "resumen.json no está escrito como lo escribe este programa"
        return Examined("cifras", "warning", text)
    return Examined("cifras", "good", "resumen.json sigue el esquema")
