"""Every regular expression that Python's own engine runs, and texts made to stop it.

That engine goes back and tries again, so a pattern may take the square of a text, or worse.
For each repetition of a pattern a text is made that reaches it, feeds it over and over, and then
fails; and one that nearly fits as often as it goes.
"""

import ast
import importlib
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[2]
CALLS = ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
REPEATS = (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT)
LONGEST = 16_384
"""Signs of the texts that are tried."""
SECONDS = 0.15
"""Of processor time for one; what is linear takes a hundredth of it, a square ten times as much."""
MANY = 10
"""Repetitions up to here cannot grow."""


@dataclass(frozen=True)
class Call:
    """One call of `re`. file: below the root. text: the pattern, or what makes it."""

    file: str
    text: str
    name: str
    flags: str
    made: ast.expr

    @property
    def key(self) -> tuple[str, str]:
        return self.file, self.text

    def pattern(self) -> re.Pattern[Any] | None:
        """None where it is not known before it is used."""
        module = importlib.import_module(self.file.removesuffix(".py").replace("/", "."))
        known = {**vars(re), **vars(module)}
        try:
            flags = eval(self.flags, known) if self.flags else 0
            return re.compile(eval(ast.unparse(self.made), known), flags)
        except (NameError, TypeError):
            return None


def sources() -> Iterator[Path]:
    yield ROOT / "memoria.py"
    for folder in ("pipeline", "reports"):
        yield from sorted((ROOT / folder).rglob("*.py"))


@cache
def calls() -> list[Call]:
    return [
        call
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (call := _call_of(node, path))
    ]


def _call_of(node: ast.AST, path: Path) -> Call | None:
    function = node.func if isinstance(node, ast.Call) else None
    if not (
        isinstance(node, ast.Call)
        and isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in CALLS
    ):
        return None
    place = {"compile": 1, "split": 3, "sub": 4, "subn": 4}.get(function.attr, 2)
    flags = node.args[place : place + 1] or [
        word.value for word in node.keywords if word.arg == "flags"
    ]
    return Call(
        path.relative_to(ROOT).as_posix(),
        _written_out(node.args[0]),
        function.attr,
        ast.unparse(flags[0]) if flags else "",
        node.args[0],
    )


def _written_out(pattern: ast.expr) -> str:
    """As a person reads it, where it is a text that can be shown."""
    text = pattern.value if isinstance(pattern, ast.Constant) else None
    if isinstance(text, str) and text.isprintable():
        return text
    return ast.unparse(pattern)


@cache
def used() -> dict[str, set[str]]:
    """Name of a compiled pattern → what is called of it, anywhere."""
    found: dict[str, set[str]] = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in CALLS
                and isinstance(node.value, ast.Name)
            ):
                found.setdefault(node.value.id, set()).add(node.attr)
    return found


@cache
def compiled() -> dict[tuple[str, str], str]:
    """File and text of a compiled pattern → the name it is given."""
    found = {}
    for path in sources():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and (call := _call_of(node.value, path)):
                name = node.targets[0]
                assert isinstance(name, ast.Name)
                found[call.key] = name.id
    return found


def ways(call: Call) -> set[str]:
    """How the pattern is asked."""
    if call.name != "compile":
        return {call.name}
    return used().get(compiled().get(call.key, ""), set()) or {"search"}


# -- texts


