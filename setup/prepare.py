"""Make this clone ready to run: system libraries, virtual environment, pinned packages.

    python3 setup/prepare.py            what the program needs
    python3 setup/prepare.py --dev      also what its tests need

Called by the Makefile before every target. It looks first and does only what is missing, so the
second time it costs a few hundredths of a second. It installs system packages only as root or
where sudo asks for no password; otherwise it prints the order to run and exits with 2.

The standard library only, and syntax that an old Python can read: it has to say that it is too old.
"""

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "memoria-setup.json"
LOG = ROOT / "build" / "setup.log"

# What WeasyPrint loads, and the package that brings it on each system. Debian's Pango brings GLib,
# HarfBuzz and fontconfig along; no font is asked for: the documents carry their own.
LIBRARIES = {
    "pango-1.0": {"apt": "libpango-1.0-0", "dnf": "pango", "brew": "pango"},
    "pangoft2-1.0": {"apt": "libpangoft2-1.0-0", "dnf": "pango", "brew": "pango"},
    "harfbuzz-subset": {"apt": "libharfbuzz-subset0", "dnf": "harfbuzz", "brew": "harfbuzz"},
}
# What the tests start: poppler reads the PDF back.
PROGRAMS = {
    "pdftotext": {"apt": "poppler-utils", "dnf": "poppler-utils", "brew": "poppler"},
}


class SetupError(Exception):
    """A step failed; the message says which, and what to do."""


