"""Starts real servers on loopback, sends them every shot, and keeps their logs and the truth.

    python -m tests.captured.capture [--only NOMBRE] [--out CARPETA]

As root on Debian 12. Every server runs with a configuration of its own in a folder of its own, in
the foreground, under the host name `servidor.example`. The truth comes from what was sent and from
what came back on the socket, and where that does not tell, from expectations.py.
"""

import argparse
import contextlib
import json
import math
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.captured import servers
from tests.captured.client import Outcome, fire
from tests.captured.expectations import EXPECTED, UNKNOWN, Expected
from tests.captured.servers import BASE, SERVERS, Log, Run, Server
from tests.captured.shots import FIREFOX, Shot, shots

HERE = Path(__file__).parent
ZONE = "America/Monterrey"
IN_OTHER_NAME = ["unshare", "--uts", "sh", "-c", 'hostname servidor.example && exec "$@"', "sh"]
POLICY = Path("/usr/sbin/policy-rc.d")
SETTLE, QUIET, LATE = 0.04, 1.0, 4.0
"""Seconds: after the last line; until a shot is taken not to be logged; the same where it left."""

Line = dict[str, Any]

DEFAULTS: Line = {
    "client": "127.0.0.1",
    "method": "GET",
    "status": 200,
    "referer": None,
    "agent": FIREFOX.decode(),
}
"""What most lines of the truth say."""


class CaptureError(Exception):
    """For the user, in Spanish."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 1 if some server could not be captured."""
    parser = argparse.ArgumentParser(description="Captura bitácoras de servidores reales.")
    parser.add_argument("--only", metavar="NOMBRE", choices=[s.name for s in SERVERS])
    parser.add_argument("--out", metavar="CARPETA", type=Path, default=HERE)
    options = parser.parse_args(arguments)
    if os.geteuid() != 0:
        print("Hay que ejecutarlo como root.", file=sys.stderr)
        return 2
    failed = 0
    for server in SERVERS:
        if options.only in (None, server.name):
            try:
                capture(server, options.out / server.name)
            except CaptureError as error:
                failed += 1
                print(f"{server.name}: {error}", file=sys.stderr)
    return min(failed, 1)


def capture(server: Server, out: Path) -> None:
    """One server: installed, started, shot at, stopped; its logs and truth in a folder."""
    install("nginx", "curl", server.package)
    servers.make_site()
    folder = BASE / server.name
    with contextlib.ExitStack() as stack:
        stack.enter_context(_sink())
        if server.backend:
            stack.enter_context(_started(BASE / "backend", servers.backend, servers.BACKEND_PORT))
        listeners = [
            (log.udp, folder / log.file, log.pri) for run in server.runs for log in run.logs
        ]
        listeners += [(p, folder / f"{name}.log", False) for name, p in server.other_udp.items()]
        folder.mkdir(parents=True)
        for port, file, pri in listeners:
            if port:
                stack.enter_context(_collected(port, file, pri=pri))
        last_port = server.runs[-1].port
        process = stack.enter_context(_started(folder, server.configure, last_port))
        before = {name: _size(folder / f"{name}.log") for name in server.others}
        start = time.time()
        passes = [_Pass(server, run, folder, process) for run in server.runs]
        for one in passes:
            one.shoot()
        for port in server.other_ports.values():
            for shot in shots(server.near, server.over)[:30]:
                fire(shot, port, port)
        end = time.time()
    others = {
        name: _read(folder / f"{name}.log")[size * server.skip_startup :]
        for name, size in before.items()
    }
    _keep(server, passes, others, out, window=(start, end))


# -- the servers


def install(*packages: str) -> None:
    """From Debian, where missing; no service is started."""
    missing = [name for name in packages if not _installed(name)]
    if not missing:
        return
    print(f"Se instala: {', '.join(missing)}", flush=True)
    ours = not POLICY.exists()
    if ours:
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    try:
        subprocess.run(["apt-get", "update"], env=environment, capture_output=True, check=False)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    finally:
        if ours:
            POLICY.unlink()
    if done.returncode:
        raise CaptureError(f"no se pudo instalar: {done.stderr.strip()[-300:]}")


