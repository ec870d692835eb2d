"""Which line of a TOML file each key stands on: tomllib does not say, and a user needs to be told.

A scanner, not a parser: it runs only on text that tomllib has accepted, so all it must do is find
the keys and step over the values.
"""

import re
from collections.abc import Iterator

Location = tuple[str | int, ...]

_PART = r"""(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_BLANK = re.compile(r"(?:\s+|#[^\n]*)+")
_HEADER = re.compile(rf"(\[\[?)[ \t]*({_KEY})[ \t]*\]\]?")
_ASSIGNMENT = re.compile(rf"({_KEY})[ \t]*=[ \t]*")
# What may hide a bracket, a comma or a line end inside a value; long strings before short ones.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|."
    r"|\n",
    re.DOTALL,
)


def key_lines(text: str) -> dict[Location, int]:
    """Location of a key, table, or element of a list → its line, counted from one."""
    text = text.replace("\r\n", "\n")
    lines: dict[Location, int] = {}
    arrays: dict[Location, int] = {}
    table: Location = ()
    for match, line in _statements(text):
        if match.re is _HEADER:
            table = _enter(_parts(match[2]), match[1] == "[[", arrays)
            lines.setdefault(table, line)
        else:
            key = table + _parts(match[1])
            lines[key] = line
            lines |= _elements(text, match.end(), key, line)
    return lines


def _statements(text: str) -> Iterator[tuple[re.Match[str], int]]:
    position, counted, line = 0, 0, 1
    while True:
        blank = _BLANK.match(text, position)
        position = blank.end() if blank else position
        line, counted = line + text.count("\n", counted, position), position
        match = _HEADER.match(text, position) or _ASSIGNMENT.match(text, position)
        if match is None:  # the end; or a shape unknown here, and lines are only a courtesy
            return
        yield match, line
        is_header = match.re is _HEADER
        position = match.end() if is_header else _value_end(text, match.end())


def _parts(key: str) -> Location:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))


def _enter(names: Location, is_array: bool, arrays: dict[Location, int]) -> Location:
    """The location of a header; a name that is a list of tables stands for its latest element."""
    location: Location = ()
    for depth, name in enumerate(names, start=1):
        location += (name,)
        if is_array and depth == len(names):
            arrays[location] = arrays.get(location, -1) + 1
        if location in arrays:
            location += (arrays[location],)
    return location


def _value_end(text: str, position: int) -> int:
    depth = 0
    for token in _TOKEN.finditer(text, position):
        if token[0] == "\n" and depth == 0:
            return token.start()
        depth += _step(token[0])
    return len(text)


def _step(token: str) -> int:
    return 1 if token in ("[", "{") else -1 if token in ("]", "}") else 0


def _elements(text: str, position: int, key: Location, line: int) -> dict[Location, int]:
    """Lines of the elements of a list; empty for any other value."""
    if text[position : position + 1] != "[":
        return {}
    found: dict[Location, int] = {}
    index = depth = 0
    for token in _TOKEN.finditer(text, position):
        text_is_value = not token[0].isspace() and not token[0].startswith("#")
        if depth == 1 and text_is_value and token[0] not in (",", "]"):
            found.setdefault((*key, index), line)
        depth += _step(token[0])
        if depth == 0:
            break
        index += depth == 1 and token[0] == ","
        line += token[0].count("\n")
    return found
