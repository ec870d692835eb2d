"""memoria: from raw logs to the memoria técnica. The command line, and the product from top to
bottom in `build`.

Only this file reads the clock; everything below gets the date and the paths it needs.
"""

import argparse
import getpass
import json
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import (
    agreement,
    baselines,
    check,
    definitions,
    loose,
    measure,
    outputs,
    parts,
    recalculation,
    scaffold,
    timespan,
    warehouse,
)
from pipeline.baselines import Figures
from pipeline.clients import Forwarded, Network, networks
from pipeline.definitions.measuring import Measured
from pipeline.discover import Declared, discover, doubts, look
from pipeline.errors import (
    AccountingError,
    LogError,
    MemoriaError,
    OutputError,
    Problem,
    SettingsError,
    SignatureError,
)
from pipeline.formats import resolve
from pipeline.formats.readers.fields import FORWARDING
from pipeline.incidents import Incident
from pipeline.inspection import Inspection, inspect
from pipeline.logfile import LogFile
from pipeline.parse import Counts
from pipeline.places import Places
from pipeline.project import Project, load_project
from pipeline.settings import reason
from pipeline.workspace import Workspace
from reports import rejects, spanish, theme
from reports.terminal import Terminal, harmless

if TYPE_CHECKING:  # pydantic's models and pyHanko take a second to import
    from pipeline.handover import Handed
    from reports.annexes import Annexes
    from reports.bag import Sealed
    from reports.model import Memoria
    from reports.sign.efirma import Efirma
    from reports.sign.request import Request

