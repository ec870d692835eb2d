"""Who has signed the memoria, and whether what was signed is what is there."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from cryptography import x509

from pipeline.errors import MemoriaError
from pipeline.timespan import zone
from reports.model import Memoria
from reports.sign import states
from reports.verification.base import Examined


def signed(
    pdf: bytes,
    memoria: Memoria | None,
    roots: Sequence[x509.Certificate] = (),
    where: str = "memoria.pdf",
) -> Iterator[Examined]:
    """A result for each signature. memoria: for its deadline. roots: the authorities trusted."""
    try:
        found = states.signatures(pdf, roots, where=where)
    except MemoriaError as error:
        yield Examined("firmas", "missing", "no se pueden leer", tuple(error.problems))
        return
    if not found:
        text = "sin firma electrónica: la firma que vale es la autógrafa, en papel"
        yield Examined("firmas", "warning", text)
    for number, state in enumerate(found, 1):
        told = states.sentence(number, state)
        yield Examined("firmas", "good" if state.good else "missing", told)
        if memoria and state.signed_at and _late(state.signed_at, memoria):
            yield Examined("firmas", "warning", f"{state.field}: se firmó después del plazo")


def _late(instant: datetime, memoria: Memoria) -> bool:
    deadline = datetime.fromisoformat(memoria.agreement.deadline)
    return instant > deadline.replace(tzinfo=zone(memoria.windows.operation.zone))
