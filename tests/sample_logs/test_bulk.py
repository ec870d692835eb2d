"""A big log says of itself what a plain reader finds in it."""

import gzip
import json
from collections import Counter
from ipaddress import ip_address

import pytest

from pipeline.project import load_project
from sample_logs import generate

from . import reader
from .test_people import is_invented

LINES = 30_000


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bulk")
    generate.main(["--lines", str(LINES), "--out", str(folder), "--plain"])
    return folder


@pytest.fixture(scope="session")
def truth(project):
    return json.loads((project / "truth.json").read_text())


@pytest.fixture(scope="session")
def hits(project):
    text = (project / "access.log").read_bytes()
    return reader.read(text.removesuffix(b"\n").split(b"\n"))


def test_truth_equals_what_a_reader_finds(hits, truth):
    assert None not in hits
    robots = reader.robots(hits)
    pages = [hit for hit in hits if reader.is_page(hit) and hit.visitor not in robots]
    assert truth["lines"] == truth["hits"] == len(hits) == LINES
    assert truth["pages"] == len(pages)
    assert truth["visits"] == len(reader.visit_starts(pages))
    assert truth["clients"] == len({hit.address for hit in hits})
    assert truth["bytes"] == sum(hit.size for hit in hits)
    assert truth["status"] == Counter(f"{hit.status // 100}xx" for hit in hits)
    assert truth["section"] == Counter(hit.section for hit in hits)
    assert truth["audience"]["robot"] == sum(hit.visitor in robots for hit in hits)


def test_lines_come_in_the_order_of_time(hits):
    times = [hit.at for hit in hits]
    assert times == sorted(times)


def test_clients_are_many_uneven_and_invented(hits):
    clients = Counter(hit.address for hit in hits)
    assert 0.02 < len(clients) / LINES < 0.03
    assert clients.most_common(1)[0][1] > 20 * LINES / len(clients) / 10
    assert all(is_invented(ip_address(client)) for client in clients)


def test_lines_have_the_length_of_real_ones(project):
    assert 220 < (project / "access.log").stat().st_size / LINES < 290


def test_compressed_or_plain_the_lines_are_the_same(project, tmp_path):
    generate.main(["--lines", str(LINES), "--out", str(tmp_path)])
    packed = (tmp_path / "access.log.gz").read_bytes()
    assert gzip.decompress(packed) == (project / "access.log").read_bytes()


def test_another_seed_gives_another_log(project, tmp_path):
    generate.main(["--lines", "1000", "--seed", "2", "--out", str(tmp_path / "a"), "--plain"])
    generate.main(["--lines", "1000", "--seed", "3", "--out", str(tmp_path / "b"), "--plain"])
    a, b = ((tmp_path / name / "access.log").read_bytes() for name in "ab")
    assert a != b


def test_a_single_line_is_a_log_too(tmp_path):
    generate.main(["--lines", "1", "--out", str(tmp_path), "--plain"])
    assert (tmp_path / "access.log").read_bytes().count(b"\n") == 1


def test_it_is_a_project(project):
    read = load_project(project / "memoria.toml")
    assert read.diffuser.name == "La Gaceta del Desierto"
    assert [log.role for log in read.logs] == ["operation"]
    assert (project / "incidencias.csv").read_bytes().count(b"\n") == 1
    assert (project / "comentarios.md").read_text()
