"""The tag files of a bag: its declaration, what it says of itself, and the lists of digests."""

import re
import textwrap
from collections.abc import Iterator, Mapping

from pipeline.errors import DeliveryError, Problem
from reports.delivery.bag.names import decoded, encoded, seen, shown, wrong

DECLARATION, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAGMANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD = "data/"
MOST_LINES, MOST_SHOWN = 25_000, 100  # of a list of digests; problems
LARGEST, LARGEST_INFO = 32 << 20, 1 << 20  # bytes: of a list of digests; of the other tag files
WIDEST = 79  # characters of a line, as the RFC recommends

_ENDING = re.compile(r"\r\n?|\n")
_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]++\*?(.+)")


def listing(digests: Mapping[str, str]) -> str:
    """A manifest, as `sha256sum` writes it, in the order of the bytes of the paths."""
    ordered = sorted(digests.items(), key=lambda item: item[0].encode())
    return "".join(f"{digest}  {encoded(path)}\n" for path, digest in ordered)


def listed(text: str, name: str, most: int = MOST_LINES) -> dict[str, str]:
    """Path → digest of a manifest. Raises DeliveryError with the lines that are none, and where
    there are more than `most`."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    lines = _ENDING.split(text.removesuffix("\n"), maxsplit=most)
    if len(lines) > most:
        raise DeliveryError(Problem(name, "tiene demasiados renglones", f"a lo más {most:,}"))
    for number, line in enumerate(lines if text else (), 1):
        problem, path, digest = _entry(line, found)
        if problem:
            expected = "huella SHA-256, dos espacios y ruta"
            problems.append(Problem(f"{name}:{number}", problem, expected))
            if len(problems) == MOST_SHOWN:
                break
        else:
            found[path] = digest
    if problems:
        raise DeliveryError(problems)
    return found


def _entry(line: str, before: Mapping[str, str]) -> tuple[str, str, str]:
    """(what is wrong, path, digest) of a line."""
    match = _LINE.fullmatch(line)
    if not match:
        return "el renglón no se entiende", "", ""
    path = decoded(match[2])
    if path in before:
        return f"«{shown(path)}» está dos veces", "", ""
    return wrong(path), path, match[1].lower()


def info_text(labels: Mapping[str, str]) -> str:
    """bag-info.txt: a label a line, folded by an indented line where it is long."""
    return "".join(_folded(label, value) for label, value in labels.items())


def _folded(label: str, value: str) -> str:
    lines = textwrap.wrap(
        f"{label}: {' '.join(seen(value).split())}", WIDEST, subsequent_indent="  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return "\n".join(lines) + "\n"


def info_labels(text: str) -> dict[str, str]:
    """The labels of a bag-info.txt, unfolded; of one that is given twice, the last."""
    return dict(_labels(text))


def _labels(text: str) -> Iterator[tuple[str, str]]:
    unfolded = re.sub(r"\r?\n[ \t]+", " ", text)
    for line in unfolded.splitlines():
        label, colon, value = line.partition(":")
        if colon:
            yield label.strip(), value.strip()
