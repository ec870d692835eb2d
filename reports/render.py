"""Memoria → memoria.pdf, memoria.html, resumen.json: whole or not at all, same bytes each time.

figures   →  tables, charts and sentences (view)
view      →  HTML for paper  →  PDF (WeasyPrint, tagged, PDF/UA-1)
view      →  HTML for screens, one file with its fonts, charts and scripts inside
"""

import gc
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert
from weasyprint import HTML

from pipeline.errors import OutputError, Problem
from pipeline.settings import reason
from reports import assets, charts, fonts, model, theme, view
from reports.model import Memoria
from reports.theme import Theme
from reports.view import Verbatim

PDF_VARIANT = "pdf/ua-1"


@dataclass(frozen=True, slots=True)
class Documents:
    pdf: Path
    html: Path
    summary: Path


def write(memoria: Memoria, folder: Path) -> Documents:
    """Writes the three files over older ones. Raises OutputError; then none is half-written."""
    made = Documents(folder / "memoria.pdf", folder / "memoria.html", folder / "resumen.json")
    look = theme.load(memoria.agreement.theme)
    # Bundling the page's scripts needs no Python, so the page costs nothing beside the PDF.
    with _no_collection(), ThreadPoolExecutor(1) as beside:
        drawn = charts.draw(memoria, look)
        page = beside.submit(screen, memoria, look, drawn)
        contents = {
            made.pdf: pdf(memoria, look, drawn),
            made.html: page.result().encode(),
            made.summary: model.dump(memoria).encode(),
        }
    for path, content in contents.items():
        _write_whole(path, content)
    return made


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


def pdf(memoria: Memoria, look: Theme, drawn: Mapping[str, charts.Chart]) -> bytes:
    """The printed document."""
    sheets = {
        "common": view.css(look, look.colors) + look.common_css,
        "print": look.print_css,
    }
    with ThreadPoolExecutor() as painters:
        drawings = dict(zip(drawn, painters.map(charts.svg, drawn.values()), strict=True))
    template = view.environment().get_template("base_print.html")
    html = template.render(view.context(memoria, drawn, screen=False))
    fetcher = assets.AssetFetcher(assets.print_assets(sheets, drawings))
    document = HTML(string=html, base_url=assets.SCHEME, url_fetcher=fetcher)
    # The identifier would otherwise be random.
    made = document.write_pdf(pdf_variant=PDF_VARIANT, pdf_identifier=_identifier(memoria))
    return bytes(made)


def _identifier(memoria: Memoria) -> bytes:
    return f"{memoria.agreement.id}-{memoria.as_of}-{memoria.ingest.manifest_sha256}".encode()


def screen(memoria: Memoria, look: Theme, drawn: Mapping[str, charts.Chart]) -> str:
    """The page, with everything it needs inside."""
    environment = view.environment()
    css = _screen_css(look)
    script = (view.TEMPLATES / "screen.js").read_text(encoding="utf-8")
    scripts = (bundle(), script)
    return environment.get_template("base_screen.html").render(
        view.context(memoria, drawn, screen=True),
        css=Verbatim(css),
        csp=assets.csp(scripts, [css]),
        bundle=Verbatim(bundle()),
        script=Verbatim(script),
        chart_data=Verbatim(_chart_data(look, drawn)),
    )


def _screen_css(look: Theme) -> str:
    dark = view.css(look, look.dark)
    parts = (
        fonts.embedded(),
        view.css(look, look.colors),
        f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}",
        look.common_css,
        look.screen_css,
    )
    return "\n".join(parts)


@cache
def bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script."""
    script = str(vl_convert.javascript_bundle("window.vegaEmbed=vegaEmbed;"))
    if "</script" in script.lower():
        raise AssertionError("the bundle would close its own element")
    return script


def _chart_data(look: Theme, drawn: Mapping[str, charts.Chart]) -> str:
    """JSON that cannot leave its element, whatever the logs say."""
    data: dict[str, Any] = {
        "charts": {name: chart.spec | {"description": chart.alt} for name, chart in drawn.items()},
        "dark": [[look.colors[role], look.dark[role]] for role in theme.ROLES],
        "format": vl_convert.get_format_locale("es-MX"),
        "time": vl_convert.get_time_format_locale("es-MX"),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _write_whole(path: Path, content: bytes) -> None:
    """By rename within the folder: a reader sees the old file or the new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise OutputError(_unwritable(path, error)) from error
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        partial.chmod(0o644)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OutputError(_unwritable(path, error)) from error


def _unwritable(path: Path, error: OSError) -> Problem:
    remedy = "libere espacio o revise los permisos, y vuelva a correr"
    return Problem(str(path), f"no se puede escribir ({reason(error)})", "", remedy)
