"""The exact order that mends what is missing, for this machine."""

import json
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
"""Of the clone; of the environment's packages where the program came as a wheel."""
LOCK = ROOT / "requirements.lock"
KNOWN: dict[str, Any] = json.loads(
    Path(__file__).with_name("packages.json").read_text(encoding="utf-8")
)
"""libraries: of the system, and who brings them; modules: where a package's name is another."""

_INSTALL = {
    "apt-get": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
    "brew": "brew install",
}


def of_system(libraries: Iterable[str]) -> str:
    manager = next((name for name in _INSTALL if shutil.which(name)), "")
    packages = sorted({KNOWN["libraries"][one][manager or "apt-get"] for one in libraries})
    if not manager:
        return f"instale lo que en Debian se llama {' '.join(packages)}"
    order = f"{_INSTALL[manager]} {' '.join(packages)}"
    return order if manager == "brew" or os.geteuid() == 0 else f"sudo {order}"


def of_python(requirements: Iterable[str]) -> str:
    """The pinned packages where the list of them is at hand, else these."""
    pip = f"{sys.executable} -m pip install"
    if LOCK.exists():
        return f"{pip} --require-hashes -r {LOCK}"
    return " ".join([pip, *(f"'{one}'" for one in requirements)])
