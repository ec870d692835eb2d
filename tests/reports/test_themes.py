"""Themes: contrast by the numbers, what is refused and how it is said, logos that do nothing."""

import base64
import re
import struct
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.errors import SettingsError
from pipeline.project import load_project
from reports.documents import contrast, emblem, render, theme
from tests.reports import sheets, synthetic

KNOWN = {  # as the calculators of WebAIM and of the W3C's examples give them
    ("#ffffff", "#000000"): 21.0,
    ("#777777", "#ffffff"): 4.48,
    ("#767676", "#ffffff"): 4.54,
    ("#0000ff", "#ffffff"): 8.59,
    ("#ff0000", "#ffffff"): 4.00,
    ("#1d4f7c", "#1d4f7c"): 1.0,
}


@pytest.mark.parametrize(("pair", "expected"), KNOWN.items())
def test_contrast_is_that_of_the_norm(pair, expected):
    assert contrast.ratio(*pair) == pytest.approx(expected, abs=0.005)
    assert contrast.ratio(*reversed(pair)) == contrast.ratio(*pair)


def test_a_ratio_is_never_shown_as_enough_when_it_is_not():
    assert contrast.shown(4.4999) == "4.49 a 1"
    assert contrast.shown(4.5) == "4.50 a 1"


@pytest.mark.parametrize("name", theme.available())
def test_our_themes_load_and_their_two_palettes_differ(name):
    look = theme.load(name)
    assert not set(look.colors.values()) & set(look.dark.values())


@pytest.mark.parametrize("name", theme.available())
def test_the_states_of_a_cut_differ_in_grey(name):
    colors = theme.load(name).colors
    roles = ("accent_soft", "warning", "silent", "unknown")
    greys = sorted(contrast.luminance(colors[role]) for role in roles)
    assert all(lighter - darker > 0.05 for darker, lighter in pairwise(greys))


# --------------------------------------------------------------------------------- refused

GOOD = (theme.FOLDER / "institucional" / theme.FILE).read_text(encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / theme.FILE).write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        theme.load(f"./{folder.name}", folder.parent)
    return [str(problem) for problem in caught.value.problems]


def line_of(text: str, start: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(start))


BAD = {
    "a text too light": ('muted = "#566171"', 'muted = "#8d99aa"', ["«muted» (#8d99aa) y «paper»",
        "«muted» (#8d99aa) y «wash»", "contrastan 2.8", "4.50 a 1 o más: texto (WCAG 2,"]),
    "a line too light": ('baseline = "#76818f"', 'baseline = "#a0a8b2"', [
        "«baseline» (#a0a8b2) y «paper»", "3.00 a 1 o más", "«baseline» (#a0a8b2) y «band»"]),
    "no colour": ('grid = "#d9dee5"', 'grid = "gris"', ["«gris» no es un color", "«#1d4f7c»"]),
    "twins": ('wash = "#f3f5f8"', 'wash = "#FFFFFF"', ["«wash» es el mismo color que «paper»"]),
    "a role less": ('grid = "#d9dee5"', "", ["falta «grid»", "las líneas de tablas y gráficas"]),
    "a role more": ('grid = "#d9dee5"', 'grid = "#d9dee5"\nrejilla = "#123456"', [
        "la clave «rejilla» no existe"]),
    "no name": ('name = "Institucional"', "", ["falta «name»"]),
    "a logo that is not there": ("[colors]", '[logo]\nfile = "x.svg"\ntext = "x"\n[colors]', [
        "«x.svg»: no se puede leer (no existe)"]),
    "a logo without words": ("[colors]", '[logo]\nfile = "x.svg"\n[colors]', [
        "falta «text»", "lo que dice el emblema a quien no lo ve"]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), BAD.values(), ids=BAD)
def test_a_bad_theme_is_refused_and_says_why(tmp_path, old, new, expected):
    assert old in GOOD
    said = "\n".join(refused(written(tmp_path / "tema", GOOD.replace(old, new, 1))))
    for part in expected:
        assert part in said