def _installed(package: str) -> bool:
    command = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    return subprocess.run(command, capture_output=True, check=False).stdout == b"installed"


def _version(server: Server) -> str:
    done = subprocess.run(server.version, capture_output=True, text=True, check=False)
    found = re.search(r"\d+\.\d+[.\d]*", done.stdout + done.stderr)
    return found[0] if found else ""


@contextlib.contextmanager
def _started(folder: Path, configure: Any, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The server's processes, from the moment they listen; gives the first."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.chown(folder, "www-data", "www-data")
    environment = {"PATH": os.environ["PATH"], "TZ": ZONE, "LC_ALL": "C", "HOME": str(folder)}
    started: list[subprocess.Popen[bytes]] = []
    try:
        for command in configure(folder):
            with (folder / "output.txt").open("ab") as output:
                started.append(
                    subprocess.Popen(
                        [*IN_OTHER_NAME, *command],
                        cwd=folder,
                        env=environment,
                        stdout=output,
                        stderr=output,
                        start_new_session=True,
                    )
                )
            _wait_for(port, started[0], folder)
        time.sleep(0.5)  # those that follow the first have no port to wait for
        yield started[0]
    finally:
        for process in reversed(started):
            _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Until somebody listens: read from the kernel, since a connection would be logged."""
    listens = re.compile(rf":{port:04X} [0-9A-F]+:0000 0A", re.IGNORECASE)
    for _ in range(300):
        if listens.search(Path("/proc/net/tcp").read_text()):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    told = (folder / "output.txt").read_text(errors="replace")[-800:]
    raise CaptureError(f"no arrancó: {told}")


@contextlib.contextmanager
def _sink() -> Iterator[None]:
    """A server that takes connections and never answers: for what must be slow."""
    held = []
    with socket.create_server(("127.0.0.1", servers.SINK_PORT)) as listener:

        def take() -> None:
            with contextlib.suppress(OSError):
                while True:
                    held.append(listener.accept()[0])

        threading.Thread(target=take, daemon=True).start()
        try:
            yield
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            for connection in held:
                connection.close()


@contextlib.contextmanager
def _collected(port: int, file: Path, *, pri: bool) -> Iterator[None]:
    """Syslog datagrams as lines: raw, or as a syslog file has them, without the priority."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", port))
        file.touch()

        def take() -> None:
            while True:
                datagram = listener.recv(1 << 16)
                if not datagram:
                    return
                line = datagram if pri else re.sub(rb"^<\d+>", b"", datagram)
                with file.open("ab") as log:
                    log.write(line.rstrip(b"\n\0") + b"\n")

        thread = threading.Thread(target=take)
        thread.start()
        try:
            yield
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"", ("127.0.0.1", port))
            thread.join()


# -- the shots


