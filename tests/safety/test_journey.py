"""Every command on hostile texts: what its terminal shows obeys nobody, nothing asks the network,
nothing is read that is not its business, no secret is told."""

import base64
import gzip
import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.cli.support import ROOT
from tests.safety import planting
from tests.safety.journey import COMMANDS, KEY, PASSWORD, Journey, Told, alone, traced

pytestmark = pytest.mark.slow

OURS = rb"\x1b\[[0-9;]*m|\x1b\[[0-9]*[AGJK]|\x1b\[\?25[lh]|\r"
"""Colours, and what the bar of progress moves: up, to a column, erase, hide and show the cursor."""

OBEYED = (
    rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f\xad]|\xd8\x9c|\xe2\x80[\x8b-\x8f\xa8-\xae]"
    rb"|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]|\xf3\xa0[\x80\x81]"
)
"""What else a terminal may obey: controls of both kinds, direction, what has no width, tags."""


@pytest.fixture(scope="module")
def journey(tmp_path_factory) -> Journey:
    return Journey(tmp_path_factory.mktemp("viaje") / "todo", planting.catalogue())


@pytest.fixture(scope="module")
def told(journey) -> list[Told]:
    return list(journey.go())


def test_every_command_was_run_and_ended_well(told):
    ends = {one.words[0]: one.code for one in told}
    assert set(ends) == set(COMMANDS)
    assert ends.pop("doctor") in (0, 1)  # what the machine has
    assert ends == {
        "init": 0, "check": 1, "inspect": 0, "build": 0, "sign": 0, "verify": 0, "compare": 0,
    }, [one.shown[-2000:] for one in told if one.code]  # fmt: skip
    assert not any(b"Traceback" in one.shown for one in told)


def test_a_terminal_is_told_nothing_but_what_we_say(told):
    for one in told:
        left = re.sub(OURS, b"", one.shown)
        assert set(re.findall(OBEYED, left)) == set(), one.words[0]


def test_no_command_asks_the_network(told):
    for one in told:
        assert [asked for asked in one.asked if not asked.startswith("socket.__new__")] == []
        assert [line for line in one.lines if "AF_INET" in line or "AF_NETLINK" in line] == []


def test_the_network_was_away_and_watched():
    if not (alone() and traced()):
        pytest.skip("unshare or strace are not here or not allowed: only Python's own was watched")


SYSTEM = (
    "/usr/", "/lib", "/opt/homebrew/", "/etc/fonts", "/etc/ld.so", "/etc/locale", "/etc/mime.types",
    "/etc/nsswitch.conf", "/etc/ssl/", "/etc/pki/", "/etc/timezone", "/etc/localtime",
    "/etc/sysconfig/clock", "/etc/conf.d/clock", "/etc/os-release", "/var/db/", "/etc/TIMEZONE",
    "/var/cache/fontconfig", "/proc/", "/sys/", "/dev/null", "/dev/tty", "/dev/pts/", "/dev/ptmx",
    "/dev/urandom", "/dev/random", "/dev/shm",
)  # fmt: skip
"""Where a system keeps libraries, fonts, zones of time and what it says of the machine."""


def test_nothing_is_read_but_what_was_declared(journey, told):
    import sys

    installed = {str(ROOT), *map(os.path.realpath, (sys.prefix, sys.base_prefix, *sys.path))}
    known = (str(journey.folder), *SYSTEM, *(place for place in installed if place != "/"))
    for one in told:
        opened = {*one.opened, *(one.traced or ())}
        assert len(opened) > 20
        assert sorted(path for path in opened if not path.startswith(known)) == [], one.words[0]
        assert str(journey.canary) not in opened


# -- secrets


def pieces(path: Path) -> Iterator[bytes]:
    """A file and what is packed in it."""
    data = path.read_bytes()
    yield data
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as packed:
            for entry in packed.infolist():
                yield from unpacked(entry.filename, packed.read(entry))
    else:
        yield from unpacked(path.name, data)


def unpacked(name: str, data: bytes) -> Iterator[bytes]:
    yield data
    if name.endswith(".gz"):
        yield gzip.decompress(data)
    if name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for one in pdf.objects:
                if isinstance(one, pikepdf.Stream):
                    try:
                        yield one.read_bytes()
                    except (pikepdf.PdfError, zlib.error):
                        continue


def test_no_secret_is_in_anything_that_is_left_or_shown(journey, told):
    """Neither the key of the pseudonyms nor the password of the e.firma, however written."""
    secrets = {
        KEY, KEY.hex().encode(), KEY.hex().upper().encode(), base64.b64encode(KEY)[:40],
        repr(KEY)[2:-1].encode(), PASSWORD.encode(), PASSWORD.encode("latin-1"),
    }  # fmt: skip
    own = journey.project.parent / ".memoria" / "llave"
    for path in journey.folder.rglob("*"):
        if path.is_file() and path != own:
            for content in pieces(path):
                assert [secret for secret in secrets if secret in content] == [], path
    for one in told:
        said = one.shown + "\n".join(one.lines).encode("utf-8", "replace")
        assert [secret for secret in secrets if secret in said] == [], one.words[0]
