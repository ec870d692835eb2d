"""What can be said of each signature of a PDF without a network, in plain Spanish.

Three questions, kept apart: is it the signer's and of these bytes (intact), has the document stayed
as it was signed (covers_whole), and who signed (certificate, chain). Whether the certificate was
revoked is never known here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Literal

from asn1crypto import cms
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from pipeline.errors import SignatureError
from reports.sign import changes, document
from reports.sign.appearance import moment
from reports.sign.efirma import opened

Chain = Literal["comprobada", "no comprobada", "inválida"]

NOT_INTACT = "lo firmado fue alterado, o la firma no es de quien dice"
CHANGED = "el documento se cambió después de firmarse"
STRAY = "junto a la firma hay bytes que no le pertenecen"
UNREADABLE = "la firma no se puede leer"
UNDATED = "la firma no dice cuándo se hizo"
NOT_VALID = "el certificado no estaba vigente al firmar"
UNTRUSTED = "el certificado no viene de la autoridad indicada"
SEAL = "firmó un sello digital (CSD), no una e.firma"
WEAK = "la firma usa un resumen que ya no es seguro"
WEAK_DIGESTS = ("md2", "md5", "sha1")


@dataclass(frozen=True)
class SignatureState:
    """signed_at: what the signer's computer claimed. covers_whole: nothing changed since, but for
    further signatures in the fields that the document had. valid_then: None without an hour."""

    field: str
    holder: str | None = None
    rfc: str | None = None
    representative_rfc: str | None = None
    number: str | None = None
    signed_at: datetime | None = None
    intact: bool = False
    covers_whole: bool = False
    valid_then: bool | None = None
    chain: Chain = "no comprobada"
    revocation: Literal["no comprobada"] = "no comprobada"
    problems: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        return not self.problems


def signatures(
    pdf: bytes, roots: Sequence[x509.Certificate] = (), *, where: str = "memoria.pdf"
) -> tuple[SignatureState, ...]:
    """A state for each signed field, in the order of the document. roots: the authorities trusted;
    without any no chain is checked. Raises SignatureError for what is no readable PDF."""
    opened = document.reader(pdf, where)
    document.fields(opened, where)  # bounded, and readable
    with document.untrusted(where, "los campos de firma del PDF no se pueden leer"):
        found = [
            (name, field) for name, _, field in enumerate_sig_fields(opened, filled_status=True)
        ]
    return tuple(
        _state(name, partial(EmbeddedPdfSignature, opened, field, name), roots)
        for name, field in found
    )


def sentence(number: int, state: SignatureState) -> str:
    """One signature in one line: «Firma 1 (firma-1): válida; …»."""
    verdict = "íntegra" if state.good else f"con problemas: {'; '.join(state.problems)}"
    rfc = " / ".join(filter(None, (state.rfc, state.representative_rfc)))
    who = f"{state.holder or 'alguien que no se puede leer'}{f' ({rfc})' if rfc else ''}"
    when = f" el {moment(state.signed_at)}, según su computadora" if state.signed_at else ""
    parts = [f"Firma {number} ({state.field}): {verdict}", f"firmó {who}{when}"]
    if state.valid_then is not None:
        parts.append(f"el certificado {'' if state.valid_then else 'no '}estaba vigente")
    parts += [f"cadena {state.chain}", f"revocación {state.revocation}"]
    return "; ".join(parts) + "."


def _state(
    name: str,
    read: Callable[[], EmbeddedPdfSignature],
    roots: Sequence[x509.Certificate],
) -> SignatureState:
    try:
        with document.untrusted(name, UNREADABLE):
            return _examined(read(), roots)
    except SignatureError:
        return SignatureState(name, problems=(UNREADABLE,))


def _examined(signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]) -> SignatureState:
    certificate = opened(signature.signer_cert.dump())
    at = _claimed(signature)
    valid = certificate.valid_at(at) if at else None
    intact, whole = _intact(signature), _unchanged(signature)
    trust = chain(certificate.x509, roots, at, signature.other_embedded_certs)
    checks = {
        NOT_INTACT: intact,
        CHANGED: whole or not intact,
        STRAY: not _stray(signature.pkcs7_content),
        WEAK: signature.md_algorithm not in WEAK_DIGESTS,
        UNDATED: at is not None,
        NOT_VALID: valid is not False,
        UNTRUSTED: trust != "inválida",
        SEAL: certificate.kind != "sello",
    }
    return SignatureState(
        field=signature.fq_name,
        holder=certificate.name,
        rfc=certificate.rfc,
        representative_rfc=certificate.representative_rfc,
        number=certificate.number,
        signed_at=at,
        intact=intact,
        covers_whole=whole,
        valid_then=valid,
        chain=trust,
        problems=tuple(problem for problem, holds in checks.items() if not holds),
    )


def _claimed(signature: EmbeddedPdfSignature) -> datetime | None:
    at = signature.self_reported_timestamp
    return at.replace(tzinfo=at.tzinfo or UTC) if at else None


def _intact(signature: EmbeddedPdfSignature) -> bool:
    digest = signature.compute_digest()
    same, valid = validate_sig_integrity(
        signature.signer_info, signature.signer_cert, "data", digest
    )
    return bool(same and valid)


def _unchanged(signature: EmbeddedPdfSignature) -> bool:
    """Whatever was appended later are further signatures, in fields that were there."""
    coverage = signature.evaluate_signature_coverage()
    last = signature.signed_revision == signature.reader.xrefs.total_revisions - 1
    if last or coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return coverage == SignatureCoverageLevel.ENTIRE_FILE
    return changes.only_signatures(signature.reader, signature.signed_revision)


def _stray(contents: bytes) -> bool:
    """Whether anything but zeros fills up the room that was kept for the signature: these bytes
    are the only ones that no signature covers."""
    used = len(cms.ContentInfo.load(contents).dump())
    return bool(contents[used:].strip(b"\0"))


def chain(
    certificate: x509.Certificate,
    roots: Sequence[x509.Certificate],
    at: datetime | None,
    others: Sequence[asn1.Certificate] = (),
) -> Chain:
    """Whether one of the authorities stands behind the certificate at that time. others: what the
    signature brings along, between both."""
    if not roots:
        return "no comprobada"
    context = ValidationContext(
        trust_roots=[_asn1(root) for root in roots],
        other_certs=others,
        moment=at,
        allow_fetching=False,
    )
    validator = CertificateValidator(_asn1(certificate), validation_context=context)
    try:
        document.finished(validator.async_validate_usage({"non_repudiation"}))  # type: ignore[no-untyped-call]
    except (PathError, ValidationError):
        return "inválida"
    return "comprobada"


def _asn1(root: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(root.public_bytes(serialization.Encoding.DER))
