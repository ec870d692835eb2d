"""Addresses as proxies write them → one form of each, and whether some networks hold it.

Column by column for those that look as most do; all others are left to `ipaddress`, one by one.
"""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import polars as pl

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

_BYTE, _GROUP = "(0|[1-9][0-9]{0,2})", "(0|[1-9a-f][0-9a-f]{0,3})"
_USUAL = {
    4: (rf"^ *(?<address>{'[.]'.join([_BYTE] * 4)})(?::[0-9]+)? *$", 10, 8),
    6: (rf"^ *(?<address>{':'.join([_GROUP] * 8)}) *$", 16, 16),
}
"""By version: a pattern whose first four groups are numbers, their base and their bits."""

_HAS_A_SHORTER_FORM = r"\b0:0\b"

_MOST_REMEMBERED = 100_000


def parsed(text: str) -> Address | None:
    """An address, also with a port or in brackets; IPv4 in IPv6 as IPv4."""
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


class Holders:
    """Networks that are asked whether they hold an address."""

    def __init__(self, networks: Sequence[Network]) -> None:
        self._networks = networks
        self._known: dict[str, tuple[str | None, bool]] = {}

    def one(self, text: str) -> tuple[str | None, bool]:
        """The address, if it is one, and whether one of the networks holds it."""
        known = self._known.get(text)
        if known is None:
            address = parsed(text)
            held = any(address in network for network in self._networks) if address else False
            known = (str(address) if address else None, held)
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[text] = known
        return known

    def of(self, texts: pl.Series) -> pl.DataFrame:
        """The same of each text: `address` (null for none), `held`."""
        four, six = self._usual(texts, 4), self._usual(texts, 6)
        found = pl.DataFrame({"text": texts}).hstack(
            pl.select(
                address=pl.coalesce(four.get_column("address"), six.get_column("address")),
                held=pl.coalesce(four.get_column("held"), six.get_column("held")),
            )
        )
        others = (
            found.filter(pl.col("address").is_null())
            .get_column("text")
            .drop_nulls()
            .unique()
            .to_list()
        )
        rows = [(text, *self.one(text)) for text in others]
        slow = pl.DataFrame(rows, found.schema, orient="row")
        found = found.join(slow, on="text", how="left", maintain_order="left")
        return found.select(
            pl.coalesce("address", "address_right"),
            pl.coalesce("held", "held_right").fill_null(value=False),
        )

    def _usual(self, texts: pl.Series, version: int) -> pl.DataFrame:
        """The same of those that are as the pattern says; null where it does not."""
        pattern, base, width = _USUAL[version]
        found = texts.str.extract_groups(pattern).struct.unnest()
        groups = [pl.col(name).str.to_integer(base=base) for name in found.columns[1:5]]
        found = found.select(
            "address",
            number=pl.sum_horizontal(
                group.cast(pl.UInt64) * 2 ** (width * place)
                for group, place in zip(groups, (3, 2, 1, 0), strict=True)
            ),
            fits=pl.all_horizontal(group < 2**width for group in groups),
        )
        held, beyond = pl.lit(value=False), pl.lit(value=False)
        for network in (one for one in self._networks if one.version == version):
            first = int(network.network_address) >> (network.max_prefixlen - 4 * width)
            if network.prefixlen > 4 * width:
                beyond |= pl.col("number") == first
            else:
                mask = (1 << 4 * width) - (1 << 4 * width - network.prefixlen)
                held |= pl.col("number") & pl.lit(mask, dtype=pl.UInt64) == first
        one_form = ~pl.col("address").str.contains(_HAS_A_SHORTER_FORM)
        usual = pl.col("fits") & one_form & ~beyond
        return found.select(pl.when(usual).then("address"), held=pl.when(usual).then(held))
