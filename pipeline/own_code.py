"""The program's own code as a digest: what was made by other code is made again, and nobody has to
remember to raise a number."""

from functools import cache
from hashlib import sha256
from pathlib import Path

ALL = ("**/*.py", "**/*.sql", "**/*.toml")


@cache
def digest(patterns: tuple[str, ...] = ALL) -> str:
    """Of the files of pipeline/ that these patterns name."""
    here = Path(__file__).parent
    files = sorted({file for pattern in patterns for file in here.glob(pattern)})
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