GOOD, PROBLEMS, CANNOT_RUN, INTERRUPTED = 0, 1, 2, 130
PASSWORD_TRIES = 3
OUTPUTS, WAREHOUSE = "salida", "memoria.duckdb"
DOCUMENTS, LETTER = ("memoria.pdf", "memoria.html", "resumen.json"), "oficio-de-entrega.pdf"
PAYLOAD = "entrega"  # a folder that is only there while the delivery is made
EVERY_LOG = "*"


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 good, 1 problems found, 2 cannot run."""
    options = _parser().parse_args(arguments)
    terminal = Terminal()
    try:
        _require_tzdata()
        return int(options.command(options, terminal))
    except MemoriaError as error:
        terminal.problems(error.problems)
        return CANNOT_RUN
    except AccountingError as error:
        terminal.problems([_our_fault(error)])
        return CANNOT_RUN
    except KeyboardInterrupt:
        terminal.problems([Problem("memoria", "interrumpido; lo ya leído se conserva")])
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return CANNOT_RUN


# -- the commands


def build(options: argparse.Namespace, terminal: Terminal) -> int:
    """Logs → hits → measures → annexes → documents → the sealed delivery."""
    project = load_project(options.project)
    looks = theme.of(project)
    out: Path = options.out or project.folder / OUTPUTS
    as_of: date = options.as_of or datetime.now(project.zone).date()
    stages = _Stages()
    workspace = Workspace(project.folder)
    with workspace.locked():
        with stages("discover"):
            incidents, figures, logs = _inputs(project, workspace, terminal)
        with stages("parse"):
            read = _read(project, logs, workspace, terminal)
            parts.sweep(workspace.shelf, read)
        terminal.warnings(list(check.unread(read)))
        with outputs.staging(out) as stage:
            payload = stage / PAYLOAD
            with warehouse.create(stage / WAREHOUSE) as connection:
                with stages("load"), terminal.status("Cargando el almacén"):
                    warehouse.load(connection, project, read)
                outside = warehouse.outside(connection)
                with stages("measures"), terminal.status("Calculando medidas"):
                    measure.measure(connection, project, incidents, figures)
            with stages("handover"):
                handed = _handed(payload, project, read, workspace, terminal)
            with stages("data"), terminal.status("Reuniendo los anexos"):
                _annexes(payload, stage / WAREHOUSE, project, as_of)
                recalculation.write(project, read, handed, figures, payload)
                proofs = _proofs(payload)
            with stages("documents"), terminal.status("Componiendo los documentos"):
                made = _figures(stage / WAREHOUSE, project, as_of, handed, proofs)
                _documents(made, payload, looks)
            _provenance(made, payload, project, read)
            with stages("seal"), terminal.status("Sellando la entrega"):
                sealed = _sealed(payload, stage, made, looks)
            (stage / "tiempos.json").write_text(stages.as_json(), encoding="utf-8")
    _report(terminal, out, read, outside, sealed)
    return GOOD


def check_project(options: argparse.Namespace, terminal: Terminal) -> int:
    """What is there and what is missing. The logs are read, and need not be read again to build."""
    project = load_project(options.project)
    theme.of(project)
    as_of: date = options.as_of or datetime.now(project.zone).date()
    workspace = Workspace(project.folder)
    with workspace.locked():
        found = discover(project, parts.seen(workspace.shelf))
        read = _read(project, found.files, workspace, terminal)
    built = project.folder / OUTPUTS / WAREHOUSE
    findings = check.check(project, found, read, as_of, built)
    terminal.say(f"{project.diffuser.name} · {project.agreement.short_title}")
    terminal.logs(read, project.zone)
    terminal.findings(findings)
    return PROBLEMS if any(finding.state == "missing" for finding in findings) else GOOD


def init(options: argparse.Namespace, terminal: Terminal) -> int:
    """The files that a diffuser fills in."""
    chosen = agreement.load(options.agreement, Path.cwd())
    reference = options.agreement if options.agreement.endswith(".toml") else None
    for path in scaffold.write_scaffold(options.folder, chosen, reference):
        terminal.say(str(path))
    terminal.say("Llene memoria.toml y siga con: memoria check")
    return GOOD


def inspect_logs(options: argparse.Namespace, terminal: Terminal) -> int:
    """Any log, without a project."""
    if options.timezone and options.timezone not in timespan.zone_names():
        raise SettingsError(_unknown_zone(options.timezone))
    declared = _declared(options)
    done: list[Inspection] = []
    read: list[LogFile] = []
    failed = 0
    with _standard_input(options.logs) as logs, rejects.writer(options.rejects) as refused:
        for path, name in logs:
            try:
                found = look(path, name, declared)
                terminal.warnings(found.left_out)
                for log in found.logs:
                    if not options.json:
                        terminal.warnings(doubts(log))
                    done.append(inspect(log, partial(refused, log.name)))
                    read.append(log)
            except MemoriaError as error:
                terminal.problems(error.problems)
                failed += 1
        names = _definitions(options.definition)
        counted = loose.count(read, names) if names and read else []
    if options.json:
        shown = _inspected(done, counted, together=options.definition == definitions.ALL)
        terminal.raw(json.dumps(shown, indent=1) + "\n")  # ASCII: right in every encoding
        terminal.warnings([Problem(log.file, log.damage) for log in done if log.damage])
    else:
        terminal.inspections(done)
        titles = [*(log.file for log in done), "todas, una tras otra"]
        for title, of_log in zip(titles, counted, strict=False):
            terminal.definitions(title, of_log)
    return CANNOT_RUN if not done else PROBLEMS if failed else GOOD


def sign(options: argparse.Namespace, terminal: Terminal) -> int:
    """The next signature on the hoja de firmas. Imported here: the others must start at once."""
    from reports.sign import request, sealing, states  # noqa: PLC0415

    asked = request.Asked(
        options.pdf,
        options.cer,
        options.key,
        field=options.field,
        reason=options.reason,
        rfc=options.rfc,
        authorities=options.ac,
        out=options.out,
    )
    with terminal.status("Revisando el PDF y la e.firma"):
        ready = request.prepare(asked, datetime.now(UTC).astimezone())
        delivery = sealing.holding(ready.pdf, asked.pdf.parent)
    terminal.warnings(ready.warnings)
    signer = _unlocked(ready, terminal)
    signed = ready.signed(signer)
    told = ready.states(signed)
    _put_in_place(asked.place, signed)
    for number, state in enumerate(told, 1):
        terminal.say(states.sentence(number, state))
    terminal.say(f"{'Memoria firmada':<20}{asked.place}")
    if delivery:
        with terminal.status("Sellando de nuevo la entrega, con la memoria firmada"):
            sealed = sealing.seal(signed, delivery, delivery.with_name(LETTER))
        terminal.say(f"{'Entrega sellada':<20}{sealed.path}")
        terminal.say(f"{'':<20}{sealed.size:,} bytes, SHA-256 {sealed.sha256}")
        terminal.say(f"{'Oficio de entrega':<20}{delivery.with_name(LETTER)}")
    return GOOD if all(state.good for state in told) else PROBLEMS


def verify(options: argparse.Namespace, terminal: Terminal) -> int:
    """What holds of a delivery, or of a PDF's signatures. Imported here: the others must start at
    once."""
    from reports import verification  # noqa: PLC0415

    today: date = options.as_of or datetime.now(UTC).astimezone().date()
    roots = verification.roots(options.ac)
    if options.delivery.suffix.lower() == ".pdf":
        results = verification.of_pdf(options.delivery, roots)
    else:
        again = partial(_measured_again, terminal) if options.recompute else None
        results = verification.verify(options.delivery, today, roots, again)
    found = []
    if options.json:
        found = list(results)
        terminal.raw(json.dumps([one.as_json() for one in found], indent=1) + "\n")
    else:
        terminal.examined(found.append(one) or one for one in results)  # type: ignore[func-returns-value]
    return PROBLEMS if any(one.state == "missing" for one in found) else GOOD


# -- the steps of the commands


def _measured_again(terminal: Terminal, project: Project, folder: Path) -> Path:
    """The DuckDB file of a delivered project, made in a folder of its own."""
    workspace = Workspace(folder)
    with workspace.locked():
        incidents, figures, logs = _inputs(project, workspace, terminal)
        read = _read(project, logs, workspace, terminal)
        with warehouse.create(folder / WAREHOUSE) as connection:
            warehouse.load(connection, project, read)
            measure.measure(connection, project, incidents, figures)
    return folder / WAREHOUSE


def _unlocked(ready: "Request", terminal: Terminal) -> "Efirma":
    """The e.firma, its password asked on the terminal: never an argument, never kept. Raises
    SignatureError."""
    where = str(ready.asked.key)
    for left in reversed(range(PASSWORD_TRIES)):
        signer = ready.unlocked(_password(where))
        if signer:
            return signer
        if left:
            again = f"quedan {left} intentos" if left > 1 else "queda un intento"
            terminal.warnings([Problem(where, f"esa no es la contraseña de la llave; {again}")])
    found = f"ninguna de las {PASSWORD_TRIES} contraseñas abre la llave"
    raise SignatureError(Problem(where, found, "", "es la contraseña que se eligió en el SAT"))


def _password(where: str) -> str:
    """Not shown while it is written. Raises SignatureError where there is nobody to ask."""
    try:
        with warnings.catch_warnings():  # else getpass would read, and show, standard input
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(f"Contraseña de la llave {harmless(where)}: ")
    except (getpass.GetPassWarning, EOFError, OSError):
        found = "no hay una terminal donde pedir la contraseña de la llave"
        remedy = "ejecute memoria sign en una terminal; la contraseña no se acepta de otro modo"
        raise SignatureError(Problem(where, found, "", remedy)) from None


def _put_in_place(place: Path, data: bytes) -> None:
    """The file whole or as it was. Raises OutputError."""
    draft = place.with_name(f"{outputs.STAGE}{place.name}")
    try:
        draft.write_bytes(data)
        draft.replace(place)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        found = f"no se puede escribir ({reason(error)})"
        raise OutputError(Problem(str(place), found, "", "elija otro lugar con --out")) from None


def _definitions(name: str | None) -> tuple[str, ...]:
    """What --definition asks for."""
    if name is None:
        return ()
    return definitions.available() if name == definitions.ALL else (name,)


def _inspected(
    done: Sequence[Inspection], counted: Sequence[Sequence[Measured]], *, together: bool
) -> list[dict[str, object]]:
    """An object a log and, where several were counted, one of all of them."""
    shown = [inspection.as_json() for inspection in done]
    requests = [inspection.hits for inspection in done]
    if len(counted) > len(done):
        shown.append({"file": EVERY_LOG})
        requests.append(sum(requests))
    for keys, found, lines in zip(shown, counted, requests, strict=False):
        keys.update(loose.as_json(found, lines, together=together))
    return shown


def _declared(options: argparse.Namespace) -> Declared:
    """What the options of `inspect` say of its logs. Raises MemoriaError."""
    header = options.client_header
    if bool(header) != bool(options.trusted_proxy):
        raise SettingsError(_half_declared(header))
    return Declared(
        format=resolve(options.format) if options.format else None,
        zone=options.timezone,
        forwarded=Forwarded(header, _trusted(options.trusted_proxy)) if header else None,
        must_read=False,  # who names a format here wants to see what it does not read
    )


@contextmanager
def _standard_input(logs: Sequence[Path]) -> Iterator[list[tuple[Path, str]]]:
    """The logs and their names; `-` and pipes, as in `<(zcat …)`, are kept in files of their own
    while the block runs, for a log is read twice. Raises LogError."""
    with tempfile.TemporaryDirectory(prefix=outputs.STAGE) as folder:
        kept: dict[Path, Path] = {}
        for path in logs:
            if (path == Path("-") or path.is_fifo()) and path not in kept:
                kept[path] = Path(folder) / str(len(kept))
                _keep(path, kept[path])
        yield [(kept.get(path, path), str(path)) for path in logs]


def _keep(stream: Path, place: Path) -> None:
    """What a stream gives, in a file. Raises LogError."""
    remedy = "pase el nombre de un archivo"
    if stream == Path("-") and sys.stdin is None:
        raise LogError(Problem("-", "no hay entrada estándar", "", remedy))
    try:
        with place.open("wb") as file:
            if stream == Path("-"):
                shutil.copyfileobj(sys.stdin.buffer, file)
            else:
                with stream.open("rb") as pipe:
                    shutil.copyfileobj(pipe, file)
    except OSError as error:
        found = f"no se puede leer ({reason(error)})"
        raise LogError(Problem(str(stream), found, "", remedy)) from None


def _inputs(
    project: Project, workspace: Workspace, terminal: Terminal
) -> tuple[tuple[Incident, ...], tuple[Figures, ...], tuple[LogFile, ...]]:
    """Incidents, figures and logs. Raises MemoriaError with every input's problems together."""
    problems: list[Problem] = []
    incidents: tuple[Incident, ...] = ()
    figures: tuple[Figures, ...] = ()
    try:
        incidents = check.incidents_of(project)
    except MemoriaError as error:
        problems += error.problems
    try:
        figures = baselines.read(project)
    except MemoriaError as error:
        problems += error.problems
    try:
        project.comments()
    except MemoriaError as error:
        problems += error.problems
    found = discover(project, parts.seen(workspace.shelf))
    problems += found.errors
    if problems:
        raise MemoriaError(problems)
    terminal.warnings(found.warnings)
    return incidents, figures, found.files


