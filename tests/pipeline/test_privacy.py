"""Tokens and the key they are made with; text without addresses."""

import re
import secrets
import stat
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from ipaddress import ip_network
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Problem, SettingsError
from pipeline.privacy import (
    HIDDEN,
    KEY_BYTES,
    Tokens,
    hide_addresses,
    hide_addresses_of_agent,
    load_or_make_key,
    networks_of,
    scrub,
)

KEY = bytes(range(KEY_BYTES))


def tokens_of(key, *texts):
    return Tokens(key).of(pl.Series(texts, dtype=pl.String)).to_list()


def test_a_token_is_the_keyed_digest_of_the_text():
    expected = [
        int.from_bytes(blake2b(text.encode(), digest_size=8, key=KEY).digest(), "little")
        for text in ("10.0.0.1", "2001:db8::1", "ñ")
    ]
    assert tokens_of(KEY, "10.0.0.1", "2001:db8::1", "ñ") == expected


def test_equal_texts_have_equal_tokens_and_others_have_others():
    found = tokens_of(KEY, "a", "b", "a", None, "", None)
    assert found[0] == found[2] != found[1]
    assert found[3] == found[4] == found[5]
    assert len(set(found)) == 3


def test_tokens_are_the_same_in_any_block_and_any_order():
    tokens = Tokens(KEY)
    texts = [f"10.0.{number // 256}.{number % 256}" for number in range(3000)]
    whole = dict(zip(texts, tokens.of(pl.Series(texts)), strict=True))
    for part in (texts[:7], texts[::-1], texts[1000:1001]):
        assert tokens.of(pl.Series(part)).to_list() == [whole[text] for text in part]
    assert len(set(whole.values())) == 3000


def test_another_key_has_unrelated_tokens():
    one, other = tokens_of(KEY, "10.0.0.1"), tokens_of(b"x" * KEY_BYTES, "10.0.0.1")
    assert one != other
    assert Tokens(KEY).fingerprint != Tokens(b"x" * KEY_BYTES).fingerprint
    assert Tokens(KEY).seed != Tokens(b"x" * KEY_BYTES).seed
    assert KEY.hex() not in Tokens(KEY).fingerprint


def test_what_is_made_of_a_key_is_never_another_by_another_release():
    """A delivery's pseudonyms and a project's parts must come out as they did."""

    def digest(text: bytes) -> bytes:
        return blake2b(text, digest_size=8, key=KEY).digest()

    assert Tokens(KEY).fingerprint == digest(b"fingerprint").hex()
    assert Tokens(KEY).seed == int.from_bytes(digest(b"seed"), "little")
    derived = blake2b(digest_size=KEY_BYTES, key=KEY, person=b"entrega").digest()
    assert Tokens(KEY).derived(b"entrega").fingerprint == Tokens(derived).fingerprint


def test_no_texts_at_all():
    found = Tokens(KEY).of(pl.Series([], dtype=pl.String))
    assert found.dtype == pl.UInt64
    assert found.is_empty()


# ── the key ──────────────────────────────────────────────────────────────────────────────────


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "new" / "folder" / "llave"
    key = load_or_make_key(path)
    assert len(key) == KEY_BYTES
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_make_key(path) == key
    assert load_or_make_key(tmp_path / "other") != key
    assert sorted(item.name for item in path.parent.iterdir()) == ["llave", "llave.crc"]


def test_two_runs_that_start_at_once_have_one_key(tmp_path):
    for attempt in range(20):
        path = tmp_path / str(attempt) / "llave"
        with ThreadPoolExecutor(8) as pool:
            keys = set(pool.map(load_or_make_key, [path] * 8))
        assert keys == {path.read_bytes()}
        assert {item.name for item in path.parent.iterdir()} <= {"llave", "llave.crc"}


def test_the_loser_of_the_race_takes_the_winners_key(tmp_path, monkeypatch):
    """Between the look and the making another run made one."""
    path = tmp_path / "llave"
    winner = b"w" * KEY_BYTES
    monkeypatch.setattr(secrets, "token_bytes", lambda size: path.write_bytes(winner) * b"l")
    assert load_or_make_key(path) == winner
    assert path.read_bytes() == winner


def test_a_mark_that_another_run_takes_away_is_made_again(tmp_path, monkeypatch):
    """It makes its own key just then."""
    path, mark = tmp_path / "llave", tmp_path / "llave.crc"
    key = load_or_make_key(path)
    load_or_make_key(path)
    told, read = mark.read_bytes(), Path.read_bytes

    def taken(self: Path) -> bytes:
        if self == mark:
            mark.unlink()
        return read(self)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", taken)
        assert load_or_make_key(path) == key
    assert mark.read_bytes() == told


@pytest.mark.parametrize("name", ["llave", "llave.crc"])
def test_a_key_that_a_disk_has_damaged_is_refused(name, tmp_path):
    path = tmp_path / "llave"
    key = load_or_make_key(path)
    assert load_or_make_key(path) == key
    data = bytearray((tmp_path / name).read_bytes())
    data[3] ^= 1
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SettingsError) as caught:
        load_or_make_key(path)
    found = "la llave no es la de la corrida anterior: se dañó o se cambió"
    remedy = "recupérela de un respaldo; si la cambió usted, borre llave.crc"
    assert caught.value.problems == (Problem(str(path), found, "", remedy),)
    path.unlink()
    assert load_or_make_key(path) not in (key, bytes(data))


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_size_is_refused(size, tmp_path):
    path = tmp_path / "llave"
    path.write_bytes(b"k" * size)
    with pytest.raises(SettingsError) as caught:
        load_or_make_key(path)
    remedy = "recupérela de un respaldo, o bórrela para hacer otra: los seudónimos serán otros"
    expected = Problem(str(path), f"la llave tiene {size} bytes", "32 bytes", remedy)
    assert caught.value.problems == (expected,)
    assert path.read_bytes() == b"k" * size


