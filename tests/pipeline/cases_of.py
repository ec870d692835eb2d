"""Cases are files: cases/<subject>/accepted/* and refused/*, each refused one with its message."""

from pathlib import Path

import pytest

CASES = Path(__file__).with_name("cases")


def files(subject: str, kind: str, suffix: str):
    """The case files, as parameters named after what they test."""
    paths = sorted((CASES / subject / kind).glob(f"*{suffix}"))
    assert paths, f"no cases in {subject}/{kind}"
    return [pytest.param(path, id=path.stem) for path in paths]


def message(error: Exception, path: Path) -> str:
    """What the user would read, without the folder that differs from machine to machine."""
    return str(error).replace(f"{path.parent}/", "") + "\n"
