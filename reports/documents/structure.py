"""The structure tree of a PDF: what WeasyPrint writes → what a screen reader reads well.

WeasyPrint makes an element of every box: one that a page or a line cuts is several, a table repeats
its head as content, headers and footers hang outside of the tree, terms and meanings are alike.
While `noted` lasts it also notes which HTML element each is made of; `mend` joins what was cut,
gives every part its role and turns what is no content into artifacts.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf
from weasyprint.pdf import tags

SOURCE = "Source"
# HTML → role, where WeasyPrint knows none; every other one is a Span.
ROLES = {
    "nav": "Sect", "header": "Sect", "figure": "Div", "pre": "Div", "code": "Code",
}  # fmt: skip
IN_CONTENTS = {"L": "TOC", "LI": "TOCI", "LBody": "Reference"}
ONCE = {"THead", "Caption", "TH", "TD"}  # in their table or row: again only where a page cut it
INSTEAD = ("/Alt", "/ActualText")
MAY_BE_EMPTY = {"TD", "TH", "TR", "Figure", "Form"}
PIXEL = 0.75  # points
MARKED = re.compile(rb"/\w+\s<</MCID (\d+)>>\sBDC\b")


@dataclass(frozen=True, slots=True)
class Source:
    """number: of the HTML element, the same for all its boxes; pseudo: as in `a::after`."""

    number: int
    tag: str
    pseudo: str
    id: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """Marked content: `mcid` of a page, counted from 0."""

    page: int
    mcid: int


@dataclass(eq=False)
class Part:
    """An element of the tree. kids: in reading order; attributes: those of `/A`; instead: the texts
    that are read in its place, `/Alt` or `/ActualText`."""

    role: str
    source: Source | None = None
    kids: list["Part | Leaf"] = field(default_factory=list)
    annotations: list[Object] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    instead: dict[str, Object] = field(default_factory=dict)

    @property
    def parts(self) -> list["Part"]:
        return [kid for kid in self.kids if isinstance(kid, Part)]

    @property
    def tag(self) -> str:
        return self.source.tag if self.source and not self.source.pseudo else ""

    def every(self) -> Iterator["Part"]:
        yield self
        for part in self.parts:
            yield from part.every()


@contextmanager
def noted() -> Iterator[None]:
    """Every structure element gets `/Source`: number, tag and id of its HTML element; every link
    gets its words for a description, every letter of a note is said to be one."""
    build = tags._build_box_tree
    text = tags.pydyf.String
    numbers: dict[Any, int] = {}

    def building(box: Any, *rest: Any) -> Iterator[Any]:
        element, made = box.element, None
        if element is not None and box.link_annotation:
            box.link_annotation["Contents"] = text(_words(element))
        for made in build(box, *rest):
            yield made
        if made is not None and element is not None and SOURCE not in made:
            number = numbers.setdefault(element, len(numbers))
            made[SOURCE] = text(f"{number} {box.element_tag} {element.get('id', '')}")
            if box.element_tag == "sup":
                made["ActualText"] = text(f" (nota {_words(element)}) ")

    tags._build_box_tree = building
    try:
        yield
    finally:
        tags._build_box_tree = build


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def mend(pdf: Pdf, fields: Mapping[str, Object]) -> None:
    """fields: id of an HTML element → the widget annotation that takes its place in the tree."""
    document = _read(pdf)
    _join(document)
    _flatten(document)
    for part in list(document.every()):
        _give_role(part)
    for part in list(document.every()):
        if part.role in REMEDIES:
            REMEDIES[part.role](part)
        if part.role == "Figure":
            _measure(part, pdf)
        if part.source and part.source.id in fields:
            part.role, part.annotations, part.kids = "Form", [fields[part.source.id]], []
    _prune(document)
    _write(pdf, document)


# Reading


def _read(pdf: Pdf) -> Part:
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    return _part(pdf.Root.StructTreeRoot.K[0], pages, 0)


def _part(element: Any, pages: Mapping[Any, int], page: int) -> Part:
    page = pages[element.Pg.objgen] if "/Pg" in element else page
    made = Part(str(element.S)[1:], _source(element))
    made.instead = {key: element[key] for key in INSTEAD if key in element}
    made.attributes = {name: element.A[name] for name in element.get("/A", {}).keys()}  # noqa: SIM118
    for kid in element.K:
        if isinstance(kid, int):
            made.kids.append(Leaf(page, kid))
        elif "/S" not in kid:
            made.annotations.append(kid.Obj)
        elif f"/{SOURCE}" not in kid and str(kid.S) == "/Span":
            made.kids.extend(Leaf(page, number) for number in kid.K)  # a line of text
        else:
            made.kids.append(_part(kid, pages, page))
    return made


def _source(element: Any) -> Source | None:
    if f"/{SOURCE}" not in element:
        return None
    number, name, id_ = str(element[f"/{SOURCE}"]).split(" ", 2)
    tag, _, pseudo = name.partition("::")
    return Source(int(number), tag, pseudo, id_)


# Mending


def _join(part: Part) -> None:
    """What a page or a line cut is one again; a table's head that it repeats is no content."""
    kids: list[Part | Leaf] = []
    for kid in part.kids:
        last = kids[-1] if kids else None
        if isinstance(kid, Part) and isinstance(last, Part) and _same(last, kid):
            _absorb(last, kid)
        else:
            kids.append(kid)
    part.kids = kids
    for one in part.parts:
        _join(one)


