"""A parsed block → Parquet: hits with the ids of their texts, and all else that it holds."""

import errno
from collections.abc import Callable
from pathlib import Path

import polars as pl

from pipeline.parse import Parsed
from pipeline.places import Places
from pipeline.privacy import Tokens, networks_of
from pipeline.pseudonyms import networks_of_pseudonyms
from pipeline.refusals import system_error
from pipeline.texts import TEXTS, harmless_line, kept

REJECT = "reject"


def write(folder: Path, first: int, parsed: Parsed, tokens: Tokens, places: Places) -> None:
    """first: the number of the block's first line. Raises OSError."""
    # Torn lines are no hits; other tools take some of them for such, and their texts are needed.
    torn = parsed.torn
    records = pl.concat([parsed.hits, torn.drop("ends")]) if torn.height else parsed.hits
    if records.height:
        texts = kept(records, tokens.seed)
        client = tokens.of(records.get_column("client"))
        hits = texts.select(
            "time",
            client.alias("client"),
            (client ^ texts.get_column("agent_id").fill_null(0)).alias("visitor"),
            *(f"{name}_id" for name in TEXTS),
            "method",
            "status",
            "bytes",
            "duration_us",
            line="line_no",
            clock_offset="clock_offset",
        )
        store(hits.head(parsed.hits.height), folder / f"hit-{first:012}.parquet")
        if torn.height:
            ended = hits.tail(torn.height).with_columns(torn.get_column("ends"))
            store(ended, folder / f"torn-{first:012}.parquet")
        networks = networks_of_pseudonyms if parsed.delivered else networks_of
        clients = _clients(records.get_column("client"), client, tokens, places, networks)
        store(clients, folder / f"client-{first:012}.parquet")
        attacks = texts.select("attack", line="line_no").select("line", "attack")
        if attacks.get_column("attack").null_count() < attacks.height:
            store(attacks.drop_nulls(), folder / f"attack-{first:012}.parquet")
        for name in TEXTS:
            distinct = texts.select(id=f"{name}_id", text=name).drop_nulls("id").unique("id")
            store(distinct, folder / f"{name}-{first:012}.parquet")
    if parsed.long_lines.height:
        long_lines = parsed.long_lines.rename({"line_no": "line"})
        store(long_lines, folder / f"long_line-{first:012}.parquet")
    if parsed.rejects.height:
        text = pl.col("line") if parsed.delivered else harmless_line()
        store(
            parsed.rejects.select("line_no", "reason", text=text),
            folder / f"{REJECT}-{first:012}.parquet",
        )


def _clients(
    addresses: pl.Series,
    client: pl.Series,
    tokens: Tokens,
    places: Places,
    networks: Callable[[pl.Series], pl.Series],
) -> pl.DataFrame:
    """client, network: tokens of the distinct addresses and of their networks; and where they
    are."""
    distinct = pl.DataFrame({"client": client, "address": addresses.fill_null("")}).unique("client")
    address = distinct.get_column("address")
    found = distinct.select("client", network=tokens.of(networks(address)))
    return found.hstack(places.of(address))


def store(frame: pl.DataFrame, path: Path) -> None:
    """Raises OSError, which Polars has its own words for."""
    try:
        frame.write_parquet(path, compression="lz4", statistics=False)
    except pl.exceptions.ComputeError as error:
        known = system_error(error) or OSError(errno.EIO, "el disco no aceptó los datos")
        raise OSError(known.errno, known.strerror, str(path)) from error
