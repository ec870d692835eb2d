"""comparativo.duckdb → the facts: all there, in the readers' order, nothing made up."""

import json
import re
from pathlib import Path

import pytest

from pipeline.errors import WarehouseError
from reports.compare import figures, model
from reports.compare.naming import brief, names
from reports.documents import fonts
from reports.figures import methodology
from tests.compare import synthetic
from tests.compare.conftest import SOME


@pytest.mark.parametrize("name", SOME)
def test_every_case_is_read_and_comes_back_from_its_json(compared, name):
    found = compared(name)
    again = model.Comparison.model_validate_json(model.dump(found))
    assert again == found
    assert model.dump(again) == model.dump(found)


def test_who_is_in_and_who_is_not(twelve):
    assert len(twelve.deliveries) == 13
    assert len(twelve.included) == 12
    assert [one.state for one in twelve.deliveries if one.state != "accepted"] == [
        "marked",
        "refused",
    ]
    refused = twelve.by_delivery["rechazada-1"]
    assert refused.method is refused.days_late is None
    assert refused.examined[0].problems[0].place == "../../etc/passwd"


def test_every_cut_of_every_diffuser_has_one_state(twelve):
    assert len(twelve.calendars) == 12
    for one in twelve.calendars:
        assert sum(run.cuts for run in one.runs) == synthetic.CUTS
    found = {one.delivery: one for one in twelve.calendars}
    assert found["difusor-05"].count("no_evidence") == 40
    assert found["difusor-01"].count("errors") == len(synthetic.ORIGIN)
    assert found["difusor-04"].count("errors") == 0
    assert found["difusor-01"].count("unseen") == 2


def test_instants_stand_in_both_clocks(twelve):
    [origin] = twelve.origin()
    assert origin.start.utc == "2023-06-05T03:35:00Z"
    assert origin.start.local == "2023-06-04T21:35:00"
    assert origin.minutes == 15


def test_what_is_not_added_up_is_not_in_the_total(twelve):
    """The one of the other method is left out, as in the largest cut of all."""
    assert max(one.deliveries for one in twelve.totals) == 11
    peak = twelve.figure("peak_5m")
    assert peak
    assert max(one.hits or 0 for one in twelve.totals) == peak.value


def test_without_anyone_comparable_there_is_no_total(compared):
    found = compared("none comparable")
    assert found.totals == ()
    assert found.figure("peak_5m").value is None


def test_a_long_text_of_somebody_elses_is_cut(tmp_path):
    found = figures.build(synthetic.make(tmp_path, 2, hostile="x" * 5000))
    texts = [one.text for one in found.remarks] + [one.name for one in found.deliveries]
    assert max(map(len, texts)) == figures.LONGEST


def test_a_file_that_is_none_of_ours_is_a_clear_error(tmp_path):
    place = tmp_path / "otro.duckdb"
    place.write_text("nada")
    with pytest.raises(WarehouseError):
        figures.build(place)


def test_every_query_is_used_and_has_a_header():
    source = Path(figures.__file__).read_text(encoding="utf-8")
    used = set(re.findall(r'_asked\(connection, "(\w+)"\)', source))
    assert {path.stem for path in figures.SQL_FOLDER.glob("*.sql")} == used
    assert len(methodology.definitions(figures.SQL_FOLDER)) == len(used)


# --------------------------------------------------------------------------------------- names


def renamed(comparison, *told):
    given = dict(told)
    return comparison.model_copy(
        update={
            "deliveries": tuple(
                one.model_copy(update={"name": given.get(one.delivery, one.name)})
                for one in comparison.deliveries
            )
        }
    )


def test_two_of_one_name_are_told_apart(compared):
    same = renamed(compared("three"), ("difusor-01", "Radio Norte"), ("difusor-03", "Radio Norte"))
    found = names(same)
    assert found["difusor-01"] == "Radio Norte (difusor-01)"
    assert found["difusor-03"] == "Radio Norte (difusor-03)"
    assert found["difusor-02"] == "Canal Nueve del Valle †"


def test_names_that_read_alike_once_cut_keep_what_tells_them_apart(compared):
    long = "Organización Radiofónica del Altiplano Central"
    same = renamed(
        compared("three"), ("difusor-01", f"{long}, Norte"), ("difusor-03", f"{long}, Sur")
    )
    found = brief(same, 12)
    assert len(set(found.values())) == len(found)
    assert all(fonts.width(name) <= 12.5 for name in found.values())


def test_the_facts_are_json_without_surprises(twelve):
    found = json.loads(model.dump(twelve))
    assert found["schema_version"] == model.SCHEMA_VERSION
    assert found["setting"]["agreement"] == "convenio-de-prueba"
