"""The first lines of a log and what is declared of it → its format, or why it has none; and where
that is a doubt."""

from dataclasses import dataclass

import polars as pl

from pipeline import foreign
from pipeline.errors import FormatError, Problem
from pipeline.formats import SURE, Detection, LogFormat, content, detect, fitted, resolve
from pipeline.logfile import Declared, LogFile

FEW = 10
"""Lines; a log may have fewer than these and not one of them a request."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """detection: None where the format was declared, or there is nothing to read. zone: None where
    the format's lines carry their offset."""

    format: LogFormat
    detection: Detection | None
    zone: str | None


def recognised(declared: Declared, sample: pl.Series, name: str) -> Recognised:
    """sample: the first lines. Raises FormatError."""
    detection = None if declared.format else _detected(sample, name)
    fmt = _declared_format(declared, sample) or _format_of(detection)
    zone = _zone(fmt, declared.zone, name)
    if declared.must_read and declared.format:
        _require_a_fit(fmt, sample, zone, name)
    return Recognised(fmt, detection, zone)


def _zone(fmt: LogFormat, declared: str | None, name: str) -> str | None:
    if fmt.zoned or declared is not None:
        return None if fmt.zoned else declared
    raise FormatError(
        Problem(
            name,
            "sus fechas no traen desfase y no se declaró una zona",
            "una zona IANA",
            "agregue --timezone America/Monterrey, o time_zone en memoria.toml",
        )
    )


def _detected(sample: pl.Series, name: str) -> Detection | None:
    """None where there is nothing to read. Raises FormatError."""
    found = detect(sample)
    if found or content(sample).is_empty():
        return found
    known = foreign.recognise(sample.head(foreign.MANY).to_list())
    if known:
        what = f"no es una bitácora de acceso: es {known.name}"
        raise FormatError(Problem(name, what, "", known.remedy))
    raise FormatError(
        Problem(
            where=name,
            found=f"ningún formato conocido lee sus renglones; el primero es «{_first(sample)}»",
            expected="una bitácora de acceso",
            remedy="declare format con la cadena LogFormat o log_format de su servidor",
        )
    )


def _declared_format(declared: Declared, sample: pl.Series) -> LogFormat | None:
    """A delivered log has nothing before its lines."""
    fmt = declared.format
    return fmt if fmt is None or declared.pseudonymised else fitted(fmt, sample)


def _format_of(detection: Detection | None) -> LogFormat:
    return detection.format if detection else resolve("combined")


def _require_a_fit(fmt: LogFormat, sample: pl.Series, zone: str | None, name: str) -> None:
    """Raises FormatError where the format reads none of the first lines; but for a few that nothing
    reads: the scrap of a rotation."""
    some = content(sample)
    if some.is_empty() or fmt.read(some, zone).get_column("reason").null_count():
        return
    other = detect(sample)
    if other is None and some.height < FEW:
        return
    found = f"el formato declarado, «{fmt.name}», no lee ninguno de sus primeros renglones"
    remedy = (
        f'declare format = "{other.format.name}", que sí los lee, o quite el formato'
        if other
        else "copie la cadena LogFormat o log_format de la configuración del servidor"
    )
    raise FormatError(Problem(name, f"{found}; el primero es «{_first(sample)}»", "", remedy))


def doubts(log: LogFile) -> list[Problem]:
    """Where the format that was found may be another."""
    found = log.detection
    if found is None:
        return []
    problems = []
    if found.rival:
        problems.append(
            Problem(
                log.name,
                f"sus renglones se leen igual de bien como «{found.format.name}» y como "
                f"«{found.rival.name}», y dicen cosas distintas",
                "",
                f'se usó el primero; declare format = "{found.format.name}" u otro para fijarlo',
            )
        )
    if found.share < SURE and found.lines >= FEW:
        problems.append(
            Problem(
                log.name,
                f"«{found.format.name}» lee sólo {found.share:.0%} de sus primeros {found.lines} "
                "renglones",
                "",
                "revise los rechazados con: memoria inspect, o declare format",
            )
        )
    return problems


def _first(sample: pl.Series) -> str:
    """The first line with content, short and harmless on a terminal."""
    text = content(sample).item(0, "line")
    return "".join(c if c.isprintable() else "·" for c in text[:80]) + (
        "…" if len(text) > 80 else ""
    )
