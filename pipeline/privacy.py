"""Addresses → keyed tokens. An address identifies a person; nothing after this file holds one.

Keyed BLAKE2b (RFC 7693), never a bare hash: all of IPv4 is tried in minutes. One key a diffuser,
kept beside the project and never delivered, so tokens of different diffusers cannot be joined.
"""

import os
import re
import secrets
import struct
from functools import cached_property, lru_cache
from hashlib import blake2b
from ipaddress import ip_network
from pathlib import Path
from zlib import crc32

import polars as pl

from pipeline.errors import Problem, SettingsError
from pipeline.remembered import Remembered

KEY_BYTES = 32
DRAFT = ".tmp"
HIDDEN = "[dirección oculta]"
HIDDEN_VALUE = "[oculto]"

# Also within a word («%2010.0.0.1»): too much hidden is better than too little.
_IPV4 = r"\d{1,3}(?:\.\d{1,3}){3}"
_IPV6 = rf"(?i)(?:[0-9a-f]{{1,4}}:){{5,7}}(?:{_IPV4}|[0-9a-f]{{1,4}})|[0-9a-f:]*::[0-9a-f:.]*"

_GROUP, _NO_ZERO = "(?:0|[1-9a-f][0-9a-f]{0,3})", "[1-9a-f][0-9a-f]{0,3}"
_USUAL_IPV6 = (
    rf"^({_NO_ZERO}:{_GROUP}:{_NO_ZERO})"
    rf"(?:(?::{_GROUP}){{5}}|::(?:{_GROUP}(?::{_GROUP}){{0,3}})?)$"
)
"""As servers write most of them; with the first three groups, which are the /48 as `ipaddress`
writes it. The others are left to that."""

_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_BEFORE = r"(^|//|[^/\w.:-])"
_AGENT_IPV4 = rf"{_BEFORE}{_BYTE}(?:\.{_BYTE}){{3}}\b"
_AGENT_IPV6 = rf"(?i){_BEFORE}\[?[0-9a-f]{{1,4}}:[0-9a-f:]*:[0-9a-f]{{1,4}}\b\]?"
_SHOWN = re.escape(HIDDEN_VALUE)
_CUT_IPV4, _CUT_IPV6 = r"(?:\d{1,3}\.){2,3}\d{0,3}", r"(?:[0-9A-Fa-f]{1,4}:){2,}[0-9A-Fa-f]{0,4}"
_PERSONAL = (
    (r"\?[^\s\"]+", f"?{HIDDEN_VALUE}"),  # the query of a target or a referer
    (r"([\w.\[\]-]+)=[^;,\s\"]+", f"${{1}}={HIDDEN_VALUE}"),  # cookies
    (r"(\w://)[^/\s\"@]+@", f"${{1}}{HIDDEN_VALUE}@"),  # who a URL is for
    (r"(\w://[^/\s\"]+/)[^\s\")]+", f"${{1}}{HIDDEN_VALUE}"),  # where somebody came from
    (r"[\w.%+-]+(?:@|%40)[\w.-]+", HIDDEN_VALUE),  # mailboxes
    (r"^(\S+(?: \S+)? \S+) \S+ \[", f"${{1}} {HIDDEN_VALUE} ["),  # the user of the common format
    (rf"^(\S+(?: \S+)?) [^ -]\S* ({_SHOWN} \[)", f"${{1}} {HIDDEN_VALUE} ${{2}}"),  # and the ident
    (rf"(^|[^\w/:.])(?:{_CUT_IPV4}|{_CUT_IPV6})$", f"${{1}}{HIDDEN}"),  # where a line is cut
    (
        r"(?i)(\"[a-z_.-]*(?:user|username|cookie|authorization)\" ?: ?)\"[^\"]*\"?",
        f'${{1}}"{HIDDEN_VALUE}"',
    ),
)
"""What tells of a person, and what stands in its place. Rust regular expressions."""


def load_or_make_key(path: Path) -> bytes:
    """The key in that file; made at first use, readable by its owner only. Raises SettingsError."""
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        return _make_key(path)
    if len(key) != KEY_BYTES:
        remedy = "recupérela de un respaldo, o bórrela para hacer otra: los seudónimos serán otros"
        raise SettingsError(
            Problem(str(path), f"la llave tiene {len(key)} bytes", f"{KEY_BYTES} bytes", remedy)
        )
    _require_the_same(key, path)
    return key