def main():
    arguments = argparse.ArgumentParser(description="Prepara este clon para usarse.")
    arguments.add_argument("--dev", action="store_true", help="también lo que piden las pruebas")
    dev = arguments.parse_args().dev
    try:
        switch_to_a_python_that_serves()
        with one_at_a_time():
            install_system_packages(missing_system_packages(dev))
            prepare_environment(dev)
    except SetupError as error:
        print("\n{}".format(error), file=sys.stderr)
        return 2
    except OSError as error:
        print("\nNo se pudo preparar el entorno: {}".format(error), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nInterrumpido; vuelva a ejecutar la misma orden para continuar.", file=sys.stderr)
        return 2
    return 0


def switch_to_a_python_that_serves():
    """Go on as the newest suitable Python of the PATH where this one is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which("python3.{}".format(minor))
        if newer:
            os.execv(newer, [newer, *sys.argv])
    raise SetupError(
        "Hace falta Python {}.{} o posterior y aquí hay {}.{} ({}).\n"
        "Instale uno más reciente e indíquelo así:  make PYTHON=/ruta/de/python3".format(
            *OLDEST, *sys.version_info[:2], sys.executable
        )
    )


class one_at_a_time:  # noqa: N801 - reads as the statement it is used in
    """Two orders at once (make -j, two terminals) wait for each other."""

    def __enter__(self):
        import fcntl

        LOG.parent.mkdir(exist_ok=True)
        self.file = (LOG.parent / "setup.lock").open("w")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_):
        self.file.close()


# --- the system ---------------------------------------------------------------------------------


def missing_system_packages(dev):
    """The packages to install, each by its name in every package manager."""
    missing = [names for library, names in LIBRARIES.items() if not loads(library)]
    if dev:
        missing += [names for program, names in PROGRAMS.items() if not shutil.which(program)]
    if not VENV_PYTHON.exists() and not (installed("venv") and installed("ensurepip")):
        own = "python{}.{}".format(*sys.version_info[:2])
        missing.append({"apt": own + "-venv", "dnf": own, "brew": own.replace("n", "n@")})
    return missing


def installed(module):
    return importlib.util.find_spec(module) is not None


def loads(library):
    """Whether the dynamic loader finds the library, as WeasyPrint will ask for it."""
    names = ["lib{}.so.0".format(library)]
    if sys.platform == "darwin":
        name = "lib{}.0.dylib".format(library)
        names = [name, "/opt/homebrew/lib/" + name, "/usr/local/lib/" + name]
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def install_system_packages(missing):
    if not missing:
        return
    manager = next((name for name in ("apt", "dnf", "brew") if shutil.which(program(name))), None)
    if manager is None:
        raise SetupError(
            "Faltan en el sistema (nombres de Debian): {}.\n"
            "No se encontró apt-get, dnf ni brew: instálelos a su manera y repita la orden.".format(
                " ".join(names_for(missing, "apt"))
            )
        )
    packages = names_for(missing, manager)
    orders = installation(manager, packages)
    prefix = privileges(manager)
    if prefix is None:
        raise SetupError(
            "Faltan paquetes del sistema: {}.\n"
            "Ejecute esta orden y después repita la suya:\n\n    {}\n".format(
                " ".join(packages), as_typed(orders)
            )
        )
    say("Se instalan del sistema: {}".format(" ".join(packages)))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for order in orders:
        run(
            prefix + order,
            "No se pudieron instalar los paquetes del sistema.\n"
            "Revise la conexión y los permisos, o ejecute:\n\n    {}".format(as_typed(orders)),
            environment,
        )


def program(manager):
    return "apt-get" if manager == "apt" else manager


def names_for(missing, manager):
    return sorted({names[manager] for names in missing})


def installation(manager, packages):
    """The orders to run, first to last."""
    if manager == "apt":
        install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
        return [["apt-get", "update"], install]
    if manager == "dnf":
        return [["dnf", "install", "-y", "--setopt=install_weak_deps=False", *packages]]
    return [["brew", "install", *packages]]


def privileges(manager):
    """What to put before the orders, or None where they may not be run from here."""
    if manager == "brew" or os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(
        ["sudo", "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ).returncode == 0:
        return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"]
    return None


def as_typed(orders):
    """The orders as one line for a terminal."""
    lines = [" ".join(order) for order in orders]
    if os.geteuid() == 0 or lines[0].startswith("brew"):
        return " && ".join(lines)
    if shutil.which("sudo"):
        return " && ".join("sudo " + line for line in lines)
    return "su -c '{}'".format(" && ".join(lines))


# --- the virtual environment --------------------------------------------------------------------


def prepare_environment(dev):
    """Create the environment where it is missing, and run the steps whose inputs changed."""
    here = {"path": str(ROOT), "python": sys.version}
    done = read_stamp()
    if {key: done.get(key) for key in here} != here or not VENV_PYTHON.exists():
        say("Se crea el entorno virtual en .venv")
        done = here
        shutil.rmtree(str(VENV), ignore_errors=True)
        run(
            [sys.executable, "-m", "venv", str(VENV)],
            "No se pudo crear el entorno virtual en {}.".format(VENV),
        )
        write_stamp(done)

    hashed = ["install", "--require-hashes", "--no-build-isolation", "--use-pep517", "-r"]
    local = ["install", "--no-deps", "--no-build-isolation", "--editable", "."]
    packages = "requirements-dev.lock" if dev else "requirements.lock"
    # The build backend goes first: what has no wheel, and the project itself, are built with it.
    pip_step(done, "requirements-build.lock", [*hashed, "requirements-build.lock"])
    if dev or not current(done, "requirements-dev.lock"):
        pip_step(done, packages, [*hashed, packages])
    pip_step(done, "pyproject.toml", local)


def pip_step(done, source, arguments):
    """Run pip for one file, unless it ran already and the file has not changed since."""
    if current(done, source):
        return
    say("Se instala lo que fija {}".format(source))
    run(
        [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments],
        "No se pudieron instalar los paquetes que fija {}.\n"
        "Revise la conexión, el espacio en disco y la configuración de pip; "
        "después repita la orden.".format(source),
    )
    done[source] = digest(source)
    write_stamp(done)


def current(done, source):
    return done.get(source) == digest(source)


def digest(source):
    return hashlib.sha256((ROOT / source).read_bytes()).hexdigest()


def read_stamp():
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(done):
    STAMP.write_text(json.dumps(done, indent=1), encoding="utf-8")


# --- running and telling ------------------------------------------------------------------------


def run(order, remedy, environment=None):
    """Run one order quietly; its output goes to the log, and its end to the screen if it fails."""
    with LOG.open("ab") as log:
        log.write("\n$ {}\n".format(" ".join(order)).encode())
        log.flush()
        start = log.tell()
        status = subprocess.call(
            order, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd=str(ROOT)
        )
    if status:
        said = LOG.read_bytes()[start:].decode(errors="replace").strip().splitlines()
        tail = "\n".join("    " + line for line in said[-8:])
        raise SetupError("{}\n\nLo último que dijo:\n{}\n\nTodo está en {}".format(remedy, tail, LOG))


def say(text):
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
