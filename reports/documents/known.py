"""Which sections a document can have: those that have a template."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import Problem, SettingsError
from pipeline.settings import nearest, shown

TEMPLATES = Path(__file__).with_name("templates")


def sections() -> tuple[str, ...]:
    """Their ids, in order."""
    return tuple(sorted(path.stem for path in (TEMPLATES / "sections").glob("*.html")))


def require(wanted: Iterable[str], where: str) -> None:
    """where: the agreement that asks for them. Raises SettingsError with each that there is not."""
    known = sections()
    if problems := [_unknown(name, known, where) for name in wanted if name not in known]:
        raise SettingsError(problems)


def _unknown(name: str, known: tuple[str, ...], where: str) -> Problem:
    close = nearest(name, known)
    remedy = f"¿quiso decir «{close[0]}»?" if close else "quite esa sección del convenio"
    found = f"no existe la sección {shown(name)}"
    return Problem(f"{where}: [[sections]]", found, f"una de: {', '.join(known)}", remedy)
