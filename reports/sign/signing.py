"""Signing: one incremental update that fills one empty field, so that earlier signatures hold.

PAdES at its baseline (B-B): there is no network, hence no authority of time stamps and no answer
about revocations; the hour is the one that the signer's computer says. The first signature is the
author's (DocMDP, level 2): from then on a reader allows nothing but further signatures.
"""

import io
from datetime import datetime

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from pipeline.errors import Problem, SignatureError
from reports.sign import appearance, document, states
from reports.sign.efirma import Certificate, Efirma

DIGEST = "sha256"


class _Update(IncrementalPdfFileWriter):
    """Leaves the metadata as they are: pyHanko would write them anew, with a clock of its own, and
    what says PDF/A and PDF/UA stands in them."""

    def _update_meta(self) -> None:
        pass


def sign(
    pdf: bytes,
    efirma: Efirma,
    field: str,
    at: datetime,
    *,
    reason: str | None = None,
    where: str = "memoria.pdf",
) -> bytes:
    """The PDF with that empty field signed. at: aware; the signer's own word. Raises
    SignatureError, also where an earlier signature no longer holds."""
    problems = tuple(refusals(pdf, where))
    if problems:
        raise SignatureError(problems)
    opened = document.reader(pdf, where)
    all_fields = document.fields(opened, where)
    document.chosen_field(field, all_fields, where)
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        name=efirma.certificate.name,
        reason=reason,
        certify=not any(one.signed for one in all_fields),
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    shown = appearance.Style(texts=appearance.lines(efirma.certificate, at, reason))
    signer = PdfSigner(metadata, _signer(efirma), stamp_style=shown)
    with document.untrusted(where, "el PDF no admite otra firma"):
        return document.finished(_signed(signer, _Update(opened.stream, prev=opened), at))


def refusals(pdf: bytes, where: str) -> tuple[Problem, ...]:
    """What stands against adding a signature to the PDF as it is. Raises SignatureError."""
    return tuple(
        Problem(
            where,
            f"la firma de «{state.field}» ya no es válida: {'; '.join(state.problems)}",
            "un PDF sin cambios posteriores a sus firmas",
            "parta de la memoria.pdf original y firme de nuevo",
        )
        for state in states.signatures(pdf, where=where)
        if not (state.intact and state.covers_whole)
    )


async def _signed(signer: PdfSigner, update: _Update, at: datetime) -> bytes:
    """The steps of PdfSigner.async_sign_pdf, which would ask the clock."""
    session = signer.init_signing_session(update, existing_fields_only=True)
    session.system_time = at
    reserved = await session.estimate_signature_container_size(None)
    prepared = session.prepare_tbs_document(validation_info=None, bytes_reserved=reserved)
    digest, output = prepared.digest_tbs_document(output=io.BytesIO())
    done = await prepared.perform_signature(
        digest.document_digest, PdfCMSSignedAttributes(signing_time=at)
    )
    await done.post_signature_processing(output)
    output.seek(0)
    return bytes(output.read())


def _signer(efirma: Efirma) -> SimpleSigner:
    key = efirma.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SimpleSigner(
        signing_cert=_asn1(efirma.certificate),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )


def _asn1(certificate: Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.x509.public_bytes(serialization.Encoding.DER))
