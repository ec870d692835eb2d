"""Files → age files (age-encryption.org/v1) that only the institute can open.

Its public key stands in the agreement's profile, as `age_recipient` in [institute]. Who encrypts
cannot undo it, and the same file gives other bytes each time.
"""

import errno
from contextlib import suppress
from pathlib import Path

import pyrage
from pyrage.x25519 import Recipient

_DRAFT = ".tmp"


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
