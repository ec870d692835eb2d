"""The sample's cuts, end to end: when the generator let each one in = when the pointer shows it."""

from datetime import datetime, timedelta

import duckdb
import pytest

PERIOD = timedelta(minutes=5)
ANSWERS = """
    SELECT time, bytes FROM hit JOIN path USING (path_id)
    WHERE path.text = '/json/main.json' AND method = 'GET' AND status = 200
        AND time >= ? AND time < ?"""


def instant(text):
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=None)


@pytest.fixture(scope="module")
def arrivals(built):
    return {row["cut"]["utc"]: row for row in adherence(built)["arrivals"]}


def adherence(built):
    return built.summary["availability"]["adherence"]


def first_seen(row):
    return row["first_seen"] and instant(row["first_seen"]["utc"])


def test_every_cut_is_seen_when_its_first_answer_was_logged(built, truth, arrivals):
    """But where that answer is the only one of its size: it may as well be of the cut before."""
    late = [
        (wrote, first_seen(arrivals[wrote["slot"]]))
        for wrote in truth["arrivals"]
        if instant(wrote["first_seen"]) != first_seen(arrivals[wrote["slot"]])
    ]
    assert arrivals.keys() == {wrote["slot"] for wrote in truth["arrivals"]}
    assert len(late) <= len(arrivals) / 100
    with duckdb.connect(built.out / "memoria.duckdb", read_only=True) as connection:
        for wrote, found in late:
            assert found is not None
            assert not wrote["same_size"]
            assert undecidable(connection, wrote, found), wrote


def undecidable(connection, wrote, found):
    """All answers with the new cut before `found` are of a size that is not seen again."""
    arrived = instant(wrote["arrived"])
    answers = connection.execute(ANSWERS, [arrived, arrived + PERIOD]).fetchall()
    sizes = [size for _, size in answers]
    early = [size for time, size in answers if time < found]
    return bool(early) and all(sizes.count(size) == 1 for size in early)


def test_delays_count_from_the_nominal_minute(truth, arrivals):
    for slot, row in arrivals.items():
        seen = first_seen(row)
        delay = None if seen is None else (seen - instant(slot)).total_seconds()
        assert row["delay_s"] == delay
    pairs = [(wrote, arrivals[wrote["slot"]]) for wrote in truth["arrivals"]]
    timed = [pair for pair in pairs if pair[1]["timed"]]
    assert len(timed) > 100
    for wrote, row in timed:
        assert wrote["delay_s"] <= row["delay_s"], wrote
        if instant(wrote["first_seen"]) == first_seen(row):
            assert row["delay_s"] - row["doubt_s"] <= wrote["delay_s"], wrote


def test_what_did_not_come_is_not_seen(truth, arrivals):
    for wrote in truth["arrivals"]:
        state = arrivals[wrote["slot"]]["state"]
        if wrote["first_seen"] is not None:
            assert state == "seen", wrote
        elif wrote["slot"] > truth["last_cut"]["slot"]:
            assert state == "outside", wrote
        else:
            assert state in ("unseen", "unknown"), wrote


def test_adherence_ends_with_the_last_cut(built, truth):
    last = instant(truth["last_cut"]["arrived"])
    assert last <= instant(adherence(built)["last"]["utc"]) < last + PERIOD


def test_stale_service_is_from_two_periods_after_one_arrival_to_the_next(built, truth):
    found = adherence(built)["stale"]
    seen = {wrote["arrived"]: wrote["first_seen"] for wrote in truth["arrivals"]}
    assert len(found) == len(truth["stale"])
    for span, wrote in zip(found, truth["stale"], strict=True):
        shown = (instant(wrote["start"]) - 2 * PERIOD).isoformat() + "Z"
        assert instant(span["start"]["utc"]) == instant(seen[shown]) + 2 * PERIOD
        assert instant(span["end"]["utc"]) == instant(seen[wrote["end"]])


def test_the_documents_say_so(built):
    found = adherence(built)
    told = f"se vieron llegar {found['seen']} de {found['seen'] + found['unseen']} cortes"
    for text in (" ".join(built.pages), built.screen):
        assert told in text
        assert "Tramos en que se mostró un corte de más de dos periodos" in text
