"""Runs a .sql of pipeline/sql, or a folder of them, on a case: its input and what must come out.

    <sql or folder>/<case>/case.toml  settings and windows that differ from DEFAULT (optional)
    …/hits.csv                        requests, by the names of TEXTS instead of ids (optional)
    …/input/<table>.csv               rows of any other table (optional)
    …/expected/<table>.csv            rows that must be in the table then, in any order

An empty cell is NULL and `EMPTY` an empty text; instants without a day are of DAY. Columns that a
file leaves out have the values of ROW. Of an expected file only its own columns are compared.
"""

import csv
import re
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from pipeline import measure, tallies, warehouse

HERE = Path(__file__).parent
DAY = "2023-06-05"
POINTER = "/json/main.json"
DEFAULT: dict[str, Any] = {
    "cut_minutes": 5,
    "visit_gap_minutes": 30,
    "outage_cuts": 3,
    "outage_minutes": 30,
    "baseline_min_days": 7,
    "baseline_section": "portal",
    "overhead_share": 0.05,
    "overhead_bytes": 400,
    "operation": ["2023-06-05 00:00", "2023-06-05 03:00"],
    "baseline": [],
    "matches": True,  # of the baseline; months have none
    "utc_offset_hours": -6,
}
SETTING = (
    "cut_minutes", "visit_gap_minutes", "outage_cuts", "outage_minutes", "baseline_min_days",
    "baseline_section",
    "overhead_share", "overhead_bytes",
)  # fmt: skip
HIT = {
    "file": "1",
    "counted": "true",
    "client": "c",
    "agent": "a",
    "section": "portal",
    "kind": "document",
    "audience": "person",
    "method": "GET",
    "status": "200",
    "bytes": "10",
    "duration_us": "",
    "path": "/",
    "referer": "",
    "device": "computadora",
    "browser": "Chrome",
    "system": "Windows",
    "group": "directo",
    "class": "crawler",
    "country": "",  # whoever names it has every client in the table
    "region": "",
    "line": "1",
    "clock_offset": "-360",
    "network": "n",
    "probe": "false",
}
ROW = {
    "agent": {"text": "x", "device": "computadora", "browser": "Chrome", "system": "Windows"},
    "robot_visitor": {"class": "crawler"},
    "path": {
        "text": "/",
        "kind": "document",
        "published": "false",
        "probe": "false",
        "robots": "false",
    },
    "vhost": {"text": "x", "published": "false"},
    "cut": {"served": "0", "failed": "0", "others": "0"},
    "incident": dict.fromkeys(("kind", "description", "effect", "remedy", "notified"), "x")
    | {"line": "2"},
    "candidate": {"kind": "outage", "severity": "media", "shifted": "false"}
    | dict.fromkeys(("cuts", "hits", "errors"), "0"),
    "incident_phase": dict.fromkeys(("slots", "slots_with_hits", "missed_cuts"), "0"),
    "measure": {"metric": "hits", "section": "portal", "audience": "all"},
    "baseline_day": {"present": "true", "drill": "false"},
    "baseline_hour": {"metric": "hits"} | dict.fromkeys(("low", "q1", "median", "q3", "high"), "0"),
    "baseline_source": {"source": "logs", "title": "x", "definition": "EMPTY", "chosen": "true"}
    | dict.fromkeys(("remark", "files"), "x"),
    "baseline_declared": {"kind": "holiday", "reason": "x"},
    "baseline_excluded": {"source": "logs", "kind": "gap", "reason": "x"},
    "baseline_figure": {"source": "awstats", "place": "x", "incomplete": "EMPTY"},
    "baseline_figure_hour": {"source": "goaccess"},
    "definition_measure": {"definition": "awstats", "section": "all", "period": "operation"},
    "period": {"kind": "window", "label": "x"},
    "source_file": {
        "role": "operation",
        "sha256": "x",
        "compression": "plain",
        "format": "combined",
    }
    | dict.fromkeys(("size", "lines", "hits", "rejects", "blank", "comments", "forwarded"), "0"),
    "part": {"filename": "x"}
    | dict.fromkeys(("path_id", "referer_id", "vhost_id", "agent_id"), "")
    | {
        "client": "1",
        "visitor": "1",
        "method": "GET",
        "status": "200",
        "bytes": "",
        "duration_us": "",
        "line": "1",
        "clock_offset": "-360",
    },
    "part_log": {"filename": "x", "file": "1", "role": "operation", "section": ""},
}
PART = """CREATE TEMP TABLE part (
    time TIMESTAMP, client UBIGINT, visitor UBIGINT, path_id UBIGINT, referer_id UBIGINT,
    vhost_id UBIGINT, agent_id UBIGINT, method VARCHAR, status USMALLINT, bytes UBIGINT,
    duration_us UBIGINT, line UBIGINT, clock_offset SMALLINT,
    network UBIGINT, country VARCHAR, region VARCHAR, line_no UBIGINT, reason VARCHAR,
    attack VARCHAR, text VARCHAR, length UINTEGER, ends VARCHAR,
    filename VARCHAR)"""
