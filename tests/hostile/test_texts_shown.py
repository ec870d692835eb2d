"""Names and texts of others wherever a person reads them: nothing turns them around, hides in them
or runs; and names that imitate one another are told apart."""

from types import SimpleNamespace
from typing import Any

import pytest

from reports.checklist import harmless
from reports.compare import naming
from reports.compare.typed import seen
from reports.delivery import cells
from reports.delivery.bag import names
from reports.documents import fonts

UNSEEN = [
    "\u202e",
    "\u2066",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\x1b",
    "\x00",
    "\x07",
    "\x9b",
    "\u2028",
]
FORMULAS = ["=1+1", "+1", "-1", "@x", "|x", "%x", "\t=1", "\u200b=1", "＝1", "'=1", "\ufeff=1"]


@pytest.mark.parametrize("sign", UNSEEN)
def test_what_is_not_seen_is_shown_everywhere(sign):
    text = f"gaceta{sign}gpj.exe"
    for shown in (harmless, names.shown, seen, fonts.readable):
        assert sign not in shown(text)
        assert shown(text).startswith("gaceta")
    assert sign not in names.portable(text)
    assert names.wrong(text)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_of_a_csv(text):
    assert cells.harmless(text).startswith("'")
    assert cells.exact(cells.harmless(text)) == text


ALIKE = [
    "La Gaceta", "LA GACETA", "La  Gaceta ", "Ｌａ Ｇａｃｅｔａ", "La\u200b Gaceta",
    "La\u00a0Gaceta", "L\u202ea Gaceta", "𝐋𝐚 𝐆𝐚𝐜𝐞𝐭𝐚",
]  # fmt: skip


@pytest.mark.parametrize("name", ALIKE)
def test_names_that_people_take_for_one(name):
    assert names.alike(name) == "la gaceta"


def test_other_names_are_others():
    assert len({names.alike(one) for one in ("La Gaceta", "La Gazeta", "La Gaceta 2", "")}) == 4


def test_an_imitated_name_is_told_apart():
    both = [
        SimpleNamespace(name=name, delivery=f"d{n}", file=f"{n}.zip", is_in=True, state="accepted")
        for n, name in enumerate(ALIKE)
    ]
    compared: Any = SimpleNamespace(included=both, deliveries=both)
    found = naming.names(compared)
    assert found == {f"d{n}": f"{name.strip()} (d{n})" for n, name in enumerate(ALIKE)}
