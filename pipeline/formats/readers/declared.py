"""The fields of a log as the user declares them in memoria.toml.

Each key says what the value is, each text where it stands and, after a space, in which unit or
layout it is written:

    time = "ts"                        any usual time: ISO 8601, CLF, seconds or parts since 1970
    time = "ts %d/%m/%Y %H:%M:%S"      that layout; or epoch_s, epoch_ms, epoch_us, epoch_ns
    duration = "dur ms"                s (where nothing is said), ms, us, ns, or go: «1m2.5s»
    client = "request.remote_ip"       also with its port
    target = "request.uri"             a path with its query, or a whole URL
    request = "request_line"           instead of method and target: «GET / HTTP/1.1»
    method, status, bytes, host, referer, agent, forwarded
"""

import difflib
import re
from collections.abc import Iterator, Mapping

from pipeline.errors import FormatError, Problem
from pipeline.formats.readers.fields import EPOCH, FORWARDING, MICROSECONDS, Field
from pipeline.formats.readers.labelled import ANY_TIME, GO, PORTED, URL

ROLES = {
    "time": Field("time", ANY_TIME),
    "client": Field("client", PORTED),
    "method": Field("method"),
    "target": Field("target", URL),
    "request": Field("request"),
    "status": Field("status"),
    "bytes": Field("bytes"),
    "duration": Field("duration", "s"),
    "host": Field("vhost"),
    "referer": Field("referer"),
    "agent": Field("agent"),
    "forwarded": Field("forwarded", FORWARDING[0]),
}


_LAYOUT = re.compile(
    r"(?:[^%]|%[-_0]?[aAbBcCdDeFgGhHIjklmMnpPrRsStTuUvVwWxXyYZ+%]|%\.?[369]?f|%(?:#|:{0,3})z)+"
)
_DAY = re.compile(r"%[-_0]?[cdDeFjsvx+]")


def declared(fields: Mapping[str, str]) -> list[tuple[str, Field]]:
    """Place and meaning of each value. Raises FormatError with every problem."""
    problems = list(_problems(fields))
    if problems:
        raise FormatError(problems)
    return [_field(role, *_split(text)) for role, text in fields.items()]


def _split(text: str) -> tuple[str, str]:
    place, _, unit = text.strip().partition(" ")
    return place, unit.strip()


def _field(role: str, place: str, unit: str) -> tuple[str, Field]:
    field = ROLES[role]
    if role == "forwarded":
        return place, Field(field.role, _header(place) or field.layout)
    return place, Field(field.role, unit or field.layout)


def _header(place: str) -> str | None:
    """`request.headers.X-Real-Ip.0`, `http_x_real_ip`, `request_X-Real-Ip` name a header."""
    name = place.removesuffix(".0").lower().replace("_", "-")
    return next((header for header in FORWARDING if name.endswith(header)), None)


def _problems(fields: Mapping[str, str]) -> Iterator[Problem]:
    if "time" not in fields:
        yield Problem(
            where="fields",
            found="falta «time», el campo que dice cuándo llegó cada solicitud",
            expected='time = "campo"',
            remedy="escriba el nombre que ese campo tiene en la bitácora",
        )
    for role, text in fields.items():
        where = f"fields.{role}"
        if role not in ROLES:
            near = difflib.get_close_matches(role, ROLES, n=1)
            yield Problem(
                where=where,
                found="no es un dato que se lea",
                expected=", ".join(ROLES),
                remedy=f"¿quiso decir «{near[0]}»?" if near else "quite este renglón",
            )
        elif not isinstance(text, str) or not text.strip():
            yield Problem(
                where=where,
                found="no dice dónde está el dato",
                expected='el nombre del campo, como "request.uri"',
            )
        else:
            yield from _unit_problems(where, role, _split(text)[1])


def _unit_problems(where: str, role: str, unit: str) -> Iterator[Problem]:
    if role == "time":
        expected = f"{', '.join(EPOCH)}, o una fecha como %d/%m/%Y %H:%M:%S"
        good = not unit or unit in EPOCH or _is_layout(unit)
    elif role == "duration":
        expected = ", ".join((*MICROSECONDS, GO))
        good = not unit or unit in (*MICROSECONDS, GO)
    else:
        expected, good = "sólo el nombre del campo", not unit
    if not good:
        yield Problem(where, f"«{unit}» no es una manera de escribir este dato", expected)


def _is_layout(text: str) -> bool:
    """Whether it is of strptime's letters and says at least the day."""
    return bool(_LAYOUT.fullmatch(text) and _DAY.search(text))
