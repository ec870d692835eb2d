"""A checklist and problems as lines of text, with the standard library alone."""

import sys
from collections.abc import Iterable, Iterator

from pipeline.errors import Problem
from pipeline.finding import Finding

SIGNS = {"good": ("✓", "green"), "warning": ("!", "yellow"), "missing": ("✗", "red"),
         "skipped": ("–", "dim")}  # fmt: skip

Line = tuple[str, str, str]
"""A sign, its colour, and what follows it; a title has no sign."""


def harmless(text: str) -> str:
    """The text without what a terminal would obey: control and direction characters become «·»,
    also the ends of lines, with which a text could say what we would say."""
    return "".join(c if c.isprintable() else "·" for c in text)


def lines(findings: Iterable[Finding]) -> Iterator[Line]:
    """The findings, a topic after the other."""
    topic = ""
    for finding in findings:
        if finding.topic != topic:
            topic = finding.topic
            yield "", "bold", f"\n{topic}"
        sign, style = SIGNS[finding.state]
        yield f"  {sign} ", style, harmless(finding.text)
        if finding.remedy and finding.state != "good":
            yield "", "", f"      → {harmless(finding.remedy)}"


def write(findings: Iterable[Finding]) -> None:
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    for sign, _, text in lines(findings):
        print(f"{sign}{text}")


def complain(problems: Iterable[Problem]) -> None:
    sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
    for problem in problems:
        for line in f"✗ {problem}".split("\n"):
            print(harmless(line), file=sys.stderr)
