import hashlib
import json
import re
import socket
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline import formats
from pipeline.logfile import LogFile
from pipeline.parse import Counts
from pipeline.parts import Parts
from reports import model
from reports.delivery import components, provenance
from tests.reports import synthetic

AS_OF = date(2023, 6, 16)
BILL = components.dump(components.bill("0.1.0"))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("una carpeta")
    (folder / "lugares.mmdb").write_bytes(b"lugares")
    return synthetic._project(folder, "", 1)


@pytest.fixture(scope="module")
def made(memoria, project):
    return provenance.record(memoria, project, [part("b.log"), part("a.log")], AS_OF, BILL)


def part(name: str) -> Parts:
    counts = Counts(lines=7, hits=3, rejects=2, blank=1, comments=1)
    found = LogFile(
        path=Path("/srv/secreto") / name,
        name=name,
        role="operation",
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        size=99,
        compression="plain",
        format=formats.resolve("combined"),
        zone=None,
    )
    return Parts(found, Path("/home/persona/.memoria/partes/x"), counts, ["000000000001"])


def test_every_input_stands_there_with_its_digest(made, project):
    assert [log["name"] for log in made["logs"]] == ["a.log", "b.log"]
    assert made["logs"][0] == {
        "name": "a.log", "role": "operation", "sha256": hashlib.sha256(b"a.log").hexdigest(),
        "size": 99, "compression": "plain", "format": "combined", "declared": True, "zone": None,
        "lines": 7, "hits": 3, "rejects": 2, "blank": 1, "comments": 1,
    }  # fmt: skip
    inputs = {one["kind"]: one for one in made["inputs"]}
    assert set(inputs) >= {"project", "agreement", "incidents", "comments", "locations"}
    folder = project.folder
    for kind, name in (("project", "memoria.toml"), ("incidents", "incidencias.csv")):
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        assert inputs[kind] == {"kind": kind, "name": name, "sha256": digest}
    assert inputs["agreement"]["name"] == "coahuila-prep-2023.toml"


def test_the_sums_are_those_of_the_memoria(made, memoria):
    lines = made["lines"]
    assert lines["lines"] == memoria.ingest.lines
    parts = (lines[name] for name in ("hits", "rejects", "blank", "comments"))
    assert lines["lines"] == sum(parts)
    assert made["options"] == {
        "as_of": "2023-06-16", "definition": "memoria", "privacy_mode": memoria.privacy_mode,
    }  # fmt: skip
    summary = model.dump(memoria).encode()
    assert made["summary_sha256"] == hashlib.sha256(summary).hexdigest()
    assert made["annexes_sha256"] == memoria.handover.annexes_sha256


def test_a_set_of_rules_has_the_digest_that_sha256sum_gives(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "dos.sql").write_text("SELECT 2;\n")
    (tmp_path / "uno.sql").write_text("SELECT 1;\n")
    (tmp_path / "otro.txt").write_text("no entra")
    found = provenance._set_of_rules("x", tmp_path, ["*.sql"])
    listed = "".join(
        f"{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}  {name}\n"
        for name in ("b/dos.sql", "uno.sql")
    )
    assert found.files == 2
    assert found.sha256 == hashlib.sha256(listed.encode()).hexdigest()
    (tmp_path / "uno.sql").write_text("SELECT 3;\n")
    assert provenance._set_of_rules("x", tmp_path, ["*.sql"]) != found


def test_every_set_of_rules_has_files():
    found = {one.name: one.files for one in provenance.rules()}
    assert set(found) == set(provenance.RULES)
    assert found["clasificación"] == len(provenance.RULES["clasificación"][1])
    assert min(found.values()) > 1


def test_a_theme_of_the_diffuser_counts_among_the_rules(made, memoria, project):
    place = project.folder / "temas" / "propio"
    place.mkdir(parents=True)
    (place / "theme.toml").write_text("x")
    own = provenance.record(memoria, replace(project, theme="temas/propio"), [], AS_OF, BILL)
    assert [one["name"] for one in own["rules"]] == [*provenance.RULES, "tema"]
    assert [one["name"] for one in made["rules"]] == [*provenance.RULES]


def test_the_libraries_are_those_of_the_bill(made):
    listed = json.loads(BILL)["components"]
    assert [one["name"] for one in made["libraries"]] == [one["name"] for one in listed]
    assert made["components_sha256"] == hashlib.sha256(BILL).hexdigest()


def test_nothing_tells_the_machine_or_its_user(made, project):
    text = provenance.dump(made).decode()
    folder = str(project.folder)
    for secret in ("/srv/secreto", "/home/persona", folder, str(Path.home()), sys.platform):
        assert secret not in text
    assert not re.search(rf"\b{re.escape(socket.gethostname())}\b", text)
    assert platform_free(text)


def platform_free(text: str) -> bool:
    return not re.search(r"(?i)cpython|x86_64|linux|windows|seconds|duration\"", text)


def test_the_same_inputs_give_the_same_bytes(made, memoria, project):
    again = provenance.record(memoria, project, [part("a.log"), part("b.log")], AS_OF, BILL)
    assert provenance.dump(again) == provenance.dump(made)
    assert provenance.dump(made).endswith(b"}\n")
    assert json.loads(provenance.dump(made)) == made
    assert provenance.Provenance.model_validate(made)
