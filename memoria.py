"""memoria: from raw logs to the memoria técnica. The command line; what `build` does is in
reports/building.py.

Only this file reads the clock; everything below gets the date and the paths it needs. What takes a
second to import is imported where it is used: the other commands must start at once.
"""

import argparse
import json
import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from datetime import UTC, date, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from polars.exceptions import PanicException

from pipeline import (
    agreement,
    check,
    crew,
    definitions,
    interrupts,
    loose,
    outputs,
    scaffold,
    steps,
    timespan,
    workers,
)
from pipeline.errors import (
    AccountingError,
    MemoriaError,
    OutputError,
    Problem,
    SettingsError,
    is_want_of_memory,
)
from pipeline.inspection import Inspection, inspect
from pipeline.logfile import LogFile
from pipeline.look import look
from pipeline.project import load_project
from pipeline.recognise import doubts
from pipeline.refusals import reason, want
from pipeline.workspace import Workspace
from reports import arguments, building, doctor, rejects
from reports.doctor import machine
from reports.documents import known, theme
from reports.journal import Journal
from reports.terminal import Terminal

GOOD, PROBLEMS, CANNOT_RUN = 0, 1, 2
OUTPUTS = "salida"

NO_MEMORY = Problem(
    "memoria",
    "no alcanza la memoria",
    "",
    "cierre otros programas o use una máquina con más memoria; lo ya leído se conserva",
)


def main(words: Sequence[str] | None = None) -> int:
    """The exit status: 0 good, 1 problems found, 2 cannot run, 128 and more stopped by a signal."""
    try:
        with interrupts.heeded():
            return _main(words)
    except KeyboardInterrupt as stop:  # before the work, or after it
        return interrupts.status(stop)


def _main(words: Sequence[str] | None) -> int:
    options = arguments.parser(COMMANDS).parse_args(words)
    asked = arguments.told(options)
    journal = Journal(options.order, asked, version("memoria"), lambda: datetime.now(UTC))
    terminal = Terminal(journal)
    with journal.listening(terminal.note if options.verbose else None):
        return journal.ended(_run(options, terminal))


def _run(options: argparse.Namespace, terminal: Terminal) -> int:
    try:
        if options.record:
            terminal.journal.keep(options.record)
        _require_tzdata()
        return _performed(options, terminal)
    except MemoriaError as error:
        terminal.problems(error.problems)
        return CANNOT_RUN
    except AccountingError as error:
        terminal.problems([_our_fault(error)])
        return CANNOT_RUN
    except KeyboardInterrupt as stop:
        terminal.problems([Problem("memoria", "interrumpido; lo ya leído se conserva")])
        return interrupts.status(stop)
    except BrokenPipeError:
        sys.stderr.close()
        return CANNOT_RUN
    except (MemoryError, ImportError, OSError, RuntimeError, PanicException) as error:
        wanted = want(error)
        if not wanted and not is_want_of_memory(error):
            raise
        if isinstance(wanted, OSError):
            with suppress(OSError):  # what it still holds would be told in English at the end
                sys.stdout.close()
        terminal.problems([_no_room(wanted) if isinstance(wanted, OSError) else NO_MEMORY])
        return CANNOT_RUN


def _performed(options: argparse.Namespace, terminal: Terminal) -> int:
    workers.CORES, workers.WORKERS = machine.cores(), machine.workers()
    # What init writes is the user's to share; everything else is private until published.
    private = nullcontext() if options.command is init else outputs.private()
    with private, interrupts.understood():
        status = int(options.command(options, terminal))
    print(end="", flush=True)  # what a file on a full disk does not take is told now
    return status


# -- the commands


def build(options: argparse.Namespace, terminal: Terminal) -> int:
    """Logs → hits → measures → annexes → documents → the sealed delivery."""
    project = load_project(options.project)
    looks = theme.of(project)
    _require_sections(project.agreement)
    out: Path = options.out or project.folder / OUTPUTS
    as_of: date = options.as_of or datetime.now(project.zone).date()
    asked = building.Asked(project, looks, out, as_of, version("memoria"), options.shares)
    workspace = Workspace(project.folder)
    with workspace.locked(), crew.called(options.cluster, options.storage, workspace) as hands:
        terminal.journal.keep_in(workspace.folder)
        building.build(asked, hands, terminal)
    return GOOD


