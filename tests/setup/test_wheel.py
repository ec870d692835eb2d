"""The wheel, installed outside of the clone, does what the clone does."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.conftest import AS_OF, built, copy_sample

__all__ = ["built"]

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PACKAGES = ("memoria.py", "memoria_start.py", "pipeline", "reports", "sample_logs")
BUILD = "from setuptools import build_meta; import sys; build_meta.build_wheel(sys.argv[1])"


def tracked(*places: str) -> list[str]:
    asked = ["git", "ls-files", "-z", "--", *places]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 128:
        pytest.skip("not a git checkout")
    return [name for name in done.stdout.split("\0") if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Of a copy: what lies around in the clone is not in it, and nothing is left there."""
    source, made = (tmp_path_factory.mktemp(name) for name in ("source", "wheel"))
    for name in tracked(*PACKAGES, "pyproject.toml", "README.md", "LICENSE"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, source / name)
    order = [sys.executable, "-c", BUILD, str(made)]
    subprocess.run(order, cwd=source, capture_output=True, check=True)
    return next(made.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder of the programs of an environment of its own, with the libraries of this one."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    order = [place / "bin" / "pip", "install", "--no-index", "--no-deps", "--quiet", wheel]
    subprocess.run(order, check=True)
    [site] = place.glob("lib/python*/site-packages")
    # A path in a .pth file is searched last, and its own .pth files, where this clone is, not read.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin"


def test_every_file_of_the_packages_is_in_the_wheel(wheel):
    with ZipFile(wheel) as opened:
        held = set(opened.namelist())
    assert set(tracked(*PACKAGES)) <= held


def test_no_test_and_no_folder_of_the_clone_is_in_the_wheel(wheel):
    with ZipFile(wheel) as opened:
        tops = {name.split("/")[0] for name in opened.namelist()}
    assert {name for name in tops if not name.endswith(".dist-info")} == set(PACKAGES)


def contents(out: Path) -> dict[str, int]:
    """Check sums of the delivery by file, but for what tells of the environment it was made in:
    an editable clone may name libraries otherwise than its wheel."""
    [delivery] = out.glob("entrega-*.zip")
    with ZipFile(delivery) as opened:
        return {
            one.filename: one.CRC
            for one in opened.infolist()
            if "/data/" in one.filename
            and not one.filename.endswith(("/procedencia.json", "/componentes.cdx.json"))
        }


def test_the_installed_program_makes_the_same_delivery(installed, built, tmp_path):
    def memoria(*words: str) -> str:
        clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        order = [installed / "memoria", *words]
        done = subprocess.run(
            order, cwd=tmp_path, env=clean, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    python = installed / "python"
    where = subprocess.run(
        [python, "-c", "import memoria; print(memoria.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(installed.parent)

    memoria("init", "nueva")
    assert (tmp_path / "nueva" / "memoria.toml").exists()
    project = copy_sample(tmp_path / "p")
    (project / ".memoria").mkdir(mode=0o700)
    shutil.copy2(built.folder / ".memoria" / "llave", project / ".memoria" / "llave")
    memoria("check", "p/memoria.toml", "--as-of", AS_OF)
    memoria("build", "p/memoria.toml", "--as-of", AS_OF)
    assert contents(project / "salida") == contents(built.out)
    [made] = (project / "salida").glob("entrega-*.zip")
    verified = memoria("verify", str(made), "--as-of", AS_OF)
    assert "✗" not in verified
    assert "la hizo esta misma revisión del programa" in verified
    assert "488" in memoria("inspect", "p/operacion/prep-access.log")
