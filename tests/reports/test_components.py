"""The bill of materials: whole, valid, and the same whatever the machine."""

import json
import warnings
from importlib import metadata

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from reports.delivery import components, libraries
from reports.delivery.libraries import Distribution

MADE = components.bill("0.1.0")


def wrong(made) -> object:
    """What the official schema of CycloneDX 1.6 has against it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of how it resolves its references
        return JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(made))


def test_it_follows_the_official_schema():
    assert wrong(MADE) is None
    assert wrong(MADE | {"specVersion": 1.6}) is not None
    assert wrong(MADE | {"components": [{"type": "biblioteca", "name": "x"}]}) is not None


def test_it_names_what_is_installed_and_who_needs_it():
    found = {one["name"]: one for one in MADE["components"]}
    assert {"polars", "duckdb", "weasyprint", "pydyf", "ua-parser-builtins"} <= set(found)
    assert not {"pytest", "memoria", "playwright"} & set(found)
    assert found["polars"]["version"] == metadata.version("polars")
    assert found["polars"]["purl"] == f"pkg:pypi/polars@{found['polars']['version']}"
    assert list(found) == sorted(found)
    needs = {one["ref"]: one["dependsOn"] for one in MADE["dependencies"]}
    assert set(needs) == {"memoria", *found}
    assert "pydyf" in needs["weasyprint"]
    reached, waiting = set(), ["memoria"]
    while waiting:
        name = waiting.pop()
        waiting += [one for one in needs[name] if one not in reached]
        reached |= set(needs[name])
    assert reached == set(found)


def test_the_same_installation_gives_the_same_bytes(monkeypatch):
    first = components.dump(MADE)
    libraries.installed.cache_clear()
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    monkeypatch.setattr("sys.platform", "darwin")
    assert components.dump(components.bill("0.1.0")) == first
    assert components.versions(json.loads(first)) == {
        one.name: one.version for one in libraries.installed()
    }


REQUIRES = {
    "memoria": ["Uno[Letras]>=1", "dos; python_version < '3.12'", "tres; extra == 'cluster'"],
    "uno": [
        "brotli; extra == 'letras'",
        "nunca; extra == 'pruebas'",
        "cffi; platform_python_implementation != 'PyPy'",
        "colorama; sys_platform == 'win32'",
        "mac; sys_platform == 'darwin' and extra == 'letras'",
    ],
    "cffi": ["uno"],
}


def test_only_what_every_machine_needs_with_the_extras_asked_for(monkeypatch):
    monkeypatch.setattr(metadata, "requires", REQUIRES.get)
    monkeypatch.setattr(
        libraries, "distribution", lambda name, extras: Distribution(name, "1", None, False, ())
    )
    libraries.installed.cache_clear()
    try:
        assert [one.name for one in libraries.installed()] == ["brotli", "cffi", "uno"]
    finally:
        libraries.installed.cache_clear()


def test_what_has_no_metadata_is_left_out():
    assert libraries.distribution("no-hay-tal-paquete") is None


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"license_expression": "MIT", "license": "otra"}, ("MIT", True)),
        ({"license_expression": "la mía"}, ("la mía", False)),
        (
            {"classifier": ["License :: OSI Approved :: BSD License", "Topic :: x"]},
            ("BSD License", False),
        ),
        ({"license": "MPL-2.0"}, ("MPL-2.0", True)),
        ({"license": "Copyright\nmuchos renglones"}, (None, False)),
        ({}, (None, False)),
    ],
)
def test_a_license_in_few_words(told, expected):
    assert libraries.license_of(told) == expected


def test_a_license_is_an_expression_only_if_it_is_one():
    made = components.bill("0", [Distribution("x", "1+a", "Nuestra licencia", False, ())])
    assert wrong(made) is None
    (one,) = made["components"]
    assert one["purl"] == "pkg:pypi/x@1%2Ba"
    assert one["licenses"][0]["license"]["name"] == "Nuestra licencia"
