"""The whole command on the worst of them, in a process with little memory and time: nothing outside
its folders is touched, and none of its temporary files stays. And what the guide says of limits."""

import bz2
import io
import json
import os
import re
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from pipeline import containers
from pipeline.agreement import checks
from reports.delivery import bag, bounds
from reports.delivery.bag import manifests, names
from reports.verification import apart, confined, tables
from tests.hostile import factory
from tests.hostile.factory import NAME, Entry, untouched

GUIDE = factory.ROOT / "docs" / "entregas-hostiles.md"
GB = 1 << 30


def verified(place: Path, folder: Path, *words: str, memory: int = 2 * GB) -> str:
    """What `memoria verify` says of it, with a folder of its own for temporary files."""
    (temporary := folder / "tmp").mkdir(exist_ok=True)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (90, 90))

    done = subprocess.run(
        [sys.executable, "-m", "memoria", "verify", str(place), "--as-of", "2023-06-17", *words],
        cwd=factory.ROOT,
        env={**os.environ, "PYTHONPATH": str(factory.ROOT), "TMPDIR": str(temporary)},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode in (1, 2), done.stderr
    assert "Traceback" not in done.stderr
    assert list(temporary.iterdir()) == []
    return done.stdout + done.stderr


def bomb() -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(50):
            archive.writestr(f"{NAME}/data/{number}", b"\0" * 20_000_000)
    return found.getvalue()


def parquet(question: str, tmp_path: Path) -> bytes:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({question}) TO '{tmp_path}/x.parquet' (FORMAT parquet)")
    return (tmp_path / "x.parquet").read_bytes()


WORST = {
    "rows": (
        "datos/parquet/outage.parquet",
        "SELECT 1 AS minutes FROM range(100000000)",
        "dice tener 100,000,000 renglones",
    ),
    "texts": (
        "datos/parquet/ranking.parquet",
        "SELECT repeat('x', 900000) AS item FROM range(30000)",
        "27,000,000,000 en total",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("path", "question", "word"), WORST.values(), ids=WORST)
def test_tables_that_would_fill_memory_and_disk(altered, tmp_path, path, question, word):
    place = altered({path: parquet(question, tmp_path)})
    with untouched(place):
        assert word in verified(place, tmp_path)


@pytest.mark.slow
def test_a_zip_that_would_fill_the_disk(tmp_path):
    (tmp_path / "x.zip").write_bytes(bomb())
    assert "a lo más 200 veces más" in verified(tmp_path / "x.zip", tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [b'{"as_of": "2023-06-16", "a": [' + b"[]," * 5_000_000 + b"[]]}", b"[" * (15 << 20),
     b'{"a": "' + b"x" * (15 << 20) + b'"}'],
    ids=["lists", "depth", "text"],
)  # fmt: skip
def test_a_summary_that_would_fill_memory(altered, tmp_path, content):
    place = altered({"resumen.json": content})
    assert "resumen.json" in verified(place, tmp_path)


@pytest.mark.slow
def test_logs_that_would_take_a_night(valid, altered, tmp_path):
    """Measured again only up to where they unpack to more than any log."""
    (path, *_) = sorted(path for path in valid if path.startswith("bitacoras/op"))
    zeros = bz2.compress(b"\0" * 100_000_000)
    place = altered({path: zeros * 60})
    assert "bitacoras/" in verified(place, tmp_path, "--recompute", memory=3 * GB)


@pytest.mark.slow
def test_nothing_outside_is_read_or_written(altered, tmp_path):
    (secret := tmp_path / "fuera").mkdir()
    (secret / "secreto.csv").write_text("SECRETO")
    place = altered({"perfiles/recalculo.toml": f"incidents = '{secret}/secreto.csv'".encode()})
    with untouched(secret, place):
        said = verified(place, tmp_path, "--recompute")
    assert "SECRETO" not in said
    assert "fuera de la entrega" in said or "una ruta absoluta" in said


# -- the guide


def number(value: int) -> str:
    """As the guide writes a limit: 16 MiB, 4 GiB, 20,000."""
    for unit, size in (("TiB", 1 << 40), ("GiB", GB), ("MiB", 1 << 20)):
        if value >= size and value % size == 0:
            return f"{value // size} {unit}"
    return f"{value:,}"


LIMITS = {
    "archivos de la entrega": bag.Limits().files,
    "bytes de la entrega": bag.Limits().size,
    "veces su tamaño, lo que declara un zip": bag.Limits().ratio,
    "carpetas, si no es un zip": bag.Limits().folders,
    "carpetas, una dentro de otra": names.DEEPEST,
    "bytes de una ruta": names.LONGEST_PATH,
    "bytes de una lista de huellas": manifests.LARGEST,
    "bytes de `bag-info.txt`": manifests.LARGEST_INFO,
    "bytes de todo lo que no es bitácora": bounds.UNPACKED,
    **{
        f"bytes de {'un archivo de ' * path.endswith('/')}`{path}`": most
        for path, most in bounds.ROOM.items()
        if path
    },
    "bytes de cualquier otro archivo": bounds.ROOM[""],
    "valores de un JSON": bounds.MOST_VALUES,
    "valores de una lista": bounds.MOST_ROWS,
    "niveles de un JSON": bounds.DEEPEST,
    "signos de un texto": bounds.LONGEST_TEXT,
    "años entre un instante y la fecha de la memoria": bounds.YEARS,
    "renglones de una tabla de cortes": tables.Limits().large_rows,
    "renglones de cualquier otra tabla": tables.Limits().rows,
    "bytes de un texto de una tabla": tables.Limits().text,
    "bytes de los textos de una columna": tables.Limits().texts,
    "comodines de un perfil": confined.MOST_GLOBS,
    "días de una ventana": checks.MOST_DAYS,
    "semanas del tráfico ordinario": checks.MOST_WEEKS,
    "meses del tráfico ordinario": checks.MOST_MONTHS,
    "cortes de todas las ventanas": checks.MOST_CUTS,
    "páginas de un PDF": apart.MOST_PAGES,
    "bytes de memoria para leer un PDF": apart.MEMORY,
    "segundos para leer un PDF": apart.SECONDS,
    "veces su tamaño, lo que da una bitácora empacada": containers.MOST_TIMES,
    "bytes que una bitácora siempre puede dar": containers.ALWAYS,
}


def test_the_guide_tells_the_limits_as_they_are():
    rows = re.findall(
        r"^\| (.+?) \| ([\d,]+(?: [MGT]iB)?) \|$", GUIDE.read_text("utf-8"), re.MULTILINE
    )
    assert dict(rows) == {what: number(most) for what, most in LIMITS.items()}
    assert len(rows) == len(LIMITS)


def test_a_refusal_names_what_it_is_of_and_what_to_do(tmp_path):
    said = factory.refused(factory.zipped(tmp_path / "x.zip", Entry(f"{NAME}/../x")))
    assert "qué hacer:" in said
    assert json.dumps(said)
