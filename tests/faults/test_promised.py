"""Every row of docs/fallas.md has its test."""

import re
from pathlib import Path

from tests.cli.support import ROOT

ROW = re.compile(r"^\| (?!qué pasa|---).* \| ([^|]+) \|$", re.MULTILINE)


def test_every_promise_is_tested():
    rows = ROW.findall((ROOT / "docs" / "fallas.md").read_text(encoding="utf-8"))
    assert len(rows) > 10
    there = {
        name
        for path in Path(ROOT, "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert named, row
        assert set(named) <= there, row
