"""Clients → pseudonyms: IPv6 addresses of fd00::/8 (RFC 4193), where no client on the Internet is;
host names, which some tools do not take for clients, names under .invalid (RFC 2606).

So a log stays one to every tool, and equal clients stay equal, as do those of one network: the
first 64 bits are the network's token (of its /24 or /48), the others the client's. The key is one
of its own, made from the project's: without that nobody can join a delivery to the warehouse.
"""

import struct
from itertools import chain

import polars as pl

from pipeline.privacy import Tokens, networks_of
from pipeline.remembered import Remembered

PURPOSE = b"entrega"
NETWORK = 19
"""Characters of a pseudonym that are its network's; all of them are written in full."""

_LENGTH = 39
_FIRST, _PREFIX = 1 << 56, 0xFD << 56


class Pseudonyms:
    """Of one project's clients. Equal client, equal pseudonym, in all its logs and deliveries."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens.derived(PURPOSE)
        self._remembered = Remembered(self._made, pl.String, self.tokens.seed)

    def of(self, clients: pl.Series) -> pl.Series:
        """Null where there is no client."""
        return self._remembered.of(clients.replace("", None))

    def _made(self, clients: pl.Series) -> pl.Series:
        networks = networks_of(clients)
        first, last = self.tokens.of(networks) % _FIRST + _PREFIX, self.tokens.of(clients)
        halves = chain.from_iterable(zip(first.to_list(), last.to_list(), strict=True))
        digits = struct.pack(f">{2 * len(clients)}Q", *halves).hex(":", 2)
        starts = range(0, len(digits), _LENGTH + 1)
        addresses = pl.Series([digits[at : at + _LENGTH] for at in starts])
        names = addresses.str.tail(NETWORK).str.replace_all(":", "") + ".invalid"
        return names.zip_with(clients == networks, addresses)


def networks_of_pseudonyms(clients: pl.Series) -> pl.Series:
    """What `networks_of` says of the clients behind them: equal where that is equal."""
    whole = clients.str.starts_with("fd") & (clients.str.len_bytes() == _LENGTH)
    return clients.str.head(NETWORK).zip_with(whole, clients)