LINE = "CREATE TEMP TABLE line (place BIGINT, wall BIGINT)"
"""What a definition reads in order."""
Row = dict[str, str | None]
PREFIX = {"load": "load_", "tallies": "tally_", "later": "tally_"}
BY_SHARE = [
    name for stage in measure.STAGES if stage.by_share for name in warehouse.questions(stage.folder)
]
INSTANTS = (
    "time", "slot", "start", "end", "hour", "first", "last", "matches", "instant", "since",
)  # fmt: skip


@cache
def tables() -> str:
    """sql/schema without its comments, which take longer than all else."""
    names = warehouse.questions("schema")
    texts = [(warehouse.SQL / f"{name}.sql").read_text(encoding="utf-8") for name in names]
    return re.sub(r"(?m)^COMMENT ON .*;$", "", "".join(texts))


@cache
def sql_files() -> dict[str, str]:
    """Every query of a project by the last part of its name: hits → metrics/hits (those of PREFIX
    apart). Those of several deliveries together have their cases in tests/compare."""
    names = [
        path.relative_to(warehouse.SQL).with_suffix("") for path in warehouse.SQL.rglob("*.sql")
    ]
    return {
        f"{PREFIX.get(name.parts[0], '')}{name.stem}": name.as_posix()
        for name in sorted(names)
        if name.parts[0] not in ("schema", "compare")
    }


def cases() -> list[Path]:
    return sorted(path.parent for path in HERE.glob("*/*/expected"))