@dataclass
class _Pass:
    """A run of all shots, and the truth of its lines."""

    server: Server
    run: Run
    folder: Path
    process: "subprocess.Popen[bytes]"
    lines: list[Line] = field(default_factory=list)
    unlogged: list[str] = field(default_factory=list)

    def shoot(self) -> None:
        """Raises CaptureError with every shot whose truth is not known."""
        unknown = []
        for shot in shots(self.server.near, self.server.over):
            if self.run.few and shot.name not in servers.FEW:
                continue
            had = self._counts()
            outcome = fire(shot, self.run.port, self.run.h2_port or self.run.port)
            new = self._new_lines(shot, had)
            try:
                self._note(shot, outcome, new)
            except CaptureError as error:
                unknown.append(f"{error}\n    {new[0]}")
                self.lines += [{"shot": shot.name}] * len(new[0])
        if unknown:
            raise CaptureError(f"{self.run.name}: falta saber:\n" + "\n".join(unknown))
        print(f"{self.server.name}/{self.run.name}: {len(self.lines)} renglones", flush=True)

    def _counts(self) -> list[int]:
        return [_read(self.folder / log.file).count(b"\n") for log in self.run.logs]

    def _new_lines(self, shot: Shot, had: list[int]) -> list[list[bytes]]:
        """Those of each log, when every log of the run has as many."""
        expected, deadline = len(shot.requests), time.time() + (LATE if shot.leaves else QUIET)
        while True:
            if self.server.signal:
                time.sleep(4 * SETTLE)
                self.process.send_signal(self.server.signal)
            time.sleep(SETTLE)
            new = [now - then for now, then in zip(self._counts(), had, strict=True)]
            if (min(new) == max(new) >= expected) or time.time() > deadline:
                break
        time.sleep(SETTLE)
        new = [now - then for now, then in zip(self._counts(), had, strict=True)]
        if min(new) != max(new):
            raise CaptureError(f"{shot.name}: las bitácoras no coinciden: {new}")
        return [
            _read(self.folder / log.file).split(b"\n")[then:-1]
            for log, then in zip(self.run.logs, had, strict=True)
        ]

    def _note(self, shot: Shot, outcome: Outcome, new: list[list[bytes]]) -> None:
        told = EXPECTED.get(self.server.name, {}).get(shot.name, {})
        count = len(new[0])
        if not count:
            if told:
                raise CaptureError(f"{shot.name}: no se escribió, y se esperaba")
            self.unlogged.append(shot.name)
            return
        each: list[Expected] = list(told) if isinstance(told, list) else [told] * count
        sure = isinstance(told, list) or count == len(shot.requests)
        if not sure or len(each) != count:
            raise CaptureError(f"{shot.name}: {count} renglones, {outcome.answers}")
        truths = [
            _truth(self.server, shot, outcome, at=at, told=one) for at, one in enumerate(each)
        ]
        for log, lines in zip(self.run.logs, new, strict=True):
            for line, truth in zip(lines, truths, strict=True):
                _check(shot, log, line, truth)
        self.lines += truths


def _check(shot: Shot, log: Log, line: bytes, truth: Line) -> None:
    """The texts of the truth, escaped by hand, stand in the line. JSON has quotes of its own."""
    if line.startswith(b"{") or (log.longest and len(line) >= log.longest - 1):
        return
    texts = {role: truth[role] for role in log.logs}
    texts["target"] = truth["absolute" if log.target == "absolute" else "target"]
    wanted = {
        role: log.escaped(role, text.encode("latin-1")) for role, text in texts.items() if text
    }
    if truth["status"]:
        wanted["status"] = b"%d" % truth["status"]
    for role, text in wanted.items():
        if not any(before + text + after in line for before, after in _SURROUNDINGS[role]):
            raise CaptureError(f"{shot.name}: {role} no está en {log.name}: {text!r}\n {line!r}")


_SURROUNDINGS = {
    "target": ((b" ", b" "), (b" ", b'"'), (b'"', b'"')),
    "status": ((b" ", b" "),),
    "referer": ((b'"', b'"'),),
    "agent": ((b'"', b'"'),),
}


def _truth(server: Server, shot: Shot, outcome: Outcome, *, at: int, told: Expected) -> Line:
    """What a shot's line `at` must say: texts as sent, one character a byte."""
    request = shot.requests[min(at, len(shot.requests) - 1)]
    answer = outcome.answers[at] if at < len(outcome.answers) else None
    if answer is None and "status" not in told:
        raise CaptureError(f"{shot.name}: sin respuesta")
    truth: Line = {
        "shot": shot.name,
        "client": shot.client,
        "method": request.method,
        "target": request.target,
        "status": answer.status if answer else None,
        "referer": request.referer,
        "agent": request.agent,
        "body": answer.body if answer else UNKNOWN,
        "all": answer.all if answer and answer.all >= 0 else UNKNOWN,
        "sent": math.floor(outcome.sent - 0.05),
        "done": math.ceil(outcome.done + 0.05),
    }
    truth |= told
    target, host = truth["target"], request.host or b"localhost"
    if any(log.target == "absolute" for run in server.runs for log in run.logs):
        truth.setdefault("absolute", target and b"http://" + host + target)
    return {
        key: value.decode("latin-1") if isinstance(value, bytes) else value
        for key, value in truth.items()
    }


