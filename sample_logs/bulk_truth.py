"""What a big log holds, counted block by block from the labels its lines were made with."""

from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from sample_logs.bulk_lines import PERSON
from sample_logs.clock import LOGS_START, utc
from sample_logs.counting import OK, VISIT_GAP


@dataclass(slots=True)
class Tally:
    """Counts that grow block by block."""

    pages: int = 0
    size: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    clients: set[int] = field(default_factory=set)
    page_times: list[pl.DataFrame] = field(default_factory=list)
    last: int = 0

    def add(self, frame: pl.DataFrame) -> None:
        for code, count in frame["status"].value_counts().iter_rows():
            self.statuses[f"{code // 100}xx"] += count
        persons = int((frame["kind"] == PERSON).sum())
        self.kinds.update(person=persons, robot=len(frame) - persons)
        prep = int(frame["prep"].sum())
        self.sections.update(portal=len(frame) - prep, prep=prep)
        self.size += int(frame["size"].cast(pl.UInt64).sum())
        self.clients.update(frame["client"].unique())
        pages = frame.filter(
            (pl.col("kind") == PERSON) & pl.col("document") & pl.col("status").is_in(OK)
        ).select(pl.col("visitor").cast(pl.UInt32), pl.col("at").cast(pl.UInt32))
        self.pages += len(pages)
        self.page_times.append(pages)
        self.last = int(frame["at"][-1])

    def truth(self, lines: int) -> dict[str, object]:
        return {
            "lines": lines,
            "hits": lines,
            "pages": self.pages,
            "visits": self.visits(),
            "clients": len(self.clients),
            "bytes": self.size,
            "status": dict(sorted(self.statuses.items())),
            "audience": dict(self.kinds),
            "section": dict(self.sections),
            "first": utc(LOGS_START),
            "last": utc(LOGS_START + self.last),
        }

    def visits(self) -> int:
        """Runs of one visitor's pages, each less than 1,800 s after the one before."""
        pages = pl.concat(self.page_times).sort("visitor", "at").cast(pl.Int64)
        first = pages["visitor"].diff().fill_null(1) != 0
        silent = pages["at"].diff().fill_null(0) >= VISIT_GAP
        return int((first | silent).sum())