# ── free text ────────────────────────────────────────────────────────────────────────────────

ADDRESSES = [
    "10.20.30.40",
    "255.255.255.255",
    "2001:db8:1:2:3:4:5:6",
    "2001:DB8::FF00:42:8329",
    "::1",
    "fe80::1",
    "2001:db8::",
    "::ffff:192.0.2.33",
    "0:0:0:0:0:ffff:192.0.2.33",
    "64:ff9b::192.0.2.33",
]
AROUND = [
    "{}", "{} - - [04/Jun", "[{}]:443", "x={}", "ip{}", "_{}_", "%20{}", "for={};by", "a,{},b",
    '"{}"', "http://{}/x", "{}.", "({})", "{}:8080", "user@{}", "ñ{}ñ", "::{}",
]  # fmt: skip


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_stays_in_a_text(address, around):
    text = around.format(address)
    (hidden,) = pl.select(hide_addresses(pl.lit(text))).to_series()
    assert HIDDEN in hidden
    assert address not in hidden
    for piece in ("20.30", "0.2.33", "db8", "DB8", "fe80", "ff9b", "255"):
        assert piece not in hidden


def test_the_rest_of_the_text_stays():
    text = '10.20.30.40 - - [04/Jun/2023:18:00:00 -0600] "GET /a?t=18:00:05&v=1.2.3 HTTP/1.1"'
    (hidden,) = pl.select(hide_addresses(pl.lit(text))).to_series()
    assert hidden == text.replace("10.20.30.40", HIDDEN)


@given(st.ip_addresses())
def test_any_address_is_hidden(address):
    for text in (str(address), address.exploded):
        (hidden,) = pl.select(hide_addresses(pl.lit(f"a {text} b"))).to_series()
        assert hidden == f"a {HIDDEN} b"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.20.30.40", "10.20.30.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("::1", "::/48"),
        ("", ""),
        ("un-nombre.example", "un-nombre.example"),
        ("fe80::1%eth0", "fe80::/48"),
    ],
)
def test_the_network_of_an_address(address, network):
    assert networks_of(pl.Series([address])).to_list() == [network]
    assert networks_of(pl.Series(["10.20.30.40", address])).to_list() == ["10.20.30.0/24", network]


@given(st.lists(st.ip_addresses() | st.text("0123456789abcdefA:.%/", max_size=40)))
def test_networks_are_those_of_the_standard_library(found):
    addresses = [str(one) for one in found] + [
        one.exploded for one in found if not isinstance(one, str)
    ]
    expected = [_network(address) for address in addresses]
    assert networks_of(pl.Series(addresses, dtype=pl.String)).to_list() == expected


def _network(address: str) -> str:
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3}){3}", address):
        return f"{address.rpartition('.')[0]}.0/24"
    try:
        return str(ip_network(f"{address}/48", strict=False))
    except ValueError:
        return address


def test_who_has_no_address_has_no_network():
    found = networks_of(pl.Series([None, "192.0.2.7", None]))
    assert found.to_list() == [None, "192.0.2.0/24", None]
    assert networks_of(pl.Series([None], dtype=pl.String)).dtype == pl.String


PERSONAL = [
    (
        '10.20.30.40 - juan [04/Jun/2023:18:00:05 -0600] "GET /a?t=secreto HTTP/1.1" "/?q=secreto"',
        f'{HIDDEN} - [oculto] [04/Jun/2023:18:00:05 -0600] "GET /a?[oculto] HTTP/1.1" "/?[oculto]"',
    ),
    ("www.x.mx 10.20.30.40 - juan [04/Jun", f"www.x.mx {HIDDEN} - [oculto] [04/Jun"),
    ('"sid=secreto; tok=1" x', '"sid=[oculto]; tok=[oculto]" x'),
    ('{"remote_user": "juan", "cookie":"s', '{"remote_user": "[oculto]", "cookie":"[oculto]"'),
    ("10.20.30.40 juan.p ana [04/Jun", f"{HIDDEN} [oculto] [oculto] [04/Jun"),
    ('"https://juan:secreto@x.mx/u/77?a=1" "y"', '"https://[oculto]@x.mx/[oculto]" "y"'),
    ("cortado en 187.190.1", f"cortado en {HIDDEN}"),
    ("cortado en 2806:10a:", f"cortado en {HIDDEN}"),
    ("x [04/Jun/2023:20:4", "x [04/Jun/2023:20:4"),
    ("POST /x juan.secreto@correo.example fin", "POST /x [oculto] fin"),
    ('{"agent": "Mozilla/5.0 Chrome/1.2"}', '{"agent": "Mozilla/5.0 Chrome/1.2"}'),
]  # fmt: skip


@pytest.mark.parametrize(("line", "kept"), PERSONAL)
def test_what_is_personal_leaves_a_rejected_line(line, kept):
    assert pl.select(scrub(pl.lit(line))).item() == kept


@pytest.mark.parametrize(
    ("agent", "kept"),
    [
        ("Mozilla/5.0 Chrome/113.0.0.0 Edg/113.0.1774.35; rv:109.0", None),
        ("LWP::Simple/6.00", None),
        ("Bot (+http://10.1.2.3/x)", "Bot (+http://[dirección oculta]/x)"),
        ("10.1.2.3", HIDDEN),
        ("x 2001:db8::1 y", "x [dirección oculta] y"),
        ("[2001:db8:1:2:3:4:5:6]", HIDDEN),
    ],
)
def test_addresses_leave_an_agent_and_its_versions_stay(agent, kept):
    assert pl.select(hide_addresses_of_agent(pl.lit(agent))).item() == (kept or agent)
