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

from pipeline.agreement import Agreement, Content, Requirement, find
from pipeline.decoding import read_text
from pipeline.errors import OutputError, Problem
from pipeline.project import UNFILLED
from pipeline.refusals import reason
from pipeline.timespan import to_local

TEMPLATES = Path(__file__).with_name("scaffold_files")
STATED: tuple[Content, ...] = ("services", "tools", "backups", "minutes", "accords")
"""Contents that memoria.toml states, each with its block in scaffold_files/stated/."""


def write_scaffold(folder: Path, agreement: Agreement, reference: str | None = None) -> list[Path]:
    """The files written, all of them or none; memoria.toml last, so that who has it has the rest.

    reference: what memoria.toml names as its agreement, where it is not the agreement's id but the
    path of somebody's own file. Raises OutputError, also where any of the files exists already.
    """
    return _write_new(
        folder,
        {
            folder / "incidencias.csv": _spreadsheet(_filled("incidencias.csv", agreement)),
            folder / "comentarios.md": _filled("comentarios.md", agreement).encode(),
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
    return _filled(
        "memoria.toml",
        agreement,
        short_title=" ".join(agreement.short_title.split()),
        agreement=_quoted(reference or agreement.id),
        period=_period(agreement),
        methods=_comment(f"{method.number} = {method.title}" for method in agreement.methods),
        method=str(agreement.methods[0].number),
        time_zone=agreement.time_zone,
        published_rules=_comment(_published_rules(agreement)),
        logs_title=" ".join(agreement.windows["logs"].title.split()),
        baseline=_baseline_days(agreement),
        requirements="\n".join(_block(agreement, item) for item in agreement.requirements),
        stated=_stated(agreement),
    )


def _filled(name: str, agreement: Agreement, /, **values: str) -> str:
    """A file of scaffold_files/, in the agreement's words and with days of its windows."""
    operation, words = agreement.windows["operation"].start, agreement.words
    ordinary = to_local(agreement.baseline_window(agreement.zone).start, agreement.zone)
    title = words.operation.plain
    return Template((TEMPLATES / name).read_text(encoding="utf-8")).substitute(
        unfilled=UNFILLED,
        document=words.document.the,
        of_diffuser=words.diffuser.of_the,
        of_operation=words.operation.of_the,
        operation_title=title[0].upper() + title[1:],
        services=_comment(
            f"{service.id}: {service.title} ({' '.join((*service.hosts, *service.paths))})"
            for service in agreement.services
        ),
        of_published=agreement.published.of_the,
        day=f"{operation:%d/%m/%Y}",
        example_start=operation.isoformat(),
        example_end=(operation + timedelta(minutes=10)).isoformat(),
        example_day=operation.date().isoformat(),
        due_day=(operation.date() + timedelta(days=60)).isoformat(),
        holiday=(ordinary.date() + timedelta(days=3)).isoformat(),
        excluded_start=(ordinary + timedelta(days=4, hours=20)).isoformat(),
        excluded_end=(ordinary + timedelta(days=5, hours=2)).isoformat(),
        **values,
    )


def _stated(agreement: Agreement) -> str:
    """What the agreement asks for besides the logs: the blocks to repeat, and its liaisons."""
    asked = [name for name in STATED if agreement.asks_for(name)]
    blocks = [_filled(f"stated/{name}.toml", agreement) for name in asked]
    return "".join(blocks) + "".join(
        f"[liaisons.{liaison.id}]\n{_comment([liaison.position])}\n"
        f'name = "{UNFILLED}"\nemail = "{UNFILLED}"\n\n'
        for liaison in agreement.liaisons
    )


def _period(agreement: Agreement) -> str:
    """The key of a report that returns, empty for one that does not."""
    if not agreement.month:
        return ""
    return f"# El mes que se informa, como «2024-05».\nperiod = {_quoted(agreement.month)}\n"


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
    window, zone = agreement.baseline_window(agreement.zone), agreement.zone
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
