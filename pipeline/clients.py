"""Who the client is where a proxy stands in front: believed only from proxies the project trusts.

A client can send an X-Forwarded-For of its own. So the chain is followed from the server outwards:
the peer's word counts only if the peer is trusted, and that of the address it names only if that
one is trusted too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import polars as pl

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

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
        named = [self.client_of(*pair) for pair in pairs.iter_rows()]
        pairs = pairs.with_columns(named=pl.Series(named))
        joined = hits.join(pairs, on=["client", "forwarded"], how="left", maintain_order="left")
        count = joined.get_column("named").count()
        client = pl.coalesce("named", "client").alias("client")
        return joined.with_columns(client).drop("named"), count

    def client_of(self, peer: str, chain: str) -> str | None:
        """The first address from the server outwards that is not trusted, or the outermost; None
        where the peer is not trusted or names nobody."""
        address = _address(peer)
        if address is None or not self._trusts(address):
            return None
        found = None
        for text in reversed(chain.split(",")):
            address = _address(text)
            if address is None:
                break
            found = address
            if not self._trusts(address):
                break
        return str(found) if found else None

    def _trusts(self, address: Address) -> bool:
        known = self._known.get(address)
        if known is None:
            known = any(address in network for network in self.trusted)
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            self._known[address] = known
        return known

    @cached_property
    def _known(self) -> dict[Address, bool]:
        return {}


_MOST_REMEMBERED = 100_000


def _address(text: str) -> Address | None:
    """An address, also with a port or in brackets, as proxies write it; IPv4 in IPv6 as IPv4."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
