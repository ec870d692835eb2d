"""A logo file → an inert picture: nothing in it runs, nothing is fetched, and it is small.

Of an SVG only shapes, groups, gradients and clips are kept, with the attributes that draw them. In
the page it is a `data:` image, in which a browser would run nothing either.
"""

import base64
import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from pydantic import BaseModel, ConfigDict

from pipeline.refusals import reason

LARGEST = 300_000
MOST_PIXELS = 4000
SVG = "http://www.w3.org/2000/svg"
SHAPES = {
    "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "linearGradient", "radialGradient", "stop", "clipPath",
}  # fmt: skip
HOLES = {
    "text": "convierta las letras en trazos",
    "image": "la imagen que lleva dentro no se incluiría: guárdelo como PNG",
    "use": "desvincule los símbolos o clones al exportarlo",
    "style": "expórtelo con «atributos de presentación», sin hojas de estilo",
}
"""What would be missing from the picture, and what to do about it."""
ATTRIBUTES = {
    "id", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width",
    "height", "points", "viewBox", "preserveAspectRatio", "transform", "fill", "fill-rule",
    "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-dasharray", "stroke-opacity", "opacity", "clip-path", "clip-rule",
    "gradientUnits", "gradientTransform", "spreadMethod", "offset", "stop-color", "stop-opacity",
    "clipPathUnits",
}  # fmt: skip


class UnusableError(ValueError):
    """A file that cannot be the logo; the texts are the user's."""

    def __init__(self, found: str, expected: str = "", remedy: str = "") -> None:
        super().__init__(found)
        self.found, self.expected, self.remedy = found, expected, remedy


class Emblem(BaseModel):
    """A picture and what it says to who does not see it. content: base64."""

    model_config = ConfigDict(frozen=True)

    kind: str
    content: str
    text: str

    @property
    def source(self) -> str:
        return f"data:{self.kind};base64,{self.content}"

    @property
    def data(self) -> bytes:
        return base64.b64decode(self.content)


def read(path: Path, text: str) -> Emblem:
    """Raises UnusableError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnusableError(f"no se puede leer ({reason(error)})") from error
    if len(data) > LARGEST:
        raise UnusableError(f"pesa {len(data):,} bytes", f"un archivo de {LARGEST:,} o menos")
    if path.suffix.lower() == ".svg":
        return _emblem("image/svg+xml", inert(data), text)
    if path.suffix.lower() == ".png":
        _check_png(data)
        return _emblem("image/png", data, text)
    raise UnusableError("no es SVG ni PNG", "un archivo .svg o .png")


def _emblem(kind: str, data: bytes, text: str) -> Emblem:
    return Emblem(kind=kind, content=base64.b64encode(data).decode(), text=text)


def _check_png(data: bytes) -> None:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 (only where there is one)

    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            size = picture.size
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnusableError("no es un PNG que se pueda leer") from error
    if max(size) > MOST_PIXELS:
        raise UnusableError(f"mide {size[0]} × {size[1]} pixeles", f"hasta {MOST_PIXELS} por lado")


def inert(data: bytes) -> bytes:
    """The shapes of an SVG and nothing else. Raises UnusableError."""
    if b"<!DOCTYPE" in data.upper() or b"<!ENTITY" in data.upper():
        data = re.sub(rb"(?i)<!DOCTYPE[^\[>]{0,500}>", b"", data)
    if b"<!ENTITY" in data.upper() or b"<!DOCTYPE" in data.upper():
        raise UnusableError("el SVG define entidades", "un SVG sin DTD", "expórtelo de nuevo")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 (small, and without entities)
    except (ElementTree.ParseError, ValueError) as error:
        raise UnusableError("no es un SVG que se pueda leer") from error
    if root.tag != f"{{{SVG}}}svg":
        raise UnusableError("no es un SVG", f"un elemento <svg> de {SVG}")
    if "viewBox" not in root.attrib:
        raise UnusableError("el SVG no dice sus medidas", "el atributo viewBox")
    holes = [HOLES[name] for name in map(_local, root.iter()) if name in HOLES]
    if holes:
        raise UnusableError("el SVG no es solo trazos", "", "; ".join(dict.fromkeys(holes)))
    _clean(root)
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root)


def _local(element: ElementTree.Element) -> str:
    tag = element.tag
    if not isinstance(tag, str) or not tag.startswith(f"{{{SVG}}}"):
        return ""
    return tag.removeprefix(f"{{{SVG}}}")


def _clean(element: ElementTree.Element) -> None:
    drawn = dict(_drawn(element))
    element.attrib.clear()
    element.attrib.update(drawn)
    for child in list(element):
        if _local(child) in SHAPES:
            _clean(child)
        else:
            element.remove(child)


def _drawn(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """The attributes that draw; those inside `style` too."""
    rules = (rule.partition(":") for rule in element.get("style", "").split(";"))
    styled = [(name.strip(), value.strip()) for name, _, value in rules]
    for name, value in [*element.attrib.items(), *styled]:
        is_far = re.search(r"(?i)url|\\", value) and not re.fullmatch(r"url\(#[\w.-]+\)", value)
        if name in ATTRIBUTES and not is_far:
            yield name, value
