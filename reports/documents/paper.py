"""Memoria → the printed document: HTML for paper → PDF (WeasyPrint), archival and accessible."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache, partial
from importlib import resources
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from weasyprint import HTML, Document
from weasyprint.css import ColorProfile
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports import model
from reports.charts import Chart
from reports.delivery import flat
from reports.documents import archival, fonts, structure, view
from reports.documents.archival import Attachment, Field
from reports.documents.theme import Theme
from reports.model import Memoria

# Archival and tagged; `archival` adds the mark of PDF/UA-1, the smaller of the two to add.
PDF_VARIANT = "pdf/a-3a"
SCHEME = "asset:"
INTENT = "sRGB"
POINTS = 0.75  # in a CSS pixel


Asset = tuple[Callable[[], bytes], str]  # what is in it, and its media type


def pdf(
    memoria: Memoria,
    look: Theme,
    drawn: Mapping[str, Chart],
    drawings: Callable[[], Mapping[str, str]],
) -> bytes:
    """drawings: chart id → SVG; not asked for before the layout needs them."""
    return printed(
        html(memoria, look, drawn),
        stock(look, drawn, drawings),
        identifier=f"{memoria.agreement.id}-{memoria.as_of}-{memoria.ingest.manifest_sha256}",
        date=written(memoria),
        attachments=attachments(memoria),
        signatures=signatures(memoria),
    )


def html(memoria: Memoria, look: Theme, drawn: Mapping[str, Chart]) -> str:
    """The pages before they are laid out; style sheets and charts are asked for by name."""
    context = view.context(memoria, drawn, screen=False, look=look)
    return assembled(context, written(memoria))


def assembled(context: Mapping[str, Any], date: datetime) -> str:
    """context: the names that the document's templates use, `head` among them; date: with its
    zone."""
    page = view.environment().get_template("base_print.html")
    return page.render(context, written=date.isoformat())


def stock(
    look: Theme,
    drawn: Iterable[str],
    drawings: Callable[[], Mapping[str, str]],
    more_css: str = "",
) -> dict[str, "Asset"]:
    """What the pages ask for by name: style sheets, fonts, the emblem, the charts."""
    sheets = {
        "common": view.css(look, look.colors) + look.common_css,
        "print": look.print_css + more_css,
    }
    return assets(look, sheets) | _charts(drawn, cache(drawings))


def printed(
    html: str,
    assets: Mapping[str, "Asset"],
    *,
    identifier: str,
    date: datetime,
    attachments: Iterable[Attachment] = (),
    signatures: Mapping[str, str] | None = None,
) -> bytes:
    """HTML for paper → PDF/A-3a and PDF/UA-1.

    assets: what it may ask for as `asset:name`; identifier: of the document, otherwise it would be
    random; date: with its zone; signatures: id of an element → the name of the empty field on it.
    """
    with _no_collection(), structure.noted():
        fetcher = AssetFetcher(assets)
        document = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher).render(
            color_profiles={INTENT: _screen_colors()}, output_intent=INTENT
        )
        fetcher.check()
        made = document.write_pdf(
            pdf_variant=PDF_VARIANT,
            pdf_identifier=identifier.encode(),
            output_intent=INTENT,
            uncompressed_pdf=True,
        )
        return archival.finish(
            made,
            date=date,
            attachments=attachments,
            fields=_fields(document, signatures or {}),
        )


def attachments(memoria: Memoria) -> tuple[Attachment, ...]:
    """The figures as data, inside of the document that prints them."""
    return (
        Attachment(
            "resumen.json",
            model.dump(memoria).encode(),
            "application/json",
            "Todas las cifras de este documento, como datos estructurados (JSON)",
        ),
        Attachment(
            "cifras.csv",
            flat.csv(memoria),
            "text/csv",
            "Todas las cifras de este documento, una por renglón, con unidad y significado (CSV)",
        ),
    )


def signatures(memoria: Memoria) -> dict[str, str]:
    """The fields of the hoja de firmas: firma-1, firma-2, … of who signs there."""
    return {
        f"firma-{number}": "Firma de " + ", ".join(filter(None, (one.name, one.role)))
        for number, one in enumerate(memoria.agreement.signing, start=1)
    }


def _screen_colors() -> ColorProfile:
    """The profile that WeasyPrint takes for archives; it leaves the file open."""
    content = (resources.files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(content), INTENT, "relative-colorimetric", (["r"], ["g"], ["b"]))


def written(memoria: Memoria) -> datetime:
    """The day of the memoria, as it begins in the agreement's zone."""
    zone = ZoneInfo(memoria.windows.operation.zone)
    return datetime.fromisoformat(memoria.as_of).replace(tzinfo=zone)


def _fields(document: Document, labels: Mapping[str, str]) -> list[Field]:
    """Where each field stands. Raises KeyError where the page has no such element."""
    places = {
        name: (number, page.height, sides)
        for number, page in enumerate(document.pages)
        for name, sides in page.anchors.items()
    }
    return [_field(name, label, *places[name]) for name, label in labels.items()]


def _field(name: str, label: str, page: int, height: float, sides: tuple[float, ...]) -> Field:
    left, top, right, bottom = sides
    box = (left, height - bottom, right, height - top)
    left, bottom, right, top = (round(side * POINTS, 2) for side in box)
    return Field(name, label, page, (left, bottom, right, top))


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


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `asset:` names that were handed to it; refuses every other address, files included."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        super().__init__(allowed_protocols=())
        self._assets = assets
        self._failure: Exception | None = None

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in self._assets:
            raise ValueError(f"address refused: {url}")
        body, kind = self._assets[name]
        try:
            return URLFetcherResponse(url, body(), {"Content-Type": kind})
        except Exception as error:
            self._failure = error
            raise

    def check(self) -> None:
        """To WeasyPrint, a drawing that fails is one picture less: here it is the error it is."""
        if self._failure is not None:
            raise self._failure


def assets(look: Theme, sheets: Mapping[str, str]) -> dict[str, Asset]:
    """What any document may ask for: fonts, style sheets (name → CSS), the theme's emblem."""
    found: dict[str, Asset] = {
        f"fonts/{name}": ((fonts.FOLDER / name).read_bytes, "font/ttf") for name in fonts.FACES
    }
    found |= {f"css/{name}.css": (css.encode, "text/css") for name, css in sheets.items()}
    if logo := look.logo:
        found["logo"] = (lambda: logo.data, logo.kind)
    return found


def _charts(names: Iterable[str], drawings: Callable[[], Mapping[str, str]]) -> dict[str, Asset]:
    return {
        f"charts/{name}.svg": (partial(_drawing, drawings, name), "image/svg+xml") for name in names
    }


def _drawing(drawings: Callable[[], Mapping[str, str]], name: str) -> bytes:
    return drawings()[name].encode()
