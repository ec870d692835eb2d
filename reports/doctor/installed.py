"""Python and the libraries: that they are there, in the versions that are asked for, and work."""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata

from pipeline.finding import Finding
from reports.doctor import apart, remedies

OLDEST = (3, 11)
LIBRARIES, DRAWING = "Python y sus bibliotecas", "Componer y dibujar"
TRIED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "duckdb": (LIBRARIES, ("duckdb>=2.0",)),
    "polars": (LIBRARIES, ("polars>=2.1",)),
    "zones": (LIBRARIES, ("tzdata>=2022.6",)),
    "paper": (DRAWING, ("weasyprint>=70.0",)),
    "charts": (DRAWING, ("vl-convert-python>=1.9",)),
    "fonts": (DRAWING, ("font-source-sans-pro>=0.0.1", "fonttools>=4.68")),
}
"""Trials, the topic each is told under, and what to install where it fails."""


def findings() -> Iterator[Finding]:
    yield _python()
    wanted = requirements()
    yield from _libraries(wanted)
    yield from _trials(LIBRARIES)
    lacking = apart.each("libraries", list(remedies.KNOWN["libraries"]))
    if lacking:
        named = ", ".join(f"lib{name}" for name in lacking)
        remedy = remedies.of_system(lacking)
        yield Finding(DRAWING, "missing", f"faltan en el sistema: {named}", remedy)
    yield from _trials(DRAWING)


def _python() -> Finding:
    here = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= OLDEST:
        return Finding(LIBRARIES, "good", f"Python {here}, en {sys.executable}")
    oldest = ".".join(map(str, OLDEST))
    remedy = f"instale Python {oldest} o posterior, y haga con él un entorno nuevo"
    return Finding(LIBRARIES, "missing", f"Python {here} es anterior a {oldest}", remedy)


def requirements() -> dict[str, str]:
    """Name → oldest version that will do: as the clone says, else as the wheel did."""
    file = remedies.ROOT / "pyproject.toml"
    if file.exists():
        told = tomllib.loads(file.read_text(encoding="utf-8"))["project"]["dependencies"]
    else:
        told = [one for one in metadata.requires("memoria") or () if ";" not in one]
    found = (re.match(r"([\w.-]+)(?:\[.*\])?>=([\w.]+)", one) for one in told)
    return {match[1]: match[2] for match in found if match}


def pinned() -> dict[str, str]:
    """Name → the version that was tested, of those that every machine needs."""
    if not remedies.LOCK.exists():
        return {}
    lines = remedies.LOCK.read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([\w.-]+)==([\w.]+) *\\?$", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


def _libraries(wanted: Mapping[str, str]) -> Iterator[Finding]:
    tested = pinned()
    here = {name: _version(name) for name in {**tested, **wanted}}
    absent = sorted(name for name, version in here.items() if version is None)
    old = sorted(n for n, least in wanted.items() if (v := here[n]) and number(v) < number(least))
    present = [name for name in wanted if name not in absent]
    broken = apart.each("modules", [module(name) for name in present])
    for name in absent:
        yield _lacking(f"falta {name}", name, wanted)
    for name in old:
        yield _lacking(f"{name} {here[name]} es anterior a {wanted[name]}", name, wanted)
    for name in present:
        if why := broken.get(module(name)):
            yield _lacking(f"{name} no se puede cargar ({why})", name, wanted)
    other = sorted(n for n, version in tested.items() if here[n] and here[n] != version)
    if other:
        named = ", ".join(f"{name} {here[name]} (se probó {tested[name]})" for name in other)
        text = f"en otra versión que la probada: {named}"
        yield Finding(LIBRARIES, "warning", text, remedies.of_python(other))
    if not (absent or old or broken):
        yield Finding(LIBRARIES, "good", f"{len(wanted)} bibliotecas de Python, y cargan todas")


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _lacking(text: str, name: str, wanted: Mapping[str, str]) -> Finding:
    needed = f"{name}>={wanted[name]}" if name in wanted else name
    return Finding(LIBRARIES, "missing", text, remedies.of_python([needed]))


def module(name: str) -> str:
    """What is imported of a package."""
    return str(remedies.KNOWN["modules"].get(name, name.replace("-", "_")))


def number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _trials(topic: str) -> Iterator[Finding]:
    names = [name for name, (place, _) in TRIED.items() if place == topic]
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(apart.tried, names))
    for name, outcome in zip(names, outcomes, strict=True):
        if outcome.found:
            yield Finding(topic, "good", outcome.found)
        else:
            yield Finding(topic, "missing", f"{_WHAT[name]}: {outcome.why}", _remedy(name))


_WHAT = {
    "duckdb": "DuckDB no sirve",
    "polars": "Polars no sirve",
    "zones": "las zonas horarias no sirven",
    "paper": "no se puede componer el PDF",
    "charts": "no se pueden dibujar las gráficas",
    "fonts": "no está la letra de los documentos",
}


def _remedy(name: str) -> str:
    python = remedies.of_python(TRIED[name][1])
    if name == "paper":
        return f"{remedies.of_system(remedies.KNOWN['libraries'])}; si ya están, {python}"
    return python
