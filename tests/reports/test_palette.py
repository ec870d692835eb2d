"""Colours that stand side by side in a chart are told apart by every eye, and without colour.

Colour-vision deficiencies as Machado, Oliveira and Fernandes (2009) model them, at full severity;
differences by CIEDE2000. Both are coloraide's.
"""

import json
import sys

import pytest
from coloraide import Color

from reports import charts
from reports.documents import theme

APART = 10
"""CIEDE2000: different at a glance. In grey, the same of CIE lightness."""
VISIONS = ("protan", "deutan", "tritan")
THEMES = sorted(path.name for path in theme.FOLDER.iterdir() if path.is_dir())


def pairs() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Module → its pairs of roles, and what tells them apart beside colour."""
    modules = {chart.__module__ for chart in charts.ALL}
    return {name: getattr(sys.modules[name], "PAIRS", ()) for name in sorted(modules)}


PALETTES = [(name, light) for name in THEMES for light in ("colors", "dark")]


def seen(color: str, vision: str) -> Color:
    return Color(color).filter(vision, method="machado")


def difference(one: Color, other: Color) -> float:
    return one.delta_e(other, method="2000")


def lightness(color: str) -> float:
    """L* of the grey that a printer makes of it."""
    grey = Color("xyz-d65", [0, Color(color).luminance(), 0])
    return grey.convert("lab-d65")["lightness"]


@pytest.mark.parametrize(("name", "light"), PALETTES)
def test_neighbours_differ_for_every_eye(name, light):
    palette = getattr(theme.load(name), light)
    neighbours = {(one, other) for found in pairs().values() for one, other, _ in found}
    for one, other in sorted(neighbours):
        colors = palette[one], palette[other]
        assert difference(*map(Color, colors)) >= APART, (one, other)
        for vision in VISIONS:
            apart = difference(*(seen(color, vision) for color in colors))
            assert apart >= APART, (one, other, vision, apart)


@pytest.mark.parametrize(("name", "light"), PALETTES)
def test_neighbours_differ_in_grey_or_by_something_else(name, light):
    palette = getattr(theme.load(name), light)
    for module, found in pairs().items():
        for one, other, sign in found:
            apart = abs(lightness(palette[one]) - lightness(palette[other]))
            assert sign or apart >= APART, (module, one, other, apart)


def test_every_chart_declares_the_colours_that_it_draws(memoria, follow_up):
    look = theme.load("institucional")
    roles = {color: role for role, color in look.colors.items()}
    for chart in charts.ALL:
        drawn = chart(memoria, look) or chart(follow_up, look)
        assert drawn, chart
        text = json.dumps(drawn.spec["layer"])
        used = {role for color, role in roles.items() if color in text} - {"grid"}
        declared = {role for one, other, _ in pairs()[chart.__module__] for role in (one, other)}
        assert used <= declared | {"baseline"}, (drawn.id, used - declared)


def test_the_simulation_confuses_what_such_an_eye_confuses():
    red, green = "#c0392b", "#7f8c1f"
    assert difference(Color(red), Color(green)) > 40
    assert difference(seen(red, "deutan"), seen(green, "deutan")) < 15
    assert lightness("#ffffff") == pytest.approx(100, abs=0.01)
