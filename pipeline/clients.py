"""Who the client is where a proxy stands in front: believed only from proxies the project trusts.

A client can send an X-Forwarded-For of its own. So the chain is followed from the server outwards:
the peer's word counts only if the peer is trusted, and that of the address it names only if that
one is trusted too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_network

import polars as pl

from pipeline.addresses import Holders, Network

PRIVATE = "private"
"""Stands for all the networks that no client on the Internet can have."""

_PRIVATE = (
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "::1/128",
    "fc00::/7", "fe80::/10",
)  # fmt: skip


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """`private`, addresses and CIDR blocks → networks. Raises ValueError on any other text."""
    return tuple(
        ip_network(block, strict=False)
        for text in texts
        for block in (_PRIVATE if text.lower() == PRIVATE else (text.strip(),))
    )


def one_form(clients: pl.Series) -> pl.Series:
    """IPv4 as such also where a server that listens on IPv6 writes `::ffff:192.0.2.1`: two servers
    must not make two of one client."""
    if not clients.str.starts_with(_MAPPED).any():
        return clients
    return clients.str.replace(rf"^{_MAPPED}(\d+\.\d+\.\d+\.\d+)$", "$1")


_MAPPED = "::ffff:"


@dataclass(frozen=True)
class Forwarded:
    """header: in lower case. trusted: the proxies whose word about their client is taken."""

    header: str
    trusted: tuple[Network, ...]

    @property
    def spec(self) -> str:
        return f"{self.header} {' '.join(map(str, self.trusted))}"

    def applied(self, hits: pl.DataFrame) -> tuple[pl.DataFrame, int]:
        """The hits with the client that trusted proxies name, and how many hits they named it
        for."""
        pairs = hits.select("client", "forwarded").unique().drop_nulls()
        joined = hits.join(
            self._named(pairs), on=["client", "forwarded"], how="left", maintain_order="left"
        )
        count = joined.get_column("named").count()
        client = pl.coalesce("named", "client").alias("client")
        return joined.with_columns(client).drop("named"), count

    def client_of(self, peer: str, chain: str) -> str | None:
        """The first address from the server outwards that is not trusted, or the outermost; None
        where the peer is not trusted or names nobody."""
        found = None
        _, trusted = self._holders.one(peer)
        for text in reversed(chain.split(",")):
            if not trusted:
                break
            address, trusted = self._holders.one(text)
            found = address or found
        return found

    def _named(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """The pairs of which somebody is named, with whom `client_of` says. A chain is followed a
        step for all at once; what is left after some steps, pair by pair."""
        peers = pairs.select("client").unique()
        trusted = peers.filter(self._holders.of(peers.get_column("client")).get_column("held"))
        asked = pairs.join(trusted, on="client", how="semi")
        asked = asked.with_columns(rest="forwarded", named=None)
        done = []
        for _ in range(_STEPS):
            if asked.is_empty():  # most chains end with their first step
                break
            last = self._holders.of(asked.get_column("rest").str.split(",").list.last())
            asked = asked.hstack(last).with_columns(named=pl.coalesce("address", "named"))
            goes_on = pl.col("held") & pl.col("rest").str.contains(",")
            done.append(asked.filter(~goes_on))
            rest = pl.col("rest").str.replace(r",[^,]*$", "")
            asked = asked.filter(goes_on).drop("address", "held").with_columns(rest=rest)
        longest = [self.client_of(*pair) for pair in asked.select("client", "forwarded").rows()]
        done.append(asked.with_columns(named=pl.Series(longest, dtype=pl.String)))
        columns = ("client", "forwarded", "named")
        return pl.concat([some.select(columns) for some in done]).drop_nulls("named")

    @cached_property
    def _holders(self) -> Holders:
        return Holders(self.trusted)


_STEPS = 4