def check_project(options: argparse.Namespace, terminal: Terminal) -> int:
    """What is there and what is missing. The logs are read, and need not be read again to build."""
    project = load_project(options.project)
    theme.of(project)
    _require_sections(project.agreement)
    as_of: date = options.as_of or datetime.now(project.zone).date()
    workspace = Workspace(project.folder)
    with workspace.locked():
        terminal.journal.keep_in(workspace.folder)
        hands = crew.Alone(workspace)
        with terminal.journal.stage("discover", "Buscando las bitácoras"):
            found = hands.discover(project)
        read = building.reading(project, found.files, hands, terminal)
    built = project.folder / OUTPUTS / building.WAREHOUSE
    with terminal.status("Revisando punto por punto", "check"):
        findings = check.check(project, found, read, as_of, built)
    terminal.say(f"{project.diffuser.name} · {project.agreement.short_title}")
    terminal.logs(read, project.zone)
    terminal.findings(findings)
    return PROBLEMS if any(finding.state == "missing" for finding in findings) else GOOD


def init(options: argparse.Namespace, terminal: Terminal) -> int:
    """The files that a diffuser fills in; or which agreements there are, or a copy of one."""
    here = Path.cwd()
    try:
        agreement.find(options.agreement, here)
    except SettingsError as error:  # none is asked for, or one that there is not
        terminal.problems(error.problems if options.agreement else [])
        for name in agreement.available():
            profile = agreement.read(name)
            terminal.say(name)
            terminal.say(f"    {profile.document_title}. {profile.title}")
        terminal.say("    También sirve uno propio: la ruta de su archivo .toml")
        return CANNOT_RUN if options.agreement else GOOD
    if options.profile:
        scaffold.write_profile(options.profile, options.agreement, here)
        terminal.say(str(options.profile))
        terminal.say(f"Escríbalo y siga con: memoria init --agreement {options.profile}")
        return GOOD
    chosen = agreement.load(options.agreement, here)
    reference = scaffold.reference(options.agreement, options.folder, here)
    for path in scaffold.write_scaffold(options.folder, chosen, reference):
        terminal.say(str(path))
    place = [] if options.folder == Path() else [shlex.quote(str(options.folder))]
    terminal.say(" ".join(["Llene memoria.toml y siga con: memoria check", *place]))
    return GOOD


def inspect_logs(options: argparse.Namespace, terminal: Terminal) -> int:
    """Any log, without a project."""
    declared = arguments.declared(options)
    done: list[Inspection] = []
    read: list[LogFile] = []
    failed = 0
    with arguments.standard_input(options.logs) as logs, rejects.writer(options.rejects) as refused:
        for path, name in logs:
            try:
                with terminal.status(f"Leyendo {name}", "inspect"):
                    found = look(path, name, declared)
                    terminal.warnings(found.left_out)
                    for log in found.logs:
                        if not options.json:
                            terminal.warnings(doubts(log))
                        done.append(inspect(log, partial(refused, log.name)))
                        read.append(log)
            except OutputError:  # the file of rejects would lack some
                raise
            except MemoriaError as error:
                terminal.problems(error.problems)
                failed += 1
        names = loose.asked(options.definition)
        counted = loose.count(read, names) if names and read else []
    if options.json:
        shown = loose.as_json(done, counted, together=options.definition == definitions.ALL)
        terminal.raw(json.dumps(shown, indent=1) + "\n")  # ASCII: right in every encoding
        terminal.warnings([Problem(log.file, log.damage) for log in done if log.damage])
    else:
        terminal.inspections(done)
        titles = [*(log.file for log in done), "todas, una tras otra"]
        for title, of_log in zip(titles, counted, strict=False):
            terminal.definitions(title, of_log)
    return CANNOT_RUN if not done else PROBLEMS if failed else GOOD


