"""A delivery → what holds of it and what does not, topic by topic.

Each step of the program is done again from what the one before it left, and held against what was
delivered: logs → tables, tables → summary, summary → documents. So a figure that was altered
anywhere is found, also where every digest was made anew.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from cryptography import x509
from pyrage.x25519 import Identity

from pipeline import encryption
from pipeline.errors import MemoriaError
from reports.delivery import bag
from reports.sign import efirma, request
from reports.verification import contents, documents, package, recalculation
from reports.verification.base import Examined, blamed, judged, untrusted
from reports.verification.delivery import Delivery, opened
from reports.verification.recalculation import Measure
from reports.verification.signed import signed

__all__ = [
    "Delivery", "Examined", "Measure", "identities", "integrity", "judged", "of_pdf", "opened",
    "recalculated", "roots", "verify",
]  # fmt: skip


def roots(paths: Sequence[Path]) -> tuple[x509.Certificate, ...]:
    """The authorities whose signatures are trusted. Raises SignatureError."""
    return tuple(request.authority(path) for path in paths)


def identities(path: Path | None) -> list[Identity]:
    """The private keys of that file, if any. Raises SettingsError, SignatureError."""
    keys = efirma.read(path, "un archivo de llaves privadas") if path else b""
    return encryption.identities(keys.decode("utf-8", "replace")) if path else []


def of_pdf(path: Path, trusted: Sequence[x509.Certificate] = ()) -> Iterator[Examined]:
    """A signed PDF by itself. Raises SignatureError where it cannot be read."""
    yield from signed(request.read(path), None, trusted, str(path))


def verify(
    place: Path,
    as_of: date,
    trusted: Sequence[x509.Certificate] = (),
    measure: Measure | None = None,
    keys: Sequence[Identity] = (),
) -> Iterator[Examined]:
    """Results in order, each as soon as it is known. as_of: the day of examination. trusted: the
    authorities of signatures. measure: measures the logs again; None leaves it out. keys:
    open encrypted logs.
    Raises DeliveryError for what is unsafe to open or no delivery."""
    with opened(place) as delivery:
        yield from integrity(delivery, as_of, trusted)
        yield from guarded("cifras", lambda: documents.documents(delivery))
        yield recalculated(delivery, measure, keys)


def integrity(
    delivery: Delivery,
    as_of: date,
    trusted: Sequence[x509.Certificate] = (),
    store: Path | None = None,
) -> Iterator[Examined]:
    """All but its documents and its logs: whether it is as it was sealed, whole, in time, and its
    tables say what its summary says. store: keeps them, as a database of ours (see from_tables)."""
    yield from guarded("sello", lambda: sealed(delivery))
    yield from guarded("contenido", lambda: contained(delivery))
    yield from guarded("plazo", lambda: contents.dates(delivery, as_of))
    pdf = delivery.file("memoria.pdf") or b""
    yield from guarded("firmas", lambda: signed(pdf, delivery.memoria, trusted))
    yield from guarded("datos", lambda: [package.described(delivery)])
    yield from guarded("cifras", lambda: recalculation.from_tables(delivery, store))
    yield from guarded("cifras", lambda: [documents.summary(delivery)])


def guarded(topic: str, step: Callable[[], Iterable[Examined]]) -> Iterator[Examined]:
    """The results of a step; one more, that it does not hold, where the delivery trips it."""
    try:
        with untrusted("entrega", "no se puede comprobar"):
            yield from step()
    except MemoriaError as error:
        yield judged(topic, "", blamed(error))


def sealed(delivery: Delivery) -> Iterator[Examined]:
    """Its digests, and what they do not cover."""
    good = f"{len(delivery.view.pieces):,} archivos, con las huellas del sello"
    yield judged("sello", good, bag.check(delivery.view))
    yield from _envelope(delivery)


def contained(delivery: Delivery) -> Iterator[Examined]:
    """What the agreement asks for, and by which program it was made."""
    yield contents.files(delivery)
    yield from contents.clauses(delivery)
    yield contents.program(delivery)
    yield contents.libraries(delivery)


def _envelope(delivery: Delivery) -> Iterator[Examined]:
    """What digests do not cover: dates, permissions and the like of the zip itself."""
    if delivery.view.repacked:
        text = (
            "el zip no es el que escribió memoria build: se empacó de nuevo o se alteró por fuera"
        )
        yield Examined("sello", "warning", text)


def recalculated(
    delivery: Delivery, measure: Measure | None, keys: Sequence[Identity] = ()
) -> Examined:
    """Its logs, measured again where somebody measures."""
    if measure:
        return recalculation.from_logs(delivery, measure, keys)
    text = "las bitácoras no se midieron de nuevo (--recompute lo hace)"
    return Examined("recálculo", "skipped", text)