def test_all_that_is_wrong_is_told_at_once_with_its_line(tmp_path):
    text = (
        GOOD.replace('muted = "#566171"', 'muted = "#8d99aa"')
        .replace('grid = "#d9dee5"', 'grid = "gris"')
        .replace('accent = "#7db8ea"', 'accent = "#12406b"')
    )
    said = refused(written(tmp_path / "tema", text))
    told = [int(line) for line in re.findall(rf"{theme.FILE}:(\d+)", "\n".join(said))]
    assert told == sorted(told)
    dark = text.index("[dark]")
    below = text[:dark].count("\n")
    expected = {
        line_of(text, "muted"), line_of(text, "grid"), below + line_of(text[dark:], "accent"),
    }  # fmt: skip
    assert set(told) == expected


def test_every_pair_of_the_norm_is_watched(tmp_path):
    """Each of them, made equal in lightness, is refused by name."""
    colors = theme.load("institucional").colors
    for number, pair in enumerate(contrast.PAIRS):
        near = colors[pair.beside]
        twin = f"#{int(near[1:], 16) ^ 1:06x}"
        line = rf'{pair.role} = "{colors[pair.role]}"'
        folder = written(tmp_path / f"tema-{number}", GOOD.replace(line, f'{pair.role} = "{twin}"'))
        assert f"«{pair.role}» ({twin}) y «{pair.beside}»" in "\n".join(refused(folder))


def test_an_unknown_theme_is_a_clear_error():
    with pytest.raises(SettingsError, match="institucional"):
        theme.load("ninguno")


# ------------------------------------------------------------------------- beside a project


def project_with(folder: Path, line: str):
    folder.mkdir()
    project = synthetic._project(folder, "", 1)
    text = project.path.read_text(encoding="utf-8")
    project.path.write_text(f"{line}\n{text}", encoding="utf-8")
    return load_project(project.path)


def test_a_project_may_have_its_own_theme(tmp_path):
    project = project_with(tmp_path / "p", 'theme = "./tema"')
    folder = written(project.folder / "tema", GOOD.replace("Institucional", "De la casa"))
    (folder / "print.css").write_text(".de-la-casa { color: var(--ink); }", encoding="utf-8")
    look = theme.of(project)
    assert look.name == "De la casa"
    assert look.print_css.endswith(".de-la-casa { color: var(--ink); }")
    assert look.print_css.startswith((theme.STYLES / "print.css").read_text(encoding="utf-8"))
    assert look.screen_css == theme.load("institucional").screen_css


def test_a_project_may_ask_for_one_of_ours_and_is_told_where_it_asks_for_none(tmp_path):
    assert theme.of(project_with(tmp_path / "a", 'theme = "desierto"')).name == "Desierto"
    with pytest.raises(SettingsError) as caught:
        theme.of(project_with(tmp_path / "b", 'theme = "desiert"'))
    assert "memoria.toml:1 (theme)" in str(caught.value)
    assert "¿quiso decir «desierto»?" in str(caught.value)


# -------------------------------------------------------------------------------------- logos

SHAPE = '<path d="M0 0h9v9z" fill="#123456"/>'


def svg(inside: str, attributes: str = 'viewBox="0 0 9 9"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{inside}</svg>'.encode()  # noqa: E501


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "event": '<path d="M0 0" onclick="alert(1)"/>',
    "link": '<a href="https://x.example"><path d="M0 0"/></a>',
    "far fill": '<path d="M0 0" fill="url(https://x.example/#a)"/>',
    "far fill in a style": '<path d="M0 0" style="fill: url(//x.example#a)"/>',
    "escaped": r'<path d="M0 0" fill="u\72l(https://x.example)"/>',
    "set": '<set attributeName="href" to="javascript:alert(1)"/>',
    "foreign": '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    "metadata": "<metadata>x.example</metadata><!-- alert(1) --><?alert?>",
}


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=HOSTILE)
def test_a_logo_keeps_its_shapes_and_nothing_that_acts(inside):
    clean = emblem.inert(svg(inside + SHAPE)).decode()
    assert "M0 0h9v9z" in clean
    assert not re.search(r"(?i)alert|x\.example|javascript|foreign|on\w+=|xlink", clean)


