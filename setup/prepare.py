"""Make this clone ready to run: system libraries, virtual environment, pinned packages.

    python3 setup/prepare.py            what the program needs
    python3 setup/prepare.py --dev      also what its tests need

Called by the Makefile before every target. It looks first and does only what is missing, so the
second time it costs a few hundredths of a second. It installs system packages only as root or
where sudo asks for no password; otherwise it prints the order to run and exits with 2.

The standard library only, and nothing that Python 3.9 cannot read: it has to get as far as
saying that it is too old.
"""

from __future__ import annotations

import argparse
import ctypes
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "memoria-setup.json"
LOG = ROOT / "build" / "setup.log"

Order = list[str]
Package = dict[str, str]  # package manager → name of the package there

# What WeasyPrint loads, and the package that brings it. Debian's Pango brings GLib, HarfBuzz and
# fontconfig along. No font is asked for: the documents carry their own.
PACKAGES = ROOT / "reports" / "doctor" / "packages.json"
LIBRARIES: dict[str, Package] = json.loads(PACKAGES.read_text(encoding="utf-8"))["libraries"]
# What the tests start: poppler reads the PDF back.
PROGRAMS: dict[str, Package] = {
    "pdftotext": {"apt-get": "poppler-utils", "dnf": "poppler-utils", "brew": "poppler"},
}
# What the tests of the screen page drive, by its names; on a Mac it is not on the PATH.
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
BROWSER: Package = {"apt-get": "chromium", "dnf": "chromium", "brew": "google-chrome"}
# What Playwright's own program, which drives it, loads on Linux.
DRIVER_LIBRARY = "libatomic.so.1"
DRIVER: Package = {"apt-get": "libatomic1", "dnf": "libatomic", "brew": "gcc"}


