"""Which deliveries are compared: decided of arrivals that nobody had to open."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline import agreement as agreements
from pipeline.errors import DeliveryError, Problem
from reports.compare import arrivals, standing
from reports.compare.arrivals import Arrival
from reports.compare.places import Place
from reports.compare.received import Receipt
from reports.verification import Examined

NAME = "coahuila-prep-2023"
BROKEN = Examined("sello", "missing", "no coincide", (Problem("x", "otra"), Problem("y", "otra")))
LATE = Examined("plazo", "missing", "fechada después")


@pytest.fixture(scope="module")
def agreement():
    return agreements.load(NAME)


def arrival(file: str, name: str = "", made: str = "2023-06-16", *results, **more) -> Arrival:
    row = {"name": name or file, "made": date.fromisoformat(made), "agreement": NAME}
    place = Place(Path(file), file)
    return replace(Arrival(place, more.pop("sha256", file), 1, results, row), **more)


def decide(agreement, *given, **said):
    found = standing.decided(given, agreement, said.get("admitted", {}), said.get("receipts", {}))
    return {one.arrival.place.name: (one.delivery, one.state, one.reason) for one in found}


def problems(call, *given, **more) -> str:
    with pytest.raises(DeliveryError) as told:
        call(*given, **more)
    return "\n".join(str(one) for one in told.value.problems)


def test_being_late_breaks_nothing(agreement):
    found = decide(agreement, arrival("a", "A", "2023-06-30", LATE))
    assert found == {"a": ("a", "accepted", None)}


def test_what_is_broken_is_out_unless_it_is_let_in(agreement):
    given = (arrival("a"), arrival("b", "B", "2023-06-16", BROKEN))
    assert decide(agreement, *given)["b"] == ("b", "refused", "sello: x: otra y 1 más")
    found = decide(agreement, *given, admitted={"b": "Urge"})
    assert found["b"] == ("b", "marked", "Urge (sello: x: otra y 1 más)")


def test_nobody_admits_what_cannot_be_compared(agreement):
    given = (arrival("a"), arrival("b", fatal=("sus tablas no se pueden leer",)))
    found = decide(agreement, *given, admitted={"b": "Urge"})
    assert found["b"][1:] == ("refused", "no se puede admitir: sus tablas no se pueden leer")


def test_the_last_of_a_diffuser_stands(agreement):
    given = (
        arrival("a", "El Sol"),
        arrival("b", "EL SOL", "2023-06-17"),
        arrival("c", "el sol", sha256="b"),
    )
    found = decide(agreement, *given)
    assert {file: one[:2] for file, one in found.items()} == {
        "a": ("el-sol-2", "replaced"), "b": ("el-sol", "accepted"), "c": ("el-sol-3", "replaced")
    }  # fmt: skip
    assert "fechada el 17 de junio de 2023: «b»" in found["a"][2]
    assert "es la misma entrega que «b»" in found["c"][2]


def test_a_bad_one_replaces_none(agreement):
    given = (arrival("a", "El Sol"), arrival("b", "El Sol", "2023-06-17", BROKEN))
    found = decide(agreement, *given)
    assert {file: one[:2] for file, one in found.items()} == {
        "a": ("el-sol", "accepted"), "b": ("el-sol-2", "refused")
    }  # fmt: skip


def test_two_of_a_date_are_not_guessed_between(agreement):
    given = (arrival("a", "El Sol"), arrival("b", "El Sol"))
    told = problems(decide, agreement, *given)
    assert "«a» y «b» son de El Sol y tienen la misma fecha, 16 de junio de 2023" in told
    receipts = {
        "a": Receipt("r:2", "18/06/2023 10:00", "7"), "b": Receipt("r:3", "18/06/2023 9:00", "")
    }  # fmt: skip
    found = standing.decided(given, agreement, {}, receipts)
    assert [
        (one.delivery, one.state, one.folio, one.received and one.received.hour) for one in found
    ] == [
        ("el-sol", "accepted", "7", 10), ("el-sol-2", "replaced", None, 9)
    ]  # fmt: skip


def test_who_takes_anothers_name_does_not_take_its_place(agreement):
    given = [arrival("a", "El Sol"), arrival("b", "El Sol", "2023-06-17")]
    owned = [
        replace(one, row=one.row | {"legal_name": owner})
        for one, owner in zip(given, ("Editora El Sol", "Otra"), strict=True)
    ]
    told = problems(decide, agreement, *owned)
    assert "«a» y «b» dicen ser de El Sol" in told
    assert "«Editora El Sol» y «Otra»" in told


def test_all_that_is_wrong_is_told_at_once(agreement):
    given = (arrival("a", "El Sol"), arrival("b", "El Sol"), arrival("b", "La Luna"))
    told = problems(decide, agreement, *given, admitted={"z": "x", "b": "x"},
                    receipts={"q": Receipt("r:2", "18/06/2023 10:00", "")})  # fmt: skip
    for words in (
        "con el nombre «z»",
        "hay varias entregas con el nombre «b»",
        "r:2",
        "«q»",
        "misma fecha",
    ):
        assert words in told
    assert "sello: x: otra" in problems(decide, agreement, arrival("a", "A", "2023-06-16", BROKEN))


def test_deliveries_of_several_agreements_are_not_mixed(agreement):
    ours, other = arrival("a"), arrival("b")
    other = replace(other, row=other.row | {"agreement": "otro"})
    told = problems(standing.chosen, [ours, other], None)
    assert f"{NAME} (1), otro (1)" in told
    assert "--agreement" in told
    assert standing.chosen([ours, other], NAME) == agreement
    assert decide(agreement, ours, other)["b"] == ("b", "refused", "es de otro convenio: otro")
    assert "no trae el convenio «otro»" in problems(standing.chosen, [other], None)
    assert "ninguna entrega es del convenio" in problems(standing.chosen, [other], NAME)
    months = [replace(ours, month=month) for month in ("2024-04", "2024-05")]
    assert "varios periodos" in problems(standing.chosen, months, None)


def test_a_delivered_profile_does_not_decide_what_is_compared(agreement):
    def told(**changed):
        own = agreement.model_copy(update=changed)
        [same] = arrivals._alike(own, agreement)
        return [one.where for one in same.problems], list(arrivals._unlike(own, agreement))

    assert told() == ([], [])
    assert told(title="x", theme="x") == ([], [])
    weeks = agreement.baseline.model_copy(update={"weeks": 3})
    assert told(baseline=weeks) == (["baseline.weeks"], [])
    cuts = agreement.cuts.model_copy(update={"minutes": 15})
    assert told(cuts=cuts)[1] == [
        "las ventanas o los cortes de su perfil no son los del convenio (cuts)"
    ]
    assert list(arrivals._unlike(agreement, None)) == ["no se conoce el convenio con que se hizo"]


def test_the_name_of_an_agreement_in_a_delivery_is_no_path(tmp_path, agreement):
    place = tmp_path / "own.toml"
    place.write_bytes(agreements.find(NAME).read_bytes())
    assert arrivals._known(NAME, None, None) == agreement
    assert arrivals._known(str(place), None, None) is None
    assert arrivals._known(NAME, None, str(place)) == agreement
    assert arrivals._known("otro", None, str(place)) is None
