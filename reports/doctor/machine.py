"""The machine a build runs on: where it writes, how much room there is, what the terminal shows."""

import codecs
import fcntl
import locale
import os
import resource
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.finding import Finding, plural
from reports.doctor import needs, remedies
from reports.doctor.needs import told

FOLDERS, ROOM, TERMINAL = "Carpetas", "Disco, memoria y procesador", "Reloj y terminal"
KEY = ".memoria/llave"


@dataclass(frozen=True, slots=True)
class Place:
    """What is asked about. project: memoria.toml, if there is one. out: where the outputs go."""

    now: datetime
    environment: Mapping[str, str]
    encoding: str
    project: Path | None = None
    out: Path | None = None
    scratch: Path = field(default_factory=lambda: Path(tempfile.gettempdir()))

    @property
    def folders(self) -> Mapping[Path, str]:
        """Where a build writes, and what it is."""
        found = {self.scratch: "la carpeta temporal"}
        if self.project:
            folder = self.project.parent
            found[_there(self.out or folder / "salida")] = "la carpeta de salida"
            found[_there(folder)] = "la carpeta del proyecto"
        return found


def _there(folder: Path) -> Path:
    """It, or the folder in which it would be made."""
    return next(one for one in (folder.absolute(), *folder.absolute().parents) if one.is_dir())


def findings(place: Place) -> Iterator[Finding]:
    for folder, name in place.folders.items():
        yield _folder(folder, name)
    if place.project:
        yield from _key(place.project.parent / KEY)
    yield from _room(place)
    yield _cores()
    yield _clock(place.now)
    yield _encoding(place)


# -- folders


def _folder(folder: Path, name: str) -> Finding:
    """It takes files, locks, renames and links."""
    shown = f"{name}, {folder}"
    try:
        lacking = list(_lacks(folder))
    except OSError as error:
        text = f"en {shown}, no se puede escribir ({error.strerror})"
        return Finding(FOLDERS, "missing", text, _writable(folder, name))
    if lacking:
        text = f"{shown}: el disco no sabe {' ni '.join(lacking)}"
        remedy = "trabaje en un disco de esta máquina, no en uno de red ni en una memoria USB"
        return Finding(FOLDERS, "warning", text, remedy)
    return Finding(FOLDERS, "good", f"{shown}: se puede escribir, bloquear y renombrar")


def _writable(folder: Path, name: str) -> str:
    if name == "la carpeta temporal":
        return "elija otra: export TMPDIR=/ruta/de/una/carpeta"
    return f"dé permiso de escritura: chmod u+rwx '{folder}'"


