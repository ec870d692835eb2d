"""What the documents tell users to type is typed, in their order, on the sample; what they show is
what is shown."""

import csv
import io
import re
import shlex
import shutil
import tomllib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir
from functools import partial

import duckdb
import pytest

from sample_logs.state import deliver, generate
from sample_logs.state.diffusers import STATE

from .desk import Desk
from .reading import Block, Step, blocks, documents, is_shown, steps

PROJECT = "mi-memoria"

INSTALL = "docs/instalacion.md"
SCALE = "docs/escala.md"

NOT_RUN: Mapping[tuple[str, str], str] = {
    ("README.md", "make memoria"): "installs what the machine lacks, and starts these very tests",
    ("docs/guia-analista.md", "age-keygen"): "no key at hand; tests/cli/test_verify.py opens one",
    (INSTALL, "sudo apt-get install make"): "needs root, a network and a fresh clone: .ci/run",
    (INSTALL, "sudo dnf"): "no Fedora at hand",
    (INSTALL, "brew"): "no macOS at hand",
    (INSTALL, "python3 -m venv hacer"): "needs a network; tests/setup/test_wheel.py does the same",
    (INSTALL, "sudo apt-get install python3-venv"): "needs root and a network",
    (INSTALL, "python3 -m venv memoria-venv"): "needs a network; tests/setup/test_wheel.py",
    (SCALE, "pip install"): "needs a network",
    (SCALE, "dask scheduler"): "needs several machines; tests/cluster starts one",
    (SCALE, "dask worker"): "needs several machines; tests/cluster starts some",
    (SCALE, "memoria build"): "needs several machines; tests/cluster does the same",
    (
        INSTALL,
        "sha256sum -c --quiet ruedas",
    ): "tests/setup/test_wheel.py installs without a network",
}
"""Blocks of orders, by document and how they begin → why no test runs them."""

FOLLOWED = {"docs/convenio-nuevo.md"}
"""Documents that a test of their own follows step by step, with the edits between the orders."""

RUN = {"console", "sh", "sql"}

DATA = {"", "apache", "csv", "diff", "ini", "nginx", "powershell", "text", "toml", "markdown"}
"""What blocks may hold besides orders."""

SLOW = re.compile(
    r"memoria (sign|verify|compare)|doctor( --json)? +#|-firmada|pip |make |frictionless"
)
"""What takes seconds and leaves nothing that a later order needs."""

LONG = {"docs/guia-analista.md"}
"""Documents of which nearly everything is slow."""

MAY_LACK = {"jq", "pdfsig", "pdfdetach", "bagit.py"}
"""Programs of others that documents mention; where one is not installed it is passed over."""


def stands_beside_project(desk: Desk) -> None:
    desk.fill(PROJECT)


def stands_in_project(desk: Desk) -> None:
    out = desk.deliver(PROJECT)
    desk.cwd = out.parent
    desk.hold_keys(desk.cwd)


def stands_in_outputs(desk: Desk) -> None:
    desk.cwd = desk.deliver(PROJECT)
    desk.hold_keys(desk.cwd)
    if not desk.quick:
        desk.types("memoria sign memoria.pdf --cer ana.cer --key ana.key")


def stands_in_delivery(desk: Desk) -> None:
    stands_in_outputs(desk)
    [delivery] = desk.cwd.glob("entrega-*.zip")
    shutil.unpack_archive(delivery, desk.cwd)
    desk.cwd = delivery.with_suffix("") / "data"
    shutil.copytree(desk.built.folder / ".memoria", desk.cwd / ".memoria", ignore=ALL_BUT_RECORDS)


def stands_at_institute(desk: Desk) -> None:
    """Five of the fictional state have handed in."""
    projects, arrived = desk.folder / "estado", desk.folder / "entregas"
    arrived.mkdir()
    generate.write(projects, scale=0.2)
    some = [one for one in STATE if one.slug in HANDED_IN]
    with ThreadPoolExecutor(deliver.AT_ONCE) as builders:
        zips = list(builders.map(partial(deliver.delivered, projects, arrived), some))
    deliver.write_receipts(desk.folder / "recibidas.csv", dict(zip(some, zips, strict=True)))
    desk.today = deliver.COMPARED


ALL_BUT_RECORDS = shutil.ignore_patterns("llave", "partes", "entregadas")

HANDED_IN = {
    "canal-laguna", "diario-horizonte", "eco-de-las-vinas", "frontera-al-dia", "la-voz-carbonera",
}  # fmt: skip


READY: Mapping[str, Callable[[Desk], None]] = {
    "docs/datos.md": stands_in_delivery,
    "docs/entrega.md": stands_in_outputs,
    "docs/firma.md": stands_in_project,
    "docs/guia-analista.md": stands_at_institute,
    "docs/guia-representante.md": stands_in_outputs,
    INSTALL: stands_beside_project,
}
"""Where the reader of a document stands; others start in an empty folder."""


def fills(desk: Desk) -> None:
    """Once."""
    if not (desk.folder / PROJECT / "operacion").exists():
        desk.fill(PROJECT)
        desk.hold_keys(desk.cwd)


