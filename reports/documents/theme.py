"""themes/<name>/theme.toml → Theme: colours and emblem as data, over the style sheets of styles/.

A theme is a folder with `theme.toml` and, if it wants, `common.css`, `print.css` and `screen.css`,
which follow those of styles/, and a logo. It stands in themes/, or beside the project, whose
memoria.toml then says `theme = "./its-folder"`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from pipeline.decoding import read_text
from pipeline.errors import Problem, SettingsError
from pipeline.project import Project
from pipeline.settings import Settings, in_file_order, invalid, nearest, shown, validate
from pipeline.toml_files import TomlFile, read_toml
from reports.documents import contrast, emblem
from reports.documents.emblem import Emblem

FOLDER = Path(__file__).with_name("themes")
STYLES = Path(__file__).with_name("styles")
FILE = "theme.toml"


def _color(text: str) -> str:
    if not contrast.is_color(text):
        raise invalid(f"{shown(text)} no es un color", "un color como «#1d4f7c»")
    return text.lower()


Color = Annotated[str, AfterValidator(_color)]
Text = Annotated[str, Field(min_length=1)]


class Palette(Settings):
    """A colour for each role."""

    ink: Color = Field(description="el texto")
    muted: Color = Field(description="el texto secundario y los ejes")
    grid: Color = Field(description="las líneas de tablas y gráficas")
    paper: Color = Field(description="el fondo")
    wash: Color = Field(description="el fondo de los recuadros")
    accent: Color = Field(description="los títulos y lo que se mide")
    accent_soft: Color = Field(description="un corte servido")
    band: Color = Field(description="la banda del tráfico ordinario")
    baseline: Color = Field(description="la línea del tráfico ordinario")
    warning: Color = Field(description="los errores y las interrupciones")
    warning_soft: Color = Field(description="la sombra de las incidencias")
    silent: Color = Field(description="un corte sin solicitudes")
    unknown: Color = Field(description="un corte sin evidencia")


ROLES = tuple(Palette.model_fields)


class LogoEntry(Settings):
    file: Text = Field(description="el nombre de un archivo .svg o .png de la carpeta del tema")
    text: Text = Field(description="lo que dice el emblema a quien no lo ve")


class ThemeFile(Settings):
    """The shape of theme.toml."""

    name: Text = Field(description="el nombre del tema")
    institution: str = Field(default="", description="el renglón que acompaña al emblema")
    logo: LogoEntry | None = None
    colors: Palette = Field(description="la tabla [colors]")
    dark: Palette = Field(description="la tabla [dark], para pantallas oscuras")


class Theme(BaseModel):
    """Colours by role, for paper and for a dark screen; no two roles of one share a colour."""

    model_config = ConfigDict(frozen=True)

    name: str
    institution: str
    logo: Emblem | None
    colors: Mapping[str, str]
    dark: Mapping[str, str]
    print_css: str
    screen_css: str
    common_css: str


def of(project: Project) -> Theme:
    """The one that memoria.toml asks for, or else the agreement's. Raises SettingsError."""
    if project.theme is None:
        return load(project.agreement.theme)
    return load(project.theme, project.folder, project.file.where(("theme",)))


@cache
def load(name: str, beside: Path | None = None, where: str = "") -> Theme:
    """name: of a theme of ours, or the path of a folder, relative to `beside`. Raises SettingsError
    with everything that is wrong with it."""
    folder = beside / name if beside and ("/" in name or name.startswith(".")) else FOLDER / name
    if not (folder / FILE).is_file():
        raise SettingsError(_no_theme(name, where))
    file = read_toml(folder / FILE)
    settings, problems = validate(ThemeFile, file)
    problems += _color_problems(file)
    logo, more = _logo(settings, folder, file)
    if settings is None or problems or more:
        raise SettingsError(in_file_order([*problems, *more]))
    return Theme(
        name=settings.name,
        institution=settings.institution,
        logo=logo,
        colors=settings.colors.model_dump(),
        dark=settings.dark.model_dump(),
        print_css=_sheet(folder, "print.css"),
        screen_css=_sheet(folder, "screen.css"),
        common_css=_sheet(folder, "common.css"),
    )


def available() -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in FOLDER.glob(f"*/{FILE}")))


def _no_theme(name: str, where: str) -> Problem:
    known = available()
    close = nearest(name, known)
    remedy = f"¿quiso decir «{close[0]}»?" if close else ""
    expected = f"uno de: {', '.join(known)}; o una carpeta con su {FILE}, como «./tema»"
    return Problem(where or "theme", f"no existe el tema {shown(name)}", expected, remedy)


def _logo(
    settings: ThemeFile | None, folder: Path, file: TomlFile
) -> tuple[Emblem | None, list[Problem]]:
    if settings is None or settings.logo is None:
        return None, []
    entry = settings.logo
    try:
        return emblem.read(folder / Path(entry.file).name, entry.text), []
    except emblem.UnusableError as error:
        found = f"«{entry.file}»: {error.found}"
        return None, [Problem(file.where(("logo", "file")), found, error.expected, error.remedy)]


def _sheet(folder: Path, name: str) -> str:
    """What every theme shares, and what this one adds to it."""
    shared, own = STYLES / name, folder / name
    return read_text(shared) + (read_text(own) if own.is_file() else "")


# ------------------------------------------------------------------------------------- colours


def _color_problems(file: TomlFile) -> list[Problem]:
    """Of the palettes whose colours are colours; what is none is told already."""
    found: list[Problem] = []
    for name in ("colors", "dark"):
        table = file.data.get(name)
        colors = table if isinstance(table, dict) else {}
        known = {role: color for role, color in colors.items() if contrast.is_color(color)}
        found += _twins(known, name, file)
        found += _weak(known, name, file)
    return found


def _twins(colors: Mapping[str, str], table: str, file: TomlFile) -> Iterator[Problem]:
    """Pictures are redrawn for a dark screen colour by colour."""
    first: dict[str, str] = {}
    for role in ROLES:
        other = first.setdefault(colors[role].lower(), role) if role in colors else role
        if other != role:
            found = f"«{role}» es el mismo color que «{other}» ({colors[role]})"
            yield Problem(file.where((table, role)), found, "un color distinto por papel")


def _weak(colors: Mapping[str, str], table: str, file: TomlFile) -> Iterator[Problem]:
    for pair in contrast.PAIRS:
        if pair.role not in colors or pair.beside not in colors:
            continue
        ratio = contrast.ratio(colors[pair.role], colors[pair.beside])
        if ratio < pair.least:
            found = (
                f"«{pair.role}» ({colors[pair.role]}) y «{pair.beside}» ({colors[pair.beside]}) "
                f"contrastan {contrast.shown(ratio)}"
            )
            expected = f"{contrast.shown(pair.least)} o más: {pair.what} (WCAG 2, nivel AA)"
            yield Problem(
                file.where((table, pair.role)),
                found,
                expected,
                "aclare u oscurezca uno de los dos",
            )
