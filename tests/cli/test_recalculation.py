"""What is handed over gives the same summary, to the unit."""

import gzip
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline import (
    baselines,
    check,
    handover,
    measure,
    parts,
    recalculation,
    warehouse,
)
from pipeline.crew import Alone
from pipeline.discover import discover
from pipeline.handover import NOT_RECOMPUTED
from pipeline.lines import LONGEST_LINE
from pipeline.places import Places
from pipeline.project import load_project
from pipeline.workspace import Workspace
from reports import memoria as memorias
from reports import model
from reports.delivery import annexes
from reports.figures import handover as handed_over

from .conftest import copy_sample
from .support import HEAD, log_block, project

RECORDED = Path(__file__).parents[1] / "pipeline/baselines/recorded"
START = datetime(2023, 6, 5, tzinfo=UTC)
AGENTS = (
    "Mozilla/5.0 (X11; Linux x86_64; rv:113.0) Gecko/20100101 Firefox/113.0", "Googlebot/2.1", "-",
    "sqlmap/1.7", "app/198.51.100.3",
)  # fmt: skip
TARGETS = (
    "/", "/json/main.json", "/nota/1?fbclid=tok3n77", "/a?id=1'+or+1=1", "/robots.txt",
    "/10.1.2.3/x", "/wp-login.php", "/c?q=<script>",
)  # fmt: skip


def requests(clients: str, count: int = 150) -> Iterator[dict[str, Any]]:
    for number in range(count):
        at = START + timedelta(seconds=37 * number, milliseconds=7 * number % 1000)
        yield {
            "at": at,
            "client": clients.format(number % 40),
            "target": TARGETS[number % len(TARGETS)],
            "status": (200, 200, 304, 404, 502)[number % 5],
            "size": 1000 + number % 300,
            "agent": AGENTS[number % len(AGENTS)],
            "us": 1000 * number,
        }


def clf(one, before="", after=""):
    return (
        f"{before}{one['client']} - ana [{one['at']:%d/%b/%Y:%H:%M:%S +0000}] "
        f'"GET {one["target"]} HTTP/1.1" {one["status"]} {one["size"]} '
        f'"https://www.google.com/s?q=x" "{one["agent"]}"{after}'
    )


def nginx(one):
    return json.dumps(
        {
            "time_iso8601": f"{one['at']:%Y-%m-%dT%H:%M:%S+00:00}",
            "remote_addr": "10.0.0.1",
            "http_x_forwarded_for": f"192.0.2.250, {one['client']}",
            "request": f"GET {one['target']} HTTP/1.1",
            "status": one["status"],
            "body_bytes_sent": one["size"],
            "request_time": one["us"] / 1e6,
            "http_user_agent": one["agent"],
        }
    )


def caddy(one):
    request = {
        "remote_ip": one["client"],
        "method": "GET",
        "host": "prep.example",
        "uri": one["target"],
        "headers": {"User-Agent": [one["agent"]], "Cookie": ["s=1"]},
    }
    return json.dumps(
        {
            "ts": one["at"].timestamp(),
            "request": request,
            "status": one["status"],
            "size": one["size"],
            "duration": one["us"] / 1e6,
        }
    )


def iis(one):
    stem, _, query = one["target"].partition("?")
    return (
        f"{one['at']:%Y-%m-%d %H:%M:%S} 10.9.9.9 GET {stem} {query or '-'} 443 ana {one['client']} "
        f"{one['agent'].replace(' ', '+')} - {one['status']} 0 0 {one['us'] // 1000}"
    )


def native(one):
    """On a clock that is not the project's, without saying so."""
    at = one["at"] - timedelta(hours=7)
    return (
        f"{one['client']}, ana, {at:%m/%d/%Y}, {at:%H:%M:%S}, W3SVC1, SRV, 10.9.9.9, "
        f"{one['us'] // 1000}, 0, {one['size']}, {one['status']}, 0, GET, "
        f"{one['target'].partition('?')[0]}, -,"
    )


IIS_HEAD = (
    "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time s-ip cs-method "
    "cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status "
    "sc-substatus sc-win32-status time-taken\n"
)


