"""What the documents carry with them: fonts, style sheets, charts. Nothing comes from anywhere else."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.charts import FONT_FOLDER

SCHEME = "asset:"
FONTS = {
    "SourceSansPro-Regular.ttf": "font-weight: 400",
    "SourceSansPro-It.ttf": "font-weight: 400; font-style: italic",
    "SourceSansPro-Semibold.ttf": "font-weight: 600",
}
# Latin with its accents, punctuation, arrows, signs: what Spanish documents and logged paths print.
SCREEN_RANGES = ((0x20, 0x17F), (0x2010, 0x2044), (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2212),
                 (0x2248, 0x2248), (0x2264, 0x2265), (0x2713, 0x2713))  # fmt: skip


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `asset:` names that were handed to it; refuses every other address, files included."""

    def __init__(self, assets: Mapping[str, tuple[bytes, str]]) -> None:
        super().__init__(allowed_protocols=())
        self._assets = assets

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in self._assets:
            raise ValueError(f"address refused: {url}")
        body, kind = self._assets[name]
        return URLFetcherResponse(url, body, {"Content-Type": kind})


def print_assets(sheets: Mapping[str, str], drawings: Mapping[str, str]) -> dict[str, tuple[bytes, str]]:
    """Everything the PDF may ask for. sheets: name → CSS; drawings: chart id → SVG."""
    assets = {
        f"fonts/{name}": ((FONT_FOLDER / name).read_bytes(), "font/ttf") for name in FONTS
    }
    assets |= {f"css/{name}.css": (css.encode(), "text/css") for name, css in sheets.items()}
    return assets | {f"charts/{name}.svg": (svg.encode(), "image/svg+xml") for name, svg in drawings.items()}


@cache
def screen_fonts() -> str:
    """@font-face rules that hold the fonts themselves, cut down to the signs in use."""
    return "\n".join(
        f'@font-face {{ font-family: "Source Sans Pro"; {kind}; '
        f'src: url("data:font/woff2;base64,{base64.b64encode(_subset(name)).decode()}") format("woff2"); }}'
        for name, kind in FONTS.items()
    )


def _subset(name: str) -> bytes:
    options = subset.Options(flavor="woff2", layout_features=["kern", "tnum", "mark", "ccmp"], notdef_outline=True)
    font: TTFont = subset.load_font(str(FONT_FOLDER / name), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in SCREEN_RANGES for code in range(first, last + 1)])
    cutter.subset(font)
    out = BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()


def csp(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A policy under which nothing runs but these very scripts and nothing is fetched at all."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src-elem {_hashes(styles)}; "
        "style-src-attr 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
