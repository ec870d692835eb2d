"""Charts: every mark is drawn; values by hovering, a closer look by buttons and keys."""

import pytest

COUNT = """(holder) => {
    const found = {};
    for (const group of holder.querySelectorAll("g.role-mark")) {
        const kind = [...group.classList].find((name) => name.startsWith("mark-"));
        if (kind !== "mark-group") found[kind] = (found[kind] ?? 0) + group.children.length;
    }
    return found;
}"""


def ticks(chart):
    """What the time axis says; new ticks stand last in the drawing."""
    return sorted(chart.locator(".role-axis-label").first.locator("text").all_text_contents())


@pytest.mark.parametrize("size", ["screen", "narrow"])
def test_every_chart_has_all_its_marks(request, written, size):
    screen = request.getfixturevalue(size)
    screen.drawn()
    for name, chart in written.drawn.items():
        found = screen.page.locator(f"#grafica-{name} .vega").evaluate(COUNT)
        assert found == dict(chart.marks), name


def test_a_chart_is_named_and_told(screen, written):
    for name, chart in written.drawn.items():
        holder = screen.page.locator(f"#grafica-{name} .vega")
        assert holder.get_attribute("role") == "img"
        assert holder.get_attribute("aria-label") == chart.alt


def test_hovering_tells_the_values(screen, written):
    chart = screen.chart("hourly_hits")
    row = written.drawn["hourly_hits"].table.rows[4]
    chart.locator(
        ".role-mark.mark-symbol path[opacity='1'], .role-mark.mark-symbol path:not([opacity])"
    ).nth(4).hover()
    tip = screen.page.locator("#vg-tooltip-element")
    screen.until(lambda: "visible" in (tip.get_attribute("class") or ""))
    assert row[0] in (tip.text_content() or "")
    assert row[1] in (tip.text_content() or "")
    screen.page.mouse.move(0, 0)


def test_a_closer_look_by_buttons(screen):
    chart = screen.chart("night")

    def pressed(name):
        before = ticks(chart)
        chart.get_by_role("button", name=name).click()
        return screen.until(lambda: (found := ticks(chart)) != before and found)

    def inert(name):
        return chart.get_by_role("button", name=name).get_attribute("aria-disabled") == "true"

    all_of_it = ticks(chart)
    [start] = [tick for tick in all_of_it if "4 jun" in tick]
    [end] = [tick for tick in all_of_it if "6 jun" in tick]
    assert inert("Alejar")
    near = pressed("Acercar")
    assert not {start, end} & set(near)
    assert not inert("Alejar")
    right = pressed("Ver después")
    assert end in right
    pressed("Ver antes")
    left = pressed("Ver antes")
    assert start in left
    chart.get_by_role("button", name="Ver antes").click()  # there is nothing before it
    screen.page.wait_for_timeout(100)
    assert ticks(chart) == left
    assert pressed("Ver todo") == all_of_it
    assert inert("Ver todo")


def test_a_closer_look_by_keys(screen):
    chart = screen.chart("hourly_visits")
    chart.get_by_role("button", name="Acercar").focus()
    all_of_it = ticks(chart)
    seen = [all_of_it]
    for key in ("+", "ArrowLeft", "+", "-", "ArrowRight"):
        screen.page.keyboard.press(key)
        seen.append(screen.until(lambda: (found := ticks(chart)) != seen[-1] and found))
    screen.page.keyboard.press("0")
    screen.until(lambda: ticks(chart) == all_of_it)


def test_a_closer_look_by_drag_and_wheel(screen):
    chart = screen.chart("hourly_pages")
    all_of_it = ticks(chart)
    chart.locator("svg").hover()
    screen.page.mouse.wheel(0, -200)
    screen.page.wait_for_timeout(150)
    assert ticks(chart) == all_of_it  # the wheel alone scrolls the page
    chart.locator("svg").scroll_into_view_if_needed()
    chart.locator("svg").hover()
    screen.page.keyboard.down("Shift")
    screen.page.mouse.wheel(0, -200)
    screen.page.keyboard.up("Shift")
    near = screen.until(lambda: (found := ticks(chart)) != all_of_it and found)
    box = chart.locator("svg").bounding_box()
    assert box
    middle = box["y"] + box["height"] / 3
    screen.page.mouse.move(box["x"] + box["width"] / 2, middle)
    screen.page.mouse.down()
    screen.page.mouse.move(box["x"] + box["width"] / 4, middle, steps=4)
    screen.page.mouse.up()
    screen.until(lambda: ticks(chart) != near)
    chart.locator("svg").dblclick(position={"x": box["width"] / 2, "y": box["height"] / 3})
    screen.until(lambda: ticks(chart) == all_of_it)
