"""The project's Markdown: its fenced blocks, what a reader types, what it shows, where it points.

A block `console` is run: lines after `$ ` are typed, `\\` at the end goes on in the next line, and
the lines below are what the program answers, where `…` stands for what varies; `…` alone on a line
stands for any lines. A block `sh` holds orders alone. A block `sql` is asked of DuckDB; a block
`csv` right after it is its answer. Other kinds are only shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\S*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
UNSEEN = re.compile(r"\r|\ufeff|\x1b\[[0-9;?]*[A-Za-z]")
LINK = re.compile(r"!?\[(?:[^\]\[]|\[[^\]]*\])*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block. line: that of its fence. file: what it is to be written to, or changes."""

    document: str
    line: int
    language: str
    text: str
    file: str = ""

    @property
    def order(self) -> str:
        """Its first line, as it is typed."""
        return self.text.split("\n", 1)[0].strip().removeprefix("$ ")


@dataclass(frozen=True)
class Step:
    """What is typed, and what the document says that is then shown."""

    where: str
    typed: str
    shown: str

    @property
    def order(self) -> str:
        """Without the note beside it."""
        return re.split(r"\s+# ", self.typed)[0]


def documents() -> list[str]:
    """Those for users, from the root."""
    return ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def blocks(document: str) -> list[Block]:
    text = text_of(document)
    return [
        Block(document, text[: match.start()].count("\n") + 1, match[1], match[3], match[2] or "")
        for match in FENCE.finditer(text)
    ]


def steps(block: Block) -> Iterator[Step]:
    """Of a block of orders."""
    if block.language == "sh":
        lines = filter(None, block.text.splitlines())
        yield from (Step(f"{block.document}:{block.line}", line, "") for line in lines)
        return
    typed, shown = "", ""
    for line in block.text.splitlines():
        if typed.endswith("\\"):
            typed = typed[:-1] + line.strip()
        elif line.startswith("$ "):
            if typed:
                yield Step(f"{block.document}:{block.line}", typed, shown)
            typed, shown = line[2:], ""
        else:
            shown += line.rstrip() + "\n"
    assert typed, f"{block.document}:{block.line}: no order"
    yield Step(f"{block.document}:{block.line}", typed, shown)


def is_shown(shown: str, said: str) -> bool:
    """Whether a program said what a document shows."""
    lines = (_pattern(line) for line in shown.strip("\n").splitlines())
    plain = "\n".join(line.rstrip() for line in UNSEEN.sub("", said).splitlines()) + "\n"
    return re.fullmatch("".join(lines), plain.lstrip("\n")) is not None


def _pattern(line: str) -> str:
    if line.strip() == "…":
        return r"(?:.*\n)*?"
    return ".*?".join(map(re.escape, line.split("…"))) + r"\n"


def links(document: str) -> list[str]:
    """Where links and pictures point, outside of blocks."""
    return LINK.findall(FENCE.sub("", text_of(document)))


def anchors(document: str) -> set[str]:
    """Those of the headings, as the forges make them."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", text_of(document)), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", head.replace("`", "").lower()) for head in heads)
    return {head.strip().replace(" ", "-") for head in plain}
