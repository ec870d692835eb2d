"""An e.firma: the certificate (.cer) and its key (.key), and what they say of themselves.

The shape is the SAT's: the RFC in 2.5.4.45, of a company «RFC / RFC of its representative»; the
CURP in serialNumber; the number of the certificate is text in the bytes of its serial. A seal for
invoices (CSD) has an OU; a personal e.firma has none.
"""

import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID, ObjectIdentifier

from pipeline.errors import Problem, SignatureError
from pipeline.refusals import reason
from reports import locale

Kind = Literal["e.firma", "sello", "otro"]

RFC_ATTRIBUTE = ObjectIdentifier("2.5.4.45")
LEAST_BITS = 2048
LARGEST_FILE = 1 << 20
_PEM = b"-----BEGIN"


@dataclass(frozen=True)
class Certificate:
    """rfc: of the holder; representative_rfc: of whoever holds a company's. number: the SAT's
    twenty digits, or hexadecimal where the serial is no text. kind: «otro» where nothing says that
    the SAT made it."""

    name: str
    rfc: str | None
    representative_rfc: str | None
    number: str
    start: datetime
    end: datetime
    kind: Kind
    signs: bool
    x509: x509.Certificate

    @property
    def rfcs(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.rfc, self.representative_rfc)))

    def valid_at(self, at: datetime) -> bool:
        return self.start <= at <= self.end


@dataclass(frozen=True)
class Efirma:
    """A certificate and its key, opened; nothing writes the key anywhere."""

    certificate: Certificate
    key: rsa.RSAPrivateKey


def read(path: Path, what: str, most: int | None = None) -> bytes:
    """what: in Spanish, for the message. most: bytes. Raises SignatureError."""
    most = most or LARGEST_FILE
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        found = f"no se puede leer ({reason(error)})"
        raise SignatureError(Problem(str(path), found, what)) from None
    if len(data) > most:
        raise SignatureError(Problem(str(path), "es demasiado grande", what))
    return data


def certificate(data: bytes, where: str) -> Certificate:
    """From DER or PEM. Raises SignatureError."""
    try:
        return opened(data)
    except (ValueError, TypeError, x509.InvalidVersion):
        remedy = "use el archivo .cer que entregó el SAT con la e.firma"
        raise SignatureError(
            Problem(where, "no es un certificado", "un certificado X.509 (.cer)", remedy)
        ) from None


def opened(data: bytes) -> Certificate:
    """From DER or PEM. Raises ValueError, TypeError and InvalidVersion for what is none, breaks its
    own rules, or has a key of no known kind."""
    load = x509.load_pem_x509_certificate if _is_pem(data) else x509.load_der_x509_certificate
    try:
        with _unwarned():
            one = load(data)
            one.public_key()
            return _described(one)
    except (UnsupportedAlgorithm, x509.DuplicateExtension, OverflowError) as error:
        raise ValueError(str(error)) from error