def attacks(pattern: re.Pattern[Any], size: int) -> Iterator[str]:
    """Texts of about so many signs."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    rng = random.Random(0)
    for prefix, body in _repeats(tree, "", rng):
        for pump in dict.fromkeys(_sample(body, random.Random(seed)) for seed in range(4)):
            times = size // max(1, len(pump))
            for end in ("", "\0", "!", "\n", "\u2028x"):
                yield prefix + pump * times + end
            yield prefix + (pump + "\0") * times
    for seed in range(4):
        fit = _sample(tree, random.Random(seed))
        for piece in (fit, fit[:-1], fit[1:], f"{fit[:-1]}\0"):
            yield piece * (size // max(1, len(piece)))
        yield fit * (size // 2 // max(1, len(fit))) + "a" * (size // 2)
    for sign in " \t\n\"'\\[]{}()<>.,:;-_=/0aA%#":
        yield sign * size


def _repeats(
    tree: Iterable[Any], prefix: str, rng: random.Random
) -> Iterator[tuple[str, Iterable[Any]]]:
    """Each repetition: a text that leads there, and what is repeated."""
    for op, value in tree:
        if op in REPEATS:
            _, most, body = value
            if most > MANY:
                yield prefix, body
            yield from _repeats(body, prefix, rng)
        elif op is signs.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, prefix, rng)
        elif op is signs.SUBPATTERN:
            yield from _repeats(value[3], prefix, rng)
        elif op is signs.ATOMIC_GROUP:
            yield from _repeats(value, prefix, rng)
        elif op in (signs.ASSERT, signs.ASSERT_NOT):
            yield from _repeats(value[1], prefix, rng)
        prefix += _one(op, value, rng)


def _sample(tree: Iterable[Any], rng: random.Random) -> str:
    """A text that fits, looking around aside."""
    return "".join(_one(op, value, rng) for op, value in tree)


def _one(op: Any, value: Any, rng: random.Random) -> str:
    if op in REPEATS:
        least, most, body = value
        times = least or rng.choice([0, min(1, most)])
        return "".join(_sample(body, rng) for _ in range(times))
    made = _SAMPLES.get(op)
    return made(value, rng) if made else ""  # what takes no room, or says again what was there


_CLASSES = {
    signs.CATEGORY_DIGIT: "07", signs.CATEGORY_SPACE: " \t", signs.CATEGORY_WORD: "a0_",
    signs.CATEGORY_NOT_DIGIT: "a ", signs.CATEGORY_NOT_SPACE: "a.", signs.CATEGORY_NOT_WORD: " .",
}  # fmt: skip


def _of_class(items: list[Any], rng: random.Random) -> str:
    if items[0][0] is signs.NEGATE:
        refused = re.compile(_written(items))
        return next(sign for sign in "a b.0:-\t\0é" if refused.match(sign))
    op, value = rng.choice(items)
    match op:
        case signs.LITERAL:
            return chr(value)
        case signs.RANGE:
            return chr(rng.choice(value))
        case signs.CATEGORY:
            return rng.choice(_CLASSES[value])
    raise AssertionError(op)


_SAMPLES: dict[Any, Callable[[Any, random.Random], str]] = {
    signs.LITERAL: lambda value, _: chr(value),
    signs.NOT_LITERAL: lambda value, _: "a" if value != ord("a") else "b",
    signs.ANY: lambda _, rng: rng.choice("a ."),
    signs.IN: _of_class,
    signs.BRANCH: lambda value, rng: _sample(rng.choice(value[1]), rng),
    signs.SUBPATTERN: lambda value, rng: _sample(value[3], rng),
    signs.ATOMIC_GROUP: _sample,
}


def _written(items: list[Any]) -> str:
    """A class as a pattern again."""
    names = {
        signs.CATEGORY_DIGIT: r"\d", signs.CATEGORY_SPACE: r"\s", signs.CATEGORY_WORD: r"\w",
        signs.CATEGORY_NOT_DIGIT: r"\D", signs.CATEGORY_NOT_SPACE: r"\S",
        signs.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    text = "^"
    for op, value in items[1:]:
        match op:
            case signs.LITERAL:
                text += re.escape(chr(value))
            case signs.RANGE:
                text += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
            case signs.CATEGORY:
                text += names[value]
    return f"[{text}]"


# -- time


def slowest(pattern: re.Pattern[Any], how: str, most: int = LONGEST) -> tuple[float, str]:
    """Processor time of the worst text, up to so many signs, and how it begins; short ones first,
    and no further once one took too long."""
    size, worst = 16, (0.0, "")
    while True:
        for text in attacks(pattern, min(size, most)):
            spent = _time(pattern, how, text[: most + 8])
            worst = max(worst, (spent, text[:60]))
            if spent > SECONDS:
                return worst
        if size >= most:
            return worst
        size = size + 4 if size < 32 else 2 * size


def _time(pattern: re.Pattern[Any], how: str, text: str) -> float:
    given: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    begun = time.process_time()
    if how in ("sub", "subn"):
        pattern.sub(given[:0], given)
    elif how == "finditer":
        for _ in pattern.finditer(given):
            pass
    else:
        getattr(pattern, how)(given)
    return time.process_time() - begun
