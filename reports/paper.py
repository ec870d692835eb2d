"""Memoria → the printed document: HTML for paper → PDF (WeasyPrint, tagged, PDF/UA-1)."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports import fonts, view
from reports.charts import Chart
from reports.model import Memoria
from reports.theme import Theme

PDF_VARIANT = "pdf/ua-1"
SCHEME = "asset:"


Asset = tuple[Callable[[], bytes], str]  # what is in it, and its media type


def pdf(
    memoria: Memoria,
    look: Theme,
    drawn: Mapping[str, Chart],
    drawings: Callable[[], Mapping[str, str]],
) -> bytes:
    """drawings: chart id → SVG; not asked for before the layout needs them."""
    template = view.environment().get_template("base_print.html")
    html = template.render(view.context(memoria, drawn, screen=False, look=look))
    sheets = {
        "common": view.css(look, look.colors) + look.common_css,
        "print": look.print_css,
    }
    ready = cache(drawings)
    fetcher = AssetFetcher(_assets(sheets, drawn, ready) | _emblem(look))
    with _no_collection():
        document = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
        # The identifier would otherwise be random.
        made = document.write_pdf(pdf_variant=PDF_VARIANT, pdf_identifier=_identifier(memoria))
    ready()  # to WeasyPrint, a drawing that fails is one picture less: here it is the error it is
    return bytes(made)


@contextmanager
def _no_collection() -> Iterator[None]:
    """A layout is a million objects that all live to its end: looking through them again and again
    for garbage takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _identifier(memoria: Memoria) -> bytes:
    return f"{memoria.agreement.id}-{memoria.as_of}-{memoria.ingest.manifest_sha256}".encode()


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `asset:` names that were handed to it; refuses every other address, files included."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        super().__init__(allowed_protocols=())
        self._assets = assets

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in self._assets:
            raise ValueError(f"address refused: {url}")
        body, kind = self._assets[name]
        return URLFetcherResponse(url, body(), {"Content-Type": kind})


def _assets(
    sheets: Mapping[str, str],
    charts: Iterable[str],
    drawings: Callable[[], Mapping[str, str]],
) -> dict[str, Asset]:
    """Everything the PDF may ask for. sheets: name → CSS; charts: their ids."""
    assets: dict[str, Asset] = {
        f"fonts/{name}": ((fonts.FOLDER / name).read_bytes, "font/ttf") for name in fonts.FACES
    }
    assets |= {f"css/{name}.css": (css.encode, "text/css") for name, css in sheets.items()}
    return assets | {
        f"charts/{name}.svg": (partial(_drawing, drawings, name), "image/svg+xml")
        for name in charts
    }


def _emblem(look: Theme) -> dict[str, Asset]:
    logo = look.logo
    return {"logo": (lambda: logo.data, logo.kind)} if logo else {}


def _drawing(drawings: Callable[[], Mapping[str, str]], name: str) -> bytes:
    return drawings()[name].encode()
