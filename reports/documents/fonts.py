"""The fonts of the installed package, the only ones used: pages look the same everywhere."""

import base64
import re
from functools import cache
from io import BytesIO
from pathlib import Path

import font_source_sans_pro

FAMILY = "Source Sans Pro"
FOLDER = Path(font_source_sans_pro.__file__).parent / "files"
FACES = {
    "SourceSansPro-Regular.ttf": "font-weight: 400",
    "SourceSansPro-It.ttf": "font-weight: 400; font-style: italic",
    "SourceSansPro-Semibold.ttf": "font-weight: 600",
}
# Latin with its accents, punctuation, arrows, signs: what Spanish documents and logged paths print.
RANGES = (
    (0x20, 0x17F), (0x2010, 0x2027), (0x202F, 0x2044), (0x20AC, 0x20AC), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x2248, 0x2248), (0x2264, 0x2265), (0x2713, 0x2713),
)  # fmt: skip
# Signs without a shape of their own, or that turn the order of the others around.
INVISIBLE = {0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070)}


def readable(text: str) -> str:
    """The text with every sign that the fonts lack spelt out: an emoji is «[U+1F600]».

    Otherwise another font of the machine would take its place, or an empty box.
    """
    if text.isascii() and text.isprintable():
        return text
    return _unknown().sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


@cache
def _unknown() -> re.Pattern[str]:
    known = sorted({0x09, 0x0A, 0x0D, *_shared()} - INVISIBLE)
    return re.compile(f"[^{''.join(re.escape(chr(code)) for code in known)}]")


@cache
def _shared() -> frozenset[int]:
    """The signs in our ranges that every face has."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # noqa: PLC0415

    wanted = {code for first, last in RANGES for code in range(first, last + 1)}
    for name in FACES:
        with TTFont(FOLDER / name) as font:
            wanted &= set(font.getBestCmap())
    return frozenset(code for code in wanted if chr(code).isprintable() or code == 0xA0)


def width(text: str, *, bold: bool = False) -> float:
    """Ems that the text takes on one line. All figures are as wide as one another."""
    advances = _advances("SourceSansPro-Semibold.ttf" if bold else "SourceSansPro-Regular.ttf")
    return sum(advances[sign] for sign in readable(text) if sign in advances)


def brief(text: str, ems: float) -> str:
    """The text, or its first words and «…» where it would take more room than that."""
    if width(text) <= ems:
        return text
    left, end = ems - width("…"), 0
    while (left := left - width(text[end])) >= 0:
        end += 1
    whole = text[:end] if text[end] == " " else text[:end].rpartition(" ")[0]
    return (whole or text[:end]).rstrip(" ,;:.") + "…"


@cache
def _advances(name: str) -> dict[str, float]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(FOLDER / name) as font:
        metrics, em = font["hmtx"], font["head"].unitsPerEm
        return {chr(code): metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}


@cache
def embedded() -> str:
    """@font-face rules that hold the fonts themselves, cut down to the signs in use."""
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; {kind}; '
        f'src: url("data:font/woff2;base64,{_woff2(name)}") format("woff2"); }}'
        for name, kind in FACES.items()
    )


def _woff2(name: str) -> str:
    from fontTools import subset  # type: ignore[import-untyped] # noqa: PLC0415 (a third of a second)

    options = subset.Options(
        flavor="woff2", layout_features=["kern", "tnum", "mark", "ccmp"], notdef_outline=True
    )
    out = BytesIO()
    with subset.load_font(str(FOLDER / name), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=sorted(_shared()))
        cutter.subset(font)
        subset.save_font(font, out, options)
    return base64.b64encode(out.getvalue()).decode()
