"""What adds up over shares says how, and does."""

import re

import duckdb
import pytest

from pipeline import tallies, warehouse

FILLED = set(tallies.filled(warehouse.questions("tallies")))


def test_every_filled_table_is_a_tally():
    assert set(tallies.available()) >= FILLED


@pytest.mark.parametrize("name", sorted(tallies.available()))
def test_every_column_has_a_role(name):
    with duckdb.connect() as connection:
        warehouse.make_tables(connection)
        columns = [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()]
    roles = tallies.available()[name].roles
    assert list(roles) == columns
    assert set(roles.values()) - {"key"}


def test_rows_of_the_same_keys_become_one():
    tally = tallies.Tally("t", {"who": "key", "hits": "sum", "first": "min", "last": "max"})
    rows = "(VALUES ('a', 1, 5, 5), ('a', 2, 3, 7), ('b', NULL, 1, 1), (NULL, 5, 1, 2))"
    with duckdb.connect() as connection:
        source = f"{rows} AS t (who, hits, first, last)"
        found = connection.execute(f"FROM ({tally.merged(source)}) ORDER BY who").fetchall()
    assert found == [("a", 3, 3, 7), ("b", None, 1, 1), (None, 5, 1, 2)]


def test_nothing_adds_up_to_nothing():
    tally = tallies.Tally("t", {"hits": "sum"})
    with duckdb.connect() as connection:
        question = tally.merged("(SELECT 1 AS hits WHERE false) AS t")
        assert connection.execute(question).fetchall() == []


def test_the_views_of_a_question_come_with_those_that_they_read():
    assert tallies.views(["views/visit"]) == ["views/page"]
    assert tallies.views(["tallies/traffic"]) == []


def test_names_in_comments_are_not_read():
    question = "tallies/traffic"
    assert re.search(r"-- .*solicitudes", warehouse.text(question))
    assert "solicitudes" not in tallies.words(question)