def _read(
    project: Project, logs: Sequence[LogFile], workspace: Workspace, terminal: Terminal
) -> list[parts.Parts]:
    """The logs' parts, with a bar while those that changed are read."""
    places = Places(project.geo_path)
    with terminal.progress("Leyendo bitácoras", sum(log.size for log in logs)) as bar:
        return parts.make(logs, workspace.tokens(), workspace.shelf, bar, places)


# What follows imports where it is used: the other commands must start at once.


def _handed(
    payload: Path,
    project: Project,
    read: Sequence[parts.Parts],
    workspace: Workspace,
    terminal: Terminal,
) -> tuple["Handed", ...]:
    """The logs, as the agreement's privacy mode lets them leave."""
    from pipeline import handover  # noqa: PLC0415

    total = sum(one.log.size for one in read)
    with terminal.progress("Preparando las bitácoras que se entregan", total) as bar:
        return handover.write(read, project, workspace, payload, bar)


def _annexes(payload: Path, measured: Path, project: Project, as_of: date) -> None:
    """The other files that prove the memoria."""
    from reports import annexes, datapackage  # noqa: PLC0415

    datapackage.write(measured, project, as_of, payload)
    annexes.collect(project, payload)


def _proofs(payload: Path) -> "Annexes":
    """The digest of all of them."""
    from reports import annexes  # noqa: PLC0415

    return annexes.manifest(payload)


