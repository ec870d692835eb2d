"""memoria.toml → what the parties state, with the digests of what proves it."""

from datetime import date

from pipeline.agreement import Liaison
from pipeline.project import Project
from pipeline.project.evidence import Evidence
from reports.figures.parties import known
from reports.model import records as model

NOTHING = "no se declaró nada"
NO_PROOF = "no se acompañó archivo"
NO_SERVICE = "no da un servicio que se mida"
NO_DUE = "no se fijó fecha"
NO_MINUTE = "no consta en una minuta"
NOBODY = "ningún enlace estaba en funciones ese día"
UNNAMED = "no se dice quién ocupa el cargo"
ALWAYS = "sin límite declarado"
SETTLED = ("cumplido", "cancelado")


def records(project: Project, as_of: date) -> model.Records:
    """Raises OSError where a file of evidence cannot be read."""
    lists = {
        "tools": _tools(project),
        "backups": _backups(project),
        "accords": _accords(project, as_of),
        "minutes": _minutes(project),
        "liaisons": tuple(_liaison(item, project, as_of) for item in project.agreement.liaisons),
    }
    reasons = {f"{name}_reason": None if found else NOTHING for name, found in lists.items()}
    return model.Records.model_validate(lists | reasons)


def _tools(project: Project) -> tuple[model.Tool, ...]:
    titles = {service.id: service.title for service in project.services}
    stated = ("version", "licence", "operator", "source")
    found = []
    for tool in project.tools:
        values = {name: known(getattr(tool, name)) for name in stated}
        values["transferred"] = tool.transferred.isoformat() if tool.transferred else None
        reasons = {f"{name}_reason": _missing(value, NOTHING) for name, value in values.items()}
        service = titles.get(tool.service or "")
        named = {"service": service, "service_reason": _missing(service, NO_SERVICE)}
        found.append(model.Tool.model_validate({"name": tool.name} | values | reasons | named))
    return tuple(found)


def _missing(value: object, reason: str) -> str | None:
    return reason if value is None else None


def _backups(project: Project) -> tuple[model.Backup, ...]:
    return tuple(
        model.Backup(
            kind=backup.kind,
            what=backup.what,
            done=backup.done.isoformat(),
            in_period=_reported(project, backup.done.date()),
            result=backup.result,
            proof=_proof(backup.evidence),
            proof_reason=_missing(backup.evidence, NO_PROOF),
        )
        for backup in sorted(project.backups, key=lambda backup: backup.done)
    )


def _proof(evidence: Evidence | None) -> model.Proof | None:
    if evidence is None:
        return None
    return model.Proof(path=evidence.place, size=evidence.size, sha256=evidence.sha256)


def _reported(project: Project, day: date) -> bool:
    span = project.agreement.windows["operation"]
    return span.start.date() <= day < span.end.date()


def _accords(project: Project, as_of: date) -> tuple[model.Accord, ...]:
    found = []
    for accord in project.accords:
        late = (as_of - accord.due).days if accord.due and accord.status not in SETTLED else 0
        found.append(
            model.Accord(
                text=accord.text,
                owner=accord.owner,
                due=accord.due.isoformat() if accord.due else None,
                due_reason=_missing(accord.due, NO_DUE),
                status=accord.status,
                minute=accord.minute,
                minute_reason=_missing(accord.minute, NO_MINUTE),
                overdue=late > 0,
                days_overdue=max(late, 0),
            )
        )
    return tuple(found)


def _minutes(project: Project) -> tuple[model.Minute, ...]:
    found = []
    for minute in sorted(project.minutes, key=lambda minute: (minute.date, minute.id)):
        place = known(minute.place)
        posts = tuple(item.position for item in project.agreement.liaisons_on(minute.date))
        found.append(
            model.Minute(
                id=minute.id,
                day=minute.date.isoformat(),
                in_period=_reported(project, minute.date),
                place=place,
                place_reason=_missing(place, NOTHING),
                subject=minute.subject,
                liaisons=posts,
                liaisons_reason=None if posts else NOBODY,
                proof=_proof(minute.evidence),
                proof_reason=_missing(minute.evidence, NO_PROOF),
            )
        )
    return tuple(found)


def _liaison(item: Liaison, project: Project, as_of: date) -> model.Liaison:
    holder = project.liaisons.get(item.id)
    name, email = (known(getattr(holder, key)) if holder else None for key in ("name", "email"))
    since, until = (day.isoformat() if day else None for day in (item.valid_from, item.valid_until))
    return model.Liaison(
        id=item.id,
        party=item.party,
        position=item.position,
        name=name,
        name_reason=_missing(name, UNNAMED),
        email=email,
        email_reason=_missing(email, NOTHING),
        valid_from=since,
        valid_from_reason=_missing(since, ALWAYS),
        valid_until=until,
        valid_until_reason=_missing(until, ALWAYS),
        in_office=item.holds(as_of),
    )
