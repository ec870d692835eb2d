"""What a big log holds, counted block by block from the labels its lines were made with."""

from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from sample_logs.bulk_lines import PERSON
from sample_logs.clock import HOUR, LOGS_START, utc
from sample_logs.counting import OK, VISIT_GAP

MOST_DOCUMENTS = 300
"""In an hour of the clock; whoever asks for more is no reader, whatever its agent says."""


@dataclass(slots=True)
class Tally:
    """Counts that grow block by block."""

    size: int = 0
    hits: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    clients: set[int] = field(default_factory=set)
    persons: list[pl.DataFrame] = field(default_factory=list)
    page_times: list[pl.DataFrame] = field(default_factory=list)
    last: int = 0

    def add(self, frame: pl.DataFrame) -> None:
        for code, count in frame["status"].value_counts().iter_rows():
            self.statuses[f"{code // 100}xx"] += count
        self.hits += len(frame)
        persons = frame.filter(pl.col("kind") == PERSON).select(pl.col("visitor").cast(pl.UInt32))
        self.persons.append(persons.group_by("visitor").len("hits"))
        published = int(frame["prep"].sum())
        self.sections.update(portal=len(frame) - published, published=published)
        self.size += int(frame["size"].cast(pl.UInt64).sum())
        self.clients.update(frame["client"].unique())
        pages = frame.filter(
            (pl.col("kind") == PERSON) & pl.col("document") & pl.col("status").is_in(OK)
        ).select(pl.col("visitor").cast(pl.UInt32), pl.col("at").cast(pl.UInt32))
        self.page_times.append(pages)
        self.last = int(frame["at"][-1])

    def truth(self, lines: int) -> dict[str, object]:
        pages = pl.concat(self.page_times)
        disguised = in_disguise(pages)
        pages = pages.join(disguised, on="visitor", how="anti")
        persons = pl.concat(self.persons).join(disguised, on="visitor", how="anti")["hits"].sum()
        return {
            "lines": lines,
            "hits": lines,
            "pages": len(pages),
            "visits": visits(pages),
            "clients": len(self.clients),
            "bytes": self.size,
            "status": dict(sorted(self.statuses.items())),
            "audience": {"person": int(persons), "robot": self.hits - int(persons)},
            "section": dict(self.sections),
            "first": utc(LOGS_START),
            "last": utc(LOGS_START + self.last),
        }


def in_disguise(pages: pl.DataFrame) -> pl.DataFrame:
    """The visitors that asked for too many documents in some hour. The log begins on the hour."""
    hours = pages.group_by("visitor", pl.col("at") // HOUR).len()
    return hours.filter(pl.col("len") > MOST_DOCUMENTS).select("visitor").unique()


def visits(pages: pl.DataFrame) -> int:
    """Runs of one visitor's pages, each less than 1,800 s after the one before."""
    ordered = pages.sort("visitor", "at").cast(pl.Int64)
    first = ordered["visitor"].diff().fill_null(1) != 0
    silent = ordered["at"].diff().fill_null(0) >= VISIT_GAP
    return int((first | silent).sum())
