"""What is there → the checklist of the delivery, item by item of the clause.

What a deliverable is of, its profile says (`content`); whether that is there, the figures do.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.agreement import Deliverable
from pipeline.agreement.modes import AGGREGATED
from pipeline.project import Project
from reports import locale
from reports.model import parties as model
from reports.model.baseline import DailyBaseline
from reports.model.incidents import Incident
from reports.model.logs import Ingest
from reports.model.records import Proof, Records
from reports.model.services import Services
from reports.model.traffic import HourPoint

Status = Literal["completo", "parcial", "falta"]
Finding = tuple[Status, str]


@dataclass(frozen=True, slots=True)
class Made:
    """What the checklist looks at."""

    ingest: Ingest
    hours: Sequence[HourPoint]
    daily: DailyBaseline
    incidents: Sequence[Incident]
    comments: model.Comments
    services: Services
    records: Records


def delivery(project: Project, made: Made) -> tuple[model.Delivered, ...]:
    return tuple(
        _delivered(item, CONTENTS[item.content](project, made))
        for item in project.agreement.deliverables
    )


def _delivered(item: Deliverable, found: Finding) -> model.Delivered:
    status, detail = found
    return model.Delivered(
        id=item.id,
        kind=item.kind,
        title=item.title,
        text=item.text,
        clause=item.clause,
        section=item.section,
        status=status,
        detail=detail,
    )


def _unchecked(_: Project, __: Made) -> Finding:
    return "falta", "el programa no puede comprobarlo"


def _logs(project: Project, made: Made) -> Finding:
    files = [file for file in made.ingest.by_file if file.role == "operation"]
    empty = sum(hour.cuts_with_lines == 0 for hour in made.hours)
    damaged = sum(file.damage is not None for file in files)
    detail = locale.plural(len(files), "archivo", "archivos")
    if not files or empty == len(made.hours):
        return "falta", f"{detail}; ningún renglón de esos días"
    if empty:
        detail += f"; {locale.plural(empty, 'hora', 'horas')} sin ningún renglón"
    if damaged:
        detail += f"; {locale.plural(damaged, 'archivo dañado', 'archivos dañados')}"
    if aggregated := project.agreement.privacy_mode == AGGREGATED:
        detail += "; solo sus cuentas, por la modalidad de privacidad"
    return ("parcial" if empty or damaged or aggregated else "completo"), detail


def _incidents(project: Project, made: Made) -> Finding:
    if project.incidents_path is None:
        return "falta", "no se entregó el archivo de incidencias"
    if not made.incidents:
        return "completo", "se reporta que no hubo incidencias"
    return "completo", locale.plural(len(made.incidents), "incidencia", "incidencias")


def _comparison(project: Project, made: Made) -> Finding:
    days, least = made.daily.days, project.agreement.baseline.min_days
    if not days:
        return "falta", "sin bitácora de días ordinarios"
    detail = f"promedio de {locale.plural(days, 'día', 'días')}"
    if days < least:
        return "parcial", f"{detail}, menos de los {least} mínimos"
    return "completo", detail


def _comments(_: Project, made: Made) -> Finding:
    return ("completo", "incluidos") if made.comments.markdown else ("falta", "no se escribieron")


def _services(_: Project, made: Made) -> Finding:
    each = made.services.each
    seen = [one for one in each if one.days_seen]
    part = [one for one in seen if one.days_seen < one.days]
    if not seen:
        return "falta", "sin bitácora de ninguna herramienta"
    detail = locale.plural(len(each), "herramienta", "herramientas")
    if len(seen) < len(each):
        return "parcial", f"{detail}, {len(each) - len(seen)} sin bitácora"
    if part:
        return "parcial", f"{detail}, {len(part)} con días sin bitácora"
    return "completo", detail


def _tools(_: Project, made: Made) -> Finding:
    listed = made.records.tools
    lacking = sum(tool.version is None or tool.licence is None for tool in listed)
    return _counted(len(listed), "herramienta", lacking, "sin versión o licencia")


def _backups(_: Project, made: Made) -> Finding:
    done = [backup for backup in made.records.backups if backup.in_period]
    return _proven((backup.proof for backup in done), "registro")


def _minutes(_: Project, made: Made) -> Finding:
    held = [minute for minute in made.records.minutes if minute.in_period]
    return _proven((minute.proof for minute in held), "minuta")


def _accords(_: Project, made: Made) -> Finding:
    listed = made.records.accords
    late = sum(accord.overdue for accord in listed)
    found, detail = _counted(len(listed), "acuerdo", 0, "")
    said = f"; {locale.plural(late, 'vencido', 'vencidos')}" if late else ""
    return found, detail + said


def _proven(proofs: Iterable[Proof | None], one: str) -> Finding:
    found = list(proofs)
    return _counted(len(found), one, found.count(None), "sin archivo que lo compruebe")


def _counted(count: int, one: str, lacking: int, of_what: str) -> Finding:
    """So many, and how many of them lack something."""
    if not count:
        return "falta", "no se declaró ninguno" if one[-1] == "o" else "no se declaró ninguna"
    detail = locale.plural(count, one, f"{one}s")
    return ("parcial", f"{detail}, {lacking} {of_what}") if lacking else ("completo", detail)


def _printed(project: Project, _: Made) -> Finding:
    return "completo", f"{project.agreement.words.document.the}, con hoja de firmas y acuse"


def _digital(_: Project, __: Made) -> Finding:
    return "completo", "PDF, HTML y datos, con huellas"


CONTENTS: Mapping[str, Callable[[Project, Made], Finding]] = {
    "": _unchecked,
    "logs": _logs,
    "incidents": _incidents,
    "comparison": _comparison,
    "comments": _comments,
    "services": _services,
    "tools": _tools,
    "backups": _backups,
    "accords": _accords,
    "minutes": _minutes,
    "printed": _printed,
    "digital": _digital,
}
