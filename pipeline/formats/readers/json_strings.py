"""JSON that a server writes by a format string: nginx's `escape=json '{"status": $status, …}'`,
Apache's `LogFormat "{ \\"time\\":\\"%t\\", … }"`.

Each value of the object is what its variables say; a value made of several is known where they make
a time, a request line, or a URL.
"""

import json
import re
from collections.abc import Iterator, Sequence

from pipeline.formats.base import LogFormat
from pipeline.formats.readers.fields import Field, Token, has_offset
from pipeline.formats.readers.json_lines import json_format
from pipeline.formats.readers.labelled import ANY_TIME, PORTED, URL
from pipeline.formats.readers.template import Template

_HOLE = re.compile("\ue000(\\d+)\ue001")


def format_of(
    tokens: tuple[Token, ...], *, text: str, body: str, name: str, title: str
) -> LogFormat | None:
    """The format of a server's string, which may write JSON; None where it has no field.

    text: as it was declared; body: the string itself, without its directive.
    """
    if not any(isinstance(token, Field) for token in tokens):
        return None
    if body.lstrip().startswith("{"):
        return _json_of(tokens, name or text, title)
    return Template(name or body, title, tokens, body)


def _json_of(tokens: Sequence[Token], name: str, title: str) -> LogFormat:
    """The format of a string that begins as an object; one that is not quite JSON is read as it
    stands."""
    try:
        values = json.loads(_with_holes(tokens))
    except ValueError:
        return Template(name, title, tuple(tokens), name)
    fields = [token for token in tokens if isinstance(token, Field)]
    paths = {path: _meaning(_pieces(value, fields)) for path, value in _leaves(values)}
    return json_format(name, title, {path: field for path, field in paths.items() if field.role})


def _with_holes(tokens: Sequence[Token]) -> str:
    """JSON with a number in place of each field, quoted where the string has no quotes for it."""
    text, number = "", 0
    for token in tokens:
        if isinstance(token, str):
            text += token
            continue
        hole = f"\ue000{number}\ue001"
        in_quotes = re.sub(r"\\.", "", text).count('"') % 2
        text += hole if in_quotes else f'"{hole}"'
        number += 1
    return text


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in items:
            yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, str):
        yield path, value


def _pieces(value: str, fields: Sequence[Field]) -> list[Token]:
    """Literals and fields by turns."""
    pieces = _HOLE.split(value)
    return [
        fields[int(piece)] if at % 2 else piece
        for at, piece in enumerate(pieces)
        if at % 2 or piece
    ]


def _meaning(pieces: Sequence[Token]) -> Field:
    """What a value made of these is; of no role where it is nothing that is read."""
    fields = [piece for piece in pieces if isinstance(piece, Field)]
    roles = [field.role for field in fields]
    if roles and set(roles) == {"time"}:
        return _time(pieces, fields)
    if {"method", "target"} <= set(roles):
        return Field("request")
    if "target" in roles:
        return Field("target", URL)
    if "client" in roles:
        return Field("client", PORTED)
    if len(fields) == 1 and pieces == fields:
        return fields[0]
    return Field("vhost") if "vhost" in roles else Field("")


def _time(pieces: Sequence[Token], fields: Sequence[Field]) -> Field:
    """A whole instant is told from its text; pieces of one make a layout together."""
    if len(fields) == 1 and has_offset(fields[0].layout) and "%Z" not in fields[0].layout:
        return Field("time", ANY_TIME)
    return Field(
        "time",
        "".join(
            piece.layout if isinstance(piece, Field) else piece.replace("%", "%%")
            for piece in pieces
        ),
    )