def read(path: Path) -> list[dict[str, str | None]]:
    """Rows of a CSV: None for an empty cell, an instant with its day."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {name: cell(name, value) for name, value in row.items()} for row in csv.DictReader(file)
        ]


def cell(name: str, text: str) -> str | None:
    if name in INSTANTS and text[2:3] == ":":
        return f"{DAY} {text}"
    return {"": None, "EMPTY": ""}.get(text, text)


class Case:
    """One folder's tables in a DuckDB of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        own = folder / "case.toml"
        self.settings = DEFAULT | (tomllib.loads(own.read_text("utf-8")) if own.exists() else {})

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        connection.execute(tables())
        connection.execute(f"{PART}; {LINE}")
        return connection

    @cached_property
    def steps(self) -> list[str]:
        """The views and tallies that the questions read, in order, and the questions."""
        name, files = self.folder.parent.name, sql_files()
        asked = [files[name]] if name in files else warehouse.questions(name)
        return [*self._before(asked), *asked]

    def run(self) -> None:
        self.prepare(self.steps[-1])
        warehouse.run(self.connection, self.steps[-1])

    def prepare(self, step: str) -> None:
        """All that this step reads."""
        self._insert("setting", [{name: str(self.settings[name]) for name in SETTING}])
        self._insert("calendar", list(self._calendar()))
        for path in sorted((self.folder / "input").glob("*.csv")):
            self._insert(path.stem, read(path))
        self._insert_hits(read(self.folder / "hits.csv"))
        if not (self.folder / "input" / "period.csv").exists():
            self._insert("period", [self._operation()])
        if not (self.folder / "input" / "pointer.csv").exists():
            self._insert("pointer", [{"path": POINTER}])
        if step != "load/period_slot":
            warehouse.run(self.connection, "load/period_slot")
        for before in self.steps[: self.steps.index(step)]:
            warehouse.run(self.connection, before)

    def differing(self) -> list[str]:
        """The expected tables that are others."""
        files = sorted((self.folder / "expected").glob("*.csv"))
        return [path.name for path in files if self.found(path) != self.expected(path)]

    def found(self, expected: Path) -> list[tuple[Any, ...]]:
        with expected.open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        listed = ", ".join(f'"{name}"' for name in columns)
        rows = self.connection.execute(f"SELECT {listed} FROM {expected.stem}").fetchall()
        return sorted((tuple(shown(value) for value in row) for row in rows), key=str)

    def expected(self, path: Path) -> list[tuple[Any, ...]]:
        return sorted((tuple(row.values()) for row in read(path)), key=str)

    @staticmethod
    def _before(asked: list[str]) -> list[str]:
        """The views and tallies that questions read, and the views that these read."""
        words = {word for name in asked for word in tallies.words(name)}
        read = [
            tally
            for tally in BY_SHARE
            if tally not in asked and set(tallies.filled([tally])) & words
        ]
        return [*tallies.views([*asked, *read]), *read]

    def _operation(self) -> dict[str, str | None]:
        start, end = self.settings["operation"]
        return {"period": "operation", "start": start, "end": end}

    def _calendar(self) -> Iterator[dict[str, str | None]]:
        """The operation's slots are in the logs too; those of `logs` only there."""
        offset = timedelta(hours=self.settings["utc_offset_hours"])
        windows = {
            name: [instant(text) for text in self.settings.get(name, ())]
            for name in ("operation", "logs", "baseline")
        }
        slots = {slot for window in windows.values() for slot in self._slots(window)}
        for slot in sorted(slots):
            local = slot + offset
            marks = {name: bool(w) and w[0] <= slot < w[1] for name, w in windows.items()}
            yield {
                "slot": str(slot),
                "local_time": str(local),
                "local_day": str(local.date()),
                "local_hour": str(local.hour),
                "weekday": str(local.isoweekday()),
                "in_operation": str(marks["operation"]),
                "in_logs": str(marks["operation"] or marks["logs"]),
                "in_baseline": str(marks["baseline"]),
                "matches": self._match(slot, windows["operation"])
                if marks["baseline"] and self.settings["matches"]
                else None,
            }

    def _slots(self, window: list[datetime]) -> Iterator[datetime]:
        step = timedelta(minutes=self.settings["cut_minutes"])
        while window and window[0] < window[1]:
            yield window[0]
            window = [window[0] + step, window[1]]

    @staticmethod
    def _match(slot: datetime, operation: list[datetime]) -> str | None:
        weeks = (slot + timedelta(weeks=week) for week in range(1, 9))
        return next((str(at) for at in weeks if operation[0] <= at < operation[1]), None)

    def _insert_hits(self, rows: list[dict[str, str | None]]) -> None:
        if not rows:
            return
        whole = [{name: cell(name, text) for name, text in HIT.items()} | row for row in rows]
        ids: dict[tuple[str, str | None], str] = {}

        def number(kind: str, text: str | None) -> str | None:
            return None if text is None else ids.setdefault((kind, text), str(len(ids) + 1))

        hits: list[dict[str, str | None]] = []
        robots: dict[str | None, dict[str, str | None]] = {}
        clients: dict[str | None, dict[str, str | None]] = {}
        texts: dict[str, dict[str | None, dict[str, str | None]]] = {
            "path": {},
            "agent": {},
            "referer": {},
        }
        for row in whole:
            keys = {name: number(name, row.pop(name)) for name in ("path", "agent", "referer")}
            named = {value: text for (_, text), value in ids.items()}
            texts["path"][keys["path"]] = {
                "text": named.get(keys["path"] or ""),
                "probe": row.pop("probe"),
            }
            texts["agent"][keys["agent"]] = {
                "text": named.get(keys["agent"] or ""),
                **{name: row.pop(name) for name in ("device", "browser", "system")},
            }
            texts["referer"][keys["referer"]] = {
                "text": named.get(keys["referer"] or ""),
                "group": row.pop("group"),
            }
            client = row["client"]
            place = {name: row.pop(name) for name in ("country", "region")}
            robot, network = row.pop("class"), row.pop("network")
            hits.append(
                row
                | {f"{name}_id": key for name, key in keys.items()}
                | {
                    "client": number("client", client),
                    "visitor": number("visitor", f"{client} {keys['agent']}"),
                    "slot": self._slot(row["time"]),
                }
            )
            if row["audience"] == "robot":
                robots[hits[-1]["visitor"]] = {"class": robot}
            if {"country", "network"} & rows[0].keys():
                clients[hits[-1]["client"]] = {**place, "network": number("network", network)}
        self._insert("hit", hits)
        for table, by_id in texts.items():
            self._insert(
                table,
                [{**row, f"{table}_id": key} for key, row in by_id.items() if key is not None],
            )
        for table, by_id in {"robot_visitor": robots, "client": clients}.items():
            name = "visitor" if table == "robot_visitor" else "client"
            self._insert(table, [{**row, name: key} for key, row in by_id.items()])

    def _slot(self, time: str | None) -> str:
        return str(warehouse_floor(instant(time or ""), self.settings["cut_minutes"]))

    def _insert(self, table: str, rows: list[dict[str, str | None]]) -> None:
        """All rows that name the same columns in one statement: most of a case's time would go
        into planning one for each."""
        common = {name: cell(name, text) for name, text in ROW.get(table, {}).items()}
        for names, group in groupby((common | row for row in rows), key=tuple):
            listed = ", ".join(f'"{name}"' for name in names)
            values = ", ".join(["unnest(?::VARCHAR[])"] * len(names))
            columns = [[*column] for column in zip(*(row.values() for row in group), strict=True)]
            self.connection.execute(f'INSERT INTO "{table}" ({listed}) SELECT {values}', columns)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def warehouse_floor(time: datetime, minutes: int) -> datetime:
    return time - timedelta(
        minutes=(time.hour * 60 + time.minute) % minutes,
        seconds=time.second,
        microseconds=time.microsecond,
    )


def shown(value: Any) -> str | None:
    """A value as it stands in a CSV: whole numbers without a fraction, others with four digits."""
    match value:
        case None:
            return None
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.4f}".rstrip("0").rstrip(".")
        case _:
            return str(value)
