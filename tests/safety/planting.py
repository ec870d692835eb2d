"""The catalogue of hostile texts, planted: in logs of several formats, in every field, and in all
that a user writes."""

import csv
import io
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

import tomli_w

from pipeline.formats import LogFormat, resolve
from pipeline.settings import OBEYED
from tests.cli import support

HERE = Path(__file__).parent
START = support.OPERATION_START
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:113.0) Gecko/20100101 Firefox/113.0"
PLAIN = {
    "client": "192.0.2.7", "user": "-", "method": "GET", "path": "/prep/", "query": "",
    "referer": "-", "agent": AGENT, "vhost": "www.mezquite.example", "forwarded": "-",
    "status": "200", "size": "512",
}  # fmt: skip
"""A record that means no harm, by field."""

Record = Mapping[str, bytes]


@cache
def catalogue() -> tuple[bytes, ...]:
    """All texts, as a client would send them."""
    kinds = tomllib.loads((HERE / "catalogue.toml").read_text(encoding="utf-8"))
    found = [bytes.fromhex(text) for text in kinds.pop("bytes")["texts"]]
    found += [(text * times).encode() for text, times in kinds.pop("long")["repeated"]]
    found += [text.encode() for kind in kinds.values() for text in kind["texts"]]
    return tuple(found)


def texts() -> tuple[str, ...]:
    """Those that a person can write in a file of UTF-8."""
    return tuple(one.decode() for one in catalogue() if one.decode(errors="ignore").encode() == one)


# -- logs


def records(planted: Sequence[bytes]) -> Iterator[tuple[datetime, Record]]:
    """Each text in each field by itself, and one in all; every seven seconds of the night."""
    plain = {field: value.encode() for field, value in PLAIN.items()}
    made = []
    for text in planted:
        fields = [*((field, text) for field in PLAIN), ("agent", b"bot/1 " + text)]
        fields += [("path", b"/prep/" + text), ("referer", b"https://" + text + b"/x")]
        made += [plain | {field: value} for field, value in fields]
        made.append(plain | {"status": b"404", "path": b"/" + text, "client": b"192.0.2.9"})
        made.append(plain | dict.fromkeys(("path", "query", "referer", "agent"), text))
    for number, one in enumerate(made):
        yield START + timedelta(seconds=7 * number), one


def _request(one: Record) -> bytes:
    query = b"?" + one["query"] if one["query"] else b""
    return b"%s %s%s HTTP/1.1" % (one["method"], one["path"], query)


def combined(at: datetime, one: Record) -> bytes:
    return b'%s - %s [%s] "%s" %s %s "%s" "%s"' % (
        one["client"], one["user"], f"{at:%d/%b/%Y:%H:%M:%S} -0600".encode(), _request(one),
        one["status"], one["size"], one["referer"], one["agent"],
    )  # fmt: skip


def apache(at: datetime, one: Record) -> bytes:
    """As Apache writes what it was sent."""
    return combined(at, {field: _escaped(value) for field, value in one.items()})


def _escaped(value: bytes) -> bytes:
    signs = {0x22: b'\\"', 0x5C: b"\\\\", 0x0A: b"\\n", 0x0D: b"\\r", 0x09: b"\\t", 0x08: b"\\b"}
    return b"".join(
        signs.get(sign) or (bytes([sign]) if 0x20 <= sign < 0x7F else b"\\x%02x" % sign)
        for sign in value
    )


def vhost(at: datetime, one: Record) -> bytes:
    return one["vhost"] + b":443 " + apache(at, one)


def json_lines(at: datetime, one: Record) -> bytes:
    """As nginx writes it with escape=json; what is hostile stands in a key, too."""
    told = {field: value.decode("utf-8", "replace") for field, value in one.items()}
    request = _request(one).decode("utf-8", "replace")
    return json.dumps(
        {
            "time_iso8601": f"{at:%Y-%m-%dT%H:%M:%S}-06:00", "remote_addr": told["client"],
            "remote_user": told["user"], "request": request, "status": told["status"],
            "body_bytes_sent": told["size"], "http_referer": told["referer"],
            "http_user_agent": told["agent"], "host": told["vhost"],
            "http_x_forwarded_for": told["forwarded"], told["query"] or "x": 1,
        },
        ensure_ascii=False,
    ).encode()  # fmt: skip


W3C = (
    b"#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n"
    b"#Date: 2023-06-05 00:00:00\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port"
    b" cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status sc-bytes"
    b" time-taken\n"
)


def w3c(at: datetime, one: Record) -> bytes:
    """As IIS writes it: a space is a plus."""
    told = {field: value.replace(b" ", b"+") or b"-" for field, value in one.items()}
    return b"%s 10.0.0.1 %s %s %s 443 %s %s %s %s %s 0 0 %s 15" % (
        f"{at + timedelta(hours=6):%Y-%m-%d %H:%M:%S}".encode(), told["method"], told["path"],
        told["query"], told["user"], told["client"], told["agent"], told["referer"],
        told["status"], told["size"],
    )  # fmt: skip