def _absorb(part: Part, rest: Part) -> None:
    part.annotations += rest.annotations
    known = {kid.source: kid for kid in part.parts if kid.role in ONCE}
    for kid in rest.kids:
        if not isinstance(kid, Part) or kid.source not in known:
            part.kids.append(kid)
        elif kid.role in ("TH", "TD"):
            _absorb(known[kid.source], kid)


def _same(one: Part, other: Part) -> bool:
    return one.source is not None and one.source == other.source and one.role == other.role


def _flatten(part: Part, within: bool = False) -> None:
    """Boxes that only the layout needs give way to what is in them; a link has one annotation a
    line, not one more for each word in it that is set apart."""
    if within:
        part.annotations = []
    for one in part.parts:
        _flatten(one, within or (part.role == "Link" and bool(part.annotations)))
    kids: list[Part | Leaf] = []
    for kid in part.kids:
        if isinstance(kid, Part) and _is_leader(kid, part):
            continue
        if isinstance(kid, Part) and _only_layout(kid, part):
            kids += kid.kids
        else:
            kids.append(kid)
    part.kids = kids


def _is_leader(kid: Part, parent: Part) -> bool:
    """The dots up to the number of a page: the one pseudo-element within itself."""
    return bool(kid.source and kid.source.pseudo and kid.source == parent.source)


def _only_layout(kid: Part, parent: Part) -> bool:
    if kid.source is None:
        return kid.role == "NonStruct"
    if parent.source is None or kid.source.number != parent.source.number:
        return False
    return kid.role in ("NonStruct", parent.role)


def _give_role(part: Part) -> None:
    if part.role == "NonStruct":
        part.role = ROLES.get(part.tag, "Span")
    if part.tag == "nav":
        for one in part.every():
            one.role = IN_CONTENTS.get(one.role, one.role)


def _list_terms(part: Part) -> None:
    """A term and its meaning are one item: its label and its body."""
    items: list[Part | Leaf] = []
    for item in part.parts:
        [body] = item.parts
        if body.tag == "dt" or not items:
            items.append(item)
            body.role = "Lbl" if body.tag == "dt" else "LBody"
        else:
            last = items[-1]
            assert isinstance(last, Part)
            last.kids.append(body)
    part.kids = items


def _nest_lists(part: Part) -> None:
    """A list within an item is part of its body."""
    items: list[Part | Leaf] = []
    for item in part.parts:
        last = items[-1] if items else None
        if item.role == "L" and isinstance(last, Part) and last.parts:
            last.parts[-1].kids.append(item)
        else:
            items.append(item)
    part.kids = items


def _mend_list(part: Part) -> None:
    if part.tag == "dl":
        _list_terms(part)
    else:
        _nest_lists(part)


