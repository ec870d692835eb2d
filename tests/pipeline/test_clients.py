"""Who the client is behind proxies: nobody is believed but those whom the project trusts."""

import ipaddress

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clients import PRIVATE, Forwarded, networks, one_form
from tests.examples import examples

OURS = Forwarded("x-forwarded-for", networks(["10.0.0.0/8", "2001:db8:ffff::/48", "198.51.100.7"]))

CHAINS = {
    # (peer, chain): client; None where the peer stays
    ("10.0.0.1", "203.0.113.5"): "203.0.113.5",
    ("10.0.0.1", "203.0.113.5, 10.0.0.2"): "203.0.113.5",
    ("10.0.0.1", "203.0.113.5,10.0.0.2,10.0.0.3"): "203.0.113.5",
    ("10.0.0.1", ",".join(["203.0.113.5", *["10.0.0.2"] * 9])): "203.0.113.5",
    ("10.0.0.1", "192.0.2.66, 203.0.113.5"): "203.0.113.5",  # the left one is the client's own word
    ("10.0.0.1", "10.0.0.9, 203.0.113.5, 10.0.0.2"): "203.0.113.5",
    ("10.0.0.1", "10.0.0.9, 10.0.0.2"): "10.0.0.9",  # a client of the house
    ("198.51.100.7", "203.0.113.5"): "203.0.113.5",
    ("198.51.100.8", "203.0.113.5"): None,
    ("203.0.113.9", "192.0.2.66"): None,
    ("203.0.113.9", "10.0.0.1"): None,
    ("10.0.0.1", ""): None,
    ("10.0.0.1", "-"): None,
    ("10.0.0.1", "unknown"): None,
    ("10.0.0.1", "203.0.113.5, unknown"): None,
    ("10.0.0.1", "unknown, 203.0.113.5"): "203.0.113.5",
    ("10.0.0.1", "203.0.113.5, unknown, 10.0.0.2"): "10.0.0.2",
    ("10.0.0.1", "203.0.113.5:4711"): "203.0.113.5",
    ("10.0.0.1", "[2001:db8::5]:4711"): "2001:db8::5",
    ("10.0.0.1", "[2001:db8::5]"): "2001:db8::5",
    ("10.0.0.1", '"[2001:db8::5]:4711"'): "2001:db8::5",
    ("10.0.0.1", ' "203.0.113.5" '): "203.0.113.5",
    ("10.0.0.1", "X203.0.113.5X"): None,
    ("10.0.0.1", "[2001:db8::5]]"): "2001:db8::5",
    ("10.0.0.1", "2001:DB8:0:0::5"): "2001:db8::5",
    ("10.0.0.1", "::ffff:203.0.113.5"): "203.0.113.5",
    ("10.0.0.1", "203.0.113.5, ::ffff:10.0.0.2"): "203.0.113.5",
    ("::ffff:10.0.0.1", "203.0.113.5"): "203.0.113.5",
    ("::ffff:203.0.113.9", "192.0.2.66"): None,
    ("2001:db8:ffff::1", "203.0.113.5"): "203.0.113.5",
    ("2001:db8:fffe::1", "203.0.113.5"): None,
    ("10.0.0.1", "203.0.113.5, 2001:db8:ffff::2"): "203.0.113.5",
    ("10.0.0.1", "203.0.113.999"): None,
    ("10.0.0.1", "203.0.113.05"): None,
    ("10.0.0.1", "<script>, =1+1, \x00"): None,
    ("proxy.example", "203.0.113.5"): None,
    ("", "203.0.113.5"): None,
    ("-", "203.0.113.5"): None,
}


@pytest.mark.parametrize(("peer", "chain"), CHAINS)
def test_the_client_is(peer, chain):
    assert OURS.client_of(peer, chain) == CHAINS[peer, chain]


Pair = tuple[str | None, str | None]


def named(trusting: Forwarded, pair: Pair) -> str | None:
    peer, chain = pair
    return None if peer is None or chain is None else trusting.client_of(peer, chain)


def assert_as_each_alone(trusting: Forwarded, pairs: list[Pair]) -> None:
    hits = pl.DataFrame(pairs, {"client": pl.String, "forwarded": pl.String}, orient="row")
    found, count = trusting.applied(hits)
    expected = [named(trusting, pair) for pair in pairs]
    assert count == len(pairs) - expected.count(None)
    clients = [client or peer for client, (peer, _) in zip(expected, pairs, strict=True)]
    assert found.get_column("client").to_list() == clients


def test_a_column_of_clients_is_each_of_them():
    assert_as_each_alone(OURS, [*CHAINS, ("10.0.0.1", None), (None, "203.0.113.5"), *CHAINS])


ADDRESS = st.ip_addresses().map(str)
ENTRY = st.one_of(
    ADDRESS,
    ADDRESS.map(lambda text: f"[{text}]:80" if ":" in text else f"{text}:80"),
    st.sampled_from(["10.0.0.2", "10.255.0.1", "unknown", "", "-", "2001:db8:ffff::3"]),
    st.text(max_size=9).map(lambda text: text.replace(",", "")),
)


def plain(entry: str) -> str:
    """Independent: the address an entry names."""
    return str(ipaddress.ip_address(entry))


