"""Connections to DuckDB, which say nothing by themselves."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb


def connect(
    place: Path | str = ":memory:",
    *,
    read_only: bool = False,
    config: Mapping[str, Any] = {},
) -> duckdb.DuckDBPyConnection:
    """Nothing waits for the disk: what is kept is settled before it gets its name (`outputs`), or
    sealed (`shelf`). Raises duckdb.Error."""
    connection = duckdb.connect(place, read_only=read_only, config={"fsync_mode": "NONE", **config})
    # It would go to standard output, in the middle of what is asked for, and not in Spanish.
    connection.execute("SET enable_progress_bar = false")
    return connection
