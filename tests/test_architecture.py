"""The house: who may import whom, and what nothing below the command line may ask for."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from pipeline import agreement

ROOT = Path(__file__).parents[1]
ROOMS = ("pipeline", "reports")
CLOCKS = ["datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"]
CLOCKS += ["time.time_ns", "time.localtime", "time.gmtime", "time.strftime"]
ENVIRONMENT = ("os.environ", "os.getenv", "os.environb", "os.getlogin")
NETWORK = ("socket", "urllib.request", "http.client", "ftplib", "smtplib", "requests", "httpx")
TERMINAL = "reports.terminal"
"""Talks to the user for the command line, and so may look at the terminal it talks to."""


def modules() -> dict[str, Path]:
    """Every module of the program by its dotted name."""
    paths = [ROOT / "memoria.py", *(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in paths
    }


MODULES = modules()
BELOW = sorted(name for name in MODULES if name != "memoria")


def tree_of(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def imported(name: str) -> Iterator[str]:
    """Dotted names of all that a module imports; `from a import b` gives a and a.b."""
    package = name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            start = ".".join([*(above if node.level else []), *filter(None, [node.module])])
            yield start
            yield from (f"{start}.{alias.name}" for alias in node.names)


def own_imports(name: str) -> set[str]:
    """Modules of the program that it imports; of `from a import b` only a.b where that is one."""
    found = set(imported(name)) & set(MODULES)
    return {one for one in found if one != name and not is_only_its_package(one, found)}


def is_only_its_package(one: str, found: set[str]) -> bool:
    return any(other.startswith(f"{one}.") for other in found)


def room(name: str) -> str:
    return name.partition(".")[0]


def test_the_modules_are_found():
    assert {"memoria", "pipeline.lines", "pipeline.formats", "reports.documents.render"} <= set(
        MODULES
    )
    assert "pipeline.formats" in own_imports("pipeline.parse")
    assert {"pipeline.cuts", "pipeline.lines"} <= own_imports("pipeline.look")


@pytest.mark.parametrize("name", BELOW)
def test_imports_go_one_way(name):
    allowed = {"pipeline": {"pipeline"}, "reports": {"pipeline", "reports"}}[room(name)]
    rooms = {room(one) for one in imported(name)}
    own = {"memoria", "pipeline", "reports", "sample_logs", "tests", "bench", "setup"}
    assert rooms & own <= allowed


def test_no_import_goes_round_in_a_circle():
    graph = {name: own_imports(name) for name in MODULES}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))
    assert order[-1] == "memoria"


FORMATS = [name for name in BELOW if name.startswith("pipeline.formats.")]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_knows_only_what_formats_share(name):
    """So that a new one is a new file: no format imports another, none is imported by name."""
    declared = {one for one in FORMATS if "FORMATS" in names_set_in(one)}
    assert {"pipeline.formats.apache", "pipeline.formats.nginx"} <= declared
    own = own_imports(name)
    assert own <= {*FORMATS, "pipeline.errors"}
    assert not own & declared


def test_nobody_names_a_format():
    declared = {one for one in FORMATS if "FORMATS" in names_set_in(one)}
    for name in MODULES:
        assert not own_imports(name) & declared, name


def names_set_in(name: str) -> set[str]:
    return {
        target.id
        for node in tree_of(name).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


@pytest.mark.parametrize("name", BELOW)
def test_nothing_below_the_command_line_asks_the_clock_the_environment_or_the_network(name):
    tree = tree_of(name)
    used = {dotted(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= set(imported(name))
    forbidden = [*CLOCKS, *(() if name == TERMINAL else ENVIRONMENT)]
    for one in used:
        assert not any(one == bad or one.endswith(f".{bad}") for bad in forbidden), one
        assert not any(one == bad or one.startswith(f"{bad}.") for bad in NETWORK), one


def dotted(node: ast.expr) -> str:
    match node:
        case ast.Attribute(value, attr):
            return f"{dotted(value)}.{attr}"
        case ast.Name(name):
            return name
        case ast.Call(func):
            return dotted(func)
        case _:
            return ""


def test_the_rule_sees_what_it_must():
    asks = ast.parse("datetime.datetime.now(tz)\ntime.time()\nos.environ['x']\nx().today()")
    found = {dotted(node) for node in ast.walk(asks) if isinstance(node, ast.Attribute)}
    assert {"datetime.datetime.now", "time.time", "os.environ", "x.today"} <= found


NUMERALS = ("SEGUNDA", "CUARTA", "DÉCIMA")
PROGRAMME = "PREP"
"""What one of the agreements is about."""


def names_of_agreements() -> set[str]:
    """Ids, institutions, their cities, and clauses: whatever a profile says that code must not.
    The blanks of a commented profile, between ‹ and ›, name nothing."""
    found = {PROGRAMME}
    for name in agreement.available():
        profile = agreement.read(name)
        institute = profile.institute
        found |= {profile.short_title, profile.diffuser_term, institute.name, institute.short_name}
        found |= {institute.term, *institute.city.split(", ")}
        found |= {profile.id} if "-" in profile.id else set()
        told = (profile.sections, profile.requirements, profile.deliverables, profile.methods)
        clauses = [item.clause for items in told for item in items]
        found |= {word for clause in clauses for word in re.findall(r"\b[A-ZÁÉÍÓÚÑ]{5,}\b", clause)}
    return {word for word in found if word and "‹" not in word}


def test_the_names_of_agreements_are_found():
    found = names_of_agreements()
    assert set(NUMERALS) & found
    assert PROGRAMME in found
    assert any("-" in name for name in found)


CODE = [
    *(path for room in (*ROOMS, "bench", "setup") for path in (ROOT / room).rglob("*.py")),
    ROOT / "memoria.py",
]


def test_no_code_names_an_agreement_an_institution_or_a_clause():
    """A second agreement must cost no code: what is its own stands in its profile."""
    named = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names_of_agreements()))})(?!\w)")
    found = {
        f"{path.relative_to(ROOT)}: {match[1]}"
        for path in CODE
        for match in named.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == set()
