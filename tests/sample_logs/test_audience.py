"""Who asked: the truth's word against a plain reader of the lines."""

from collections import Counter, defaultdict
from statistics import mean, median
from urllib.parse import urlsplit

import pytest

from sample_logs.clock import CUT, LOGS_END, OPERATION_START
from sample_logs.truth_audience import GROUPS, REFERRERS

from . import reader

ROLES = ("person", "monitor", "tool", "crawler", "empty", "robots_txt", "probe", "behaviour")


def test_classes_by_the_written_rules(operation, roles, truth):
    found = Counter(roles.get(hit.visitor, "person") for hit in operation)
    assert truth["audience"]["classes"] == {role: found[role] for role in ROLES}
    assert min(found.values()) > 0
    visitors = Counter(roles.get(who, "person") for who in {hit.visitor for hit in operation})
    assert truth["audience"]["visitors"] == visitors


def test_every_robot_is_known_by_what_the_truth_says(hits, roles, truth):
    found = Counter(hit.visitor for hit in hits if hit.visitor in roles)
    rows = {(row["address"], row["agent"]): row for row in truth["robots"]}
    assert {who: row["class"] for who, row in rows.items()} == roles
    assert {who: row["hits"] for who, row in rows.items()} == found


def test_nobody_is_near_a_rule_without_its_being_meant(hits, roles):
    """Over any reading of "no assets" (in that hour, or ever) the disguised are the same two."""
    disguised = {who for who, role in roles.items() if role == "behaviour"}
    assets = {hit.visitor for hit in hits if reader.ASSETS.search(hit.path)}
    documents = Counter((hit.visitor, hit.at // 3_600) for hit in hits if reader.is_document(hit))
    busy = {visitor for (visitor, _), count in documents.items() if count >= 100}
    journalist = next(hit.visitor for hit in hits if hit.address == "192.0.2.12")
    tireless, hasty = (
        {who for who in disguised if (who in assets) is loads} for loads in (False, True)
    )
    assert (len(tireless), len(hasty)) == (1, 1)
    assert tireless == {who for who in busy - assets if roles.get(who) == "behaviour"}
    assert [who for who in busy if who not in roles] == [journalist]


def test_a_listener_stays_below_a_hundred_in_every_hour_of_the_clock_only(hits, roles):
    times = [hit.at for hit in hits if hit.address == "192.0.2.13"]
    assert set(Counter(at // 3_600 for at in times).values()) == {93, 97}
    assert max(sum(at <= other < at + 3_600 for other in times) for at in times) > 100
    assert not any(address == "192.0.2.13" for address, _ in roles)


def test_pages_by_the_group_of_their_referrer(persons, truth):
    pages = [hit for hit in persons if reader.is_page(hit)]
    hosts = Counter(urlsplit(hit.referer.strip('\\"')).netloc for hit in pages)
    direct = sum(hit.referer == "-" for hit in pages)
    told = truth["audience"]["referrers"]
    assert told["direct"] == direct == hosts[""]
    for group in GROUPS:
        own = [host for host, name in REFERRERS.items() if name == group]
        assert told[group] == sum(hosts[host] for host in own) or group == "direct"
        assert told[group] > 100
    assert sum(told.values()) == len(pages)


def test_addresses_with_many_agents(persons, truth):
    agents, hits = defaultdict(set), Counter[str]()
    for hit in persons:
        agents[hit.address].add(hit.agent)
        hits[hit.address] += 1
    found = sorted(((len(own), hits[who]) for who, own in agents.items()), reverse=True)
    rows = [(row["agents"], row["hits"]) for row in truth["audience"]["nat"]]
    assert rows == [row for row in found if row[0] >= 10]
    assert [agents >= 40 for agents, _ in rows[:3]] == [True, True, False]


def test_new_visitors_of_every_cut(persons, truth):
    first: dict[tuple[str, str], int] = {}
    for hit in persons:
        first[hit.visitor] = min(hit.at, first.get(hit.visitor, hit.at))
    born = Counter(at // CUT for at in first.values())
    slots = range(OPERATION_START // CUT, LOGS_END // CUT)
    assert truth["audience"]["new_visitors"] == [born[slot] for slot in slots]
    assert sum(truth["audience"]["new_visitors"]) == truth["operation"]["all"]["visitors_max"]


def test_how_long_visits_last(pages, truth):
    visits = [visit for visit in reader.visits(pages) if OPERATION_START <= visit[0] < LOGS_END]
    seconds = [visit[-1] - visit[0] for visit in visits]
    told = truth["audience"]["visits"]
    assert told["n"] == len(visits) == truth["operation"]["all"]["visits"]
    assert told["single_page"] == sum(len(visit) == 1 for visit in visits)
    assert told["median_s"] == median(seconds)
    assert told["mean_s"] == pytest.approx(mean(seconds))
