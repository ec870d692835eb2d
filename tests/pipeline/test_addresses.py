"""A column of addresses is what each is alone, and the usual ones are not taken one by one."""

import ipaddress

import polars as pl
import pytest

from pipeline.addresses import Holders, parsed
from pipeline.clients import networks

USUAL = [
    "10.0.0.1", "10.255.255.255", "9.255.255.255", "11.0.0.0", "127.0.0.1", "128.0.0.1", "0.0.0.0",
    "255.255.255.255", "192.0.2.7", "192.0.2.8", " 10.0.0.1", "10.0.0.1 ", "10.0.0.1:80",
    "2001:db8:0:1:8000:1:2:3", "2001:db8:1:0:8000:1:2:3", "2001:db9:0:1:8000:1:2:3",
    "fc00:1:2:3:4:5:6:7", "fe80:1:2:3:4:5:6:7", "1:2:3:5:0:6:0:7", "0:2:3:4:5:6:7:0",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "8000:1:2:3:4:5:6:7", "7fff:1:2:3:4:5:6:7",
    "5:6:7:8:1:2:3:4", "5:6:7:9:1:2:3:4",
]  # fmt: skip
ODD = [
    "", "-", "unknown", "1.2.3.256", "1.256.3.4", "999.1.1.1", "01.2.3.4", "1.2.3", "1.2.3.4.5",
    "1.2.3.4:x", "1.2.3.4:", "\t10.0.0.1", '"10.0.0.1"', "[2001:db8::1]:80", "::1", "2001:DB8::5",
    "::ffff:10.0.0.1", "2001:db8:0:0:8000:1:2:3", "1:2:3:4:0:0:7:8", "0:0:3:4:5:6:7:8",
    "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:08", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:12345", "١.2.3.4",
    "fe80::1%eth0", "1.2.3.4\n", "1:2:3:4:5:6:7:A",
]  # fmt: skip
ALONE = ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:9", "4:3:2:1:5:6:7:8", "4:3:2:1:5:6:7:9"]
"""Told from each other below the /64 by some of the networks."""

NETWORKS = {
    "none": [],
    "all": ["0.0.0.0/0", "::/0"],
    "halves": ["0.0.0.0/1", "8000::/1"],
    "some": ["10.0.0.0/8", "192.0.2.7", "2001:db8::/32", "5:6:7:8::/64", "fc00::/7"],
    "alone": ["1:2:3:4:5:6:7:8", "4:3:2:1:5:6::/96", "10.0.0.0/8"],
}


@pytest.mark.parametrize("ours", NETWORKS.values(), ids=NETWORKS)
def test_a_column_is_each_of_them(ours):
    holders = Holders(networks(ours))
    texts = [*USUAL, None, *ODD, *ALONE, *USUAL]
    found = holders.of(pl.Series(texts, dtype=pl.String)).rows()
    assert found == [alone(text, ours) for text in texts]
    assert [holders.one(text) for text in ODD] == [alone(text, ours) for text in ODD]


def alone(text: str | None, ours: list[str]) -> tuple[str | None, bool]:
    address = parsed(text) if text is not None else None
    if address is None:
        return None, False
    return str(address), any(address in ipaddress.ip_network(one) for one in ours)


@pytest.mark.parametrize("ours", NETWORKS.values(), ids=NETWORKS)
def test_the_usual_ones_are_not_taken_one_by_one(ours, monkeypatch):
    monkeypatch.setattr(Holders, "one", None)
    assert not Holders(networks(ours)).of(pl.Series(USUAL)).get_column("address").has_nulls()


def test_of_nothing_there_is_nothing():
    found = Holders(networks(["10.0.0.0/8"])).of(pl.Series([], dtype=pl.String))
    assert found.schema == {"address": pl.String, "held": pl.Boolean}
    assert found.is_empty()


def test_no_more_is_remembered_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr("pipeline.addresses._MOST_REMEMBERED", 2)
    holders = Holders(networks(["::1"]))
    assert [holders.one(text) for text in ("::1", "::2", "::3")] == [
        ("::1", True), ("::2", False), ("::3", False),
    ]  # fmt: skip
    assert len(holders._known) == 1
