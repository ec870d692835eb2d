"""Agreement → the three files a diffuser fills in: memoria.toml, incidencias.csv, comentarios.md;
or its profile, for whoever makes another of it.

The templates lie in scaffold_files/. What depends on the agreement (its requirements, methods and
windows) is generated from it, so another agreement's files need no other template.
"""

import json
import os
import textwrap
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from string import Template

from pipeline.agreement import Agreement, Requirement, find
from pipeline.errors import OutputError, Problem
from pipeline.project import UNFILLED
from pipeline.settings import read_text, reason
from pipeline.timespan import to_local

TEMPLATES = Path(__file__).with_name("scaffold_files")


def write_scaffold(folder: Path, agreement: Agreement, reference: str | None = None) -> list[Path]:
    """The files written, all of them or none; memoria.toml last, so that who has it has the rest.

    reference: what memoria.toml names as its agreement, where it is not the agreement's id but the
    path of somebody's own file. Raises OutputError, also where any of the files exists already.
    """
    return _write_new(
        folder,
        {
            folder / "incidencias.csv": _spreadsheet(_template("incidencias.csv")),
            folder / "comentarios.md": _template("comentarios.md").encode(),
            folder / "memoria.toml": memoria_toml(agreement, reference).encode(),
        },
    )


def write_profile(place: Path, name: str, beside: Path) -> None:
    """A copy of an agreement's file (see agreement.find). Raises SettingsError where there is none,
    OutputError where the copy cannot be written or would replace something."""
    text = read_text(find(name, beside))
    _write_new(place.parent, {place: text.encode()})


def reference(agreement: str, folder: Path, beside: Path) -> str | None:
    """How a project in `folder` names the file `agreement` that was named from `beside`; None for
    what is no file but the name of an agreement."""
    if not agreement.endswith(".toml") or Path(agreement).is_absolute():
        return agreement if agreement.endswith(".toml") else None
    return Path(os.path.relpath(beside / agreement, beside / folder)).as_posix()


def _write_new(folder: Path, contents: dict[Path, bytes]) -> list[Path]:
    existing = [path for path in contents if os.path.lexists(path)]
    if existing:
        remedy = "use otra carpeta, o mueva ese archivo si quiere empezar de nuevo"
        raise OutputError(
            Problem(str(path), "ya existe y no se sobrescribe", "", remedy) for path in existing
        )
    made = _make_folder(folder)
    try:
        return _write_all(contents)
    except OutputError:
        _remove_folders(made)
        raise


def memoria_toml(agreement: Agreement, reference: str | None = None) -> str:
    """The text of memoria.toml for an agreement, ready to fill in."""
    operation = agreement.windows["operation"]
    first = agreement.methods[0].number
    return Template(_template("memoria.toml")).substitute(
        short_title=" ".join(agreement.short_title.split()),
        unfilled=UNFILLED,
        agreement=_quoted(reference or agreement.id),
        period=_period(agreement),
        methods=_comment(f"{method.number} = {method.title}" for method in agreement.methods),
        method=first,
        time_zone=agreement.time_zone,
        published_rules=_comment(_published_rules(agreement)),
        logs_title=" ".join(agreement.windows["logs"].title.split()),
        baseline=_baseline_days(agreement),
        requirements="\n".join(_block(agreement, item) for item in agreement.requirements),
        example_start=operation.start.isoformat(),
        example_end=(operation.start + timedelta(minutes=10)).isoformat(),
    )


def _period(agreement: Agreement) -> str:
    """The key of a report that returns, empty for one that does not."""
    if not agreement.month:
        return ""
    return f"# El mes que se informa, como «2024-05».\nperiod = {_quoted(agreement.month)}\n"


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _spreadsheet(text: str) -> bytes:
    """With a byte order mark and Windows line ends: so Excel opens it with its accents right."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _quoted(text: str) -> str:
    """JSON's strings are TOML's basic strings."""
    return json.dumps(text, ensure_ascii=False)


def _comment(lines: Iterable[str]) -> str:
    """Lines as TOML comments, wrapped, with their continuation indented."""
    wrapped = (
        textwrap.wrap(line, 94, initial_indent="#   ", subsequent_indent="#       ")
        for line in lines
    )
    return "\n".join(line for lines in wrapped for line in lines) or "#   nada"


def _published_rules(agreement: Agreement) -> list[str]:
    rules = {"dominios": agreement.published.hosts, "rutas": agreement.published.paths}
    return [f"{name}: {' '.join(values)}" for name, values in rules.items() if values]


def _baseline_days(agreement: Agreement) -> str:
    window, zone = agreement.baseline_window, agreement.zone
    first = to_local(window.start, zone)
    last = to_local(window.end, zone) - timedelta(days=1)
    return f"{agreement.baseline.span}, del {first:%d/%m/%Y} al {last:%d/%m/%Y}"


def _block(agreement: Agreement, requirement: Requirement) -> str:
    """One requirement to answer, with what it says and what would prove it."""
    lines = [f"{requirement.clause}. {requirement.title}: {requirement.text}"]
    if requirement.hint:
        lines.append(f"Como evidencia: {requirement.hint}.")
    if 0 < len(requirement.methods) < len(agreement.methods):
        numbers = " y ".join(map(str, requirement.methods))
        lines.append(f"Solo para el método {numbers}.")
    head = f"[requirements.{requirement.id}]\n{_comment(lines)}\n"
    return head + 'answer = "sin evidencia"\nstatement = ""\nevidence = ""\n'


# ------------------------------------------------------------------------------------- writing


def _make_folder(folder: Path) -> list[Path]:
    """Makes the folder and returns the new ones, deepest first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _remove_folders(missing)
        raise OutputError(_cannot_write(folder, error)) from None
    return missing


def _remove_folders(folders: list[Path]) -> None:
    for path in folders:
        with suppress(OSError):  # not made after all, or somebody has put a file there meanwhile
            path.rmdir()


def _write_all(contents: dict[Path, bytes]) -> list[Path]:
    """ "x": a file that appeared since the check is not overwritten either."""
    written: list[Path] = []
    for path, content in contents.items():
        try:
            with path.open("xb") as file:
                written.append(path)
                file.write(content)
        except OSError as error:
            for done in written:
                done.unlink()
            raise OutputError(_cannot_write(path, error)) from None
    return written


def _cannot_write(path: Path, error: OSError) -> Problem:
    remedy = "revise los permisos y el espacio libre, o elija otra carpeta"
    return Problem(str(path), f"no se puede escribir ({reason(error)})", "", remedy)
