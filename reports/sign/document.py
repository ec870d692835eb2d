"""A PDF as far as signing and checking signatures need it: its signature fields, and whom it names
for each. Whatever a broken or hostile file trips is one error in Spanish.
"""

import asyncio
import io
import json
import logging
import re
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import pikepdf
from pyhanko.pdf_utils.decode_limits import DecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from pipeline import rfc as rfcs
from pipeline.errors import MemoriaError, Problem, SignatureError
from pipeline.refusals import want
from reports.sign.names import accept_text_identifiers

FIELD = re.compile(r"firma-([1-9]\d{0,2})")
LARGEST_PDF = 512 << 20
MOST_FIELDS = 100
MOST_UPDATES = 200
SUMMARY = "resumen.json"
Result = TypeVar("Result")

accept_text_identifiers()
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())  # their findings are ours to tell


@dataclass(frozen=True)
class SignatureField:
    name: str
    signed: bool


@dataclass(frozen=True)
class Expected:
    """Who should sign a field; None where the PDF does not say."""

    name: str | None = None
    rfc: str | None = None
    company: str | None = None


@contextmanager
def untrusted(where: str, found: str) -> Iterator[None]:
    """The parsers of PDF and of signatures fail in every way there is on bytes made to harm."""
    try:
        yield
    except MemoriaError:
        raise
    except Exception as error:
        if want(error):
            raise
        raise SignatureError(Problem(where, found)) from error


def finished(work: Coroutine[Any, Any, Result]) -> Result:
    """What pyHanko's work comes to; in a thread of its own, for the caller's may have a loop."""
    with ThreadPoolExecutor(max_workers=1) as worker:
        return worker.submit(asyncio.run, work).result()


def reader(pdf: bytes, where: str) -> PdfFileReader:
    """Raises SignatureError for what is no PDF, is encrypted, or is too large."""
    if len(pdf) > LARGEST_PDF:
        raise SignatureError(Problem(where, "es demasiado grande", "a lo más 512 MiB"))
    if not pdf.startswith(b"%PDF-"):
        raise SignatureError(
            Problem(where, "no es un PDF", "la memoria.pdf que hizo memoria build")
        )
    with untrusted(where, "el PDF está dañado y no se puede leer"):
        opened = PdfFileReader(io.BytesIO(pdf), decode_limits=DecodeLimits.for_untrusted_input())
        if opened.encrypted:
            raise SignatureError(Problem(where, "el PDF está cifrado", "un PDF sin contraseña"))
        _ = opened.root["/Pages"]
        if opened.xrefs.total_revisions > MOST_UPDATES:
            raise SignatureError(Problem(where, f"se actualizó más de {MOST_UPDATES} veces"))
        return opened


def fields(opened: PdfFileReader, where: str) -> tuple[SignatureField, ...]:
    """In the order of the document. Raises SignatureError."""
    with untrusted(where, "los campos de firma del PDF no se pueden leer"):
        return tuple(
            SignatureField(name, value is not None)
            for name, value, _ in _bounded(enumerate_sig_fields(opened), where)
        )


def _bounded(found: Iterator[Any], where: str) -> Iterator[Any]:
    for count, one in enumerate(found):
        if count == MOST_FIELDS:
            raise SignatureError(Problem(where, f"tiene más de {MOST_FIELDS} campos de firma"))
        yield one


def next_field(all_fields: tuple[SignatureField, ...], where: str) -> str:
    """The first of `firma-1`, `firma-2`… that is empty. Raises SignatureError."""
    ours = [field for field in all_fields if FIELD.fullmatch(field.name)]
    empty = sorted((_order(field.name), field.name) for field in ours if not field.signed)
    if empty:
        return empty[0][1]
    if ours:
        found = f"todos sus campos de firma están firmados: {_listed(ours)}"
        raise SignatureError(Problem(where, found))
    raise SignatureError(_no_fields(where))


def chosen_field(name: str, all_fields: tuple[SignatureField, ...], where: str) -> str:
    """The field that the user names. Raises SignatureError."""
    found = {field.name: field for field in all_fields}
    if not found:
        raise SignatureError(_no_fields(where))
    if name not in found:
        raise SignatureError(
            Problem(
                "--field", f"el PDF no tiene el campo «{name}»", f"uno de: {_listed(all_fields)}"
            )
        )
    if found[name].signed:
        empty = [field for field in all_fields if not field.signed]
        remedy = f"quedan vacíos: {_listed(empty)}" if empty else ""
        raise SignatureError(Problem("--field", f"«{name}» ya está firmado", "", remedy))
    return name


def expected(pdf: bytes, field: str) -> Expected:
    """What the attached resumen.json says of whoever signs that field; nothing where there is no
    such attachment or it is not ours."""
    summary = _summary(pdf)
    number = FIELD.fullmatch(field)
    try:
        diffuser = summary["diffuser"]
        signatory = (
            _signing(summary["agreement"]["signatories"])[int(number[1]) - 1] if number else {}
        )
        name = signatory.get("name")
        company = diffuser["legal_name"] if signatory.get("party") != "institute" else None
        representative = diffuser["representative"]
        rfc = diffuser.get("representative_rfc")
    except (KeyError, IndexError, TypeError, AttributeError):
        return Expected()
    represents = name is not None and name == representative
    known = rfcs.normal(rfc) if isinstance(rfc, str) and represents else None
    return Expected(_string(name), known, _string(company))


def _signing(signatories: Any) -> list[Any]:
    """In the order of their fields: first those of who hands over."""
    ours = [one for one in signatories if one["party"] == "diffuser"]
    return ours + [one for one in signatories if one["party"] != "diffuser" and one.get("signs")]


def _summary(pdf: bytes) -> Any:
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return json.loads(opened.attachments[SUMMARY].get_file().read_bytes())
    except (pikepdf.PdfError, KeyError, ValueError, TypeError, RecursionError):
        return {}


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _order(name: str) -> int:
    number = FIELD.fullmatch(name)
    return int(number[1]) if number else 0


def _listed(some: Any) -> str:
    return ", ".join(field.name for field in some)


def _no_fields(where: str) -> Problem:
    return Problem(
        where,
        "el PDF no tiene campos de firma",
        "la hoja de firmas de una memoria.pdf hecha con memoria build, con su campo firma-1",
        "firme la memoria.pdf tal como se hizo; no una impresión a PDF ni una copia escaneada",
    )
