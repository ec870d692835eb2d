"""What the documents carry with them: fonts, style sheets, charts, and nothing else."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports import fonts

SCHEME = "asset:"


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


def print_assets(
    sheets: Mapping[str, str], drawings: Mapping[str, str]
) -> dict[str, tuple[bytes, str]]:
    """Everything the PDF may ask for. sheets: name → CSS; drawings: chart id → SVG."""
    assets = {
        f"fonts/{name}": ((fonts.FOLDER / name).read_bytes(), "font/ttf") for name in fonts.FACES
    }
    assets |= {f"css/{name}.css": (css.encode(), "text/css") for name, css in sheets.items()}
    return assets | {
        f"charts/{name}.svg": (svg.encode(), "image/svg+xml") for name, svg in drawings.items()
    }


def csp(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A policy under which nothing runs but these very scripts and nothing is fetched at all."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src-elem {_hashes(styles)}; "
        "style-src-attr 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