def ltsv(at: datetime, one: Record) -> bytes:
    return b"\t".join(
        (
            b"time:[%s]" % f"{at:%d/%b/%Y:%H:%M:%S} -0600".encode(),
            b"host:" + one["client"], b"user:" + one["user"], b"forwardedfor:" + one["forwarded"],
            b"req:" + _request(one), b"status:" + one["status"], b"size:" + one["size"],
            b"referer:" + one["referer"], b"ua:" + one["agent"], b"vhost:" + one["vhost"],
        )
    )  # fmt: skip


FORMATS: Mapping[str, tuple[bytes, Callable[[datetime, Record], bytes]]] = {
    "combined": (b"", combined),
    "apache": (b"", apache),
    "vhost": (b"", vhost),
    "json": (b"", json_lines),
    "w3c": (W3C, w3c),
    "ltsv": (b"", ltsv),
}
"""What stands above the lines, and a line of a record."""


def known_as(name: str) -> tuple[LogFormat, str | None]:
    """The format that such a log is read as, and its line of fields."""
    kinds = {"apache": "combined", "vhost": "vhost_combined", "json": "nginx_json"}
    fields = [line for line in FORMATS[name][0].decode().splitlines() if line.startswith("#F")]
    return resolve(kinds.get(name, name)), fields[0] if fields else None


def log(name: str, planted: Sequence[bytes]) -> bytes:
    """A log of that format; some harmless lines first, so that it is known for what it is."""
    head, line = FORMATS[name]
    plain = {field: value.encode() for field, value in PLAIN.items()}
    known = [line(START + timedelta(minutes=5 * cut), plain) for cut in range(200)]
    return head + b"\n".join([*known, *(line(at, one) for at, one in records(planted))]) + b"\n"


# -- what a user writes


NAMES = [
    "=cmd|' calc'!A0.log", "<img src=x onerror=hurt(1)>.log", "{{7*7}}.log", "-rf", "CON",
    "\x1b]0;titulo\x07\x1b[31m.log", "gpj.\u202eexe", "uno\ndos.log", "'; DROP TABLE hit;--",
    "$(touch tocado).log", "%0A=1+1.log", "..log", "nombre\\..\\x",
]  # fmt: skip
"""Names that a file system takes for a log's."""


def project(folder: Path, planted: Sequence[bytes], agreement: str = "") -> Path:
    """A project all of whose texts are hostile: those planted, one after the other. Returns its
    memoria.toml."""
    said = [one.decode(errors="ignore") for one in planted]
    said = [text for text in said if text and not OBEYED.search(text)]  # else memoria refuses them
    ask = cycle(text for text in said if 0 < len(text) < 200)
    (folder / "op").mkdir(parents=True)
    names = cycle(NAMES)
    for name in FORMATS:
        (folder / "op" / f"{name} {next(names)}").write_bytes(log(name, planted))
    (folder / "op" / "night.log").write_text("".join(support.operation_lines()))
    _incidents(folder, ask)
    (folder / "comentarios.md").write_text("\n\n".join(said), encoding="utf-8")
    _baseline(folder, ask)
    made = _settings(ask, agreement or "coahuila-prep-2023")
    (folder / "memoria.toml").write_text(tomli_w.dumps(made), encoding="utf-8")
    return folder / "memoria.toml"


def _incidents(folder: Path, ask: Iterator[str]) -> None:
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter=";")
    writer.writerow(support.INCIDENTS.strip().split(";"))
    for hour in range(6):
        start = START + timedelta(hours=hour)
        ends = (f"{start:%d/%m/%Y %H:%M}", f"{start + timedelta(minutes=20):%d/%m/%Y %H:%M}")
        writer.writerow([*ends, *islice(ask, 5)])
    (folder / "incidencias.csv").write_text(rows.getvalue(), encoding="utf-8")


def _baseline(folder: Path, ask: Iterator[str]) -> None:
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(["fecha", "visitas", "páginas", next(ask)])
    for day in range(28):
        at = support.BASELINE_START + timedelta(days=day)
        writer.writerow([f"{at:%Y-%m-%d}", 100 + day, 200 + day, next(ask)])
    (folder / "cifras.csv").write_text(rows.getvalue(), encoding="utf-8")


def _settings(ask: Iterator[str], agreement: str) -> dict[str, object]:
    people = ("name", "position")
    return {
        "agreement": agreement,
        "incidents": "incidencias.csv",
        "comments": "comentarios.md",
        "definition": "all",
        "diffuser": {
            "name": next(ask), "legal_name": next(ask), "city": next(ask),
            "website": f"https://mezquite.example/{quote(next(ask))}", "method": 1,
            "time_zone": "America/Monterrey",
        },
        "representative": {key: next(ask) for key in people},
        "contact": {key: next(ask) for key in (*people, "phone")},
        "logs": [{"role": "operation", "files": ["op/*"]}],
        "baseline": {"files": ["cifras.csv"]},
        "capacity": {"requests_per_second": 10, "bandwidth_mbps": 5, "source": next(ask)},
        "requirements": {
            name: {"answer": "cumple", "statement": next(ask), "evidence": next(ask)}
            for name in ("operating_system", "web_server", "firewall")
        },
    }  # fmt: skip
