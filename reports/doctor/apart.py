"""Starts a trial in a process of its own and hears what it says."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from reports.doctor.remedies import ROOT

PATIENCE = 120
"""Seconds; a trial takes one or two."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """found: what there is; else why not. broken: of a list of things, those and why."""

    found: str
    why: str
    broken: dict[str, str]


def tried(name: str, *words: str) -> Outcome:
    order = [sys.executable, "-m", "reports.doctor.trials", name, *words]
    try:
        done = subprocess.run(
            order, cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
            errors="replace", timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Outcome("", f"no terminó en {PATIENCE} segundos", {})
    said = list(_lines(done.stdout))
    broken = {str(one["broken"]): str(one["why"]) for one in said if "broken" in one}
    last = said[-1] if said else {}
    if "found" in last:
        return Outcome(str(last["found"]), "", broken)
    why = str(last.get("why") or _end(done))
    if trying := last.get("trying"):  # it never came back from that
        broken[str(trying)] = why
    return Outcome("", why, broken)


def each(name: str, words: list[str]) -> dict[str, str]:
    """Which of a list are broken, and why; also those after one that ends the process."""
    broken: dict[str, str] = {}
    while words:
        outcome = tried(name, *words)
        broken |= outcome.broken
        fatal = [at for at, word in enumerate(words) if word in outcome.broken]
        if outcome.found or not outcome.why or not fatal:
            return broken
        words = words[fatal[-1] + 1 :]
    return broken


def _lines(text: str) -> Iterator[dict[str, Any]]:
    for line in text.splitlines():
        with suppress(ValueError):
            value = json.loads(line)
            if isinstance(value, dict):
                yield value


def _end(done: "subprocess.CompletedProcess[str]") -> str:
    if done.returncode < 0:
        name = signal.Signals(-done.returncode).name
        if name == "SIGILL":
            return "este procesador no tiene las instrucciones que pide (SIGILL)"
        return f"el sistema detuvo el proceso ({name})"
    last = done.stderr.strip().splitlines()[-1:] or [f"terminó con {done.returncode}"]
    return last[0][:200]