def _figures(
    measured: Path,
    project: Project,
    as_of: date,
    handed: Sequence["Handed"],
    proofs: "Annexes",
) -> "Memoria":
    """All that the documents say."""
    from reports import delivery  # noqa: PLC0415
    from reports import memoria as model  # noqa: PLC0415
    from reports.figures import handover  # noqa: PLC0415

    given = handover.handover(project, delivery.name(project), handed, proofs)
    return model.build(measured, project, as_of, version("memoria"), given)


def _documents(made: "Memoria", payload: Path, looks: theme.Theme) -> None:
    """PDF, HTML and resumen.json."""
    from reports import render  # noqa: PLC0415

    render.write(made, payload, looks)


def _provenance(
    made: "Memoria", payload: Path, project: Project, read: Sequence[parts.Parts]
) -> None:
    """What all of it was made of."""
    from reports import provenance  # noqa: PLC0415

    found = provenance.record(made, project, read, date.fromisoformat(made.as_of))
    (payload / "procedencia.json").write_bytes(provenance.dump(found))


def _sealed(payload: Path, stage: Path, made: "Memoria", looks: theme.Theme) -> "Sealed":
    """The delivery and its letter; the documents are moved out of the payload, beside them."""
    from reports import delivery, letter  # noqa: PLC0415

    sealed = delivery.seal(payload, made, stage)
    letter.write(made, sealed, stage / LETTER, looks)
    for name in DOCUMENTS:
        (payload / name).replace(stage / name)
    return sealed