@contextmanager
def _unwarned() -> Iterator[None]:
    """Of names over 64 bytes, which companies have, and of numbers below zero."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield


def _described(one: x509.Certificate) -> Certificate:
    rfc, _, representative = _text(one, RFC_ATTRIBUTE).partition("/")
    name = _text(one, NameOID.COMMON_NAME) or _text(one, NameOID.ORGANIZATION_NAME)
    return Certificate(
        name=name or one.subject.rfc4514_string(),
        rfc=rfc.strip() or None,
        representative_rfc=representative.strip() or None,
        number=_number(one.serial_number),
        start=one.not_valid_before_utc,
        end=one.not_valid_after_utc,
        kind=_kind(one),
        signs=_signs(one),
        x509=one,
    )


def problems(one: Certificate, at: datetime, where: str) -> Iterator[Problem]:
    """Why this certificate must not sign then."""
    remedy = "use su e.firma vigente (antes FIEL)"
    if one.kind == "sello":
        found = "es un certificado de sello digital (CSD), que solo sirve para facturas"
        yield Problem(where, found, "el certificado de una e.firma", remedy)
    elif one.rfc is None:
        found = "el certificado no dice el RFC de su titular"
        yield Problem(where, found, "el certificado de una e.firma", remedy)
    if not one.signs:
        yield Problem(where, "el certificado no autoriza a firmar documentos", "", remedy)
    if at < one.start:
        found = f"el certificado todavía no es válido: empieza el {locale.instant(one.start)} UTC"
        yield Problem(where, found, "", "revise la fecha de esta computadora")
    if at > one.end:
        found = f"el certificado venció el {locale.instant(one.end)} UTC"
        yield Problem(where, found, "un certificado vigente", "renueve la e.firma en el SAT")
    public = one.x509.public_key()
    if not isinstance(public, rsa.RSAPublicKey):
        yield Problem(where, "la clave del certificado no es RSA", "RSA", remedy)
    elif public.key_size < LEAST_BITS:
        found = f"la clave del certificado es de {public.key_size} bits"
        yield Problem(where, found, f"{LEAST_BITS} bits o más", remedy)


def key_problems(data: bytes, where: str) -> Iterator[Problem]:
    """What is wrong with a key file and can be told without its password."""
    expected = "una llave privada PKCS #8 cifrada con su contraseña (.key)"
    try:
        _open(data, None)
    except TypeError:
        return  # it asks for a password, as it should
    except (ValueError, UnsupportedAlgorithm):
        remedy = "use el archivo .key que se generó con la e.firma"
        yield Problem(where, "no es una llave privada cifrada", expected, remedy)
    else:
        remedy = "protéjala con contraseña; una llave abierta firma por cualquiera que la copie"
        yield Problem(where, "la llave no está protegida con contraseña", expected, remedy)


def unlock(data: bytes, password: str, where: str) -> rsa.RSAPrivateKey | None:
    """The key; None where that is not its password. Raises SignatureError for no RSA key."""
    try:
        key = _open(data, password.encode())
    except (ValueError, TypeError):
        return None
    except UnsupportedAlgorithm:
        raise SignatureError(
            Problem(where, "la llave está cifrada de un modo que ya no se lee")
        ) from None
    if not isinstance(key, rsa.RSAPrivateKey):
        raise SignatureError(Problem(where, "la llave no es RSA", "RSA"))
    return key


def joined(one: Certificate, key: rsa.RSAPrivateKey, where: str) -> Efirma:
    """Raises SignatureError where they do not belong together."""
    if one.x509.public_key() != key.public_key():
        found = "la llave no es la de este certificado"
        remedy = "use el .cer y el .key que se generaron juntos"
        raise SignatureError(
            Problem(where, found, f"la llave del certificado {one.number}", remedy)
        )
    return Efirma(one, key)


def same_person(one: str, other: str) -> bool:
    """Whether two ways of writing a name can be of one person: accents, case, order and titles
    such as «Lic.» do not count."""
    first, second = _words(one), _words(other)
    return bool(first) and bool(second) and (first <= second or second <= first)


def _words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name.casefold().replace(".", ""))  # S.A. is SA
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return set(letters.split())


def _open(data: bytes, password: bytes | None) -> object:
    load = (
        serialization.load_pem_private_key if _is_pem(data) else serialization.load_der_private_key
    )
    return load(data, password)


def _is_pem(data: bytes) -> bool:
    return data.lstrip().startswith(_PEM)


def _text(one: x509.Certificate, oid: ObjectIdentifier) -> str:
    for attribute in one.subject.get_attributes_for_oid(oid):
        value = attribute.value
        text = value if isinstance(value, str) else value.decode("latin-1")
        return " ".join(text.split())
    return ""


def _number(serial: int) -> str:
    data = serial.to_bytes((serial.bit_length() + 7) // 8)
    return data.decode() if data.isdigit() else data.hex()


def _kind(one: x509.Certificate) -> Kind:
    if not _text(one, RFC_ATTRIBUTE):
        return "otro"
    return "sello" if _text(one, NameOID.ORGANIZATIONAL_UNIT_NAME) else "e.firma"


def _signs(one: x509.Certificate) -> bool:
    try:
        usage = one.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return usage.digital_signature and usage.content_commitment