def sign(options: argparse.Namespace, terminal: Terminal) -> int:
    """The next signature on the hoja de firmas; the delivery beside it is sealed again."""
    from reports.delivery.sealing import LETTER  # noqa: PLC0415
    from reports.sign import password, request, sealing, states  # noqa: PLC0415

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
    if left := sealing.completed(asked):
        terminal.say("Se terminó de guardar lo que estaba listo")
        terminal.warnings([left])
        return PROBLEMS
    with terminal.status("Revisando el PDF y la e.firma", "examine"):
        ready = request.prepare(asked, datetime.now(UTC).astimezone())
        delivery = sealing.holding(ready.pdf, asked.pdf.parent)
    terminal.warnings(ready.warnings)
    signer = password.unlocked(ready, terminal)
    signed = ready.signed(signer)
    told = ready.states(signed)
    title = "Sellando de nuevo la entrega, con la memoria firmada"
    with terminal.status(title, "seal") if delivery else nullcontext():
        sealed = sealing.put(ready, signed, delivery)
    for number, state in enumerate(told, 1):
        terminal.say(states.sentence(number, state))
    terminal.made("Documento firmado", asked.place)
    if sealed and delivery:
        terminal.made("Oficio de entrega", delivery.with_name(LETTER))
        building.report_sealed(terminal, sealed, delivery)
    return GOOD if all(state.good for state in told) else PROBLEMS


def verify(options: argparse.Namespace, terminal: Terminal) -> int:
    """What holds of a delivery, or of a PDF's signatures."""
    from reports import verification  # noqa: PLC0415

    today: date = options.as_of or datetime.now(UTC).astimezone().date()
    trusted = verification.roots(options.ac)
    if options.delivery.suffix.lower() == ".pdf":
        results = verification.of_pdf(options.delivery, trusted)
    else:
        again = partial(building.measured_again, terminal) if options.recompute else None
        keys = verification.identities(options.identity)
        results = verification.verify(options.delivery, today, trusted, again, keys)
    found = []
    for one in results:
        found.append(one)
        steps.told(f"{one.topic}: {one.text}")
        if not options.json:
            terminal.examined(one)
    if options.json:
        terminal.raw(json.dumps([one.as_json() for one in found], indent=1) + "\n")
    return PROBLEMS if any(one.state == "missing" for one in found) else GOOD


def compare(options: argparse.Namespace, terminal: Terminal) -> int:
    """Deliveries of many diffusers, verified → what they say side by side."""
    from reports import verification  # noqa: PLC0415
    from reports.compare import production  # noqa: PLC0415

    asked = production.Options(
        as_of=options.as_of or datetime.now(UTC).astimezone().date(),
        version=version("memoria"),
        agreement=options.agreement,
        admitted=dict(options.admit),
        received=options.received,
        earlier=options.earlier,
        authorities=tuple(options.ac),
        measure=partial(building.measured_again, terminal) if options.recompute else None,
        keys=verification.identities(options.identity),
    )
    standings = production.run(options.deliveries, options.out, asked, options.theme, terminal)
    return GOOD if all(one.state in ("accepted", "replaced") for one in standings) else PROBLEMS


def examine(options: argparse.Namespace, terminal: Terminal) -> int:
    """What the installation lacks; memoria_start.py answers where it lacks too much for this."""
    place = doctor.asked(options, datetime.now(UTC), os.environ, sys.stdout.encoding)
    with terminal.status("Revisando la instalación", "examine"):
        found = doctor.examine(place)
    if options.json:
        terminal.raw(doctor.as_json(found))
    else:
        terminal.findings(found)
    return PROBLEMS if any(one.state == "missing" for one in found) else GOOD


COMMANDS: Mapping[str, arguments.Command] = {
    "init": init,
    "check": check_project,
    "build": build,
    "sign": sign,
    "verify": verify,
    "compare": compare,
    "doctor": examine,
    "inspect": inspect_logs,
}


# -- before the commands


def _require_sections(chosen: agreement.Agreement) -> None:
    known.require((section.id for section in chosen.sections), chosen.id)


def _require_tzdata() -> None:
    if not timespan.tzdata_is_recent():
        found = "las reglas de horario instaladas son anteriores a octubre de 2022"
        remedy = "actualice con: pip install --upgrade tzdata"
        raise SettingsError(
            Problem("tzdata", found, f"tzdata {timespan.OLDEST_TZDATA} o posterior", remedy)
        )


def _no_room(error: OSError) -> Problem:
    remedy = "libere espacio, también donde guarda lo que sale en pantalla, y vuelva a correr"
    return Problem("memoria", f"no se puede escribir ({reason(error)})", "", remedy)


def _our_fault(error: AccountingError) -> Problem:
    return Problem(
        where="memoria",
        found=f"error interno: las cuentas no cuadran ({error})",
        remedy="no use el resultado; reporte este mensaje a quienes mantienen el programa",
    )


if __name__ == "__main__":
    sys.exit(main())
