"""What this program stands on, as it is installed, by the metadata of each distribution.

Only what every machine needs counts: a requirement for one system or one Python alone decides no
byte of a delivery, and may not change any.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from itertools import product

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NAME = "memoria"

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (("Linux", "x86_64"), ("Linux", "aarch64"), ("Darwin", "arm64"))
MACHINES: tuple[dict[str, str], ...] = tuple(
    {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": "posix",
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": system,
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": system.lower(),
    }
    for python, (system, machine) in product(PYTHONS, SYSTEMS)
)
"""Those that a requirement must hold on: all variables of PEP 508, none of this machine's."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """license: in few words; spdx: whether these are an expression of SPDX. needs: names."""

    name: str
    version: str
    license: str | None
    spdx: bool
    needs: tuple[str, ...]


@cache
def installed() -> tuple[Distribution, ...]:
    """What memoria needs, and what that needs, by name; without memoria itself."""
    asked: dict[str, set[str]] = {NAME: set()}  # name → the extras that somebody asks for
    waiting = [NAME]
    while waiting:
        name = waiting.pop()
        for needed, extras in _needs(name, asked[name]):
            known = asked.get(needed)
            if known is None or extras - known:
                asked[needed] = (known or set()) | extras
                waiting.append(needed)
    found = (distribution(name, asked[name]) for name in sorted(asked) if name != NAME)
    return tuple(one for one in found if one)


def distribution(name: str, extras: AbstractSet[str] = frozenset()) -> Distribution | None:
    """None where there is no metadata of it, as in a bundle."""
    try:
        told = metadata.metadata(name).json
    except metadata.PackageNotFoundError:
        return None
    words, spdx = license_of(told)
    needs = tuple(sorted({needed for needed, _ in _needs(name, extras)}))
    return Distribution(name, str(told["version"]), words, spdx, needs)


def _needs(name: str, extras: AbstractSet[str]) -> Iterator[tuple[str, set[str]]]:
    """Names as PEP 503 writes them, each with the extras asked of it."""
    try:
        wanted = metadata.requires(name) or ()
    except metadata.PackageNotFoundError:
        return
    for one in map(Requirement, wanted):
        if one.marker is None or _everywhere(one.marker, extras):
            yield canonicalize_name(one.name), set(one.extras)


def _everywhere(marker: Marker, extras: AbstractSet[str]) -> bool:
    return all(
        any(marker.evaluate({**machine, "extra": extra}) for extra in ("", *extras))
        for machine in MACHINES
    )


def license_of(told: Mapping[str, str | list[str]]) -> tuple[str | None, bool]:
    """As the package says it in few words: an SPDX expression, its classifiers, or one line; and
    whether it is the first."""
    if expression := told.get("license_expression"):
        return str(expression), _is_spdx(str(expression))
    kinds = [kind for kind in told.get("classifier", ()) if kind.startswith("License ::")]
    if kinds:
        return ", ".join(kind.rpartition(" :: ")[2] for kind in kinds), False
    text = str(told.get("license") or "")
    if not 0 < len(text) <= 60 or "\n" in text:
        return None, False
    return text, _is_spdx(text)


def _is_spdx(text: str) -> bool:
    try:
        canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        return False
    return True