def _require_the_same(key: bytes, path: Path) -> None:
    """As in the run before: its CRC-32 is kept beside it. Raises SettingsError.

    A run that makes a key at the same moment may take the mark away between any two looks at it.
    """
    mark, told = _mark(path), f"{crc32(key):08x}\n".encode()
    try:
        before = mark.read_bytes()
    except FileNotFoundError:
        draft = mark.with_name(f"{mark.name}.{secrets.token_hex(4)}{DRAFT}")
        draft.write_bytes(told)
        draft.replace(mark)
        return
    if before != told:
        found = "la llave no es la de la corrida anterior: se dañó o se cambió"
        remedy = f"recupérela de un respaldo; si la cambió usted, borre {mark.name}"
        raise SettingsError(Problem(str(path), found, "", remedy))


def _mark(path: Path) -> Path:
    return path.with_name(f"{path.name}.crc")


def _make_key(path: Path) -> bytes:
    """Written under another name first: two runs that start at once must end with one key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_bytes(KEY_BYTES)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}{DRAFT}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file)
    _mark(path).unlink(missing_ok=True)
    try:
        os.link(draft, path)
    except FileExistsError:
        return path.read_bytes()
    finally:
        draft.unlink()
    return key


class Tokens:
    """64-bit tokens under one key. Equal text, equal token; another key, unrelated tokens."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def __reduce__(self) -> tuple[type["Tokens"], tuple[bytes]]:
        return Tokens, (self._key,)  # what has been computed stays

    @property
    def fingerprint(self) -> str:
        """Names the key without telling it."""
        return self._digest("fingerprint", 8).hex()

    @cached_property
    def seed(self) -> int:
        """For the ids of long texts: with it an attacker cannot make two texts collide."""
        return int.from_bytes(self._digest("seed", 8), "little")

    def derived(self, purpose: bytes) -> "Tokens":
        """Under a key of their own: with either key nobody finds the other's tokens."""
        return Tokens(blake2b(digest_size=KEY_BYTES, key=self._key, person=purpose).digest())

    def of(self, texts: pl.Series) -> pl.Series:
        """Tokens (UInt64) of the texts; a null has the token of the empty text."""
        return self._remembered.of(texts.fill_null(""))

    @cached_property
    def _remembered(self) -> Remembered:
        return Remembered(self._made, pl.UInt64, self.seed)

    def _made(self, texts: pl.Series) -> pl.Series:
        digests = b"".join([self._digest(text, 8) for text in texts.to_list()])
        return pl.Series(struct.unpack(f"<{len(texts)}Q", digests), dtype=pl.UInt64)

    def _digest(self, text: str, size: int) -> bytes:
        return blake2b(text.encode(), digest_size=size, key=self._key).digest()


def networks_of(addresses: pl.Series) -> pl.Series:
    """Each address's /24 (IPv4) or /48 (IPv6), what one network's customers commonly share; what is
    no address stands for itself."""
    found = addresses.str.extract(r"^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$") + ".0/24"
    if found.null_count():
        found = found.fill_null(addresses.str.extract(_USUAL_IPV6) + "::/48")
    if found.null_count():
        others = addresses.filter(found.is_null()).unique().to_list()
        known = {text: _network_of(text) for text in others}
        found = found.fill_null(addresses.replace_strict(known, default=None))
    return found


@lru_cache(maxsize=100_000)
def _network_of(address: str) -> str:
    try:
        return str(ip_network(f"{address}/48", strict=False))
    except ValueError:
        return address


def hide_addresses(text: pl.Expr) -> pl.Expr:
    """Free text without addresses."""
    return text.str.replace_all(_IPV6, HIDDEN).str.replace_all(_IPV4, HIDDEN)


def hide_addresses_of_agent(text: pl.Expr) -> pl.Expr:
    """The same for user agents, whose versions look like addresses (`Chrome/113.0.0.0`) and whose
    names like IPv6 (`LWP::Simple`): only what stands by itself or is the host of a URL."""
    hidden = f"${{1}}{HIDDEN}"
    return text.str.replace_all(_AGENT_IPV6, hidden).str.replace_all(_AGENT_IPV4, hidden)


def scrub(line: pl.Expr) -> pl.Expr:
    """A raw line as it may be kept: no addresses, queries, users, cookies or mailboxes.

    A line that follows no format has no fields to go by, so this goes by what they look like, and
    hides too much rather than too little.
    """
    for pattern, shown in _PERSONAL:
        line = line.str.replace_all(pattern, shown)
    return hide_addresses(line)
