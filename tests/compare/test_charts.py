"""The comparison's charts: words that meet nothing, marks as counted, legible in grey, told."""

import json
import sys
from collections import Counter
from itertools import combinations
from xml.etree import ElementTree

import pytest
from coloraide import Color

from reports import charts as drawing
from reports.charts import Chart
from reports.charts.callouts import Box
from reports.compare import charts
from reports.compare.charts.hours import PLOT, hours
from reports.documents import theme
from reports.sentences.alternatives import MOST
from tests.compare.conftest import CASES, LOOK
from tests.reports.test_charts import PAPER, SVG, words
from tests.reports.test_palette import APART, PALETTES, VISIONS, difference, lightness, seen

FAST = ["twelve", "hostile"]
SLOW = [name for name in CASES if name not in FAST]
WIDE = 22.94
"""Centimetres between the margins of a sheet on its side."""


@pytest.fixture(
    scope="module", params=[*FAST, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW)]
)
def drawn(request, compared):
    found = compared(request.param)
    made = charts.draw(found, LOOK)
    svgs = {name: ElementTree.fromstring(svg) for name, svg in drawing.drawings(made).items()}
    return found, made, svgs


def test_no_words_meet_others_or_are_cut(drawn):
    for name, root in drawn[2].items():
        boxes = list(words(root))
        edge = Box(0, 0, *(float(root.get(side, 0)) for side in ("width", "height")))
        for text, box in boxes:
            assert edge.left - 1 <= box.left < box.right <= edge.right + 1, (name, text)
            assert edge.top - 1 <= box.top < box.bottom <= edge.bottom + 1, (name, text)
        for (one, here), (other, there) in combinations(boxes, 2):
            assert not here.meets(there), (name, one, other)


def test_words_are_large_enough_on_paper(drawn):
    found, _, svgs = drawn
    for name, root in svgs.items():
        paper = WIDE if name == "calendario" and charts.is_wide(found) else PAPER
        points = paper / 2.54 * 72 / float(root.get("width", 0))
        sizes = {
            float(text.get("font-size", "").removesuffix("px")) for text in root.iter(f"{SVG}text")
        }
        assert min(sizes) * points >= 7.5, name


def test_marks_are_as_many_as_said(drawn):
    for name, root in drawn[2].items():
        counted = Counter[str]()
        for group in root.iter(f"{SVG}g"):
            classes = (group.get("class") or "").split()
            if "role-mark" in classes and "mark-group" not in classes:
                counted[next(kind for kind in classes if kind.startswith("mark-"))] += len(group)
        assert counted == drawn[1][name].marks, name


def test_what_is_drawn_is_told(drawn):
    for name, chart in drawn[1].items():
        assert 20 < len(chart.alt) <= MOST, name
        assert "None" not in chart.alt
        assert chart.table.rows, name
        assert all(len(row) == len(chart.table.columns) for row in chart.table.values)


def test_no_colour_depends_on_the_data(drawn):
    """They are variables on screen: none may stand among the rows."""
    colors = set(LOOK.colors.values())
    for name, chart in drawn[1].items():
        rows = json.dumps(chart.spec["datasets"])
        assert not [color for color in colors if color in rows], name


# ------------------------------------------------------------------------------------- colours

MODULES = {chart.__module__ for chart in (*charts.ALL, hours)}
PAIRS = {name: sys.modules[name].PAIRS for name in sorted(MODULES)}


@pytest.mark.parametrize(("name", "light"), PALETTES)
def test_neighbours_differ_for_every_eye_and_in_grey(name, light):
    palette = getattr(theme.load(name), light)
    for module, found in PAIRS.items():
        for one, other, sign in found:
            colors = palette[one], palette[other]
            assert difference(*map(Color, colors)) >= APART, (module, one, other)
            for vision in VISIONS:
                apart = difference(*(seen(color, vision) for color in colors))
                assert sign or apart >= APART, (module, one, other, vision)
            apart = abs(lightness(colors[0]) - lightness(colors[1]))
            assert sign or apart >= APART, (module, one, other, apart)


