"""Files → age files (age-encryption.org/v1) that only the institute can open.

Its public key stands in the agreement's profile, as `age_recipient` in [institute]. Who encrypts
cannot undo it, and the same file gives other bytes each time.
"""

import errno
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pyrage
from pyrage.x25519 import Identity, Recipient

from pipeline.errors import DeliveryError, Problem, SettingsError

SUFFIX = ".age"

_DRAFT = ".tmp"
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105 (how every one begins)


def recipient(text: str) -> Recipient | None:
    """A public key, `age1…`; None where the text is none."""
    with suppress(pyrage.RecipientError):
        return Recipient.from_str(text.strip())
    return None


def encrypt(source: Path, place: Path, reader: Recipient) -> None:
    """In bounded memory; the file appears whole. Raises OSError."""
    draft = place.with_name(place.name + _DRAFT)
    try:
        with source.open("rb") as plain, draft.open("wb") as file:
            pyrage.encrypt_io(plain, file, [reader])
        draft.replace(place)
    except pyrage.EncryptError as error:
        raise OSError(errno.EIO, str(error), str(source)) from error
    finally:
        draft.unlink(missing_ok=True)


def identities(text: str) -> list[Identity]:
    """The private keys of a file as `age-keygen` writes it. Raises SettingsError without any."""
    lines = (line.strip() for line in text.splitlines())
    found = []
    for line in lines:
        if line.startswith(_SECRET):
            with suppress(pyrage.IdentityError):
                found.append(Identity.from_str(line))
    if not found:
        raise SettingsError(Problem("--identity", "no tiene ninguna llave", f"{_SECRET}…"))
    return found


def decrypt(source: Path, place: Path, keys: Sequence[Identity]) -> None:
    """In bounded memory. Raises DeliveryError where none of the keys opens it, OSError."""
    try:
        with source.open("rb") as sealed, place.open("wb") as file:
            pyrage.decrypt_io(sealed, file, list(keys))
    except pyrage.DecryptError as error:
        place.unlink(missing_ok=True)
        found = f"no se puede descifrar ({error})"
        raise DeliveryError(
            Problem(source.name, found, "la llave privada de la institución")
        ) from None
