"""Hits → tallies, share by share.

A share is the hits of some of the clients' networks: a visitor has one client and a client one
network, so whoever made them never crosses shares, and what is counted in each adds up. Few hits
are one share: the warehouse itself.
"""

from collections.abc import Callable, Sequence

import duckdb

from pipeline import tallies, warehouse


class Whole:
    """All hits as the one share: tallies are filled where they are read, and nothing is merged."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._made: set[str] = set()

    def tally(self, folder: str) -> None:
        """Fills the tallies of that folder of sql/."""
        questions = warehouse.questions(folder)
        views = [view for view in warehouse.questions(tallies.VIEWS) if view not in self._made]
        for question in (*views, *questions):
            warehouse.run(self._connection, question)
        self._made.update(views)

    def ask(
        self,
        function: Callable[[duckdb.DuckDBPyConnection], None],
        fills: str,  # noqa: ARG002
        needs: Sequence[str],  # noqa: ARG002
    ) -> None:
        """Fills one tally by a function of a share's tables, with what it needs of the answers so
        far. It must be picklable."""
        function(self._connection)