def _report(
    terminal: Terminal,
    out: Path,
    read: Sequence[parts.Parts],
    outside: Sequence[tuple[str, int, int]],
    sealed: "Sealed",
) -> None:
    terminal.warnings(
        [
            Problem(path, "ninguna de sus solicitudes cae en las fechas de su papel")
            for path, out_of_dates, hits in outside
            if out_of_dates == hits
        ]
    )
    total = sum((part.counts for part in read), Counts())
    terminal.say(
        f"{total.lines:,} renglones = {total.hits:,} solicitudes + {total.rejects:,} rechazados "
        f"+ {total.blank:,} en blanco + {total.comments:,} comentarios"
    )
    if outside:
        total_outside = sum(out_of_dates for _, out_of_dates, _ in outside)
        terminal.say(f"{total_outside:,} solicitudes fuera de fechas: leídas, no contadas")
    for name, title in (
        ("memoria.pdf", "Memoria (impresa)"),
        ("memoria.html", "Memoria (pantalla)"),
        (WAREHOUSE, "Datos (DuckDB)"),
        ("resumen.json", "Resumen (JSON)"),
        (LETTER, "Oficio de entrega"),
        (sealed.path.name, "Entrega sellada"),
    ):
        terminal.say(f"{title:<20}{out / name}")
    terminal.say(f"{'':<20}{sealed.size:,} bytes, SHA-256 {sealed.sha256}")


