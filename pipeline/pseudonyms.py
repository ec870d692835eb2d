"""Clients → pseudonyms: IPv6 addresses of fd00::/8 (RFC 4193), where no client on the Internet is;
host names, which some tools do not take for clients, names under .invalid (RFC 2606).

So a log stays one to every tool, and equal clients stay equal, as do those of one network: the
first 64 bits are the network's token (of its /24 or /48), the others the client's. The key is one
of its own, made from the project's: without that nobody can join a delivery to the warehouse.
"""

import polars as pl

from pipeline.privacy import Tokens, networks_of

PURPOSE = b"entrega"
NETWORK = 19
"""Characters of a pseudonym that are its network's; all of them are written in full."""

_LENGTH = 39
_FIRST = 1 << 56
_MOST_REMEMBERED = 500_000


class Pseudonyms:
    """Of one project's clients. Equal client, equal pseudonym, in all its logs and deliveries."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens.derived(PURPOSE)
        self._known: dict[str, str] = {}

    def of(self, clients: pl.Series) -> pl.Series:
        """Null where there is no client."""
        distinct = clients.replace("", None).drop_nulls().unique()
        if len(self._known) > _MOST_REMEMBERED:
            self._known = {}
        known = self._known  # another thread may make a new one meanwhile
        texts = distinct.to_list()
        unknown = list(set(texts).difference(known))
        known.update(zip(unknown, self._made(pl.Series(unknown, dtype=pl.String)), strict=True))
        pseudonyms = pl.Series(list(map(known.__getitem__, texts)), dtype=pl.String)
        table = pl.DataFrame({"client": distinct, "pseudonym": pseudonyms})
        every = clients.alias("client").to_frame()
        found = every.join(table, on="client", how="left", maintain_order="left")
        return found.get_column("pseudonym").alias(clients.name)

    def _made(self, clients: pl.Series) -> list[str]:
        networks = networks_of(clients)
        of_networks, own = self.tokens.of(networks) % _FIRST, self.tokens.of(clients)
        pairs = zip(of_networks.to_list(), own.to_list(), strict=True)
        digits = pl.Series(
            [f"fd{network:014x}{client:016x}" for network, client in pairs], dtype=pl.String
        )
        addresses = digits.str.replace_all(r"[0-9a-f]{4}\B", "${0}:")
        names = digits.str.tail(16) + ".invalid"
        return names.zip_with(clients == networks, addresses).to_list()


def networks_of_pseudonyms(clients: pl.Series) -> pl.Series:
    """What `networks_of` says of the clients behind them: equal where that is equal."""
    whole = clients.str.starts_with("fd") & (clients.str.len_bytes() == _LENGTH)
    return clients.str.head(NETWORK).zip_with(whole, clients)