def test_a_logo_keeps_how_its_shapes_are_painted():
    drawing = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#111"/></linearGradient></defs>'
        '<path d="M1 1" style="fill: url(#g); stroke:#222; -inkscape-x: 1"/>'
    )
    clean = emblem.inert(svg(drawing)).decode()
    for part in ('fill="url(#g)"', 'stroke="#222"', 'stop-color="#111"', 'viewBox="0 0 9 9"'):
        assert part in clean


UNUSABLE = {
    "letters": (svg("<text>x</text>"), "convierta las letras en trazos"),
    "a picture": (svg('<image href="x.png"/>'), "guárdelo como PNG"),
    "rules": (svg("<style>path{}</style>"), "atributos de presentación"),
    "no size": (svg(SHAPE, ""), "el atributo viewBox"),
    "entities": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "un SVG sin DTD"),
    "something else": (b"<html/>", "no es un SVG"),
    "broken": (b"<svg", "no es un SVG que se pueda leer"),
    "heavy": (svg(f"<desc>{'x' * emblem.LARGEST}</desc>"), "300,000 o menos"),
}


@pytest.mark.parametrize(("data", "expected"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_logo_that_would_lose_something_is_refused(tmp_path, data, expected):
    (tmp_path / "x.svg").write_bytes(data)
    with pytest.raises(emblem.UnusableError) as caught:
        emblem.read(tmp_path / "x.svg", "x")
    problem = caught.value
    assert expected in f"{problem.found} {problem.expected} {problem.remedy}"


def png(width: int, height: int, *, whole: bool = True) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" + b"\0" * width if height == 1 else b"")
    made = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
    return made if whole else made[:40]


def test_a_png_may_be_the_logo(tmp_path):
    (tmp_path / "x.png").write_bytes(png(3, 1))
    found = emblem.read(tmp_path / "x.png", "x")
    assert found.source == "data:image/png;base64," + base64.b64encode(png(3, 1)).decode()
    for bad in (png(9000, 1), png(3, 1, whole=False), b"GIF89a"):
        (tmp_path / "x.png").write_bytes(bad)
        with pytest.raises(emblem.UnusableError):
            emblem.read(tmp_path / "x.png", "x")
    (tmp_path / "x.gif").write_bytes(b"GIF89a")
    with pytest.raises(emblem.UnusableError, match="no es SVG ni PNG"):
        emblem.read(tmp_path / "x.gif", "x")


# ---------------------------------------------------------------------------------- documents


def test_the_emblem_stands_on_the_cover_of_both(memoria):
    look = theme.load("desierto")
    cover = sheets.part(memoria, ["portada"])
    [page] = sheets.laid_out(cover, look, {}).pages
    [picture] = [
        box for box in page._page_box.descendants(placeholders=True) if box.element_tag == "img"
    ]
    assert picture.element.get("alt") == "Emblema: el sol sobre las dunas"
    assert picture.height == pytest.approx(1.5 / 2.54 * 96)
    assert picture.width == pytest.approx(picture.height * 96 / 64)
    html = render.screen(cover, look, {})
    assert look.logo
    assert f'<img class="emblema" src="{look.logo.source}" alt="{look.logo.text}">' in html
    assert look.institution in html
    assert "img-src data:" in html


@pytest.mark.slow
def test_the_other_theme_makes_both_documents(memoria, tmp_path):
    look = theme.load("desierto")
    made = render.write(memoria, tmp_path, look)
    assert look.institution in PdfReader(made.pdf).pages[0].extract_text()
    assert f"--accent: {look.colors['accent']}" in made.html.read_text(encoding="utf-8")