class SetupError(Exception):
    """A step failed; the message says which, and what to do."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Prepara este clon para usarse.")
    parser.add_argument("--dev", action="store_true", help="también lo que piden las pruebas")
    dev = parser.parse_args().dev
    try:
        go_on_as_a_recent_python()
        with one_at_a_time():
            install_system_packages(missing_system_packages(dev=dev))
            if dev:
                install_browser()
            prepare_environment(dev=dev)
    except SetupError as error:
        print(f"\nNo se pudo preparar el entorno.\n{error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(
            f"\nNo se pudo preparar el entorno: falló el acceso a {error.filename or ROOT}.\n"
            f"Revise sus permisos y el espacio en disco ({error.strerror}).",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        print("\nInterrumpido; repita la misma orden para continuar.", file=sys.stderr)
        return 2
    return 0


def go_on_as_a_recent_python() -> None:
    """Replace this process by the newest Python of the PATH where its own is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])  # noqa: S606
    raise SetupError(
        f"Hace falta Python {OLDEST[0]}.{OLDEST[1]} o posterior; "
        f"{sys.executable} es {own_version()}.\n"
        "Instale uno más reciente e indíquelo así:  make PYTHON=/ruta/de/python3"
    )


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let two orders at once (make -j, two terminals) wait for each other."""
    LOG.parent.mkdir(exist_ok=True)
    with (LOG.parent / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- the system ---------------------------------------------------------------------------------


def missing_system_packages(*, dev: bool) -> list[Package]:
    missing = [package for library, package in LIBRARIES.items() if not loads(library)]
    if dev:
        missing += [package for name, package in PROGRAMS.items() if not shutil.which(name)]
    if not VENV_PYTHON.exists() and not (has_module("venv") and has_module("ensurepip")):
        own = own_version()
        missing.append(
            {"apt-get": f"python{own}-venv", "dnf": f"python{own}", "brew": f"python@{own}"}
        )
    return missing


def own_version() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def loads(library: str) -> bool:
    """Whether the dynamic loader finds the library, as WeasyPrint will ask for it."""
    names = [f"lib{library}.so.0"]
    if sys.platform == "darwin":
        name = f"lib{library}.0.dylib"
        names = [name, f"/opt/homebrew/lib/{name}", f"/usr/local/lib/{name}"]
    return any(opens(name) for name in names)


def opens(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def install_system_packages(missing: list[Package]) -> None:
    if not missing:
        return
    manager = next((name for name in ("apt-get", "dnf", "brew") if shutil.which(name)), None)
    if manager is None:
        raise SetupError(
            f"Faltan en el sistema (nombres de Debian): {' '.join(names(missing, 'apt-get'))}.\n"
            "No se encontró apt-get, dnf ni brew: instálelos a su manera y repita la orden."
        )
    packages = names(missing, manager)
    orders = installation(manager, packages)
    prefix = privileges(manager)
    if prefix is None:
        raise SetupError(
            f"Faltan paquetes del sistema: {' '.join(packages)}.\n"
            f"Ejecute esta orden y después repita la suya:\n\n    {as_typed(orders)}\n"
        )
    say(f"Se instala en el sistema: {' '.join(packages)}")
    for order in orders:
        run(
            prefix + order,
            "No se pudieron instalar los paquetes del sistema.\n"
            f"Revise la conexión y los permisos, o ejecute:\n\n    {as_typed(orders)}",
        )


def install_browser() -> None:
    """Its package is large and not everywhere called so: without one, its tests are skipped."""
    missing = [] if any(shutil.which(name) for name in BROWSERS) else [BROWSER]
    if sys.platform == "linux" and not opens(DRIVER_LIBRARY):
        missing.append(DRIVER)
    try:
        install_system_packages(missing)
    except SetupError as error:
        say(f"Sin navegador: las pruebas de la página de pantalla se saltarán.\n{error}")


def names(packages: list[Package], manager: str) -> list[str]:
    return sorted({package[manager] for package in packages})


def installation(manager: str, packages: list[str]) -> list[Order]:
    """The orders to run, first to last."""
    if manager == "apt-get":
        install = [manager, "install", "-y", "--no-install-recommends", *packages]
        return [[manager, "update"], install]
    if manager == "dnf":
        return [[manager, "install", "-y", "--setopt=install_weak_deps=False", *packages]]
    return [[manager, "install", *packages]]


def privileges(manager: str) -> Order | None:
    """What to put before the orders, or None where they may not be run from here."""
    if manager == "brew":
        return []
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    if shutil.which("sudo") and succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def succeeds(order: Order) -> bool:
    done = subprocess.run(order, check=False, stdin=subprocess.DEVNULL, capture_output=True)
    return done.returncode == 0


def as_typed(orders: list[Order]) -> str:
    """The orders as one line for a terminal, with the rights they need."""
    lines = [" ".join(order) for order in orders]
    if os.geteuid() == 0 or orders[0][0] == "brew":
        return " && ".join(lines)
    if shutil.which("sudo"):
        return " && ".join(f"sudo {line}" for line in lines)
    return f"su -c '{' && '.join(lines)}'"


# --- the virtual environment --------------------------------------------------------------------


def prepare_environment(*, dev: bool) -> None:
    """Create the environment where it is missing, and run the steps whose inputs changed."""
    done = read_stamp()
    here = {"path": str(ROOT), "python": own_version()}
    if not VENV_PYTHON.exists() or any(done.get(key) != here[key] for key in here):
        create_environment()
        done = here
        write_stamp(done)

    # The build backend goes first: what has no wheel, and the project itself, are built with it.
    pip_step(done, "requirements-build.lock", pinned("requirements-build.lock"))
    if dev:
        pip_step(done, "requirements-dev.lock", pinned("requirements-dev.lock"))
    elif not is_current(done, "requirements-dev.lock"):  # which holds all of the other one
        pip_step(done, "requirements.lock", pinned("requirements.lock"))
    pip_step(done, "pyproject.toml", ["--no-deps", "--no-build-isolation", "--editable", "."])


def create_environment() -> None:
    say("Se crea el entorno virtual .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    run(
        [sys.executable, "-m", "venv", str(VENV)],
        f"No se pudo crear el entorno virtual {VENV}: revise el espacio y los permisos.",
    )


def pinned(lock: str) -> Order:
    return ["--require-hashes", "--no-build-isolation", "--use-pep517", "--requirement", lock]


def pip_step(done: dict[str, str], source: str, arguments: Order) -> None:
    """Run pip for one file, unless it ran already and the file has not changed since."""
    if is_current(done, source):
        return
    say(f"Se instala lo que pide {source}")
    run(
        [str(VENV_PYTHON), "-m", "pip", "--no-input", "install", *arguments],
        f"No se pudieron instalar los paquetes que pide {source}.\n"
        "Revise la conexión, el espacio en disco y la configuración de pip; "
        "después repita la orden.",
    )
    done[source] = digest(source)
    write_stamp(done)


def is_current(done: dict[str, str], source: str) -> bool:
    return done.get(source) == digest(source)


def digest(source: str) -> str:
    return hashlib.sha256((ROOT / source).read_bytes()).hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(done: dict[str, str]) -> None:
    STAMP.write_text(json.dumps(done, indent=1), encoding="utf-8")


# --- running and telling ------------------------------------------------------------------------


def run(order: Order, remedy: str) -> None:
    """Run one order quietly: its output goes to the log, and the end of it into the error."""
    with LOG.open("ab") as log:
        log.write(f"\n$ {' '.join(order)}\n".encode())
        log.flush()
        start = log.tell()
        status = subprocess.call(
            order, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT
        )
    if status:
        said = LOG.read_bytes()[start:].decode(errors="replace").strip().splitlines()
        tail = "\n".join(f"    {line}" for line in said[-8:])
        raise SetupError(f"{remedy}\n\nLo último que dijo:\n{tail}\n\nTodo está en {LOG}")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
