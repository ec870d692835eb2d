"""What a folder of parts was made of: of which log, read in which way, and how far."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import polars as pl

from pipeline import own_code
from pipeline import shelf as shelves
from pipeline.lines import Start
from pipeline.logfile import LogFile
from pipeline.parse import Counts
from pipeline.places import Places
from pipeline.privacy import Tokens

FILE = "source.json"

READERS = (
    "containers/*.py", "lines.py", "cuts.py", "chunks.py", "formats/*.py", "formats/readers/*.py",
    "parse.py", "clients.py", "addresses.py",
    "privacy.py", "attacks.py", "attacks.toml", "places.py", "parts.py", "source.py", "parquet.py",
    "texts.py", "torn.py", "marks.py", "pseudonyms.py", "remembered.py",
)  # fmt: skip
"""What decides how bytes are read: when one of these files changes, parts are made again."""


@dataclass(frozen=True, slots=True)
class Read:
    """What has been read of a log, or of a chunk of one.

    whole: counts of the lines that ended; tail: of a last line that had no end yet. start: where
    reading can go on; None where it cannot.
    """

    whole: Counts
    tail: Counts
    start: Start | None

    @property
    def counts(self) -> Counts:
        return self.whole + self.tail

    def dump(self) -> str:
        return json.dumps(asdict(self), default=datetime.isoformat)

    @classmethod
    def load(cls, text: str | bytes) -> Self:
        """Raises ValueError, TypeError and KeyError where it is none."""
        data = json.loads(text)
        start = data.pop("start")
        whole, tail = counts_of(data.pop("whole")), counts_of(data.pop("tail"))
        return cls(whole, tail, Start(**start) if start else None, **data)


@dataclass(frozen=True, slots=True)
class Source(Read):
    """The same of a log whose parts are in a folder; its source.json.

    name, size, sha256: of the log. way: all else that decides what the parts hold (see way_of).
    """

    name: str
    size: int
    sha256: str
    way: str


def counts_of(data: dict[str, Any]) -> Counts:
    for name in ("first", "last"):
        data[name] = data[name] and datetime.fromisoformat(data[name])
    return Counts(**data)


def key_of(log: LogFile, way: str) -> str:
    """The name of the log's folder: everything that decides what the parts hold."""
    return sha256(f"{log.sha256} {way}".encode()).hexdigest()[:32]


def way_of(log: LogFile, tokens: Tokens, places: Places) -> str:
    """How a log is read: all but its bytes."""
    believed = log.forwarded.spec if log.forwarded else None
    facts = (
        own_code.digest(READERS),
        pl.__version__,
        log.format.spec,
        log.detection is not None,
        log.zone,
        believed,
        tokens.fingerprint,
        places.digest,
        log.pseudonymised and log.name,  # two of a delivery may have equal bytes
    )
    return sha256(json.dumps(facts).encode()).hexdigest()[:32]


def write(folder: Path, source: Source) -> None:
    """Raises OSError."""
    (folder / FILE).write_text(source.dump())


def shelved(folder: Path) -> Source | None:
    """What a folder says that it holds, if it says so at all."""
    try:
        (folder / shelves.SEAL).stat()
        return Source.load((folder / FILE).read_text())
    except (OSError, ValueError, TypeError, KeyError):
        return None


def every(shelf: Path) -> Iterator[tuple[Path, Source]]:
    for folder in sorted(shelf.glob("*")):
        if folder.suffix != ".tmp" and (source := shelved(folder)):
            yield folder, source
