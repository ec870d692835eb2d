"""A plugin of pytest for mutmut: a mutant's quickest tests go first, so most die at once."""

import json
from pathlib import Path

STATS = Path("mutmut-stats.json")
"""What mutmut measured; it runs pytest from its own copy of the sources."""


def pytest_collection_modifyitems(items):
    if STATS.exists():
        seconds = json.loads(STATS.read_text(encoding="utf-8"))["duration_by_test"]
        items.sort(key=lambda item: seconds.get(item.nodeid, 0))
