"""A file behind a URL (`s3://bucket/name`), read with fsspec as if it were on a disk.

Credentials, region and endpoint are the business of the library behind the URL (for S3 boto's:
AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, ~/.aws …), on every machine its own; this program neither asks
for them nor hands them on.
"""

import errno
import io
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

from pipeline.errors import Problem, SettingsError

EXTRA = 'pip install "memoria[cluster]"'

_BUFFER = 1 << 20
_BLOCK = 8 << 20
_KNOWN = {
    "NoCredentialsError": "no hay credenciales para entrar",
    "PartialCredentialsError": "a las credenciales les falta una parte",
    "EndpointConnectionError": "su servidor no responde",
    "ConnectTimeoutError": "su servidor no responde",
    "ReadTimeoutError": "su servidor dejó de responder",
    "ParamValidationError": "el nombre no es válido",
}
"""What the library behind s3:// raises that is no OSError, in Spanish."""


def is_remote(text: str) -> bool:
    """Whether it is a URL and no path: `s3://…`."""
    return "://" in text


@dataclass(frozen=True, slots=True)
class Remote:
    """A file behind a URL: as much of a Path as reading a log needs."""

    url: str

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        return self.url.rpartition("/")[2]

    def resolve(self) -> "Remote":
        return self

    absolute = resolve

    def is_dir(self) -> bool:
        return False

    def is_file(self) -> bool:
        return True

    exists = is_file

    def open(self, mode: str = "rb") -> BufferedReader:
        """Raises OSError and SettingsError."""
        assert mode == "rb"
        return BufferedReader(RemoteBytes(self.url), _BUFFER)


Place = Path | Remote
"""Of a file that is read."""


class RemoteBytes(io.RawIOBase):
    """A remote file whose every failure is an OSError that names it."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._files, self._path = file_system(url)
        with told(url):
            self._file = self._files.open(
                self._path, "rb", block_size=_BLOCK, cache_type="readahead"
            )

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        with told(self._url):
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def stamp(self) -> tuple[int, int, int, int]:
        """What shows that somebody has put other bytes there; see logfile.Stamp."""
        with told(self._url):
            facts = self._files.info(self._path)
        mark = next(
            (str(facts[key]) for key in ("ETag", "mtime", "LastModified") if key in facts), ""
        )
        return 0, int(facts["size"]), zlib.crc32(mark.encode()), 0

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def file_system(url: str) -> tuple[Any, str]:
    """fsspec's, which remembers no list of files, and the path there. Raises SettingsError."""
    try:
        import fsspec  # noqa: PLC0415

        files, path = fsspec.url_to_fs(url, use_listings_cache=False)
    except ImportError:
        scheme = url.partition("://")[0]
        found = f"falta lo que lee {scheme}://"
        raise SettingsError(Problem(url, found, "", f"instálelo con: {EXTRA}")) from None
    except ValueError:
        raise SettingsError(Problem(url, "no se conoce ese protocolo", "s3://…")) from None
    return files, str(path)


def matches(pattern: str) -> list[Remote]:
    """The files behind a glob. Raises OSError and SettingsError."""
    files, path = file_system(pattern)
    with told(pattern):
        found = [
            name for name, one in files.glob(path, detail=True).items() if one["type"] == "file"
        ]
    return [Remote(files.unstrip_protocol(name)) for name in found]


@contextmanager
def told(url: str) -> Iterator[None]:
    """What a remote file system raises, as OSError with a number or words of ours, and the URL."""
    try:
        yield
    except OSError as error:
        number = error.errno or _number(error)
        words = str(error).partition("\n")[0]
        raise OSError(number, os.strerror(number) if number else words, url) from error
    except _foreign() as error:
        words = _KNOWN.get(type(error).__name__, str(error).partition("\n")[0][:200])
        raise OSError(0, words, url) from error


def _number(error: OSError) -> int:
    """s3fs raises the right kinds of OSError, and gives them no number."""
    kinds = {FileNotFoundError: errno.ENOENT, PermissionError: errno.EACCES}
    return next((number for kind, number in kinds.items() if isinstance(error, kind)), 0)


def _foreign() -> tuple[type[Exception], ...]:
    """Roots of the errors of the libraries that are there."""
    roots = (("botocore.exceptions", "BotoCoreError"), ("botocore.exceptions", "ClientError"))
    modules = ((sys.modules.get(module), name) for module, name in roots)
    return tuple(getattr(module, name) for module, name in modules if module)
