"""themes/<name>/ → Theme: colours as data, over the style sheets of styles/."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import Problem, SettingsError

FOLDER = Path(__file__).with_name("themes")
STYLES = Path(__file__).with_name("styles")
ROLES = (
    "ink", "muted", "grid", "paper", "wash", "accent", "accent_soft", "band", "baseline",
    "warning", "warning_soft", "silent", "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role, for paper and for a dark screen; no two roles share a colour."""

    name: str
    colors: Mapping[str, str]
    dark: Mapping[str, str]
    print_css: str
    screen_css: str
    common_css: str


@cache
def load(name: str) -> Theme:
    """The theme of that name. Raises SettingsError where it is missing or incomplete."""
    folder = FOLDER / name
    if not (folder / "theme.toml").is_file():
        known = ", ".join(sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))
        raise SettingsError(Problem(f"tema «{name}»", "no existe", f"uno de: {known}"))
    settings = tomllib.loads((folder / "theme.toml").read_text(encoding="utf-8"))
    return Theme(
        name=settings["name"],
        colors=_palette(settings["colors"], f"{folder.name}/theme.toml [colors]"),
        dark=_palette(settings["dark"], f"{folder.name}/theme.toml [dark]"),
        print_css=_sheet(folder, "print.css"),
        screen_css=_sheet(folder, "screen.css"),
        common_css=_sheet(folder, "common.css"),
    )


def _sheet(folder: Path, name: str) -> str:
    """What every theme shares, and what this one adds to it."""
    shared = (STYLES / name).read_text(encoding="utf-8")
    own = folder / name
    return shared + own.read_text(encoding="utf-8") if own.is_file() else shared


def _palette(colors: Mapping[str, str], where: str) -> dict[str, str]:
    palette = {role: str(colors.get(role, "")) for role in ROLES}
    wrong = [role for role, color in palette.items() if not re.fullmatch(r"#[0-9a-f]{6}", color)]
    if wrong or len(set(palette.values())) < len(ROLES):
        found = f"faltan o no son colores: {', '.join(wrong)}" if wrong else "hay colores repetidos"
        raise SettingsError(Problem(where, found, "un color #rrggbb distinto por papel"))
    return palette