# -- what is kept


def _keep(
    server: Server,
    passes: list[_Pass],
    others: dict[str, bytes],
    out: Path,
    *,
    window: tuple[float, float],
) -> None:
    """Logs and truth.json, in place of what was there."""
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.log"):
        old.unlink()
    files: dict[str, Any] = {}
    for one in passes:
        for log in one.run.logs:
            data = _read(one.folder / log.file)
            (out / log.file).write_bytes(data)
            files[log.file] = _file(log, one, data)
    for name, what in server.others.items():
        data = others[name]
        (out / f"{name}.log").write_bytes(data)
        files[f"{name}.log"] = {"access": False, "is": what, "lines": data.count(b"\n")}
    truth = {
        "server": server.name,
        "version": _version(server),
        "zone": ZONE,
        "start": math.floor(window[0]),
        "end": math.ceil(window[1]),
        "files": files,
        "defaults": DEFAULTS,
        "runs": {
            p.run.name: {
                "unlogged": p.unlogged,
                "lines": [
                    _brief(line, window[0], {log.size for log in p.run.logs}) for line in p.lines
                ],
            }
            for p in passes
        },
    }
    (out / "truth.json").write_text(_json(truth), encoding="utf-8")


def _brief(line: Line, start: float, sizes: set[str | None]) -> Line:
    """What a line has that is not in DEFAULTS; its instants in seconds from the start."""
    times = {key: line[key] - math.floor(start) for key in ("sent", "done")}
    needless = {"all"} - sizes
    whole = {key: value for key, value in (line | times).items() if key not in needless}
    return {key: value for key, value in whole.items() if value != DEFAULTS.get(key, "")}


def _file(log: Log, one: _Pass, data: bytes) -> dict[str, Any]:
    """What must be counted in a file. A line as long as the server's longest was cut by it."""
    cut = [
        number
        for number, line in enumerate(data.split(b"\n")[:-1], 1)
        if log.longest and len(line) >= log.longest - 1
    ]
    sizes = [line["body"] for line in one.lines]
    known = log.size == "body" and UNKNOWN not in sizes
    statuses = Counter(f"{x['status'] // 100}xx" if x["status"] else "none" for x in one.lines)
    return {
        "access": True,
        "format": log.format,
        "config": log.config,
        "named": log.named,
        "escapes": {role: log.escape_of(role).__name__ for role in ("target", *log.logs)},
        "logs": list(log.logs),
        "size": log.size,
        "target": log.target,
        "run": one.run.name,
        "lines": len(one.lines),
        "hits": len(one.lines),
        "rejects": 0,
        "cut": cut,
        "clients": len({line["client"] for line in one.lines}),
        "status": dict(sorted(statuses.items())),
        "bytes": sum(sizes) if known else None,
    }


def _json(truth: dict[str, Any]) -> str:
    """One file, and one log line of the truth, a line."""
    files = _rows(
        {name: json.dumps(file, ensure_ascii=False) for name, file in truth["files"].items()}
    )
    runs = {}
    for name, run in truth["runs"].items():
        lines = ",\n".join(json.dumps(line, ensure_ascii=False) for line in run["lines"])
        unlogged = json.dumps(run["unlogged"], ensure_ascii=False)
        runs[name] = f'{{\n"unlogged": {unlogged},\n"lines": [\n{lines}]}}'
    whole = {key: json.dumps(value, ensure_ascii=False) for key, value in truth.items()}
    return _rows(whole | {"files": files, "runs": _rows(runs)}) + "\n"


def _rows(texts: dict[str, str]) -> str:
    rows = ",\n".join(f'"{key}": {text}' for key, text in texts.items())
    return "{\n" + rows + "}"


def _read(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


if __name__ == "__main__":
    raise SystemExit(main())
