"""Events as the server of each diffuser writes them, and in which files."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from sample_logs.clock import BASELINE_DAYS, DAY, LOGS_START
from sample_logs.lines import combined
from sample_logs.site import PREP
from sample_logs.stage import Event
from sample_logs.state.diffusers import Diffuser


@dataclass(frozen=True)
class Kind:
    """A server's way. name: how memoria.toml calls the format, None where it is left to be found
    out. head: lines above the others. dash: whether a body of no bytes is a dash. headers: bytes
    of the headers, where they count. own_host: whether the PREP has a host of its own."""

    line: Callable[[Event, Diffuser], str]
    name: str | None = None
    operation: str = "operacion/access.log.gz"
    baseline: str = "linea-base/access.log-{week}.gz"
    head: tuple[str, ...] = ()
    dash: bool = False
    headers: int = 0
    own_host: bool = False


def apache(event: Event, diffuser: Diffuser) -> str:
    return combined(event, diffuser.zone)


def vhost(event: Event, diffuser: Diffuser) -> str:
    return f"{site_of(event, diffuser)}:443 {combined(event, diffuser.zone)}"


def site_of(event: Event, diffuser: Diffuser) -> str:
    own = KINDS[diffuser.writes].own_host and event.section == PREP
    return diffuser.prep_host if own else diffuser.host


def duration(event: Event, diffuser: Diffuser) -> str:
    return f"{combined(event, diffuser.zone)} {event.micros}"


def main(event: Event, diffuser: Diffuser) -> str:
    return f'{combined(event, diffuser.zone)} "-"'


def target(event: Event) -> tuple[str, str, str]:
    """Path, query and protocol."""
    _, text, protocol = event.request.split(" ")
    path, _, query = text.partition("?")
    return path, query, protocol


def nginx_json(event: Event, diffuser: Diffuser) -> str:
    path, query, protocol = target(event)
    return json.dumps(
        {
            "time_iso8601": datetime.fromtimestamp(event.at, diffuser.zone).isoformat(),
            "remote_addr": event.visitor.address,
            "request_method": event.method,
            "request_uri": f"{path}?{query}" if query else path,
            "server_protocol": protocol,
            "status": event.status,
            "body_bytes_sent": event.size,
            "request_time": round(event.micros / 1_000_000, 3),
            "http_referer": event.referer,
            "http_user_agent": event.visitor.agent,
            "host": diffuser.host,
        }
    )


def caddy(event: Event, diffuser: Diffuser) -> str:
    path, query, protocol = target(event)
    headers = {"User-Agent": [event.visitor.agent]}
    if event.referer != "-":
        headers["Referer"] = [event.referer]
    request = {
        "remote_ip": event.visitor.address,
        "remote_port": "50412",
        "client_ip": event.visitor.address,
        "proto": protocol,
        "method": event.method,
        "host": diffuser.host,
        "uri": f"{path}?{query}" if query else path,
        "headers": headers,
    }
    return json.dumps(
        {
            "level": "info",
            "ts": float(event.at),
            "logger": "http.log.access.log0",
            "msg": "handled request",
            "request": request,
            "bytes_read": 0,
            "user_id": "",
            "duration": event.micros / 1_000_000,
            "size": event.size,
            "status": event.status,
            "resp_headers": {"Server": ["Caddy"]},
        },
        separators=(",", ":"),
    )


CLOUDFRONT_FIELDS = (
    "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) "
    "cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header "
    "cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher "
    "x-edge-response-result-type cs-protocol-version"
)


def cloudfront(event: Event, diffuser: Diffuser) -> str:
    path, query, protocol = target(event)
    result = "Error" if event.status >= 400 else "Hit"
    cells = (
        f"{datetime.fromtimestamp(event.at, UTC):%Y-%m-%d\t%H:%M:%S}", "QRO51-P1", event.size,
        event.visitor.address, event.method, "d7fict1c10.cloudfront.example", path, event.status,
        escaped(event.referer), escaped(event.visitor.agent), query or "-", "-", result,
        f"{event.at:x}{event.micros:x}==", diffuser.host, "https", 320,
        f"{event.micros / 1_000_000:.3f}", "-", "TLSv1.3", "TLS_AES_128_GCM_SHA256", result,
        protocol,
    )  # fmt: skip
    return "\t".join(map(str, cells))


def escaped(text: str) -> str:
    return quote(text, safe="-._~!$&'()*+,;=:@/?")


IIS_FIELDS = (
    "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) "
    "cs(Referer) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken"
)


def iis(event: Event, diffuser: Diffuser) -> str:  # noqa: ARG001
    path, query, _ = target(event)
    cells = (
        f"{datetime.fromtimestamp(event.at, UTC):%Y-%m-%d %H:%M:%S}", "192.0.2.20", event.method,
        path, query or "-", 443, "-", event.visitor.address,
        event.visitor.agent.replace(" ", "+"), event.referer, event.status, 0, 0, event.size, 320,
        event.micros // 1_000,
    )  # fmt: skip
    return " ".join(map(str, cells))


KINDS = {
    "apache": Kind(apache, "combined", dash=True),
    "vhost": Kind(vhost, "vhost_combined", dash=True, own_host=True),
    "duration": Kind(duration, dash=True),
    "nginx": Kind(apache, "nginx_combined"),
    "main": Kind(main, "nginx_main"),
    "nginx_json": Kind(nginx_json),
    "caddy": Kind(caddy),
    "cloudfront": Kind(
        cloudfront,
        operation="operacion/E1FICTICIO.{day}.gz",
        baseline="linea-base/E1FICTICIO.{week}.gz",
        head=("#Version: 1.0", f"#Fields: {CLOUDFRONT_FIELDS}"),
        headers=412,
    ),
    "iis": Kind(
        iis,
        operation="operacion/u_ex230601.log",
        baseline="linea-base/u_ex{week}.log",
        head=(
            "#Software: Microsoft Internet Information Services 10.0",
            "#Version: 1.0",
            "#Date: 2023-05-07 06:00:00",
            f"#Fields: {IIS_FIELDS}",
        ),
        headers=231,
    ),
}


def files(diffuser: Diffuser, events: list[Event]) -> Iterator[tuple[str, bytes]]:
    """The logs by name, uncompressed. Statistics take the place of logs thrown away."""
    kind, texts = KINDS[diffuser.writes], dict[str, list[str]]()
    for event in events:
        name = file_of(event, diffuser, kind)
        if name:
            texts.setdefault(name, list(kind.head)).append(kind.line(event, diffuser))
    for name, lines in texts.items():
        yield name, ("\n".join(lines) + "\n").encode()


def file_of(event: Event, diffuser: Diffuser, kind: Kind) -> str | None:
    own = event.at + diffuser.ahead
    if own >= LOGS_START:
        return kind.operation.format(day=f"{datetime.fromtimestamp(event.at, UTC):%Y-%m-%d}")
    if not diffuser.baseline:
        return None
    week = BASELINE_DAYS[0] + (own - BASELINE_DAYS[0]) // (7 * DAY) * 7 * DAY
    return kind.baseline.format(week=f"{datetime.fromtimestamp(week, UTC):%y%m%d}")