class _Stages:
    """How long each stage takes; for the user's patience and for `make bench`."""

    def __init__(self) -> None:
        self._seconds: list[tuple[str, float]] = []

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self._seconds.append((name, time.perf_counter() - start))

    def as_json(self) -> str:
        rows = [{"stage": name, "seconds": round(spent, 3)} for name, spent in self._seconds]
        return json.dumps(rows, indent=1) + "\n"


# -- the command line


def _parser() -> argparse.ArgumentParser:
    spanish.translate_argparse()
    parser = argparse.ArgumentParser(
        prog="memoria",
        description="De las bitácoras de un sitio a la memoria técnica que pide el convenio.",
        epilog="Termina con 0 si todo está bien, 1 si encontró problemas, 2 si no pudo trabajar.",
    )
    parser.add_argument(
        "--version", action="version", version=f"memoria {version('memoria')}",
        help="muestra la versión y termina",
    )  # fmt: skip
    commands = parser.add_subparsers(title="órdenes", metavar="ORDEN", required=True)

    command = _command(commands, "init", init, "Escribe los archivos por llenar de un convenio.")
    command.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="CARPETA", help="dónde (aquí)"
    )
    command.add_argument(
        "--agreement", default=agreement.available()[0], metavar="NOMBRE",
        help=f"{', '.join(agreement.available())}, o la ruta de un .toml (el primero)",
    )  # fmt: skip

    for name, function, text in (
        ("check", check_project, "Dice qué hay y qué falta, punto por punto del convenio."),
        ("build", build, "Hace la memoria: PDF, HTML, DuckDB y resumen.json."),
    ):
        command = _command(commands, name, function, text)
        command.add_argument(
            "project", nargs="?", type=Path, default=Path("memoria.toml"), metavar="memoria.toml",
            help="el proyecto (memoria.toml de esta carpeta)",
        )  # fmt: skip
        command.add_argument(
            "--as-of", type=_date, metavar="FECHA", help="fecha del documento, AAAA-MM-DD (hoy)"
        )
    command.add_argument(
        "--out", type=Path, metavar="CARPETA", help="dónde (salida, junto al proyecto)"
    )

    command = _command(
        commands, "inspect", inspect_logs, "Lee cualquier bitácora y dice qué contiene."
    )
    command.add_argument(
        "logs",
        nargs="+",
        type=Path,
        metavar="BITÁCORA",
        help="archivos, también comprimidos; - es la entrada estándar",
    )
    command.add_argument(
        "--format", metavar="FORMATO", help="nombre, o cadena LogFormat o log_format"
    )
    command.add_argument(
        "--timezone", metavar="ZONA", help="para formatos sin desfase: America/Monterrey"
    )
    command.add_argument(
        "--client-header", type=str.lower, choices=FORWARDING, metavar="ENCABEZADO",
        help="de dónde tomar la dirección del cliente: X-Forwarded-For…",
    )  # fmt: skip
    command.add_argument(
        "--trusted-proxy", action="append", default=[], metavar="RED",
        help="proxy al que se le cree: una dirección, 10.0.0.0/8 o private; se puede repetir",
    )  # fmt: skip
    command.add_argument(
        "--rejects", type=Path, metavar="ARCHIVO", help="escribe todos los rechazados en un CSV"
    )
    command.add_argument(
        "--definition", choices=(*definitions.available(), definitions.ALL), metavar="NOMBRE",
        help=f"cuenta como {', '.join(definitions.available())}, o todas lado a lado: all",
    )  # fmt: skip
    command.add_argument("--json", action="store_true", help="escribe JSON en la salida estándar")

    command = _command(
        commands, "sign", sign, "Firma la hoja de firmas con una e.firma; pide la contraseña."
    )
    command.add_argument(
        "pdf", type=Path, metavar="memoria.pdf", help="la memoria, o la ya firmada por otra persona"
    )
    command.add_argument(
        "--cer", type=Path, required=True, metavar="ARCHIVO", help="el certificado de la e.firma"
    )
    command.add_argument(
        "--key", type=Path, required=True, metavar="ARCHIVO", help="su llave privada"
    )
    command.add_argument(
        "--field", metavar="CAMPO", help="qué firma es: firma-1, firma-2… (la primera vacía)"
    )
    command.add_argument("--reason", metavar="TEXTO", help="el motivo, que se imprime")
    command.add_argument(
        "--rfc", metavar="RFC", help="de quién debe ser, si la memoria no lo declara"
    )
    command.add_argument(
        "--ac", type=Path, action="append", default=[], metavar="ARCHIVO",
        help="certificado de la autoridad que la emitió; se puede repetir",
    )  # fmt: skip
    command.add_argument(
        "--out", type=Path, metavar="ARCHIVO", help="dónde (memoria-firmada.pdf, junto al PDF)"
    )

    command = _command(commands, "verify", verify, "Comprueba una entrega, o las firmas de un PDF.")
    command.add_argument(
        "delivery", type=Path, metavar="ENTREGA", help="el .zip, su carpeta, o un PDF firmado"
    )
    command.add_argument(
        "--recompute", action="store_true", help="mide de nuevo las bitácoras entregadas"
    )
    command.add_argument(
        "--ac", type=Path, action="append", default=[], metavar="ARCHIVO",
        help="certificado de la autoridad de las firmas; se puede repetir",
    )  # fmt: skip
    command.add_argument(
        "--as-of", type=_date, metavar="FECHA", help="día de la revisión, AAAA-MM-DD (hoy)"
    )
    command.add_argument("--json", action="store_true", help="escribe JSON en la salida estándar")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    function: Callable[[argparse.Namespace, Terminal], int],
    text: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(command=function)
    return command


