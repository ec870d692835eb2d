"""What the program stands on → componentes.cdx.json: a bill of materials that tools for known
weaknesses read (CycloneDX 1.6, ECMA-424).

Nothing of the machine is in it, neither the time nor a random number: the same installation gives
the same bytes.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from pipeline import unseen
from reports.delivery import libraries
from reports.delivery.libraries import NAME, Distribution

FILE = "componentes.cdx.json"
SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
LICENSE = "GPL-3.0-or-later"


def bill(version: str, found: Sequence[Distribution] | None = None) -> dict[str, Any]:
    """version: of memoria. found: what it stands on; what is installed where nothing is said."""
    of_all = libraries.installed() if found is None else tuple(found)
    own = libraries.distribution(NAME)
    return {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": NAME,
                "name": NAME,
                "version": version,
                "licenses": [_license(LICENSE, spdx=True)],
            }
        },
        "components": [_component(one) for one in of_all],
        "dependencies": list(_dependencies(own.needs if own else (), of_all)),
    }


def dump(made: dict[str, Any]) -> bytes:
    """componentes.cdx.json: two spaces, UTF-8, a newline at the end."""
    return unseen.dumps(made).encode()


def versions(made: Any) -> dict[str, str]:
    """Name → version of a bill, whoever wrote it. Raises KeyError, TypeError for what is none."""
    return {str(one["name"]): str(one["version"]) for one in made["components"]}


def _component(one: Distribution) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": one.name,
        "name": one.name,
        "version": one.version,
        "purl": f"pkg:pypi/{one.name}@{quote(one.version, safe='')}",
    }
    if one.license:
        made["licenses"] = [_license(one.license, spdx=one.spdx)]
    return made


def _license(words: str, *, spdx: bool) -> dict[str, Any]:
    if spdx:
        return {"expression": words, "acknowledgement": "declared"}
    return {"license": {"name": words, "acknowledgement": "declared"}}


def _dependencies(own: Sequence[str], found: Sequence[Distribution]) -> Iterator[dict[str, Any]]:
    """Who needs whom, of those that are there."""
    there = {one.name for one in found}
    for name, needs in ((NAME, own), *((one.name, one.needs) for one in found)):
        yield {"ref": name, "dependsOn": [one for one in needs if one in there]}
