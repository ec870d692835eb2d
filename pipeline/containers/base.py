"""A log's text, what can be wrong with it, and how files are read, whatever it lies in."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast

import zstandard
from isal import igzip_lib

READ = 1 << 20
"""Bytes of a file that are read at once."""

_IGZIP_ERROR = cast("type[Exception]", igzip_lib.IsalError)  # the stub does not say it is a class
BROKEN = (
    EOFError, OSError, ValueError, struct.error, zlib.error, lzma.LZMAError, zipfile.BadZipFile,
    _IGZIP_ERROR, zstandard.ZstdError,
)  # fmt: skip
"""What the libraries raise over data that are not what they should be."""


class DamageError(Exception):
    """The text cannot be followed further; the message is for the user."""


class ContainerError(Exception):
    """The file or one of its members is packed in a way that is not read; for the user."""


@dataclass(frozen=True, slots=True)
class Text:
    """One log. member: its name within the archive, None where the file is the log itself.

    compression: `plain`, `gzip`, `bzip2`, `xz`, `zstd`; within archives `zip` or `tar`, and a `+`
    and the archive's own or the member's. size: of the member, in bytes as it stands in the archive
    unpacked; 0 where the file is the log itself. pieces: raise DamageError where the text breaks
    off, ContainerError where it cannot be read at all; none is empty.
    """

    member: str | None
    compression: str
    size: int
    pieces: Iterator[bytes]


class Source(Protocol):
    """What is read of a file that something compressed lies in."""

    def read(self, size: int, /) -> bytes: ...
    def seek(self, offset: int, /) -> int: ...
    def tell(self) -> int: ...
    def seekable(self) -> bool: ...


def plain(file: Source, step: int | None = None) -> Iterator[bytes]:
    """Its bytes from where it stands. step: how many are read at once; READ where None."""
    while piece := file.read(step or READ):
        yield piece


def raise_if_of_disk(error: Exception) -> None:
    """bz2 tells of broken data with OSError, as the system does of a broken disk."""
    if isinstance(error, OSError) and error.errno is not None:
        raise error
