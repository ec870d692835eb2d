"""How well two colours are told apart, by WCAG 2, and which must be told apart how well.

The states of a cut are not among the pairs: each carries a sign of its own, and that is checked.
"""

import math
import re
from dataclasses import dataclass
from typing import Any

TEXT, GRAPHIC = 4.5, 3.0
"""Success criteria 1.4.3 and 1.4.11, level AA."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two roles that meet, the least ratio, and what would not be seen below it."""

    role: str
    beside: str
    least: float
    what: str


PAIRS = (
    *(
        Pair(role, beside, TEXT, "texto")
        for role in ("ink", "muted", "accent", "warning")
        for beside in ("paper", "wash")
    ),
    *(
        Pair("ink", beside, TEXT, "el signo de un corte o el nombre de una incidencia")
        for beside in ("accent_soft", "silent", "unknown", "warning_soft")
    ),
    Pair("paper", "warning", TEXT, "el signo de un corte con errores"),
    Pair("warning", "warning_soft", TEXT, "el nombre de una incidencia sobre su sombra"),
    *(
        Pair(role, "paper", GRAPHIC, "una línea de las gráficas")
        for role in ("accent", "baseline", "warning")
    ),
    *(
        Pair("accent", beside, GRAPHIC, "la línea de lo medido sobre una sombra")
        for beside in ("band", "warning_soft", "unknown")
    ),
    Pair("baseline", "band", GRAPHIC, "la línea del tráfico ordinario sobre su banda"),
    Pair("warning", "accent_soft", GRAPHIC, "un corte con errores junto a uno servido"),
)


def is_color(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value) is not None


def ratio(one: str, other: str) -> float:
    """Of #rrggbb colours: from 1, the same, to 21, black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    """Relative luminance of sRGB, from 0 to 1 (WCAG 2.2, its definition)."""
    parts = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def shown(value: float) -> str:
    """«4.48 a 1», cut and not rounded: 4.499 is not 4.5."""
    return f"{math.floor(value * 100) / 100:.2f} a 1"