def haproxy(one):
    return (
        f"Jun  4 18:00:00 lb1 haproxy[9]: {one['client']}:4000 "
        f"[{one['at']:%d/%b/%Y:%H:%M:%S}.{one['at'].microsecond // 1000:03}] in s/w "
        f"1/0/1/2/{one['us'] // 1000} {one['status']} {one['size']} - - ---- 1/1/1/1/0 0/0 "
        f'"GET {one["target"]} HTTP/1.1"'
    )


def ltsv(one):
    return (
        f"cuando:{one['at']:%Y-%m-%dT%H:%M:%S.%f}Z\tquien:{one['client']}\treq:GET "
        f"{one['target']} HTTP/1.1\tst:{one['status']}\tn:{one['size']}\tagente:{one['agent']}"
    )


def odd_lines() -> bytes:
    """Rejects of every reason, torn and long lines, comments, blanks, foreign bytes, CRLF, and no
    end to the last."""
    good = clf(next(requests("192.0.2.{}")), after=" 1234")
    day = good.replace("05/Jun", "31/Jun")
    assert day != good
    lines = [
        good, "algo", good[:60], day, good.replace(" 200 ", " 2000 "), "\\x16\\x03", "", "# nota",
        good.replace(" 1234", " 99999999999999999999999"), good.split(" 200 ")[0],
        good.replace("/ ", "/" + "a" * 5000 + " "), good.replace("Mozilla", "Mozilla" * 700),
        good + "x" * LONGEST_LINE, good.replace("192.0.2.0", "2001:db8::7"),
        good.replace("192.0.2.0", "::ffff:192.0.2.1"), good.replace("192.0.2.0", "pc.example.mx"),
        good.replace("192.0.2.0", "-"), good.rsplit(" ", 1)[0],
        '#memoria {"hit":{"time":0,"clock_offset":0}}',
    ]  # fmt: skip
    data = "\r\n".join(lines).encode()
    return data + b"\n" + good.encode().replace(b"Mozilla", b"\xff\xfe\xe1") + b"\n" + good.encode()


DURATION = '%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\" %D'
PROXIES = 'client_header = "X-Forwarded-For"\ntrusted_proxies = ["10.0.0.0/8"]\n'
FIELDS = (
    '[logs.fields]\ntime = "cuando"\nclient = "quien"\nrequest = "req"\nstatus = "st"\n'
    'bytes = "n"\nagent = "agente"\n'
)


def many_formats(folder: Path) -> Path:
    """A project whose logs are of every family, with all that may be wrong with them."""
    project(folder)
    op = folder / "op"

    def text(make, clients, count=150):
        return "".join(f"{make(one)}\n" for one in requests(clients, count))

    lasting = text(lambda one: clf(one, after=f" {one['us']}"), "192.0.2.{}")
    (op / "www.log").write_bytes(lasting.encode() + odd_lines())
    vhosts = text(lambda one: clf(one, "prep.example:443 "), "2001:db8:{}::9")
    (op / "prep.log.1.gz").write_bytes(gzip.compress(vhosts.encode()))
    (op / "nginx.json").write_text(text(nginx, "198.51.100.{}"))
    (op / "caddy.json").write_text(text(caddy, "203.0.113.{}"))
    (op / "u_ex230605.log").write_text(IIS_HEAD + text(iis, "192.0.2.{}"))
    (op / "syslog").write_text(text(haproxy, "192.0.2.{}"))
    (op / "ltsv.log").write_text(text(ltsv, "192.0.2.{}"))
    (op / "native.log").write_text(text(native, "192.0.2.{}"))
    (op / "vacia.log").write_bytes(b"")
    for name in ("ana", "eva"):  # two servers whose logs only the users tell apart
        lines = text(clf, "192.0.2.{}", 10).replace(" ana ", f" {name} ")
        (op / f"{name}.log").write_text(lines)
    with zipfile.ZipFile(op / "varias.zip", "w") as archive:
        archive.writestr("a/access.log", text(clf, "100.64.0.{}", 30))
        archive.writestr("b/access.log", text(lambda one: clf(one, "prep.example "), "pc{}.x.mx"))
    for name in ("awstats052023.gaceta.txt", "webalizer.current"):
        shutil.copy(RECORDED / name, folder)
    blocks = [
        log_block("operation", "op/access.log"),
        log_block("operation", "op/www.log", format=DURATION, section="published"),
        log_block("operation", "op/nginx.json") + PROXIES,
        log_block("operation", "op/ltsv.log", format="ltsv") + FIELDS,
        log_block("operation", "op/native.log", time_zone="America/Tijuana"),
        log_block("operation", "op/*"),
        log_block("baseline", "base/*"),
        '[baseline]\nfiles = ["awstats*.txt", "webalizer.current"]\n',
        '[[baseline.holidays]]\nday = 2023-05-10\nreason = "día"\n',
        '[published]\nhosts = ["prep.example"]\n',
    ]
    toml = HEAD.replace("\n\n", '\ndefinition = "all"\n\n', 1) + "".join(blocks)
    (folder / "memoria.toml").write_text(toml, encoding="utf-8")
    return folder / "memoria.toml"


