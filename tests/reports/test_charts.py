"""Charts on whatever data: words that meet nothing, marks as counted, tables as drawn."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from reports import charts
from reports.charts.callouts import Box, Callout, places
from reports.charts.frame import LABEL, Plane, tick_values
from reports.charts.lanes import NARROW, Mark, along, over, placed, wide
from reports.charts.listed import MOST, listed
from reports.documents import fonts, theme
from tests.reports.scenarios import SCENARIOS

SVG = "{http://www.w3.org/2000/svg}"
SEEN: list[dict] = []
PAPER = 16.59
"""Centimetres between the margins: every drawing is printed as wide."""


@pytest.fixture(scope="module")
def drawn(scenario):
    return scenario[1]


@pytest.fixture(scope="module")
def drawings(drawn) -> dict[str, ElementTree.Element]:
    """Only what is not drawn as in another scenario: drawing takes most of the time."""
    new = {name: chart for name, chart in drawn.items() if chart.spec not in SEEN}
    SEEN.extend(chart.spec for chart in new.values())
    return {name: ElementTree.fromstring(svg) for name, svg in charts.drawings(new).items()}


def test_no_words_meet_others_or_are_cut(drawings):
    for name, root in drawings.items():
        boxes = list(words(root))
        edge = Box(0, 0, *(float(root.get(side, 0)) for side in ("width", "height")))
        for text, box in boxes:
            inside = edge.left <= box.left and box.right <= edge.right + 1
            assert inside, (name, text)
            assert edge.top - 1 <= box.top < box.bottom <= edge.bottom + 1, (name, text)
        for (one, here), (other, there) in combinations(boxes, 2):
            assert not here.meets(there), (name, one, other)


def test_no_line_runs_through_words(drawings):
    for name, root in drawings.items():
        points = list(traces(root, 0, 0))
        for text, box in words(root):
            hit = [
                at
                for at in points
                if box.left + 1 < at[0] < box.right and box.top < at[1] < box.bottom
            ]
            assert not hit, (name, text, hit[0])


def traces(node: ElementTree.Element, x: float, y: float) -> Iterator[tuple[float, float]]:
    """Every line of the drawing, a point each pixel."""
    x, y = moved(node, x, y)
    if "mark-line" in (node.get("class") or ""):
        for path in node:
            for part in (path.get("d") or "").split("M")[1:]:
                ends = [
                    tuple(float(at) for at in end.split(",")) for end in part.strip("Z").split("L")
                ]
                for (x0, y0), (x1, y1) in pairwise(ends):
                    steps = int(max(abs(x1 - x0), abs(y1 - y0))) + 1
                    for step in range(steps):
                        yield x + x0 + (x1 - x0) * step / steps, y + y0 + (y1 - y0) * step / steps
    for child in node:
        yield from traces(child, x, y)


def words(root: ElementTree.Element) -> Iterator[tuple[str, Box]]:
    """Every line of words with the room that its letters take; upright ones stand in their bars."""
    for text, x, y in _texts(root, 0, 0):
        if "rotate" in (text.get("transform") or ""):
            continue
        for line, down in _lines(text):
            wide = LABEL * fonts.width(line, bold=text.get("font-weight") in ("600", "bold"))
            left = {"start": x, "middle": x - wide / 2, "end": x - wide}[
                text.get("text-anchor", "start")
            ]
            yield line, Box(left, y + down - 7.5, left + wide, y + down + 2)


def _lines(text: ElementTree.Element) -> Iterator[tuple[str, float]]:
    if text.text:
        yield text.text, 0
    down = 0.0
    for span in text.iter(f"{SVG}tspan"):
        down += float(span.get("dy", 0))
        if span.text:
            yield span.text, down


def _texts(
    node: ElementTree.Element, x: float, y: float
) -> Iterator[tuple[ElementTree.Element, float, float]]:
    x, y = moved(node, x, y)
    if node.tag == f"{SVG}text":
        yield node, x, y
    for child in node:
        yield from _texts(child, x, y)


def moved(node: ElementTree.Element, x: float, y: float) -> tuple[float, float]:
    by = re.match(r"translate\(([-\d.e]+),\s*([-\d.e]+)\)", node.get("transform") or "")
    return (x + float(by[1]), y + float(by[2])) if by else (x, y)


def test_words_are_large_enough_on_paper(drawings):
    for name, root in drawings.items():
        points = PAPER / 2.54 * 72 / float(root.get("width", 0))
        sizes = {
            float(text.get("font-size", "").removesuffix("px")) for text in root.iter(f"{SVG}text")
        }
        assert min(sizes) * points >= 7.5, name


def test_marks_are_as_many_as_said(drawn, drawings):
    for name in drawings:
        chart, found = drawn[name], Counter[str]()
        for group in drawings[name].iter(f"{SVG}g"):
            classes = (group.get("class") or "").split()
            if "role-mark" in classes and "mark-group" not in classes:
                found[next(kind for kind in classes if kind.startswith("mark-"))] += len(group)
        assert found == chart.marks, name


def test_a_table_holds_what_is_drawn(drawn):
    for name, chart in drawn.items():
        table = chart.table
        assert 0 < len(table.rows) <= MOST, name
        assert len(table.rows) == len(table.values)
        assert all(len(row) == len(table.columns) for row in (*table.rows, *table.values))
        assert all(text and text not in ("None", "nan") for row in table.rows for text in row), name
        assert len({row[0] for row in table.values}) == len(table.rows) or name == "timeline"


def test_every_mark_with_a_value_tells_it(drawn):
    for name, chart in drawn.items():
        told = [one for one in chart.spec["layer"] if "tooltip" in one["encoding"]]
        assert told, name
        for one in told:
            fields = {each["field"]: each["title"] for each in one["encoding"]["tooltip"]}
            rows = chart.spec["datasets"][one["data"]["name"]]
            assert all(row.get(field) not in (None, "None") for row in rows for field in fields), (
                name
            )
            assert all(title[0].isupper() or title[0].isdigit() for title in fields.values())


def test_the_night_says_the_zone_and_no_other_chart_does(drawn):
    texts = {
        name: json.dumps(chart.spec, ensure_ascii=False) + chart.note
        for name, chart in drawn.items()
    }
    assert [name for name, text in texts.items() if "UTC−6" in text] == ["night"]


def test_nothing_known_is_a_gap_not_a_zero(memoria):
    chart = charts.draw(SCENARIOS["a day without logs"](memoria), theme.load("institucional"))[
        "night"
    ]
    [line] = [
        one for one in chart.spec["layer"] if one["encoding"].get("y", {}).get("field") == "hits"
    ]
    rows = chart.spec["datasets"][line["data"]["name"]]
    assert [row["hits"] for row in rows[72:]] == [None] * 288
    assert line["mark"]["invalid"] == "break-paths-show-path-domains"
    assert ("5 de junio, 00:00 horas", "sin evidencia") in [row[:2] for row in chart.table.rows]


# ------------------------------------------------------------------------------------- placement


@pytest.mark.parametrize("extent", [over, along])
@pytest.mark.parametrize(("count", "apart"), [(3, 200), (40, 14), (40, 1), (9, 60)])
def test_names_in_rows_never_touch(extent, count, apart):
    marks = [
        Mark(apart * at, apart * at + 10, (f"I-{at:02} algo muy largo de decir", f"I-{at:02}"))
        for at in range(count)
    ]
    found = placed(marks, 3, extent)
    named = [place for place in found if place.name]
    assert len(found) == count
    assert all(0 <= place.row < 3 for place in found)
    for one, other in combinations(named, 2):
        assert one.row != other.row or one.end <= other.start or other.end <= one.start
    counted = sum(int(place.name.partition("+")[2] or 0) + 1 for place in named)
    assert counted == count


def test_names_are_as_long_as_there_is_room():
    marks = [Mark(0, 5, ("largo y claro", "corto")), Mark(300, 305, ("largo y claro", "corto"))]
    assert [place.name for place in placed(marks, 1, over)] == ["largo y claro"] * 2
    near = [marks[0], Mark(40, 45, ("largo y claro", "corto"))]
    assert [place.name for place in placed(near, 1, over)] == ["corto", "corto"]
    assert [place.side for place in placed([Mark(590, 598, ("al final",))], 1, over)] == [
        "over_end"
    ]


def test_words_keep_off_lines_and_each_other(memoria):
    plane = Plane(memoria.windows.operation, 100, 100, 16)
    line = [(float(x), plane.y(50 + 40 * (x % 80 > 40))) for x in range(0, 601, 20)]
    callouts = [Callout("Operación: máximo 90", "90", "#000000", (line[at],)) for at in (4, 12, 20)]
    found = places(callouts, [line], plane)
    assert len(found) == 3
    for place in found:
        wide_as = wide(place.callout.words) * (1 if place.align == "left" else -1)
        left, right = sorted((place.x, place.x + wide_as))
        assert not any(left < x < right and abs(y - place.y) < 6 for x, y in line)
    for one, other in combinations(found, 2):
        assert abs(one.y - other.y) > LABEL or abs(one.x - other.x) > wide(one.callout.words)


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (1, [0, 1]),
        (7, [0, 2, 4, 6]),
        (2953, [0, 1000, 2000]),
        (15651, [0, 5000, 10000, 15000]),
        (4e9, [0, 1e9, 2e9, 3e9, 4e9]),
    ],
)
def test_axes_have_round_steps_and_end_with_the_values(top, expected):
    assert tick_values(top, 4) == expected


def test_a_long_table_says_what_it_leaves_out():
    rows = [{"t": f"2023-06-04T{number:05}Z", "v": number} for number in range(MOST + 1)]
    table = listed(rows, ("t", "Corte"), ("t", "Valor", "v"))
    assert len(table.rows) == MOST
    assert "401" in table.note
    assert table.values[3] == ("2023-06-04T00003", 3)


@pytest.mark.parametrize(("count", "apart"), [(3, 200), (40, 14), (40, 1), (9, 60)])
def test_narrow_screens_have_names_that_do_not_touch_either(count, apart):
    marks = [
        Mark(apart * at, apart * at + 10, (f"I-{at:02} algo largo de decir", f"I-{at:02}"))
        for at in range(count)
    ]
    for row in range(3):
        edge = 0.0
        for mark, place in zip(marks, placed(marks, 3, over), strict=True):
            if place.row == row and place.brief:
                start = NARROW * (mark.start if place.side == "over" else mark.end)
                start -= wide(place.brief) * (place.side != "over")
                assert start >= edge
                edge = start + wide(place.brief)
    assert any(place.brief for place in placed(marks, 3, over))