def _date(text: str) -> date:
    for layout in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, layout).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"«{text}» no es una fecha; se espera AAAA-MM-DD")


def _unknown_zone(name: str) -> Problem:
    return Problem(
        "--timezone",
        f"no existe la zona «{name}»",
        "una zona IANA",
        "por ejemplo America/Monterrey",
    )


def _trusted(texts: Sequence[str]) -> tuple[Network, ...]:
    for text in texts:
        try:
            networks([text])
        except ValueError:
            found = f"«{text}» no es una dirección ni una red"
            expected = "una dirección, una red como 10.0.0.0/8, o private"
            raise SettingsError(Problem("--trusted-proxy", found, expected)) from None
    return networks(texts)


def _half_declared(header: str | None) -> Problem:
    """A header that anybody can send is no evidence of anything."""
    if header:
        return Problem(
            "--client-header",
            "no se dice a qué proxies creerle",
            "--trusted-proxy 10.0.0.0/8",
            "escriba las direcciones de su balanceador o de su CDN",
        )
    return Problem(
        "--trusted-proxy",
        "no se dice en qué encabezado viene el cliente",
        "--client-header X-Forwarded-For",
    )


def _require_tzdata() -> None:
    if not timespan.tzdata_is_recent():
        found = "las reglas de horario instaladas son anteriores a octubre de 2022"
        remedy = "actualice con: pip install --upgrade tzdata"
        raise SettingsError(
            Problem("tzdata", found, f"tzdata {timespan.OLDEST_TZDATA} o posterior", remedy)
        )


def _our_fault(error: AccountingError) -> Problem:
    return Problem(
        where="memoria",
        found=f"error interno: las cuentas no cuadran ({error})",
        remedy="no use el resultado; reporte este mensaje a quienes mantienen el programa",
    )


if __name__ == "__main__":
    sys.exit(main())
