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
        unknown = pl.Series([text for text in distinct if text not in known], dtype=pl.String)
        networks, clients_own = networks_of(unknown), self.tokens.of(unknown)
        of_networks = self.tokens.of(networks) % _FIRST
        known.update(
            (client, _name(own) if client == network else _address(of_network, own))
            for client, network, of_network, own in zip(
                unknown, networks, of_networks, clients_own, strict=True
            )
        )
        pseudonyms = pl.Series([known[text] for text in distinct], dtype=pl.String)
        table = pl.DataFrame({"client": distinct, "pseudonym": pseudonyms})
        every = clients.alias("client").to_frame()
        found = every.join(table, on="client", how="left", maintain_order="left")
        return found.get_column("pseudonym").alias(clients.name)


def _address(network: int, client: int) -> str:
    digits = f"fd{network:014x}{client:016x}"
    return ":".join(digits[at : at + 4] for at in range(0, 32, 4))


def _name(client: int) -> str:
    return f"{client:016x}.invalid"


def networks_of_pseudonyms(clients: pl.Series) -> pl.Series:
    """What `networks_of` says of the clients behind them: equal where that is equal."""
    whole = clients.str.starts_with("fd") & (clients.str.len_bytes() == _LENGTH)
    return clients.str.head(NETWORK).zip_with(whole, clients)