def test_every_chart_declares_the_colours_that_it_draws(twelve):
    roles = {color: role for role, color in LOOK.colors.items()}
    for make in (*charts.ALL, hours):
        made = make(twelve, LOOK)
        for chart in [made] if isinstance(made, Chart) else made or ():
            text = json.dumps(chart.spec["layer"])
            used = {role for color, role in roles.items() if color in text} - {"grid", "baseline"}
            declared = {role for one, other, _ in PAIRS[make.__module__] for role in (one, other)}
            assert used <= declared, (chart.id, used - declared)


# ---------------------------------------------------------------------------------------- marks


def rows_of(chart, state):
    """The rows drawn of a state, each once."""
    found = [row for rows in chart.spec["datasets"].values() for row in rows]
    return {json.dumps(row, sort_keys=True) for row in found if row.get("estado") == state}


def test_all_hours_stand_on_one_scale(twelve):
    [chart] = hours(twelve, LOOK)
    most = max(hour.hits or 0 for one in twelve.hours for hour in one.hours)
    heights: dict[str, list[float]] = {}
    for text in rows_of(chart, "toda"):
        row = json.loads(text)
        if row["v"]:
            heights.setdefault(row["nombre"], []).append((row["y2"] - row["y"]) / row["v"])
    scales = [scale for found in heights.values() for scale in found if scale > 0]
    assert max(scales) == pytest.approx(PLOT / most, rel=0.5)
    tallest = [max(found) for found in heights.values()]
    assert tallest == pytest.approx([PLOT / most] * len(tallest), rel=0.3)


def test_what_nobody_knows_is_a_frame_and_no_zero(twelve):
    [chart] = hours(twelve, LOOK)
    unknown = [json.loads(text) for text in rows_of(chart, "sin")]
    assert {row["texto"] for row in unknown} == {"sin evidencia"}
    assert {row["nombre"] for row in unknown} == {"Noticias de la Frontera"}
    assert len(rows_of(chart, "parte")) == 1


def many(comparison, count):
    """The same diffusers again and again, each by a name of its own."""
    copies = [
        (one.model_copy(update={"delivery": name, "name": name}), found, name)
        for copy in range(4)
        for one, found in zip(comparison.included, comparison.hours, strict=True)
        for name in [f"{one.delivery} {copy}"]
    ][:count]
    return comparison.model_copy(
        update={
            "deliveries": tuple(one for one, _, _ in copies),
            "hours": tuple(one.model_copy(update={"delivery": name}) for _, one, name in copies),
        }
    )


def test_many_diffusers_are_several_sheets_of_panels(twelve):
    found = list(hours(many(twelve, 40), LOOK))
    assert [chart.id for chart in found] == ["horas-1", "horas-2"]
    names = [
        {
            row["nombre"]
            for rows in chart.spec["datasets"].values()
            for row in rows
            if "nombre" in row
        }
        for chart in found
    ]
    assert [len(one) for one in names] == [21, 19]
    assert not names[0] & names[1]


def test_the_calendar_has_a_row_for_each_and_every_failure(twelve):
    chart = charts.draw(twelve, LOOK)["calendario"]
    for state, wanted in (("errors", 15), ("silent", 2), ("no_evidence", 1), ("unseen", 3)):
        drawn_runs = {
            json.dumps([row["nombre"], row["cuando"]])
            for row in map(json.loads, rows_of(chart, state))
            if row["nombre"] != "clave"
        }
        runs = sum(run.state == state for one in twelve.calendars for run in one.runs)
        assert len(drawn_runs) == runs == wanted, state


def test_without_data_there_is_no_chart(compared):
    assert set(charts.draw(compared("all refused"), LOOK)) == set()
    assert "linea_del_tiempo" not in charts.draw(compared("no incidents"), LOOK)
    none = charts.draw(compared("none comparable"), LOOK)
    assert {"noche", "capacidad", "retrasos"}.isdisjoint(none)
    assert {"calendario", "horas-1"} <= set(none)
