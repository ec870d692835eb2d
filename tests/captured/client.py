"""The client's side of a shot: what was sent, and what came back on the socket."""

import contextlib
import socket
import subprocess
import time
from dataclasses import dataclass

from tests.captured.shots import CRLF, HOST, Request, Shot

PATIENCE = 4.0
"""Seconds until a server that says nothing has had its time; theirs are set to one or two."""

BEFORE_LEAVING = 0.3


@dataclass(frozen=True)
class Answer:
    """One response: its status, the bytes of its body, and all its bytes."""

    status: int
    body: int
    all: int


@dataclass(frozen=True)
class Outcome:
    """What came back, and the instants around it, in seconds of UTC since 1970."""

    answers: tuple[Answer, ...]
    sent: float
    done: float


def fire(shot: Shot, port: int, h2_port: int) -> Outcome:
    """Sends a shot and hears the answers to their end."""
    sent = time.time()
    answers = _curl(shot, h2_port) if shot.h2 else _answers(_exchange(shot, port), shot.requests)
    return Outcome(answers, sent, time.time())


def _exchange(shot: Shot, port: int) -> bytes:
    """Everything the server sent until it closed."""
    family = socket.AF_INET6 if ":" in shot.client else socket.AF_INET
    heard = b""
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.settimeout(PATIENCE)
        connection.bind((shot.client, 0))
        connection.connect((_server(shot.client), port))
        with contextlib.suppress(OSError):  # a server may hang up before it has read everything
            connection.sendall(shot.data)
            if shot.leaves:
                time.sleep(BEFORE_LEAVING)
                return b""
            while piece := connection.recv(1 << 16):
                heard += piece
    return heard


def _server(client: str) -> str:
    return "::1" if ":" in client else "127.0.0.1"


def _answers(heard: bytes, requests: tuple[Request, ...]) -> tuple[Answer, ...]:
    """Responses by their own lengths; none where what came back has no status line."""
    answers = []
    waiting = list(requests)
    while heard.startswith(b"HTTP/"):
        head, _, rest = heard.partition(CRLF * 2)
        status = int(head.split(b" ", 2)[1])
        interim = status < 200
        request = waiting[0] if waiting else requests[-1]
        body = 0 if interim else _body(head.lower(), rest, request, status)
        if not interim:
            waiting = waiting[1:]
            answers.append(Answer(status, body, len(head) + 4 + body))
        heard = rest[body:]
    return tuple(answers)


def _body(head: bytes, rest: bytes, request: Request, status: int) -> int:
    """Bytes of the body as they stand on the wire."""
    if request.method == b"HEAD" or status in (204, 304):
        return 0
    headers = dict(line.split(b":", 1) for line in head.split(CRLF)[1:] if b":" in line)
    if b"chunked" in headers.get(b"transfer-encoding", b""):
        end = rest.find(b"0\r\n\r\n")
        return end + 5 if end >= 0 else len(rest)
    length = headers.get(b"content-length")
    return min(int(length), len(rest)) if length is not None else len(rest)


def _curl(shot: Shot, port: int) -> tuple[Answer, ...]:
    """One request over HTTP/2 in clear. All the bytes of the response are not known here: -1."""
    [request] = shot.requests
    assert request.target is not None
    assert request.agent is not None
    assert request.referer is not None
    host = f"[{_server(shot.client)}]" if ":" in shot.client else _server(shot.client)
    url = f"http://{host}:{port}".encode() + request.target
    command: list[str | bytes] = ["curl", "--silent", "--http2-prior-knowledge", "--globoff"]
    command += ["--output", "/dev/null", "--write-out", "%{http_code} %{size_download}"]
    command += ["--interface", shot.client, "--max-time", str(PATIENCE), "--path-as-is"]
    command += ["--header", b"Host: " + HOST, "--user-agent", request.agent]
    command += ["--referer", request.referer, url]
    told = subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout.split()
    status, body = int(told[0]), int(told[1])
    return (Answer(status, body, -1),) if status else ()