def receives(desk: Desk) -> None:
    """Who receives the delivery has it at hand, and a log besides."""
    for name in ("salida/entrega-*.zip", "operacion/prep-access.log"):
        [file] = (desk.folder / PROJECT).glob(name)
        shutil.copy2(file, desk.cwd / file.name.removeprefix("prep-"))
    (desk.cwd / "entregas").mkdir()
    shutil.copy2(next(desk.cwd.glob("entrega-*.zip")), desk.cwd / "entregas")


BY_HAND: Mapping[tuple[str, str], Callable[[Desk], None]] = {
    ("docs/guia-difusor.md", "memoria check mi-memoria"): fills,
    ("README.md", ".venv/bin/memoria init mi-memoria"): fills,
    ("README.md", ".venv/bin/memoria build mi-memoria"): receives,
}
"""What a reader does without an order, after one."""


def run_of(document: str) -> list[Block]:
    """The blocks of orders that are run."""
    if document in FOLLOWED:
        return []
    return [one for one in blocks(document) if one.language in RUN and not left_out(one)]


def left_out(block: Block) -> bool:
    return any(
        block.document == document and block.order.startswith(beginning)
        for document, beginning in NOT_RUN
    )


WITH_ORDERS = [one for one in documents() if run_of(one)]


def read_through(document: str, desk: Desk) -> None:
    READY.get(document, lambda _: None)(desk)
    with duckdb.connect() as connection:
        following = [*blocks(document)[1:], Block(document, 0, "", "")]
        for block, after in zip(blocks(document), following, strict=True):
            if block.language in ("console", "sh") and not left_out(block):
                for step in steps(block):
                    take(step, desk)
                    BY_HAND.get((document, step.order), lambda _: None)(desk)
            elif block.language == "sql":
                asks(connection, block, after.text if after.language == "csv" else None, desk)


def take(step: Step, desk: Desk) -> None:
    if (desk.quick and SLOW.search(step.typed)) or lacks(step.typed):
        return
    code, said = desk.types(step.order)
    told = f"{step.where}: $ {step.typed}\n{said}"
    assert (code != 0) == ("✗" in step.shown), f"{told}\nended with {code}"
    assert not step.shown or is_shown(step.shown, said), told


def lacks(typed: str) -> bool:
    program = shlex.split(typed)[0]
    return program in MAY_LACK and shutil.which(program) is None


def asks(
    connection: duckdb.DuckDBPyConnection, block: Block, answer: str | None, desk: Desk
) -> None:
    connection.execute("SET file_search_path = ?", [f"{desk.cwd},{desk.cwd / 'datos'}"])
    with chdir(desk.cwd):
        rows = connection.execute(block.text).fetchall()
    where = f"{block.document}:{block.line}"
    if answer is None:
        assert rows, f"{where}: nothing found"
        return
    heads = [column[0] for column in connection.description or ()]
    found = io.StringIO()
    csv.writer(found, lineterminator="\n").writerows([heads, *rows])
    assert is_shown(answer, found.getvalue()), f"{where}\n{found.getvalue()}"


@pytest.mark.parametrize("document", [one for one in WITH_ORDERS if one not in LONG])
def test_the_orders_do_what_the_document_says(document, built, tmp_path):
    """But for those that take long."""
    read_through(document, Desk(tmp_path, built, quick=True))


@pytest.mark.slow
@pytest.mark.parametrize("document", WITH_ORDERS)
def test_all_orders_do_what_the_document_says(document, built, tmp_path):
    read_through(document, Desk(tmp_path, built, quick=False))


def test_what_is_not_run_is_there_and_has_its_reason():
    found = {
        (document, beginning)
        for document, beginning in NOT_RUN
        for block in blocks(document)
        if block.document == document and block.order.startswith(beginning)
    }
    assert found == NOT_RUN.keys()
    assert all(NOT_RUN.values())


@pytest.mark.parametrize("document", documents())
def test_every_block_is_of_a_known_kind(document):
    found = {block.language for block in blocks(document)}
    assert found <= DATA | RUN
    for block in blocks(document):
        if block.language == "toml":
            tomllib.loads(block.text)


@pytest.mark.parametrize("document", documents())
def test_no_order_hides_where_it_is_not_run(document):
    """In a block of another kind nobody would notice that it does not work."""
    others = [block for block in blocks(document) if block.language in DATA]
    hidden = re.compile(
        r"^(\$ |memoria (init|check|build|sign|verify|inspect|compare)\b)", re.MULTILINE
    )
    assert not [block for block in others if hidden.search(block.text)]


@pytest.mark.parametrize(
    ("shown", "said", "holds"),
    [
        ("a\n…\nz\n", "a\nb\nc\nz\n", True),
        ("a\n…\nz\n", "a\nz\n", True),
        ("a\n…\nz\n", "b\nz\n", False),
        ("a … c\n", "a b c\n", True),
        ("a … c\n", "a b\nc\n", False),
        ("a\n", "a\nb\n", False),
        ("a\n", "a  \n", True),
        ("1.5\n", "1x5\n", False),
    ],
)
def test_dots_stand_for_what_varies(shown, said, holds):
    assert is_shown(shown, said) is holds


def test_an_order_may_go_on_in_the_next_line():
    block = Block("x", 1, "console", "$ memoria sign a.pdf \\\n    --cer b\nlisto\n$ ls\n")
    assert [(step.typed, step.shown) for step in steps(block)] == [
        ("memoria sign a.pdf --cer b", "listo\n"),
        ("ls", ""),
    ]
