"""A delivery → what holds of it and what does not, topic by topic.

Each step of the program is done again from what the one before it left, and held against what was
delivered: logs → tables, tables → summary, summary → documents. So a figure that was altered
anywhere is found, also where every digest was made anew.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from cryptography import x509

from reports import bag
from reports.verification import contents, documents, package, recalculation
from reports.verification.base import Examined, judged
from reports.verification.delivery import Delivery, opened
from reports.verification.recalculation import Measure
from reports.verification.signed import signed

__all__ = ["Examined", "Measure", "signed", "verify"]


def verify(
    place: Path,
    as_of: date,
    roots: Sequence[x509.Certificate] = (),
    measure: Measure | None = None,
) -> Iterator[Examined]:
    """Results in order, each as soon as it is known. as_of: the day of the examination. roots: the
    authorities whose signatures are trusted. measure: measures the logs again; None leaves it out.
    Raises DeliveryError for what is unsafe to open or no delivery."""
    with opened(place) as delivery:
        yield judged(
            "sello", f"{len(delivery.view.pieces):,} archivos, con las huellas del sello",
            bag.check(delivery.view),
        )  # fmt: skip
        yield contents.files(delivery)
        yield from contents.clauses(delivery)
        yield from contents.dates(delivery, as_of)
        yield from signed(delivery.file("memoria.pdf") or b"", delivery.memoria, roots)
        yield package.described(delivery)
        yield from _figures(delivery, measure)


def _figures(delivery: Delivery, measure: Measure | None) -> Iterator[Examined]:
    yield from recalculation.from_tables(delivery)
    yield documents.summary(delivery)
    yield from documents.documents(delivery)
    if measure:
        yield recalculation.from_logs(delivery, measure)
    else:
        text = "las bitácoras no se midieron de nuevo (--recompute lo hace)"
        yield Examined("recálculo", "skipped", text)
