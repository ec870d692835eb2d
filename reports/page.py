"""Memoria → the page for screens: one file with its fonts, charts and scripts inside."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import vl_convert

from reports import fonts, theme, view
from reports.charts import Chart
from reports.model import Memoria
from reports.theme import Theme
from reports.view import Verbatim


def html(memoria: Memoria, look: Theme, drawn: Mapping[str, Chart]) -> str:
    css = _css(look)
    script = (view.TEMPLATES / "screen.js").read_text(encoding="utf-8")
    return (
        view.environment()
        .get_template("base_screen.html")
        .render(
            view.context(memoria, drawn, screen=True),
            css=Verbatim(css),
            csp=_csp((_bundle(), script), [css]),
            bundle=Verbatim(_bundle()),
            script=Verbatim(script),
            chart_data=Verbatim(_chart_data(look, drawn)),
        )
    )


def _css(look: Theme) -> str:
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
def _bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script."""
    script = str(vl_convert.javascript_bundle("window.vegaEmbed=vegaEmbed;"))
    if "</script" in script.lower():
        raise AssertionError("the bundle would close its own element")
    return script


def _chart_data(look: Theme, drawn: Mapping[str, Chart]) -> str:
    """JSON that cannot leave its element, whatever the logs say."""
    data: dict[str, Any] = {
        "charts": {name: chart.spec | {"description": chart.alt} for name, chart in drawn.items()},
        "dark": [[look.colors[role], look.dark[role]] for role in theme.ROLES],
        "format": vl_convert.get_format_locale("es-MX"),
        "time": vl_convert.get_time_format_locale("es-MX"),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _csp(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A policy under which nothing runs but these very scripts and nothing is fetched at all."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src-elem {_hashes(styles)}; "
        "style-src-attr 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
