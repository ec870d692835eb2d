"""Every command, one after the other, on a project full of hostile texts: on a terminal, without a
network, and with everything that is opened written down.

How much is watched depends on the machine: `unshare` and `strace` are Linux's, and not everybody
may use them. What Python itself opens and asks is always written down, in every process.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import memoria
from tests import authority
from tests.cli.conftest import AS_OF
from tests.cli.support import ROOT, terminal
from tests.safety import planting

PASSWORD = authority.PASSWORD
KEY = bytes(range(200, 232))
NOW = datetime.now(UTC)
PROGRAM = "import sys, memoria; sys.exit(memoria.main(sys.argv[1:]))"
COMMANDS = tuple(memoria.COMMANDS)

HOOK = """\
import os, sys
_told = os.open(os.environ["TOLD"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

def _hook(event, args):
    if event.split(".")[0] in ("socket", "urllib", "http", "ftplib", "smtplib", "ssl"):
        os.write(_told, f"net {event} {args!r:.200}\\n".encode())
        if event not in ("socket.__new__", "socket.gethostname"):
            raise PermissionError("no network in a test")
    elif event == "open" and isinstance(args[0], (str, bytes)):
        path = os.fsencode(os.path.abspath(args[0])).replace(b"\\n", b"?")
        os.write(_told, b"open " + path + b"\\n")

sys.addaudithook(_hook)
"""
"""Run at the start of every Python of a command: Python asks it before it opens or connects."""


@dataclass(frozen=True)
class Told:
    """What a command did. shown: on its terminal. asked: of the network. opened: files, as Python
    says; traced: as the system does, where that can be had."""

    words: tuple[str, ...]
    code: int
    shown: bytes
    asked: tuple[str, ...]
    opened: tuple[str, ...]
    traced: tuple[str, ...] | None
    lines: tuple[str, ...] = field(default=(), repr=False)


@cache
def alone() -> tuple[str, ...]:
    """What starts a command in a network without any interface; nothing where that is forbidden."""
    return _allowed("unshare", "-rn")


@cache
def traced() -> bool:
    return bool(_allowed("strace", "-f", "-o", os.devnull))


def _allowed(*command: str) -> tuple[str, ...]:
    found = shutil.which(command[0])
    done = found and subprocess.run([*command, "true"], capture_output=True, check=False)
    return command if done and done.returncode == 0 else ()


class Journey:
    """folder: holds the project `p` and all else. Files beside it are nobody's business."""

    def __init__(self, folder: Path, planted: Sequence[bytes]) -> None:
        self.folder, self.project = folder, planting.project(folder / "p", planted)
        self.out = self.project.parent / "salida"
        self.canary = folder.parent / f"{folder.name}-ajeno.txt"
        self.canary.write_text("nadie lee esto")
        key = self.project.parent / ".memoria" / "llave"
        key.parent.mkdir(mode=0o700)
        key.write_bytes(KEY)
        (folder / "gancho").mkdir()
        (folder / "gancho" / "sitecustomize.py").write_text(HOOK)
        (folder / "temporales").mkdir()
        holder = replace(authority.ANA, start=NOW - timedelta(days=9), end=NOW + timedelta(days=9))
        authority.files(folder, holder)

    def told(self, *words: object, passwords: Sequence[str] = ()) -> Told:
        said, trace = self.folder / "dicho", self.folder / "rastro"
        for path in (said, trace):
            path.unlink(missing_ok=True)
        watch = ["strace", "-f", "-qq", "-y", "-s", "400", "-e",
                 "trace=open,openat,socket,connect,sendto", "-o", str(trace)]  # fmt: skip
        command = [*alone(), *(watch if traced() else ()), sys.executable, "-c", PROGRAM]
        asked = tuple(map(str, words))
        code, shown = terminal(
            [*command, *asked], passwords, self.folder,
            PYTHONPATH=f"{self.folder / 'gancho'}:{ROOT}", TOLD=str(said),
            TMPDIR=str(self.folder / "temporales"), HOME=str(self.folder / "casa"),
        )  # fmt: skip
        python = said.read_text("utf-8", "replace").splitlines() if said.exists() else []
        lines = trace.read_text("utf-8", "replace").splitlines() if trace.exists() else None
        return Told(
            asked, code, shown,
            tuple(line[4:] for line in python if line.startswith("net ")),
            tuple(line[5:] for line in python if line.startswith("open ")),
            None if lines is None else tuple(_opened(lines)),
            tuple(lines or ()),
        )  # fmt: skip

    def delivery(self) -> Path:
        (found,) = self.out.glob("entrega-*.zip")
        return found

    def go(self) -> Iterator[Told]:
        """Every command of the program."""
        agreement = ("--agreement", "coahuila-prep-2023")
        logs = sorted((self.project.parent / "op").iterdir())
        yield self.told("init", self.folder / "nuevo", *agreement)
        yield self.told("check", self.project, "--as-of", AS_OF)
        yield self.told("inspect", "--rejects", self.folder / "rechazos.csv", "--", *logs)
        record = ("--verbose", "--record", self.folder / "corrida.json")
        yield self.told("build", self.project, "--as-of", AS_OF, *record)
        yield self.told("doctor", self.project)
        names = (self.folder / f"3416.{kind}" for kind in ("cer", "key"))
        cer, key = names
        pdf = self.out / "memoria.pdf"
        yield self.told("sign", pdf, "--cer", cer, "--key", key, passwords=["no es", PASSWORD])
        again = ("--recompute", "--as-of", AS_OF)
        yield self.told("verify", self.delivery(), *again)
        out = self.folder / "comparativo"
        yield self.told("compare", self.delivery(), "--out", out, "--as-of", AS_OF)


def _opened(lines: Sequence[str]) -> Iterator[str]:
    """Paths that were opened: strace shows what a descriptor is of, `= 3</etc/hosts>`."""
    for line in lines:
        found = re.search(r"open(?:at)?\(.* = \d+<(.*)>$", line)
        if found:
            yield found[1]