def _lacks(folder: Path) -> Iterator[str]:
    """What its file system cannot do. Raises OSError where nothing can be written."""
    with tempfile.TemporaryDirectory(prefix=".memoria-", dir=folder) as name:
        file, other = Path(name, "a"), Path(name, "b")
        file.write_bytes(b"x")
        handle = os.open(name, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield "bloquear"
        finally:
            os.close(handle)
        file.replace(other)
        try:
            os.link(other, file)
        except OSError:
            yield "enlazar"


def _key(key: Path) -> Iterator[Finding]:
    """Whoever reads it can tell whose the tokens are."""
    with suppress(FileNotFoundError):
        mode = stat.S_IMODE(key.stat().st_mode)
        if mode & 0o077:
            text = f"otros usuarios pueden leer la llave de las fichas, {key} (permisos {mode:04o})"
            yield Finding(FOLDERS, "missing", text, f"chmod 600 '{key}'")
        else:
            yield Finding(FOLDERS, "good", "la llave de las fichas es sólo de su dueño (0600)")


# -- room


def _room(place: Place) -> Iterator[Finding]:
    asked = needs.of(place.project) if place.project else None
    if isinstance(asked, Finding):
        yield asked
        asked = None
    if asked:
        yield Finding(ROOM, "good", asked.text_told)
    yield from _disks(place, asked)
    yield _memory(asked)


def _disks(place: Place, asked: needs.Needs | None) -> Iterator[Finding]:
    """Folders on one disk share its room."""
    disks: dict[int, list[tuple[Path, str]]] = {}
    for folder, name in place.folders.items():
        disks.setdefault(folder.stat().st_dev, []).append((folder, name))
    for folders in disks.values():
        free = shutil.disk_usage(folders[0][0]).free
        wanted = sum(asked.disk(name) for _, name in folders) if asked else needs.LEAST_DISK
        names = ", ".join(name for _, name in folders)
        text = f"en {names} hay {told(free)} libres; hacen falta {told(wanted)}"
        if free >= wanted:
            yield Finding(ROOM, "good", text)
        else:
            remedy = "libere espacio, o elija otra carpeta con --out o con TMPDIR"
            yield Finding(ROOM, "missing", text, remedy)


def _memory(asked: needs.Needs | None) -> Finding:
    free, wanted = available_memory(), asked.memory if asked else needs.LEAST_MEMORY
    text = f"{told(free)} de memoria disponible; hacen falta unos {told(wanted)}"
    if free >= wanted:
        return Finding(ROOM, "good", text)
    remedy = "cierre otros programas, o trabaje en una máquina con más memoria"
    return Finding(ROOM, "warning", text, remedy)


def available_memory(system: Path = Path("/")) -> int:
    """Bytes that a new program can have: what is free, within what `ulimit -v` and a container
    allow. system: where /proc and /sys are."""
    found = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    most, _ = resource.getrlimit(resource.RLIMIT_AS)
    if most != resource.RLIM_INFINITY:
        found.append(most)
    with suppress(OSError, ValueError, StopIteration):
        lines = (system / "proc/meminfo").read_text().splitlines()
        found.append(next(int(li.split()[1]) * 1024 for li in lines if li.startswith("MemAvail")))
    for limit, used in (
        ("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory.current"),
        (
            "sys/fs/cgroup/memory/memory.limit_in_bytes",
            "sys/fs/cgroup/memory/memory.usage_in_bytes",
        ),
    ):
        with suppress(OSError, ValueError):  # «max» is no number
            most = int((system / limit).read_text())
            found.append(max(0, most - int((system / used).read_text())))
    return min(found)


def workers(system: Path = Path("/")) -> int:
    """How many can work at once: one a core, where there is memory for all. system: as above."""
    return max(1, min(cores(system), available_memory(system) // needs.MEMORY_A_WORKER))


def cores(system: Path = Path("/")) -> int:
    """Those that this program may use, within what `taskset` and a container allow. system: as
    above."""
    allowed = getattr(os, "sched_getaffinity", None)
    found = len(allowed(0)) if allowed else os.cpu_count() or 1
    with suppress(OSError, ValueError):  # «max» is no number
        quota, period = (system / "sys/fs/cgroup/cpu.max").read_text().split()
        found = min(found, -(-int(quota) // int(period)))
    return max(1, found)


def _cores() -> Finding:
    number, employed = cores(), workers()
    text = plural(number, "núcleo", "núcleos")
    if employed < number:
        text += f"; la memoria alcanza para que trabajen {employed}"
    if number > 1:
        return Finding(ROOM, "good", text)
    return Finding(ROOM, "warning", text, "sirve, pero tarda casi el doble: use una de dos o más")


# -- clock and terminal


def _clock(now: datetime) -> Finding:
    """A program cannot have been installed tomorrow."""
    files = [remedies.ROOT / "memoria.py", remedies.ROOT / "pyproject.toml"]
    installed = max(file.stat().st_mtime for file in files if file.exists())
    since = datetime.fromtimestamp(installed, UTC)
    if now >= since:
        return Finding(TERMINAL, "good", f"el reloj marca {now:%Y-%m-%d %H:%M} UTC")
    text = (
        f"el reloj marca {now:%Y-%m-%d}, antes de que se instalara el programa ({since:%Y-%m-%d})"
    )
    return Finding(TERMINAL, "warning", text, "póngalo en hora: sudo timedatectl set-ntp true")


def _encoding(place: Place) -> Finding:
    used = {place.encoding, sys.getfilesystemencoding()}
    odd = sorted(one for one in used if one and one.lower().replace("-", "") != "utf8")
    if not odd:
        return Finding(TERMINAL, "good", "la terminal y los nombres de archivo van en UTF-8")
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    said = ", ".join(f"{one}={place.environment[one]}" for one in names if one in place.environment)
    text = f"la terminal va en {odd[0]}, sin todos los signos ({said or 'sin LANG ni LC_ALL'})"
    none = codecs.lookup(locale.getencoding()).name == "ascii"  # libraries read their files so
    return Finding(TERMINAL, "missing" if none else "warning", text, "export LC_ALL=C.UTF-8")
