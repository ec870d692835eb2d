"""What the twelve wrote: the same bytes each time, nothing of anybody real, and by a second, plain
reading of their lines what verdad.json says."""

import gzip
import ipaddress
import re
from collections import Counter
from itertools import pairwise

import pytest

from sample_logs.clock import CUT, HOUR, LOGS_END, OPERATION_START
from sample_logs.generate import packed
from sample_logs.state import generate
from sample_logs.state.diffusers import STATE
from sample_logs.state.play import WATCH, play
from tests.sample_logs import reader

from .conftest import SCALE

OPERATION = range(OPERATION_START, LOGS_END)
# Written as Apache or nginx do, with the PREP under the portal: what the plain reader reads.
PLAIN = ("diario-horizonte", "la-voz-carbonera", "semanario-las-pozas", "comarca-digital")
RESERVED = [
    ipaddress.ip_network(network)
    for network in (
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "198.18.0.0/15", "100.64.0.0/10",
        "2001:db8::/32",
    )
]  # fmt: skip


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("diffuser", STATE[1:4], ids=lambda diffuser: diffuser.slug)
def test_the_same_each_time(written, diffuser):
    for name, text in generate.files(diffuser, play(diffuser, SCALE)):
        assert (written.folder / diffuser.slug / name).read_bytes() == packed(name, text)


def text_of(state, slug):
    """Of all logs of a diffuser."""
    found = []
    for name, content in files_of(state.folder / slug).items():
        if name.startswith(("operacion/", "linea-base/")):
            found.append(gzip.decompress(content) if name.endswith(".gz") else content)
    return b"".join(found)


@pytest.mark.parametrize("slug", [diffuser.slug for diffuser in STATE])
def test_nobody_real_is_in_it(written, slug):
    text = text_of(written, slug).decode()
    addresses = set(re.findall(r"(?<![\w./-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])", text))
    addresses |= set(re.findall(r"\b[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*::[0-9a-f]{1,4}\b", text))
    assert addresses
    for address in addresses:
        assert any(ipaddress.ip_address(address) in network for network in RESERVED), address
    own = {host for host in re.findall(r"[\w.-]+\.example\b", text) if slug in host}
    assert own <= {f"www.{slug}.example", f"prep.{slug}.example"}
    assert own


@pytest.fixture(scope="session", params=PLAIN)
def reading(request, written):
    hits = reader.read(reader.lines_of(text_of(written, request.param)))
    assert None not in hits
    return hits, written.truth["deliveries"][request.param]


def test_a_plain_reading_counts_the_same(reading):
    hits, truth = reading
    robots = reader.robots(hits)
    pages = [hit for hit in hits if reader.is_page(hit) and hit.visitor not in robots]
    inside = [hit for hit in hits if hit.at in OPERATION]
    people = [hit for hit in inside if hit.visitor not in robots]
    told = truth["operation"]
    assert {
        "hits": len(inside),
        "pages": sum(page.at in OPERATION for page in pages),
        "visits": sum(start in OPERATION for start in reader.visit_starts(pages)),
        "visitors_min": len({hit.address for hit in people}),
        "visitors_max": len({hit.visitor for hit in people}),
        "bytes": sum(hit.size or 0 for hit in inside),
        "robots": len(inside) - len(people),
    } == {name: told[name] for name in told if name in COUNTED} | {
        "robots": truth["robots"]["robot_hits"]
    }
    hours = Counter((hit.at - OPERATION_START) // HOUR for hit in inside)
    assert [hours[number] for number in range(30)] == truth["hours"]["hits"]


COUNTED = ("hits", "pages", "visits", "visitors_min", "visitors_max", "bytes")


def test_a_plain_reading_sees_the_same_cuts(reading):
    hits, truth = reading
    states = dict.fromkeys(range(OPERATION_START, LOGS_END, CUT), "no_evidence")
    order = ("no_evidence", "silent", "errors", "served")
    for hit in hits:
        if hit.at in OPERATION:
            slot, found = hit.at - hit.at % CUT, "silent"
            if hit.section == "published":
                found = "served" if hit.status in (200, 206, 304) else "errors"
            states[slot] = max(states[slot], found, key=order.index)
    assert list(states.values()) == truth["cuts"]


def test_who_asks_every_minute_sees_the_same_news(reading):
    """Another length of the pointer than a minute ago: a new cut."""
    hits, truth = reading
    watched = [
        hit for hit in hits
        if hit.agent == WATCH.agent and hit.status == 200 and hit.path.endswith("/json/main.json")
    ]  # fmt: skip
    changes = {
        later.at - later.at % CUT
        for sooner, later in pairwise(watched)
        if later.size != sooner.size
    }
    slots = range(OPERATION_START, LOGS_END, CUT)
    told = {slot for slot, state in zip(slots, truth["arrivals"], strict=True) if state == "seen"}
    assert changes == told


# ── the story ────────────────────────────────────────────────────────────────────────────────


def test_the_story(written):
    told = written.truth["deliveries"]
    network = written.truth["network"]
    assert len(told) == 12
    assert Counter(one["method"] for one in told.values()) == {1: 10, 2: 2}
    assert network["largest"] == "diario-horizonte"
    assert 0.3 < network["shares"]["diario-horizonte"] < 0.45
    assert [name for name, one in told.items() if one["days_late"] > 0] == ["canal-laguna"]
    assert [name for name, one in told.items() if one["state"] == "refused"] == ["eco-de-las-vinas"]
    assert [one["cuts"] for one in told["semanario-las-pozas"]["gaps"]] == [14, 7]
    assert told["frontera-al-dia"]["time_zone"] == "America/Matamoros"
    failures = {name: one["own_failures"] for name, one in told.items()}
    assert {name: [one["cuts"] for one in own] for name, own in failures.items() if own} == {
        "frontera-al-dia": [3], "canal-laguna": [4], "tv-sierra-madre": [8],
        "radio-algodonera": [4],
    }  # fmt: skip
    assert told["comarca-digital"]["peak_lower_bound"]
    assert written.truth["origin"]["cuts"] == 3
    assert len(written.truth["origin"]["seen_by"]) == 10
    assert [one["shown"] for one in told["la-voz-carbonera"]["incidents"]] == [False]
    assert told["portal-del-acero"]["missing"] == ["comparison", "comments"]
