"""Small projects to read logs with."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.project import Project, load_project
from tests.pipeline.cases_of import CASES

MINIMAL = CASES / "project" / "accepted" / "minimal.toml"
LINE = '{} - - [04/Jun/2023:18:00:0{} -0600] "GET /{} HTTP/1.1" 200 5 "-" "Mozilla/5.0"\n'


def project(folder: Path, *patterns: str, also: str = "") -> Project:
    """A project in that folder whose operation logs are these globs; `also`: more TOML."""
    text = MINIMAL.read_text(encoding="utf-8")
    globs = ", ".join(f"'{pattern}'" for pattern in patterns)
    text = text.replace('files = "bitacoras/*.log"', f"files = [{globs}]")
    path = folder / "memoria.toml"
    path.write_text(text + also, encoding="utf-8")
    return load_project(path)


def log_text(paths: Sequence[str], client: str = "10.0.0.1") -> str:
    """A combined log with one request for each of these paths."""
    return "".join(LINE.format(client, number % 10, path) for number, path in enumerate(paths))
