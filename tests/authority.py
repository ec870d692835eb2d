"""A certification authority of our own: fictional e.firmas in the shape of the SAT's.

Subject, in its order: CN, name and O with the holder, C, the mailbox, 2.5.4.45 with the RFC (of a
company «RFC / RFC of its representative»), serialNumber with the CURP. Uses of the key: signing,
non-repudiation, data encipherment, key agreement; a seal (CSD) has the first two and an OU. The
number of a certificate is twenty digits of ASCII. Making keys takes long, so few are made and each
serves several certificates.
"""

import subprocess
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

PASSWORD = "contraseña de prueba"
NOW = datetime(2023, 6, 16, 16, 30, 5, tzinfo=UTC)

RFC = ObjectIdentifier("2.5.4.45")
FULL_NAME = ObjectIdentifier("2.5.4.41")


@cache
def key(name: str = "holder") -> rsa.RSAPrivateKey:
    """name: one key a name."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Holder:
    """What a certificate says, as keywords of a test."""

    name: str = "ANA RÍOS GARZA"
    rfc: str = "RIGA800101AB3"
    curp: str = "RIGA800101MCLSRN04"
    number: str = "30001000000500003416"
    start: datetime = NOW - timedelta(days=300)
    end: datetime = NOW + timedelta(days=1100)
    seal: bool = False
    key: str = "holder"


ANA = Holder()
LUIS = Holder("LUIS SOTO DE LA PEÑA", "SOPL790203QX7", "SOPL790203HCLTXS02", "30001000000500003417")
COMPANY = Holder(
    "EDITORA EL MEZQUITE SA DE CV", "EME010203TR5 / RIGA800101AB3", " / RIGA800101MCLSRN04"
)


@cache
def certificate(holder: Holder = ANA, authority: str = "authority") -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(_subject(holder))
        .issuer_name(_authority_name(authority))
        .public_key(key(holder.key).public_key())
        .serial_number(int.from_bytes(holder.number.encode()))
        .not_valid_before(holder.start)
        .not_valid_after(holder.end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(holder), critical=False)
    )
    if not holder.seal:
        uses = [ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.CLIENT_AUTH]
        builder = builder.add_extension(x509.ExtendedKeyUsage(uses), critical=False)
    return builder.sign(key(authority), hashes.SHA256())


@cache
def root(authority: str = "authority") -> x509.Certificate:
    name = _authority_name(authority)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key(authority).public_key())
        .serial_number(int.from_bytes(b"00000000000000000001"))
        .not_valid_before(NOW - timedelta(days=3000))
        .not_valid_after(NOW + timedelta(days=3000))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_authority_usage(), critical=True)
        .sign(key(authority), hashes.SHA256())
    )


def der(one: x509.Certificate) -> bytes:
    return one.public_bytes(serialization.Encoding.DER)


def locked(name: str = "holder", password: str = PASSWORD) -> bytes:
    """The key as PKCS #8 in DER, encrypted (PBES2, AES)."""
    how = serialization.BestAvailableEncryption(password.encode())
    return key(name).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, how
    )


def bare(name: str = "holder") -> bytes:
    return key(name).private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def locked_by_openssl(*how: str, password: str = PASSWORD) -> bytes:
    """The key in an older dress, as SAT's own tools have written it. how: options of pkcs8."""
    done = subprocess.run(
        [
            "openssl", "pkcs8", "-provider", "legacy", "-provider", "default", "-topk8",
            "-inform", "DER", "-outform", "DER", *how, "-passout", f"pass:{password}",
        ],
        input=bare(), capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout


def files(folder: Path, holder: Holder = ANA, *, key_of: str | None = None) -> tuple[Path, Path]:
    """The .cer and the .key of a holder. key_of: whose key it is, where not the holder's."""
    stem = holder.number[-4:] + ("-sello" if holder.seal else "")
    cer, locked_key = folder / f"{stem}.cer", folder / f"{stem}.key"
    cer.write_bytes(der(certificate(holder)))
    locked_key.write_bytes(locked(key_of or holder.key))
    return cer, locked_key


def _subject(holder: Holder) -> x509.Name:
    attributes = [
        (NameOID.COMMON_NAME, holder.name),
        (FULL_NAME, holder.name),
        (NameOID.ORGANIZATION_NAME, holder.name),
        (NameOID.COUNTRY_NAME, "MX"),
        (NameOID.EMAIL_ADDRESS, "prueba@mezquite.example"),
        (RFC, holder.rfc),
        (NameOID.SERIAL_NUMBER, holder.curp),
    ]
    if holder.seal:
        attributes.append((NameOID.ORGANIZATIONAL_UNIT_NAME, "Matriz"))
    return x509.Name([_attribute(oid, text) for oid, text in attributes])


def _attribute(oid: ObjectIdentifier, text: str) -> x509.NameAttribute[str]:
    if oid == RFC:  # by its definition a bit string; the SAT writes text
        return x509.NameAttribute(oid, text, _type=_ASN1Type.PrintableString)
    with warnings.catch_warnings():  # names over 64 bytes exist
        warnings.simplefilter("ignore", UserWarning)
        return x509.NameAttribute(oid, text, _validate=False)


def _authority_name(authority: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, f"A.C. de pruebas ({authority})"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Autoridad ficticia"),
            x509.NameAttribute(NameOID.COUNTRY_NAME, "MX"),
            _attribute(RFC, "AFI970701NN3"),
        ]
    )


def _usage(holder: Holder) -> x509.KeyUsage:
    return _key_usage(
        digital_signature=True,
        content_commitment=True,
        data_encipherment=not holder.seal,
        key_agreement=not holder.seal,
    )


def _authority_usage() -> x509.KeyUsage:
    return _key_usage(key_cert_sign=True, crl_sign=True)


def _key_usage(**uses: bool) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: uses.get(name, False) for name in names})
