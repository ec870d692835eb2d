"""What memoria.toml states besides the logs, against what the agreement asks for: services, tools,
backups, accords, minutes, liaisons."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from pipeline.agreement import Content
from pipeline.classify import Classifier
from pipeline.finding import Finding, plural
from pipeline.parts import Parts
from pipeline.project import Backup, Minute, Project


class Inventory(NamedTuple):
    """A list of memoria.toml that a deliverable may be made of. none: where it is empty."""

    content: Content
    table: str
    topic: str
    none: str
    one: str
    many: str


INVENTORIES = (
    Inventory("tools", "tools", "herramientas", "ninguna herramienta",
              "herramienta en el inventario", "herramientas en el inventario"),
    Inventory("backups", "backups", "respaldos", "ningún respaldo ni restauración",
              "respaldo o restauración", "respaldos y restauraciones"),
    Inventory("accords", "accords", "acuerdos", "ningún acuerdo", "acuerdo", "acuerdos"),
    Inventory("minutes", "minutes", "minutas", "ninguna minuta", "minuta", "minutas"),
)  # fmt: skip


def inventories(project: Project) -> Iterator[Finding]:
    """Each that the agreement asks for or the project has, and the files that prove it."""
    for kind in INVENTORIES:
        rows = getattr(project, kind.table)
        if rows:
            yield Finding(kind.topic, "good", plural(len(rows), kind.one, kind.many))
            yield from _proofs(kind.topic, rows)
        elif project.agreement.asks_for(kind.content):
            remedy = f"agregue sus bloques [[{kind.table}]]"
            yield Finding(kind.topic, "missing", f"no se declaró {kind.none}", remedy)


def _proofs(topic: str, rows: Sequence[object]) -> Iterator[Finding]:
    for row in rows:
        if not isinstance(row, Backup | Minute):
            continue
        name = row.what if isinstance(row, Backup) else row.id
        if row.evidence is None:
            text = f"«{name}» no trae archivo que lo compruebe"
            yield Finding(topic, "warning", text, 'agregue file = "…"')
        elif problem := row.evidence.problem():
            yield Finding.of(topic, "missing", problem)


def services(project: Project, parts: Sequence[Parts]) -> Iterator[Finding]:
    """Those that are measured, and those of which no log has a request."""
    topic = "servicios"
    if not project.services:
        if project.agreement.asks_for("services"):
            remedy = "agregue [services.ID] con title y hosts o paths por cada uno"
            yield Finding(topic, "missing", "no se declaró ningún servicio", remedy)
        return
    text = plural(len(project.services), "servicio", "servicios")
    yield Finding(topic, "good", f"{text}: {', '.join(one.title for one in project.services)}")
    seen = _seen(project, parts)
    for number, service in enumerate(project.services, 1):
        if number not in seen:
            remedy = f"revise hosts y paths en [services.{service.id}], o declare su bitácora"
            text = f"ninguna solicitud de las bitácoras es de «{service.title}»"
            yield Finding(topic, "missing", text, remedy)


def _seen(project: Project, parts: Sequence[Parts]) -> set[int]:
    """Numbers of the services of which there are requests, of whatever dates."""
    classifier = Classifier.of(project)
    numbers = {service.id: number for number, service in enumerate(project.services, 1)}
    found = {numbers[one.log.service] for one in parts if one.log.service and one.counts.hits}
    files = {
        name: [
            str(path)
            for one in parts
            if one.log.section != "portal"
            for path in one.folder.glob(f"{name}-*.parquet")
        ]
        for name in ("path", "vhost")
    }
    for name, paths in files.items():
        if paths:
            texts = getattr(classifier, name)(pl.scan_parquet(paths).unique())
            found |= set(texts.select("service").unique().drop_nulls().collect()["service"])
    return found


def liaisons(project: Project, as_of: date) -> Iterator[Finding]:
    """The posts that speak for the parties on that day, and who holds them."""
    if not project.agreement.liaisons:
        return
    topic = "enlaces"
    present = project.agreement.liaisons_on(as_of)
    if not present:
        text = f"ningún enlace del convenio está vigente el {as_of:%d/%m/%Y}"
        yield Finding(topic, "warning", text)
    for liaison in present:
        if project.liaisons[liaison.id].name:
            yield Finding(topic, "good", f"{liaison.position}: con nombre")
        else:
            remedy = f"escriba name en [liaisons.{liaison.id}]"
            yield Finding(topic, "warning", f"sin nombre: {liaison.position}", remedy)