# -- measuring


def summary(path: Path, payload: Path | None = None) -> dict[str, Any]:
    """Of the project; and what it hands over, if a folder is given for that."""
    loaded = load_project(path)
    workspace = Workspace(loaded.folder)
    incidents, figures = check.incidents_of(loaded), baselines.read(loaded)
    found = discover(loaded)
    assert not found.errors
    shelf = workspace.shelf
    read = parts.make(found.files, workspace.tokens(), shelf, places=Places(loaded.geo_path))
    if payload:
        handed = handover.write(read, loaded, Alone(workspace), payload)
        annexes.collect(loaded, payload)
        recalculation.write(loaded, read, handed, figures, payload)
    measured = loaded.folder / "medidas.duckdb"
    with warehouse.create(measured) as connection:
        warehouse.load(connection, loaded, read)
        measure.measure(connection, loaded, incidents, figures)
    given = handed_over.handover(loaded, "x", (), annexes.manifest(shelf))
    made = memorias.build(measured, loaded, date(2023, 6, 16), "0", given)
    return json.loads(model.dump(made))


def leaves(value: Any, key: str = "", place: str = "") -> Iterator[tuple[str, Any]]:
    """Of what is measured again: entries of lists have the key of their list."""
    if key in NOT_RECOMPUTED:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{key}.{name}".lstrip("."), f"{place}.{name}")
    elif isinstance(value, list):
        yield f"{place}#", len(value)
        for at, inner in enumerate(value):
            yield from leaves(inner, key, f"{place}.{at}")
    else:
        yield place, value


def assert_same_figures(path: Path, payload: Path) -> dict[str, Any]:
    first = summary(path, payload)
    again = dict(leaves(summary(payload / "perfiles/recalculo.toml")))
    figures = dict(leaves(first))
    differing = {
        key: (figures.get(key), again.get(key))
        for key in figures.keys() | again.keys()
        if figures.get(key) != again.get(key)
    }
    assert differing == {}
    return first


def test_logs_of_every_family_measure_alike_from_what_is_handed_over(tmp_path):
    payload = tmp_path / "entrega"
    first = assert_same_figures(many_formats(tmp_path / "p"), payload)
    logs = {log["path"]: log for log in first["ingest"]["by_file"]}
    reasons = {reason["reason"] for reason in logs["op/www.log"]["reject_reasons"]}
    assert len(reasons) == 7
    assert logs["op/nginx.json"]["forwarded"] == 150
    assert first["definitions"]
    assert len(first["comparison"]) == 3
    handed = b"".join(
        gzip.decompress(path.read_bytes()) for path in payload.glob("bitacoras/**/*.gz")
    )
    for secret in (b"192.0.2.", b"2001:db8", b"203.0.113.", b".x.mx", b"tok3n77", b" ana "):
        assert secret not in handed
    assert handed.count(b"?memoria-firma=") > 200


@pytest.mark.slow
def test_the_sample_measures_alike_from_what_is_handed_over(tmp_path):
    place = copy_sample(tmp_path / "p")
    first = assert_same_figures(place / "memoria.toml", tmp_path / "entrega")
    assert len(dict(leaves(first))) > 10_000
