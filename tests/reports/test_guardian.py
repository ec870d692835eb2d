"""Who waits for the work: what he says of its end, and whom a signal reaches."""

import json
import os
import signal
import subprocess
import sys

import pytest

from reports import guardian
from tests.cli.support import ROOT, terminal

PROGRAM = """
import json, os, signal, sys, time
from reports import guardian
def work():
    {work}
"""
COUNTS = """
    had = []
    signal.signal(signal.SIGTERM, lambda number, _: had.append(number))
    print('ready', flush=True)
    until = time.monotonic() + {seconds}
    while time.monotonic() < until:
        time.sleep(0.01)
    return len(had)
"""
ENDS = {
    "return 0": (0, ""),
    "return 2": (2, ""),
    "os.kill(os.getpid(), 15)": (143, ""),
    "os.abort()": (3, "no alcanza la memoria"),
    "os.kill(os.getpid(), 9)": (3, "lo mató alguien, o el sistema"),
    "os.kill(os.getpid(), 11)": (3, "memoria doctor"),
}
EACH = """
def each(work):
    status = guardian.watched(lambda: exec("def one():\\n " + work, globals()) or one())
    if os.getpid() != first:
        os._exit(status)
    return status
first = os.getpid()
print(json.dumps([each(work) for work in json.loads(sys.argv[1])]))
"""


def begun(work: str, ends: str, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(work=work) + ends, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def test_every_end_has_its_status_and_only_what_could_not_speak_is_spoken_for():
    out, err = begun("pass", EACH, json.dumps(list(ENDS))).communicate()
    assert json.loads(out) == [status for status, _ in ENDS.values()], err
    told = [said for _, said in ENDS.values() if said]
    found = err.split("✗ memoria: ")[1:]
    assert len(found) == len(told)
    for one, said in zip(found, told, strict=True):
        assert said in one
        assert "lo ya leído se conserva" in one


def test_the_system_is_blamed_where_it_says_so():
    sure = guardian._problem(signal.SIGKILL, out_of_memory=True)
    assert "el sistema se quedó sin memoria" in sure.found
    assert guardian._problem(signal.SIGABRT, out_of_memory=True).found != sure.found


@pytest.mark.parametrize("send", [os.kill, os.killpg])
def test_a_signal_comes_once(send):
    """Whoever is asked: the one that is waited for, or all as by a terminal."""
    process = begun(COUNTS.format(seconds=0.2), "sys.exit(guardian.watched(work))")
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    send(process.pid, signal.SIGTERM)
    process.communicate()
    assert process.returncode == 1


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone ends a child with its parent")
def test_the_work_ends_with_who_waits_for_it():
    process = begun(COUNTS.format(seconds=60), "sys.exit(guardian.watched(work))")
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    process.kill()
    assert process.communicate(timeout=20) == ("", "")


def test_the_terminal_has_its_cursor_and_its_echo_again():
    hides = "import termios; modes = termios.tcgetattr(2); modes[3] &= ~termios.ECHO; "
    work = hides + "termios.tcsetattr(2, 0, modes); os.write(2, b'\\x1b[?25l'); os.abort()"
    ends = "\nstatus = guardian.watched(work)\nimport termios\n"
    ends += "sys.exit(status if termios.tcgetattr(2)[3] & termios.ECHO else 9)"
    status, shown = terminal([sys.executable, "-c", PROGRAM.format(work=work) + ends])
    assert status == guardian.ENDED
    assert shown.index(b"\x1b[?25l") < shown.index(b"\x1b[?25h") < shown.index("✗".encode())
