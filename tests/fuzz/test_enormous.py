"""Lines without end, through the command line: counted, and in no more memory than other logs."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.support import ROOT, operation_lines

LINE = 64 << 20
MEMORY = 800 << 20
"""Bytes that inspecting any log may take: three blocks of 16 MiB and what is read of them."""
GOOD = "".join(list(operation_lines())[:40]).encode()
DEEP, MANY_KEYS = 100_000, 60_000
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=False)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
PIECES = {
    "letras": b"a", "comillas": b'"', "diagonales": b"\\", "corchetes": b"[", "espacios": b" ",
    "nulos": b"\0", "llaves": b'{"a":', "no es UTF-8": b"\xff",
}  # fmt: skip


def inspected(path: Path) -> tuple[str, int]:
    """What is said, and the most memory that it took, in bytes: of a process that a small one
    starts, for it counts with what it was forked from."""
    program = "import sys, memoria; sys.exit(memoria.main(sys.argv[1:]))"
    words = [sys.executable, "-c", program, "inspect", str(path), "--timezone", "UTC"]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *words], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stdout, done.stdout
    said, _, memory = done.stdout.rstrip().rpartition("\n")
    return said, int(memory) << 10


def assert_bounded(path: Path, *words: str, most: int = MEMORY) -> None:
    said, memory = inspected(path)
    for word in words:
        assert word in said, said
    assert memory < most, f"{memory >> 20} MiB"


def test_a_line_of_64_mib_is_one_reject(tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(GOOD + b"a" * LINE + b"\n" + GOOD)
    assert_bounded(path, "81", "80", "1 MiB")


@pytest.mark.endurance
@pytest.mark.parametrize("name", PIECES)
def test_a_line_of_64_mib_of(tmp_path, name):
    path = tmp_path / "access.log"
    piece = PIECES[name]
    path.write_bytes(GOOD + piece * (LINE // len(piece)) + b"\n" + GOOD)
    assert_bounded(path, "81")


@pytest.mark.endurance
@pytest.mark.parametrize(
    ("pieces", "words"), [(63, ("81", "too_long")), (65, ("veces su tamaño", "too_long"))]
)
def test_a_gzip_that_is_one_line_of_a_gib(tmp_path, pieces, words):
    """Up to a GiB it is one reject; what is more than a thousand times its size is told as such."""
    path = tmp_path / "access.log.gz"
    with gzip.open(path, "wb") as file:
        file.write(GOOD)
        for _ in range(pieces):
            file.write(b"a" * (LINE // 4))
        file.write(b"\n" + GOOD)
    assert_bounded(path, *words)


@pytest.mark.endurance
def test_a_hundred_million_empty_lines(tmp_path):
    path = tmp_path / "access.log"
    with path.open("wb") as file:
        file.write(GOOD)
        for _ in range(100):
            file.write(b"\n" * 1_000_000)
    assert_bounded(path, "100,000,040", most=2 << 30)  # 16 million lines in a block


JSON = (
    '{{"time_iso8601":"2023-06-04T18:00:00-06:00","remote_addr":"10.0.0.1","request":"GET / '
    'HTTP/1.1","status":200,"body_bytes_sent":5,{}}}\n'
)
ODD = {
    "hondo": '"x":' + "[" * DEEP + "]" * DEEP,
    "con muchas claves": ",".join(f'"k{number}":{number}' for number in range(MANY_KEYS)),
    "con una clave muchas veces": ",".join(['"status":200'] * MANY_KEYS),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ODD)
def test_json_that_is_odd(tmp_path, name):
    path = tmp_path / "access.log"
    path.write_text(JSON.format('"x":1') * 40 + JSON.format(ODD[name]) * 3, encoding="utf-8")
    assert_bounded(path, "43")
