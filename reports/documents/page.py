"""A document → its page for screens: one file with its fonts, charts and scripts inside."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import vl_convert

from reports.charts import Chart
from reports.documents import chart_tables, fonts, view
from reports.documents.theme import Theme
from reports.documents.view import Verbatim
from reports.model import Memoria


def html(memoria: Memoria, look: Theme, drawn: Mapping[str, Chart]) -> str:
    return assembled(view.context(memoria, drawn, screen=True, look=look), look, drawn)


def assembled(
    context: Mapping[str, Any], look: Theme, drawn: Mapping[str, Chart], more_css: str = ""
) -> str:
    """context: the names that the document's templates use, `head` among them."""
    css = _css(look) + more_css
    first, script = _source("theme.js"), _script()
    return (
        view.environment()
        .get_template("base_screen.html")
        .render(
            context,
            css=Verbatim(css),
            chart_tables={name: chart_tables.listed(chart) for name, chart in drawn.items()},
            csp=_csp((first, _bundle(), script), [css]),
            theme_script=Verbatim(first),
            bundle=Verbatim(_bundle()),
            script=Verbatim(script),
            chart_data=Verbatim(_chart_data(look, drawn)),
        )
    )


def _css(look: Theme) -> str:
    system = view.css(look, look.dark, ":root:not([data-tema=claro])")
    chosen = view.css(look, look.dark, ":root[data-tema=oscuro]")
    parts = (
        fonts.embedded(),
        view.css(look, look.colors),
        f"@media screen and (prefers-color-scheme: dark) {{ {system} }}",
        f"@media screen {{ {chosen} }}",
        look.common_css,
        look.screen_css,
    )
    return "\n".join(parts)


def _script() -> str:
    """The page's own behaviour, one topic a file, in the order of their names."""
    files = sorted(view.TEMPLATES.glob("screen/*.js"))
    parts = (file.read_text(encoding="utf-8") for file in files)
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _source(name: str) -> str:
    return (view.TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script."""
    script = str(vl_convert.javascript_bundle("window.vegaEmbed=vegaEmbed;"))
    if "</script" in script.lower():
        raise AssertionError("the bundle would close its own element")
    return script


def _chart_data(look: Theme, drawn: Mapping[str, Chart]) -> str:
    """JSON that cannot leave its element, whatever the logs say."""
    roles = {color: f"var(--{role})" for role, color in look.colors.items()}
    data: dict[str, Any] = {
        "charts": {name: _colored(chart.spec, roles) for name, chart in drawn.items()},
        "format": vl_convert.get_format_locale("es-MX"),
        "time": vl_convert.get_time_format_locale("es-MX"),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _colored(spec: Any, roles: Mapping[str, str]) -> Any:
    """The specification with the theme's variables for colours: dark and light are one drawing.
    What the rows say stays as it is."""
    if isinstance(spec, dict):
        return {
            key: value if key == "datasets" else _colored(value, roles)
            for key, value in spec.items()
        }
    if isinstance(spec, list):
        return [_colored(value, roles) for value in spec]
    return roles.get(spec, spec) if isinstance(spec, str) else spec


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
