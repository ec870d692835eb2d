"""The municipality's sample: what lies in the repository is what is generated, and it has what it
is for. The lines are read by a reader that knows no labels."""

import gzip
import json
import re
import tomllib
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

import sample_logs
from sample_logs.municipio import generate
from sample_logs.municipio.clock import local, month_of
from sample_logs.municipio.faults import LOST_DAY, OUTAGE, QUIET

HOME = Path(sample_logs.__file__).parent / "municipio"
MEGABYTE_AND_A_HALF = 1_500_000
LINE = re.compile(
    r'(\S+) - - \[([^]]+)\] "(\S+) (\S+) [^"]+" (\d{3}) \d+ "[^"]*" "[^"]*" (\S+) \d+\.\d{3}'
)


@pytest.fixture(scope="module")
def committed() -> dict[str, bytes]:
    files = [*HOME.glob("bitacoras/*.gz"), HOME / "incidencias.csv", HOME / "verdad.json"]
    return {
        path.relative_to(HOME).as_posix(): gzip.decompress(path.read_bytes())
        if path.suffix == ".gz"
        else path.read_bytes()
        for path in files
    }


@pytest.fixture(scope="module")
def truth(committed):
    return json.loads(committed["verdad.json"])


@pytest.fixture(scope="module")
def requests(committed) -> list[tuple[int, str, str, int]]:
    """Instant, tool or «www», path, status."""
    found = []
    for name, text in committed.items():
        if name.endswith(".gz"):
            for line in text.decode().splitlines():
                read = LINE.fullmatch(line)
                assert read, line
                at = int(datetime.strptime(read[2], "%d/%b/%Y:%H:%M:%S %z").timestamp())
                found.append((at, tool_of(read[6], read[4]), read[4], int(read[5])))
    return found


def tool_of(host: str, target: str) -> str:
    first = target.partition("?")[0].split("/")[1]
    own = first if first in ("tramites", "citas", "quejas", "mapa") else "www"
    return "pagos" if host.startswith("pagos.") else own


def test_what_lies_here_is_what_is_generated(committed):
    assert committed == dict(generate.sample())


def test_it_is_small():
    files = [path for path in HOME.rglob("*") if path.suffix not in (".py", ".pyc")]
    own = [path for path in files if path.is_file() and ".memoria" not in path.parts]
    assert sum(path.stat().st_size for path in own) < MEGABYTE_AND_A_HALF


def test_the_lines_say_what_the_truth_says(requests, truth):
    hits = Counter((tool, month_of(at)) for at, tool, *_ in requests)
    for tool, months in truth["months"].items():
        for month, told in months.items():
            assert hits[tool, month] == told["hits"]
    assert len(requests) == sum(file["lines"] for file in truth["files"].values())


def test_there_is_no_line_of_the_lost_day(requests, committed):
    assert not any(at in LOST_DAY for at, *_ in requests)
    assert "bitacoras/access.log-20240509.gz" not in committed
    assert len(committed) == 92 - 1 + 2


def test_a_day_has_two_offsets(committed):
    text = committed["bitacoras/access.log-20240310.gz"].decode()
    assert set(re.findall(r" ([+-]\d{4})\]", text)) == {"-0800", "-0700"}


def test_the_outage_has_only_failures_and_a_cut_without_anybody(requests):
    asked = [
        (at, status) for at, tool, _, status in requests if tool == "citas" and at in OUTAGE.when
    ]
    assert {status for _, status in asked} == {499, 503}
    assert not any(at in QUIET for at, _ in asked)


def test_a_tool_begins_later(requests):
    first = min(at for at, tool, *_ in requests if tool == "mapa")
    assert first >= local("2024-04-08 09:00")


def test_the_project_speaks_of_every_tool(truth):
    project = tomllib.loads((HOME / "memoria.toml").read_text(encoding="utf-8"))
    assert list(project["services"]) == list(truth["months"])
    named = [*project["backups"], *project["minutes"]]
    assert all((HOME / item["file"]).is_file() for item in named if "file" in item)
    late = [item for item in project["accords"] if str(item["due"]) < "2024-06-07"]
    assert [item["status"] for item in late] == ["cumplido", "pendiente", "cumplido"]


def test_addresses_are_nobodys(committed):
    """Documentation, benchmark and carrier-grade NAT ranges."""
    texts = (text for name, text in committed.items() if name.endswith(".gz"))
    first = {line.split(" ", 1)[0] for text in texts for line in text.decode().splitlines()}
    assert all(re.match(r"(192\.0\.2|198\.51\.100|203\.0\.113|198\.1[89]|100)\.|2001:db8:", one)
               for one in first)  # fmt: skip
