"""The waist, read: rows of the measure tables as plain records. Opens the DuckDB file read-only."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb

from pipeline import database
from pipeline.errors import Problem, WarehouseError
from reports.model.comparison import OWN_LOGS

SQL_FOLDER = Path(__file__).with_name("sql")

Record = SimpleNamespace  # one row, its columns as attributes
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Waist:
    """Every table the documents read, whole: they are small."""

    files: list[Record]
    reject_reasons: list[Record]
    totals: dict[Key, int]
    period_measures: dict[tuple[str, str, str, str], Record]
    rankings: list[Record]
    cuts: list[Record]
    outages: list[Record]
    arrivals: list[Record]
    stale: list[Record]
    saturated: list[Record]
    folds: list[Record]
    hours: list[Record]
    ordinary_hours: list[Record]
    baseline_days: list[Record]
    baseline_sources: list[Record]
    baseline_excluded: list[Record]
    baseline_figures: list[Record]
    comparison: dict[tuple[str, str], Record]
    incidents: list[Record]
    phases: list[Record]
    effects: dict[tuple[str, str], Record]
    candidates: list[Record]
    crowds: list[Record]
    definition_measures: list[Record]
    definition_costs: list[Record]
    periods: list[Record]
    services: list[Record]
    service_periods: dict[Key, float | None]
    service_outages: list[Record]
    service_hours: list[Record]
    service_error_paths: list[Record]
    dictionary: list[Record]

    @property
    def ordinary(self) -> str:
        """The source whose average is the one of the factor."""
        return next((row.source for row in self.baseline_sources if row.chosen), OWN_LOGS)

    def total(self, metric: str, section: str = "all", audience: str = "all") -> int:
        return self.totals.get((metric, section, audience), 0)

    def period(
        self, metric: str, period: str = "operation", section: str = "all", audience: str = ""
    ) -> Record | None:
        """A measure of that period that has a value: of that audience; where none is named, for
        everyone, or else for persons."""
        for one in (audience,) if audience else ("all", "person"):
            found = self.period_measures.get((metric, section, one, period))
            if found is not None and found.value is not None:
                return found
        return None


def read(warehouse: Path) -> Waist:
    """Raises WarehouseError where the file is not one of ours."""
    with opened(warehouse) as connection:
        return Waist(
            files=_table(connection, "source_file", "role DESC, path"),
            reject_reasons=_table(connection, "reject_reason", "file, lines DESC, reason"),
            totals={
                (row.metric, row.section, row.audience): row.value
                for row in _query(connection, "totals")
            },
            period_measures={
                (row.metric, row.section, row.audience, row.period): row
                for row in _table(connection, "period_measure", "metric, section, audience, period")
            },
            rankings=_table(connection, "ranking", "metric, section, audience, position"),
            cuts=_query(connection, "cuts"),
            outages=_table(connection, "outage", "start"),
            arrivals=_table(connection, "cut_arrival", "slot"),
            stale=_table(connection, "stale", "start"),
            saturated=_table(connection, "saturated", "slot"),
            folds=_table(connection, "fold", "resource, second"),
            hours=_query(connection, "hours"),
            ordinary_hours=_query(connection, "ordinary_hours"),
            baseline_days=_table(connection, "baseline_day", "local_day"),
            baseline_sources=_table(connection, "baseline_source", "source"),
            baseline_excluded=_table(connection, "baseline_excluded", "start, kind, reason"),
            baseline_figures=_query(connection, "baseline_figures"),
            comparison={
                (row.source, row.metric): row
                for row in _table(connection, "comparison", "source, metric")
            },
            incidents=_table(connection, "incident", "start, incident"),
            phases=_table(connection, "incident_phase", "incident, start"),
            effects={
                (row.incident, row.metric): row
                for row in _table(connection, "incident_effect", "incident, metric")
            },
            candidates=_table(connection, "candidate", "start, candidate"),
            crowds=_table(connection, "crowd", "start, span"),
            definition_measures=_table(
                connection, "definition_measure", "definition, section, metric"
            ),
            definition_costs=_table(connection, "definition_cost", "definition, defect"),
            periods=_table(connection, "period", "start, period"),
            services=_table(connection, "service", "position"),
            service_periods={
                (row.service, row.metric, row.period): row.value
                for row in _table(connection, "service_period", "service, metric, period")
            },
            service_outages=_table(connection, "service_outage", "service, start"),
            service_hours=_query(connection, "service_hours"),
            service_error_paths=_table(
                connection, "service_error_path", "errors DESC, service, position"
            ),
            dictionary=_query(connection, "dictionary"),
        )


@contextmanager
def opened(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        connection = database.connect(str(warehouse), read_only=True)
    except duckdb.Error as error:
        raise WarehouseError(_unusable(warehouse, error)) from error
    try:
        yield connection
    except duckdb.CatalogException as error:
        raise WarehouseError(_unusable(warehouse, error)) from error
    finally:
        connection.close()


def _unusable(warehouse: Path, error: duckdb.Error) -> Problem:
    reason = str(error).splitlines()[0]
    remedy = "bórrelo y ejecute de nuevo «memoria build»"
    return Problem(
        str(warehouse), f"no se puede leer ({reason})", "un archivo de medidas completo", remedy
    )


def _table(connection: duckdb.DuckDBPyConnection, name: str, order: str) -> list[Record]:
    return records(connection.execute(f"SELECT * FROM {name} ORDER BY {order}"))


def _query(connection: duckdb.DuckDBPyConnection, name: str) -> list[Record]:
    sql = (SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return records(connection.execute(sql))


def records(result: duckdb.DuckDBPyConnection) -> list[Record]:
    names: list[Any] = [column[0] for column in result.description or ()]
    return [Record(**dict(zip(names, row, strict=True))) for row in result.fetchall()]
