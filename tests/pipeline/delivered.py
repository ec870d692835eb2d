"""A log's lines, rewritten, and what is measured of them before and after."""

from pathlib import Path

import polars as pl

from pipeline.formats import Detection, LogFormat
from pipeline.lines import Block
from pipeline.logfile import LogFile
from pipeline.marks import MARK
from pipeline.parse import Parsed
from pipeline.parts import parsed_of
from pipeline.privacy import Tokens, networks_of
from pipeline.pseudonyms import Pseudonyms, networks_of_pseudonyms
from pipeline.rewriting import Rewritten, delivered, rewrite
from pipeline.texts import TEXTS, harmless_line, kept

TOKENS = Tokens(b"k" * 32)
PSEUDONYMS = Pseudonyms(TOKENS)
MEASURED = (
    "line_no", "time", "clock_offset", "method", "path", "status", "bytes", "duration_us",
    "vhost", "referer", "agent", "attack",
)  # fmt: skip


def log_of(fmt: LogFormat, *, zone: str | None = None, mixed: bool = False, **about) -> LogFile:
    if not fmt.zoned:
        zone = zone or "America/Monterrey"
    found = Detection(fmt, 1, 1) if mixed else None
    return LogFile(
        Path("x"), "x.log", "operation", "", 0, "plain", fmt, zone, detection=found, **about
    )


def hand_over(log: LogFile, data: bytes, directive: str | None = None) -> Rewritten:
    return rewrite(log, Block(1, data, directive=directive), PSEUDONYMS, TOKENS.seed)


def again(log: LogFile, found: Rewritten, directive: str | None = None) -> Parsed:
    """As whoever receives it reads it."""
    return parsed_of(delivered(log), Block(1, found.data, directive=directive))


def marked_hits(found: Rewritten) -> list[str]:
    return [line for line in found.data.decode().splitlines() if line.startswith(f'{MARK}{{"hit"')]


def measured(parsed: Parsed) -> dict[str, object]:
    """All that any measure asks about a block; of clients and texts, which are the same; of
    clients also, which are of one network, and which none of their own address."""
    hits = kept(parsed.hits, TOKENS.seed)
    torn = kept(parsed.torn.drop("ends"), TOKENS.seed).with_columns(parsed.torn["ends"])
    text = pl.col("line") if parsed.delivered else harmless_line()
    return {
        "counts": (parsed.lines, parsed.blank, parsed.comments),
        "hits": rows(hits.select(MEASURED)),
        "torn": rows(torn.select(*MEASURED, "ends")),
        "rejects": rows(parsed.rejects.select("line_no", "reason", text)),
        "long": rows(parsed.long_lines),
        "clients": _groups(hits, hits["client"]),
        "networks": _groups(hits, _networks(parsed, hits["client"])),
        "names": rows(hits.filter(_networks(parsed, hits["client"]) == hits["client"])[:, :1]),
        **{name: _groups(hits, hits[f"{name}_id"].cast(pl.String)) for name in TEXTS},
    }


def rows(frame: pl.DataFrame) -> list[tuple]:
    return sorted(frame.rows(), key=str)


def _networks(parsed: Parsed, clients: pl.Series) -> pl.Series:
    return (networks_of_pseudonyms if parsed.delivered else networks_of)(clients.fill_null(""))


def _groups(hits: pl.DataFrame, names: pl.Series) -> list[list[int]]:
    grouped = hits.select("line_no", name=names.fill_null("")).group_by("name").agg("line_no")
    return sorted(sorted(numbers) for numbers in grouped["line_no"].to_list())