@settings(max_examples=examples(300), deadline=None)
@given(spoofed=st.lists(ENTRY, max_size=4), client=ADDRESS, proxies=st.integers(0, 3))
def test_nothing_that_a_client_writes_changes_who_it_is(spoofed, client, proxies):
    """Its own words come first, its address from the first of our proxies."""
    inside = [f"10.0.0.{number + 2}" for number in range(proxies)]
    address = ipaddress.ip_address(client)
    mapped = getattr(address, "ipv4_mapped", None)
    if any((mapped or address) in network for network in OURS.trusted if network.version == 4):
        return
    if address in ipaddress.ip_network("2001:db8:ffff::/48"):
        return
    chain = ", ".join([*spoofed, client, *inside])
    assert OURS.client_of("10.0.0.1", chain) == str(mapped or address)


@settings(max_examples=examples(200), deadline=None)
@given(peer=st.text(max_size=20), chain=st.text(max_size=60))
def test_any_text_ends_in_an_address_or_in_nobody(peer, chain):
    for trusting in (OURS, Forwarded("x-real-ip", networks(["0.0.0.0/0", "::/0"]))):
        found = trusting.client_of(peer, chain)
        assert found is None or plain(found.partition("%")[0])


TRUSTING = (
    OURS,
    Forwarded("x-real-ip", networks(["0.0.0.0/0", "::/0"])),
    Forwarded("x-real-ip", networks([PRIVATE, "2001:db8::/65", "1:2:3:4:5:6:7:8", "0.0.0.0/1"])),
)
NEAR = st.sampled_from([
    "10.0.0.1", "127.0.0.1", "128.0.0.1", "2001:db8:0:1:8000:1:2:3", "2001:db8:0:0:8000:1:2:3",
    "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:9", "1:2:3:4:0:0:7:8", "0:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:0",
    "fc00:1:2:3:4:5:6:7", "fe80:1:2:3:4:5:6:7", "1.2.3.4:80", "1.2.3.4:", "1.2.3.4:x", "1.2.3.256",
    "01.2.3.4", "1.2.3", "1:2:3:4:5:6:7:08", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "\t1.2.3.4",
])  # fmt: skip


@settings(max_examples=examples(200), deadline=None)
@given(
    st.lists(
        st.tuples(
            st.none() | NEAR | ADDRESS | st.text(max_size=9),
            st.none() | st.lists(NEAR | ENTRY, max_size=8).map(", ".join),
        )
    )
)
def test_any_column_is_what_each_is_alone(pairs):
    for trusting in TRUSTING:
        assert_as_each_alone(trusting, pairs)


def test_private_is_every_network_that_no_client_has():
    everywhere = Forwarded("x-forwarded-for", networks([PRIVATE]))
    inside = (
        "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.4.4", "127.0.0.1", "100.64.0.1",
        "::1", "fd00::1", "fe80::1", "::ffff:192.168.0.1",
    )  # fmt: skip
    outside = ("172.32.0.1", "100.128.0.1", "192.169.0.1", "11.0.0.1", "2001:db8::1", "128.0.0.1")
    assert [everywhere.client_of(peer, "203.0.113.5") for peer in inside] == ["203.0.113.5"] * 10
    assert [everywhere.client_of(peer, "203.0.113.5") for peer in outside] == [None] * 6


@pytest.mark.parametrize("text", ["", "10", "10.0.0.0/33", "proxy.example", "10.0.0.1-9", "::/129"])
def test_what_is_no_network(text):
    with pytest.raises(ValueError):
        networks([text])


def test_networks_as_people_write_them():
    found = [str(network) for network in networks(["10.0.0.5/8", " 192.0.2.1 ", "2001:DB8::/32"])]
    assert found == ["10.0.0.0/8", "192.0.2.1/32", "2001:db8::/32"]
    assert networks(["Private"]) == networks(["private"])


def test_what_is_believed_in_one_line():
    told = Forwarded("x-real-ip", networks(["10.0.0.0/8", "::1"])).spec
    assert told == "x-real-ip 10.0.0.0/8 ::1/128"


def test_hits_keep_their_order_and_number():
    """The pairs are looked up once each and joined: neither a null nor a repeat may multiply."""
    rows = [
        ("10.0.0.1", "203.0.113.5"),
        ("10.0.0.1", None),
        ("203.0.113.9", "192.0.2.66"),
        ("10.0.0.1", "203.0.113.6"),
        ("10.0.0.1", "203.0.113.5"),
        (None, "203.0.113.5"),
        ("10.0.0.1", "unknown"),
    ]
    hits = pl.DataFrame(
        {
            "line_no": range(len(rows)),
            "client": [client for client, _ in rows],
            "forwarded": [chain for _, chain in rows],
        },
        schema={"line_no": pl.UInt64, "client": pl.String, "forwarded": pl.String},
    )
    found, named = OURS.applied(hits)
    assert found["line_no"].to_list() == list(range(len(rows)))
    assert found["client"].to_list() == [
        "203.0.113.5", "10.0.0.1", "203.0.113.9", "203.0.113.6", "203.0.113.5", None, "10.0.0.1",
    ]  # fmt: skip
    assert named == 3
    assert OURS.applied(hits.clear())[1] == 0


def test_one_client_has_one_form():
    told = ["::ffff:192.0.2.1", "192.0.2.1", "2001:db8::1", "::ffff:zz", "a", None]
    found = one_form(pl.Series("client", told))
    assert found.to_list() == ["192.0.2.1", "192.0.2.1", "2001:db8::1", "::ffff:zz", "a", None]
    assert one_form(pl.Series("client", ["::1"])).to_list() == ["::1"]
