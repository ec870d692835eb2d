"""Hits as they were read → what is kept of their long texts: no queries, no addresses, an id each.

What a log says of the same thing many times is looked at once.
"""

import re
from collections.abc import Callable

import polars as pl

from pipeline import unseen
from pipeline.attacks import signature_of
from pipeline.parse import KEPT_OF_A_REJECT
from pipeline.privacy import HIDDEN, hide_addresses, hide_addresses_of_agent, scrub

TEXTS = ("path", "referer", "vhost", "agent")
LONGEST_PATH = 2048
"""Characters of a path that are kept; what follows is an attack, not a resource."""

LONGEST_HOST = 255
"""Characters of a host name, as in RFC 1035."""

LONGEST_AGENT = 8192
"""Characters of a user agent, about what servers take of a header."""

_HIDING = {"path": hide_addresses, "referer": hide_addresses, "agent": hide_addresses_of_agent}
"""Texts in which a client may have put an address; a vhost is the server's own."""

_OWN = ("agent", "vhost")
"""Texts that keep what may be no address; but never that of the very client."""
_ADDRESS = r"^[0-9A-Fa-f.:]{7,}$"
_MARKED = rf"{re.escape(HIDDEN[:-1])}:[0-9a-f]{{16}}\]"


def kept(hits: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The hits with their long texts cut down to what is analysed (see TEXTS), an id of each, and
    `attack`, the signature that they fit.

    The id is that of the text as it was, with its addresses: who asks with two addresses in its
    agent is two clients to some tools. `<name>_hides`: whether the text is without any.

    A log says few things many times: each is looked at once. Hits that come with an `attack` are of
    a delivered log: its texts are those that were kept when it was written.
    """
    delivered = "attack" in hits.columns
    if not delivered:
        hits = _without_own_address(hits)
    columns = [
        column
        for name in TEXTS
        for column in _looked_at_once(name, hits.get_column(_FIELD[name]), seed, delivered)
    ]
    found = hits.with_columns(columns)
    if not delivered:
        found = found.with_columns(attack=pl.coalesce(f"{name}_attack" for name in TEXTS))
    return found


def _looked_at_once(name: str, texts: pl.Series, seed: int, delivered: bool) -> list[pl.Series]:
    """Columns `name`, `name`_id, `name`_hides and, unless the log is a delivered one, `name`_attack
    (see attacks.signature_of). Within a block equal hashes are equal texts: the seed is secret, and
    the chance is one in 10^10."""
    every = pl.DataFrame({"hash": texts.hash(seed), "raw": texts})
    distinct = every.unique("hash")
    raw = distinct.get_column("raw")
    whole = _visible(_OF_FIELD[name](raw))
    if delivered:
        more, shown = [], _each_once(whole, unmarked)
    else:
        whole = whole.str.head(_LONGEST[name])
        more = [signature_of(texts.name, raw).alias(f"{name}_attack")]
        shown = _each_once(whole, lambda texts: unmarked(_hidden(name, texts)))
    identified = distinct.select(
        "hash",
        shown.alias(name),
        pl.when(whole.is_not_null()).then(whole.hash(seed)).alias(f"{name}_id"),
        (shown != whole).alias(f"{name}_hides"),
        *more,
    )
    found = every.select("hash").join(identified, on="hash", how="left", maintain_order="left")
    return found.drop("hash").get_columns()


def _visible(texts: pl.Series) -> pl.Series:
    """What nobody sees in a text by its codes, as Apache writes it."""
    if not texts.str.contains(unseen.ANY).any():
        return texts
    signs = sorted(texts.str.extract_all(unseen.ANY).explode().drop_nulls().unique())
    return texts.str.replace_many(signs, [unseen.as_bytes(sign) for sign in signs])


def _each_once(texts: pl.Series, function: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Many raw texts give one: its queries tell targets apart, and nothing else."""
    distinct = texts.unique()
    table = pl.DataFrame({"text": distinct, "found": function(distinct)})
    every = texts.alias("text").to_frame()
    found = every.join(table, on="text", how="left", maintain_order="left")
    return found.get_column("found")


def _hidden(name: str, texts: pl.Series) -> pl.Series:
    if name not in _HIDING:
        return texts
    return texts.to_frame("text").select(_HIDING[name](pl.col("text"))).to_series()


def marked(texts: pl.Series, tokens: pl.Series) -> pl.Series:
    """Texts that hide an address, in a delivery: each still another where it was (see kept)."""
    before, after = texts.str.splitn(HIDDEN, 2).struct.unnest()
    return before + pl.Series([f"{HIDDEN[:-1]}:{token:016x}]" for token in tokens]) + after


def unmarked(texts: pl.Series) -> pl.Series:
    """The same without what `marked` has put there, or somebody who looks like it."""
    if not texts.str.contains(_MARKED).any():
        return texts
    return texts.str.replace_all(_MARKED, HIDDEN)


def _without_own_address(hits: pl.DataFrame) -> pl.DataFrame:
    """What looks like a version in an agent may be the client's address all the same."""
    address = pl.col("client").str.contains(_ADDRESS)
    for name in _OWN:
        own = pl.col(name).str.contains(pl.col("client"), literal=True) & address
        at = hits.select(own.fill_null(value=False).arg_true()).to_series()
        if len(at):
            pairs = hits[at].select(name, "client").iter_rows()
            texts = [text.replace(client, HIDDEN) for text, client in pairs]
            column = hits.get_column(name).scatter(at, pl.Series(texts))
            hits = hits.with_columns(column)
    return hits


def path_of(target: pl.Series) -> pl.Series:
    """The path of a request target: without query, fragment, or the scheme and host of an absolute
    URI."""
    path = target
    if not path.str.starts_with("/").all():
        path = path.str.replace(r"^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", "")
    path = path.str.split_exact("?", 1).struct.field("field_0")
    if path.str.contains("#").any():
        path = path.str.split_exact("#", 1).struct.field("field_0")
    return path


def _host_of(referer: pl.Series) -> pl.Series:
    """A referer's host, in lower case; its path and query may name a person.

    Empty where the referer is no URL with a host; null where there is no referer.
    """
    scheme, nothing, host, _ = referer.str.split_exact("/", 3).struct.unnest()
    has_host = scheme.str.ends_with(":") & (nothing == "") & host.is_not_null()
    host = host.str.replace(r"[?#].*$", "").str.replace(r"^.*@", "").str.to_lowercase()
    return host.set(~has_host & referer.is_not_null(), "")


_FIELD = {"path": "target", "referer": "referer", "vhost": "vhost", "agent": "agent"}
_OF_FIELD: dict[str, Callable[[pl.Series], pl.Series]] = {
    "path": path_of,
    "referer": _host_of,
    "vhost": lambda text: text.str.to_lowercase(),
    "agent": lambda text: text,
}
"""Of which field each text is, and what is kept of it, before it is cut at its LONGEST."""
_LONGEST = {
    "path": LONGEST_PATH, "referer": LONGEST_HOST, "vhost": LONGEST_HOST, "agent": LONGEST_AGENT
}  # fmt: skip


def harmless_line() -> pl.Expr:
    """A rejected line without what is personal, nor what the cut may have left of an address."""
    line = pl.col("line")
    cut = line.str.len_chars() == KEPT_OF_A_REJECT
    whole = pl.when(cut).then(line.str.replace(r"[0-9A-Fa-f.:]+$", "")).otherwise(line)
    return scrub(whole)
