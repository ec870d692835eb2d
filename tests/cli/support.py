"""Runs of the command line, small projects to run it on, and what a run may leave behind."""

import contextlib
import gzip
import io
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import memoria

ROOT = Path(memoria.__file__).parent
DOCUMENTS = ("memoria.duckdb", "memoria.html", "memoria.pdf", "resumen.json")
OUTPUTS = (*DOCUMENTS, "entrega.zip", "oficio-de-entrega.pdf")
"""What a build leaves, as `outputs` names it."""
OPERATION_START = datetime(2023, 6, 4, 18)  # noqa: DTZ001
BASELINE_START = datetime(2023, 5, 7)  # noqa: DTZ001


@dataclass(frozen=True)
class Run:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def run(*arguments: object) -> Run:
    """In this process, through the front door."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = memoria.main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Run(code, out.getvalue(), err.getvalue())


def start(
    *arguments: object, prologue: str = "", env: Mapping[str, str] = {}, **options
) -> "subprocess.Popen[str]":
    """In a process of its own. prologue: Python to run there first, with `memoria` imported."""
    program = f"import sys, memoria\n{prologue}\nsys.exit(memoria.main(sys.argv[1:]))"
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=options.pop("cwd", ROOT),
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **options,
    )


def run_apart(*arguments: object, **options) -> Run:
    process = start(*arguments, **options)
    out, err = process.communicate(timeout=120)
    return Run(process.returncode, out, err)


PROMPT = "Contraseña de la llave"


def on_a_terminal(
    words: Sequence[str], passwords: Sequence[str], cwd: Path = ROOT
) -> tuple[int, str]:
    """The exit status and all that the terminal showed; a password each time one is asked."""
    program = "import sys, memoria; sys.exit(memoria.main(sys.argv[1:]))"
    code, shown = terminal([sys.executable, "-c", program, *words], passwords, cwd)
    return code, shown.decode(errors="replace")


def terminal(
    command: Sequence[str], passwords: Sequence[str] = (), cwd: Path = ROOT, **env: str
) -> tuple[int, bytes]:
    """The same of any command, to the byte."""
    child, screen = pty.fork()
    if child == 0:
        os.chdir(cwd)
        os.execvpe(command[0], list(command), {**os.environ, "PYTHONPATH": str(ROOT), **env})
    shown, left = b"", list(passwords)
    while True:
        try:
            data = os.read(screen, 1 << 16)
        except OSError:  # how Linux says that the other side is closed
            break
        if not data:
            break
        shown += data
        asked = shown.count(PROMPT.encode())
        while left and len(passwords) - len(left) < asked:
            os.write(screen, f"{left.pop(0)}\n".encode())
    os.close(screen)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown


def assert_clear(result: Run, code: int, *words: str) -> None:
    """The exit status, and a message for people: Spanish, with these words, and no traceback."""
    assert result.code == code, result.said
    assert "Traceback" not in result.said
    for word in words:
        assert word in result.err, f"{word!r} not in {result.err!r}"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content, but for the hidden workspace; folders as ''."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
        if ".memoria" not in path.relative_to(folder).parts
    }


def outputs(out: Path) -> list[str]:
    """The names in a folder of outputs, that of the delivery without whose it is."""
    return sorted(_plain(path.name) for path in out.iterdir())


def _plain(name: str) -> str:
    return re.sub(r"^entrega-[a-z0-9-]+\.zip$", "entrega.zip", name)


def rubbish(project: Path, out: Path | None = None) -> list[str]:
    """What only a run at work may have: drafts of outputs and of parts."""
    out = out or project / "salida"
    files = out.iterdir() if out.is_dir() else ()
    drafts = [path for path in files if _plain(path.name) not in OUTPUTS]
    shelf = project / ".memoria" / "partes"
    drafts += list(shelf.glob("*.tmp"))
    return [str(path) for path in drafts]


# -- small projects

HEAD = """\
agreement = "coahuila-prep-2023"
incidents = "incidencias.csv"
comments = "comentarios.md"

[diffuser]
name = "El Mezquite"
legal_name = "Editora El Mezquite, S.A. de C.V."
city = "Monclova, Coahuila de Zaragoza"
website = "https://mezquite.example"
method = 1
time_zone = "America/Monterrey"

[representative]
name = "Lic. Ana Ríos"
position = "Representante legal"
"""

INCIDENTS = "inicio;fin;tipo;descripcion;efecto;remedio;avisado_a\n"


def log_block(role: str, files: str, **extra: str) -> str:
    keys = "".join(f'{key} = "{value}"\n' for key, value in extra.items())
    return f'\n[[logs]]\nrole = "{role}"\nfiles = ["{files}"]\n{keys}'


OPERATION_LOGS = log_block("operation", "op/*")
BASELINE_LOGS = log_block("baseline", "base/*")


def line(
    at: datetime, path: str = "/", client: str = "192.0.2.7", status: int = 200, size: int = 512
) -> str:
    """A line of the combined format, at that time of Monclova's clock."""
    return (
        f'{client} - - [{at:%d/%b/%Y:%H:%M:%S} -0600] "GET {path} HTTP/1.1" {status} {size} '
        '"-" "Mozilla/5.0 (X11; Linux x86_64; rv:113.0) Gecko/20100101 Firefox/113.0"\n'
    )


def operation_lines() -> Iterator[str]:
    """The 30 hours: each 5 minutes a portal page and the PREP's data."""
    for cut in range(360):
        at = OPERATION_START + timedelta(minutes=5 * cut, seconds=3)
        yield line(at, f"/nota/{cut % 7}", f"192.0.2.{cut % 50}")
        yield line(at + timedelta(seconds=2), "/json/main.json", f"192.0.2.{cut % 50}")


def baseline_lines(day: int) -> Iterator[str]:
    for hour in range(24):
        at = BASELINE_START + timedelta(days=day, hours=hour, minutes=10)
        yield line(at, f"/nota/{hour % 5}", f"198.51.100.{hour}")


def project(folder: Path, *, toml: str = "", days: int = 28) -> Path:
    """A project whose every build takes a moment: few logs. days: of the baseline."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "op").mkdir()
    (folder / "op" / "access.log").write_text("".join(operation_lines()))
    if days:
        (folder / "base").mkdir()
        text = "".join(text for day in range(days) for text in baseline_lines(day))
        (folder / "base" / "ordinario.log.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    (folder / "incidencias.csv").write_text(INCIDENTS)
    (folder / "comentarios.md").write_text("Conviene avisar antes.\n")
    default = HEAD + OPERATION_LOGS + (BASELINE_LOGS if days else "")
    (folder / "memoria.toml").write_text(toml or default)
    return folder


def edit(file: Path, old: str, new: str) -> None:
    """Replaces a text that is there exactly once."""
    text = file.read_text()
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new))
