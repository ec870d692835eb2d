"""Persons look like persons, robots betray themselves, and nobody real is among them."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from crawleruseragents import is_crawler

from sample_logs.people import BEHAVIOUR, PERSON_AGENTS, ROBOT, ROBOTS

from .reader import PROBES

INVENTED = [
    ip_network(network)
    for network in (
        "192.0.2.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "198.18.0.0/15",
        "100.64.0.0/10",
        "2001:db8::/32",
    )
]


def is_invented(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in INVENTED if network.version == address.version)


def test_no_person_has_a_known_crawlers_agent(played):
    agents = {event.visitor.agent for event in played.events if event.person}
    assert len(agents) > 60
    assert [agent for agent in {*agents, *PERSON_AGENTS} if agent == "-" or is_crawler(agent)] == []


def test_every_robot_betrays_itself(played):
    robots = {event.visitor for event in played.events if not event.person}
    by_request = {
        event.visitor
        for event in played.events
        if (path := event.request.split(" ")[1:2])
        and (path[0] == "/robots.txt" or PROBES.match(path[0]))
    }
    for robot in robots:
        by_agent = robot.agent == "-" or is_crawler(robot.agent)
        assert robot in by_request or by_agent or robot.role == BEHAVIOUR, robot
    assert {robot for robot in ROBOTS if robot.audience == ROBOT} <= robots
    assert all(visitor.audience == ROBOT for visitor in by_request)


def test_an_address_and_an_agent_are_one_visitor(played):
    visitors = {event.visitor for event in played.events}
    assert len({(visitor.address, visitor.agent) for visitor in visitors}) == len(visitors)


def test_every_address_is_reserved_for_examples(played):
    addresses = {ip_address(event.visitor.address) for event in played.events}
    for address in addresses:
        assert is_invented(address), address
    assert {address.version for address in addresses} == {4, 6}


def test_one_robot_hides_behind_an_address_of_persons(played):
    persons = {event.visitor.address for event in played.events if event.person}
    robots = {event.visitor.address for event in played.events if not event.person}
    assert persons & robots


def test_some_visitors_use_both_hosts_and_some_come_from_the_baseline(played):
    sections: dict[tuple[str, str], set[str]] = {}
    for event in played.events:
        sections.setdefault(event.visitor[:2], set()).add(event.server)
    assert sum(len(servers) == 2 for servers in sections.values()) > 300
