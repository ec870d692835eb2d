"""One line of JSON in Python: what reads any line, and what the quick way must agree with.

Lenient where servers write what is not JSON: a backslash that begins no escape is itself (nginx's
`\\xHH`), a value that is missing or `-` is none (Apache's `%b` without quotes), another word
without quotes is a text (`000`, `0.001, 0.002`). Control characters stay visible as `\\xHH`, as
servers write them.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

WORD = r"[-+.0-9A-Za-z]+"
"""What stands without quotes: numbers, `null`, and what a template has put there."""

_SPACE = " \t\r\n"
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_ESCAPE = re.compile(r'(\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))|\\', re.DOTALL)
_PIECE = re.compile(
    rf"(?P<text>{_STRING})|:(?P<empty>[ \t\r]*)(?=[,}}])|(?P<word>{WORD}(?:(?:, | : ){WORD})*)",
    re.DOTALL,
)
_LITERAL = re.compile(r"true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)
_BRACKET = re.compile(rf'{_STRING}|[{{}}\[\],"]', re.DOTALL)
_CLOSING = {"{": "}", "[": "]"}
_DEEPEST = 64
_DOTS = 6
"""Dots of a path that may be its keys' or between them."""
_VISIBLE = {code: f"\\x{code:02x}" for code in range(32)} | {
    code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)
}
_UNSEEN = re.compile("[\0-\x1f\ud800-\udfff]")


class Unquoted(str):
    """A number, as it is written."""

    __slots__ = ()


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found


def _decoder(hook: Callable[[list[tuple[str, Any]]], Any] | None) -> Callable[[str], Any]:
    decoder = json.JSONDecoder(
        strict=False,
        parse_int=Unquoted,
        parse_float=Unquoted,
        parse_constant=Unquoted,
        object_pairs_hook=hook,
    )
    return decoder.decode


_any_keys, _distinct_keys = _decoder(None), _decoder(_distinct)


def parse(line: str, *, distinct: bool = False) -> dict[str, Any] | None:
    """The line's object; None where it is none. Numbers are Unquoted; of two equal keys the last
    counts, or, with `distinct`, the line is none."""
    decode = _distinct_keys if distinct else _any_keys
    for text in _readings(line):
        try:
            found = decode(text)
        except (ValueError, RecursionError):
            continue
        return found if isinstance(found, dict) else None
    return None


def _readings(line: str) -> Iterator[str]:
    if line.lstrip(_SPACE).startswith("{"):
        yield line
        yield _PIECE.sub(_mended, line)


def _mended(piece: re.Match[str]) -> str:
    if piece["text"] is not None:
        return _escaped(piece["text"])
    if piece["empty"] is not None:
        return ":null"
    word = piece["word"]
    if _LITERAL.fullmatch(word):
        return word
    return "null" if word == "-" else f'"{word}"'


def _escaped(text: str) -> str:
    """With a second backslash for each that begins no escape."""
    return _ESCAPE.sub(lambda escape: escape[1] or r"\\", text)


def unescaped(text: str) -> str:
    """What stands between two quotes, as it reads."""
    return visible(str(_any_keys(f'"{_escaped(text)}"')))


def visible(text: str) -> str:
    return text.translate(_VISIBLE) if _UNSEEN.search(text) else text


_USUAL = ["\\" + letter for letter in '\\"/bfnrt'] + [
    f"\\u00{high}{low}" for high in "01234567" for low in "0123456789abcdefABCDEF"
]
ESCAPES = {escape: unescaped(escape) for escape in _USUAL}
"""The escapes of ASCII."""


@lru_cache(4096)
def _ways(path: str) -> tuple[tuple[str, ...], ...]:
    """How a path can be cut into keys: those with dots before nested ones, the longest first."""
    ways: list[tuple[str, ...]] = [(path,)]
    dots = [at for at, character in enumerate(path) if character == "."][:_DOTS]
    for at in reversed(dots):
        ways += [(path[:at], *rest) for rest in _ways(path[at + 1 :])]
    return tuple(ways)


def resolve(found: object, path: str) -> tuple[str | int, ...] | None:
    """Where `a.b.0` leads, None where nowhere."""
    return next((steps for way in _ways(path) if (steps := _steps(found, way))), None)


def _steps(found: Any, way: Sequence[str]) -> tuple[str | int, ...] | None:
    steps: list[str | int] = []
    for key in way:
        if isinstance(found, list) and re.fullmatch("[0-9]{1,9}", key) and int(key) < len(found):
            steps.append(int(key))
        elif isinstance(found, dict) and key in found:
            steps.append(key)
        else:
            return None
        found = found[steps[-1]]
    return tuple(steps)


def follow(found: Any, steps: Sequence[str | int]) -> object:
    for step in steps:
        found = found[step]
    return found


def text_at(found: dict[str, Any], path: str) -> str | None:
    """The value at the path as text. Several values of a list are joined, as the lines of one
    header are. Empty where the log has a place for the value and nothing is there: see is_sent."""
    steps = resolve(found, path)
    if steps is not None:
        return _text(follow(found, steps)) or ""
    return "" if _has_parent(found, path) else None


def _text(value: object) -> str | None:
    match value:
        case str():
            return visible(str(value))
        case bool():
            return "true" if value else "false"
        case list():
            texts = [_text(one) for one in value if not isinstance(one, list)]
            return ", ".join(text for text in texts if text is not None) if any(texts) else None
    return None


def is_sent(found: dict[str, Any], path: str) -> bool:
    """Whether the log has a place for the value: it stands there, if only as null, or what it
    would be part of does (the headers of a request without that one)."""
    return resolve(found, path) is not None or _has_parent(found, path)


def _has_parent(found: dict[str, Any], path: str) -> bool:
    parent, _, _ = path.rpartition(".")
    steps = resolve(found, parent) if parent else None
    return steps is not None and isinstance(follow(found, steps), dict)


def before_the_cut(line: str) -> dict[str, Any] | None:
    """The whole members of an object that does not end; None where it is not cut, but wrong."""
    open_brackets: list[str] = []
    good: tuple[int, str] | None = None
    for token in _BRACKET.finditer(line):
        match token[0]:
            case "{" | "[" as bracket:
                open_brackets.append(_CLOSING[bracket])
            case "}" | "]" as bracket:
                if not open_brackets or open_brackets.pop() != bracket or not open_brackets:
                    return None
            case ",":
                good = token.start(), "".join(reversed(open_brackets))
            case '"':
                break
        if len(open_brackets) > _DEEPEST:
            return None
    return parse(line[: good[0]] + good[1]) if good else None
