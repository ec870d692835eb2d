"""A PDF as a screen reader meets it: its tree of structure, in order, with what each part says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI"}
PAGE_PARTS = {"/Document", "/Part", "/Sect", "/Div", "/Art", "/NonStruct", "/BlockQuote"}


@dataclass
class Node:
    """role: without its slash; text: what it says itself; alt, instead: what is said in the place
    of all in it; kids: in reading order."""

    role: str
    text: str = ""
    alt: str = ""
    instead: str = ""
    page: int = 0
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list["Node"] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    def every(self, *roles: str) -> Iterator["Node"]:
        if not roles or self.role in roles:
            yield self
        for kid in self.kids:
            yield from kid.every(*roles)

    def words(self) -> str:
        """Everything said in it; an alternative takes the place of what it stands for."""
        said = (
            self.alt
            or self.instead
            or " ".join([self.text, *(kid.words() for kid in self.kids), *self.fields()])
        )
        return " ".join(said.split())

    def fields(self) -> list[str]:
        return [str(one.TU) for one in self.annotations if "/TU" in one]


def read(pdf: Pdf) -> Node:
    """The whole document. Raises AssertionError where the tree and the pages disagree."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    said = {number: texts(painted(page)) for number, page in enumerate(pdf.pages, 1)}
    [document] = _kids(pdf.Root.StructTreeRoot.K)
    made = _node(document, pages, said, 1)
    assert not [rest for rest in said.values() if rest], "marked content outside the tree"
    return made


def _kids(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, Array) else [kids]


def _node(element: Any, pages: dict[Any, int], said: dict[int, dict[int, str]], page: int) -> Node:
    page = pages[element.Pg.objgen] if "/Pg" in element else page
    made = Node(str(element.S)[1:], page=page)
    made.alt, made.instead = (str(element.get(key, "")) for key in ("/Alt", "/ActualText"))
    for attributes in _kids(element.get("/A", Array())):
        made.attributes |= {str(name): value for name, value in attributes.items()}
    for kid in _kids(element.get("/K", Array())):
        if isinstance(kid, int):
            made.kids.append(Node("", said[page].pop(kid), page=page))
        elif kid.get("/Type") == Name.MCR:
            there = pages[kid.Pg.objgen]
            made.kids.append(Node("", said[there].pop(int(kid.MCID)), page=there))
        elif kid.get("/Type") == Name.OBJR:
            made.annotations.append(kid.Obj)
        else:
            assert kid.P.objgen == element.objgen, "a child of another parent"
            made.kids.append(_node(kid, pages, said, page))
    return made


Painted = tuple[int | None, str, str]
"""Number of the marked content (None: an artifact), text, operator."""


def texts(painted: Iterable[Painted]) -> dict[int, str]:
    """Marked content of a page: its number → the text painted in it."""
    found: dict[int, str] = {}
    for number, text, _ in painted:
        if number is not None and number != OUTSIDE:
            found[number] = found.get(number, "") + text
    return found


def unmarked(painted: Iterable[Painted]) -> list[str]:
    """What is painted neither as content nor as an artifact: must be nothing."""
    return [name for number, _, name in painted if number == OUTSIDE and name in PAINTING]


def artifacts(painted: Iterable[Painted]) -> str:
    """The text of headers and footers."""
    return "".join(text for number, text, _ in painted if number is None)


OUTSIDE = -1


def painted(page: Any) -> Iterator[Painted]:
    """What is painted on a page, and where marked content begins."""
    marks: list[int | None] = []
    font: dict[int, str] = {}
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        name = str(operator)
        if name in ("BDC", "BMC"):
            marks.append(_mark(operands, marks))
            yield marks[-1], "", name
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            font = letters(page.Resources.Font[str(operands[0])])
        elif name in PAINTING:
            inside = marks[-1] if marks else OUTSIDE
            yield inside, _text(operands, font) if name in ("Tj", "TJ") else "", name


def _mark(operands: Any, marks: list[int | None]) -> int | None:
    if operands[0] == Name.Artifact:
        return None
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Dictionary) and "/MCID" in properties:
        return int(properties.MCID)
    return marks[-1] if marks else OUTSIDE


def _text(operands: Any, font: dict[int, str]) -> str:
    [shown] = operands
    pieces = [piece for piece in _kids(shown) if isinstance(piece, pikepdf.String)]
    codes = b"".join(bytes(piece) for piece in pieces)
    return "".join(
        font[code] for code in (codes[at] << 8 | codes[at + 1] for at in range(0, len(codes), 2))
    )


def letters(font: Any) -> dict[int, str]:
    """A font's ToUnicode: code → text."""
    table = font.ToUnicode.read_bytes()
    return _letters(table)


@cache
def _letters(table: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>\n", table)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def aloud(node: Node, depth: int = 0) -> Iterator[str]:
    """One line a part that says something, as a screen reader announces it."""
    indent = "  " * depth
    if node.role == "Table":
        yield f"{indent}Table"
        yield from _table(node, depth + 1)
        return
    spoken = _spoken(node)
    if spoken is None:
        yield f"{indent}{node.role}"
        for kid in node.kids:
            yield from aloud(kid, depth + 1)
    else:
        yield f"{indent}{node.role}: {spoken}"


def _spoken(node: Node) -> str | None:
    """The words of a part that is read in one breath; None for one that holds others."""
    blocks = {
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Table",
        "Figure",
        "Div",
        "Sect",
        "Art",
        "Caption",
        "Form",
        "TOC",
        "TOCI",
        "Part",
        "BlockQuote",
        "NonStruct",
        "Document",
    }
    inside = {kid.role for one in node.kids for kid in one.every()}
    return None if inside & blocks and not node.alt else node.words()


def _table(node: Node, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for kid in node.kids:
        if kid.role == "TR":
            cells = (f"{_name(cell)}={cell.words()}" for cell in kid.kids)
            yield indent + " | ".join(cells)
        elif kid.role in ("THead", "TBody", "TFoot"):
            yield indent + kid.role
            yield from _table(kid, depth)
        else:
            yield from aloud(kid, depth)


def _name(cell: Node) -> str:
    return cell.role + {"/Column": "↓", "/Row": "→"}.get(str(cell.attributes.get("/Scope")), "")
