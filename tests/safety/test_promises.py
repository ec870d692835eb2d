"""What docs/seguridad.md and docs/dependencias.md promise is there: tests by their name, and a line
for every library, no more."""

import ast
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from reports.delivery import libraries

ROOT = Path(__file__).parents[2]
SECURITY = (ROOT / "docs" / "seguridad.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/.]+)(?:::([\w:]+))?`", SECURITY)))
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_is_named_is_there(file, name):
    path = ROOT / file
    assert path.exists()
    if name:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = {node.name for node in ast.walk(tree) if hasattr(node, "name")}
        assert set(name.split("::")) <= found


def listed(title: str) -> list[str]:
    """The libraries of a table, in their order."""
    text = (ROOT / "docs" / "dependencias.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", text.partition(f"## {title}")[2], flags=re.MULTILINE)[0]
    return re.findall(r"^\| `([\w-]+)` \|", section, re.MULTILINE)


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[^\w-]", one)[0] for one in requirements]


@pytest.mark.parametrize(
    ("title", "declared"),
    [
        ("El programa", DECLARED["project"]["dependencies"]),
        *(
            (f"Extra `{name}`", wanted)
            for name, wanted in DECLARED["project"]["optional-dependencies"].items()
        ),
        ("Sólo para las pruebas", DECLARED["dependency-groups"]["dev"]),
    ],
)
def test_every_library_has_its_line_and_no_other(title, declared):
    assert listed(title) == names(declared)


LICENSES = {
    "BSD License": "BSD-3-Clause", "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}  # fmt: skip
"""As old classifiers say them."""


def test_licenses_are_those_that_the_libraries_declare():
    text = (ROOT / "docs" / "dependencias.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| [^|]+ \| ([^|]+) \| [^|]+ \|$", text, re.MULTILINE))
    for name in names(DECLARED["project"]["dependencies"]):
        told, _ = libraries.license_of(metadata.metadata(name).json)
        if told:
            assert rows[name].replace(" o ", " OR ") == LICENSES.get(told, told), name
