"""Clients as a delivery names them."""

import re

import polars as pl

from pipeline.privacy import Tokens
from pipeline.pseudonyms import NETWORK, Pseudonyms, networks_of_pseudonyms

TOKENS = Tokens(b"k" * 32)
WRITTEN_IN_FULL = re.compile("fd[0-9a-f]{2}(:[0-9a-f]{4}){7}")


def of(*clients, tokens=TOKENS):
    return Pseudonyms(tokens).of(pl.Series(clients, dtype=pl.String)).to_list()


def test_equal_clients_have_equal_pseudonyms_in_any_call():
    first, again, other = of("192.0.2.7", "192.0.2.7", "192.0.2.8")
    assert first == again != other
    assert of("10.0.0.1", "192.0.2.7")[1] == first


def test_another_key_gives_others():
    assert of("192.0.2.7") != of("192.0.2.7", tokens=Tokens(b"l" * 32))


def test_they_do_not_tell_the_tokens_of_the_warehouse():
    (token,) = TOKENS.of(pl.Series(["192.0.2.7"]))
    (pseudonym,) = of("192.0.2.7")
    assert f"{token:016x}" not in pseudonym.replace(":", "")


def test_an_address_stays_one_and_a_name_a_name():
    address, longer, name = of("192.0.2.7", "2001:db8::7", "casa.example")
    assert WRITTEN_IN_FULL.fullmatch(address)
    assert WRITTEN_IN_FULL.fullmatch(longer)
    assert re.fullmatch(r"[0-9a-f]{16}\.invalid", name)


def test_who_shares_a_network_shares_the_first_half():
    here, there, elsewhere = of("192.0.2.7", "192.0.2.8", "198.51.100.7")
    assert here[:NETWORK] == there[:NETWORK] != elsewhere[:NETWORK]
    assert here[NETWORK:] != there[NETWORK:]


def test_who_has_no_name_gets_none():
    assert of(None, "", "192.0.2.7")[:2] == [None, None]
    assert Pseudonyms(TOKENS).of(pl.Series(["", None])).dtype == pl.String
    assert of() == []


def test_a_network_is_all_of_the_first_half():
    pseudonyms = ["fd00:0:0:1:0:0:0:0", "x.invalid"]
    full = [
        "fd00:0001:0002:0003:0000:0000:0000:0001",
        "fd00:0001:0002:0003:0000:0000:0000:0002",
        "fd00:0001:0002:0004:0000:0000:0000:0001",
    ]
    networks = networks_of_pseudonyms(pl.Series(full + pseudonyms)).to_list()
    assert networks[0] == networks[1] != networks[2]
    assert networks[3:] == pseudonyms


def test_what_only_looks_like_a_pseudonym_stands_for_itself():
    names = ["fd0123456789abcd.invalid", "una.casa.con.un.nombre.muy.largo.invalid"[:39]]
    assert networks_of_pseudonyms(pl.Series(names)).to_list() == names