def _scope(part: Part, scope: str) -> None:
    """Header cells say what they are the head of; lists of their ids are then of no use."""
    for cell in part.every():
        if cell.role == "TH":
            cell.attributes["/Scope"] = Name(f"/{scope}")
        cell.attributes.pop("/Headers", None)


REMEDIES: dict[str, Callable[[Part], None]] = {
    "L": _mend_list,
    "THead": lambda part: _scope(part, "Column"),
    "TBody": lambda part: _scope(part, "Row"),
}


def _measure(figure: Part, pdf: Pdf) -> None:
    """Where a figure stands, in points from the foot of its page, not in pixels from its head."""
    leaf = next(kid for kid in figure.kids if isinstance(kid, Leaf))
    left, top, right, bottom = (float(side) * PIXEL for side in figure.attributes["/BBox"])
    height = float(pdf.pages[leaf.page].MediaBox[3])
    box = (left, height - bottom, right, height - top)
    figure.attributes["/BBox"] = Array([round(side, 2) for side in box])


def _prune(part: Part) -> None:
    """Without parts that say nothing."""
    for one in part.parts:
        _prune(one)
    part.kids = [
        kid
        for kid in part.kids
        if isinstance(kid, Leaf) or kid.kids or kid.annotations or kid.role in MAY_BE_EMPTY
    ]


# Writing


def _write(pdf: Pdf, document: Part) -> None:
    root = pdf.Root.StructTreeRoot
    owners: list[dict[int, Object]] = [{} for _ in pdf.pages]
    annotations: list[tuple[Object, Object]] = []
    for page in pdf.pages:
        for annotation in page.get("/Annots", Array()):
            annotation.P = page.obj
    top = _element(pdf, document, root, owners, annotations)
    root.K = Array([top])
    numbers: list[Object | int] = []
    for number, (page, owned) in enumerate(zip(pdf.pages, owners, strict=True)):
        _unmark(page, owned)
        mcids = range(max(owned, default=-1) + 1)
        numbers += [number, Array([owned.get(mcid) for mcid in mcids])]
        _keep_annotations(page, [annotation for annotation, _ in annotations])
    for number, (annotation, element) in enumerate(annotations, start=len(owners)):
        annotation.StructParent = number
        numbers += [number, element]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(numbers) // 2


def _element(
    pdf: Pdf,
    part: Part,
    parent: Object,
    owners: list[dict[int, Object]],
    annotations: list[tuple[Object, Object]],
) -> Object:
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{part.role}"), P=parent))
    page = next((kid.page for kid in part.kids if isinstance(kid, Leaf)), None)
    if page is not None:
        made.Pg = pdf.pages[page].obj
    for key, words in part.instead.items():
        made[key] = words
    if set(part.attributes) - {"/O"}:
        made.A = Dictionary(part.attributes)
    kids: list[Any] = []
    for annotation in part.annotations:
        annotations.append((annotation, made))
        kids.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=annotation.P))
    for kid in part.kids:
        if isinstance(kid, Part):
            kids.append(_element(pdf, kid, made, owners, annotations))
        else:
            owners[kid.page][kid.mcid] = made
            kids.append(_content(pdf, kid, page))
    made.K = Array(kids)
    return made


def _content(pdf: Pdf, leaf: Leaf, page: int | None) -> Any:
    if leaf.page == page:
        return leaf.mcid
    return Dictionary(Type=Name.MCR, Pg=pdf.pages[leaf.page].obj, MCID=leaf.mcid)


def _unmark(page: pikepdf.Page, owned: Mapping[int, Object]) -> None:
    """What no part of the tree holds is an artifact: headers, footers, repeated heads, leaders."""

    def marked(match: re.Match[bytes]) -> bytes:
        return match[0] if int(match[1]) in owned else b"/Artifact BMC"

    page.Contents.write(MARKED.sub(marked, page.Contents.read_bytes()))


def _keep_annotations(page: pikepdf.Page, kept: list[Object]) -> None:
    known = {annotation.objgen for annotation in kept}
    if "/Annots" in page:
        page.Annots = Array([one for one in page.Annots if one.objgen in known])
        if not len(page.Annots):
            del page["/Annots"]
