"""What `memoria sign` is asked to do, checked before anything is asked for: the PDF, the field, the
certificate, the key's file and whether the holder is whom the memoria names. Every problem at once.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from cryptography import x509

from pipeline import rfc as rfcs
from pipeline.errors import Problem, SignatureError
from reports.sign import document, efirma, signing, states
from reports.sign.document import Expected
from reports.sign.efirma import Certificate, Efirma
from reports.sign.states import SignatureState

SIGNED = "-firmada"
Result = TypeVar("Result")


@dataclass(frozen=True)
class Asked:
    """The command line's words. pdf, cer, key, authorities: files; out: None for beside."""

    pdf: Path
    cer: Path
    key: Path
    field: str | None = None
    reason: str | None = None
    rfc: str | None = None
    authorities: Sequence[Path] = ()
    out: Path | None = None

    @property
    def place(self) -> Path:
        """memoria.pdf → memoria-firmada.pdf, which is itself signed again in place."""
        if self.out is not None:
            return self.out
        if self.pdf.stem.endswith(SIGNED):
            return self.pdf
        return self.pdf.with_name(f"{self.pdf.stem}{SIGNED}.pdf")


@dataclass(frozen=True)
class Request:
    """Nothing stands against signing but the password. warnings: what the signer should know."""

    asked: Asked
    at: datetime
    pdf: bytes
    field: str
    certificate: Certificate
    locked_key: bytes
    roots: tuple[x509.Certificate, ...]
    warnings: tuple[Problem, ...]

    def unlocked(self, password: str) -> Efirma | None:
        """None where that is not the key's password. Raises SignatureError for another's key."""
        where = str(self.asked.key)
        key = efirma.unlock(self.locked_key, password, where)
        return efirma.joined(self.certificate, key, where) if key else None

    def signed(self, signer: Efirma) -> bytes:
        """Raises SignatureError."""
        return signing.sign(
            self.pdf,
            signer,
            self.field,
            self.at,
            reason=self.asked.reason,
            where=str(self.asked.pdf),
        )

    def states(self, pdf: bytes) -> tuple[SignatureState, ...]:
        return states.signatures(pdf, self.roots, where=str(self.asked.place))


def prepare(asked: Asked, at: datetime) -> Request:
    """at: aware; when the signature will claim to be made. Raises SignatureError with everything
    that stands against it."""
    attempt = _Attempt()
    where, cer, key = str(asked.pdf), str(asked.cer), str(asked.key)
    attempt.problems += place_problems(asked)
    pdf = attempt(partial(read, asked.pdf))
    field = attempt(partial(_field, pdf, asked.field, where)) if pdf is not None else None
    if pdf and field:
        attempt.problems += attempt(partial(signing.refusals, pdf, where)) or ()
    certificate = attempt(partial(_certificate, asked.cer, "un certificado (.cer)"))
    locked = attempt(partial(efirma.read, asked.key, "una llave privada (.key)"))
    roots = [attempt(partial(authority, path)) for path in asked.authorities]
    known = tuple(root for root in roots if root)
    if certificate:
        attempt.problems += efirma.problems(certificate, at, cer)
        attempt.problems += _chain_problems(certificate, known, at, cer)
    if locked is not None:
        attempt.problems += efirma.key_problems(locked, key)
    named = document.expected(pdf, field) if pdf and field else Expected()
    attempt.problems += _holder_problems(certificate, named, asked)
    if attempt.problems or not (pdf and field and certificate and locked):
        raise SignatureError(attempt.problems)
    warnings = tuple(_holder_warnings(certificate, named, asked, field))
    return Request(asked, at, pdf, field, certificate, locked, known, warnings)


class _Attempt:
    """Goes on after a problem, to find the others."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def __call__(self, step: Callable[[], Result]) -> Result | None:
        try:
            return step()
        except SignatureError as error:
            self.problems += error.problems
            return None


def read(path: Path) -> bytes:
    """A PDF. Raises SignatureError."""
    return efirma.read(path, "la memoria.pdf", document.LARGEST_PDF)


def _field(pdf: bytes, name: str | None, where: str) -> str:
    fields = document.fields(document.reader(pdf, where), where)
    if name is None:
        return document.next_field(fields, where)
    return document.chosen_field(name, fields, where)


def _certificate(path: Path, what: str) -> Certificate:
    return efirma.certificate(efirma.read(path, what), str(path))


def authority(path: Path) -> x509.Certificate:
    """Whose signatures are trusted. Raises SignatureError."""
    return _certificate(path, "el certificado de una autoridad (--ac)").x509


def place_problems(asked: Asked) -> Iterator[Problem]:
    """A file that is there may hold somebody's signature."""
    place = asked.place
    if not place.parent.is_dir():
        found = "no se puede escribir (no existe)"
        yield Problem(str(place.parent), found, "una carpeta", "créela, o elija otra con --out")
    if place.exists() and not (asked.pdf.exists() and place.samefile(asked.pdf)):
        remedy = "firme ese archivo si ya lleva una firma, bórrelo, o elija otro con --out"
        yield Problem(str(place), "ya existe y no se sobrescribe", "", remedy)


def _chain_problems(
    certificate: Certificate, roots: Sequence[x509.Certificate], at: datetime, where: str
) -> Iterator[Problem]:
    if certificate.valid_at(at) and states.chain(certificate.x509, roots, at) == "inválida":
        found = "el certificado no viene de la autoridad indicada con --ac"
        remedy = "pase con --ac los certificados de la AC del SAT que lo emitió"
        yield Problem(where, found, "", remedy)


def _holder_problems(
    certificate: Certificate | None, named: Expected, asked: Asked
) -> Iterator[Problem]:
    given = rfcs.normal(asked.rfc) if asked.rfc else None
    if asked.rfc and given is None:
        yield Problem("--rfc", f"«{asked.rfc}» no es un RFC", rfcs.EXPECTED)
    if given and named.rfc and given != named.rfc:
        remedy = "quite --rfc, o corrija el RFC en memoria.toml y haga el documento de nuevo"
        yield Problem("--rfc", f"«{given}» no es el que declara el documento", named.rfc, remedy)
    wanted = named.rfc or given
    if certificate and certificate.rfc and wanted and wanted not in certificate.rfcs:
        found = f"el certificado es de {certificate.name}, RFC {' / '.join(certificate.rfcs)}"
        remedy = "firme con la e.firma de esa persona, o corrija rfc en memoria.toml"
        yield Problem(str(asked.cer), found, f"el RFC {wanted}", remedy)


def _holder_warnings(
    certificate: Certificate, named: Expected, asked: Asked, field: str
) -> Iterator[Problem]:
    """Without an RFC there are only names to go by, and two people can share one."""
    if named.rfc or asked.rfc:
        return
    where = str(asked.cer)
    names = [name for name in (named.name, named.company) if name]
    if not named.name:
        found = f"el documento no dice quién firma «{field}»: no se comparó con el titular"
        yield Problem(where, found, "", "para comprobarlo, pase --rfc")
    elif not any(efirma.same_person(certificate.name, name) for name in names):
        found = (
            f"el titular es {certificate.name} y el documento nombra a {named.name} en «{field}»"
        )
        yield Problem(where, found, "", "revise que sea la misma persona, o pase --rfc")
    else:
        found = (
            f"el documento no declara el RFC de quien firma «{field}»: solo se comparó el nombre"
        )
        yield Problem(where, found, "", "para comprobarlo, pase --rfc")
