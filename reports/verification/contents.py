"""What the agreement asks for: is it all there, and was it in time?"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime

from pipeline import agreement
from pipeline.agreement.modes import AGGREGATED
from pipeline.errors import DeliveryError, Problem
from reports import locale
from reports.delivery import annexes, bounds, components, provenance
from reports.delivery.bag import manifests
from reports.delivery.bag.names import shown
from reports.delivery.libraries import installed
from reports.model import Memoria
from reports.verification.base import Examined, judged
from reports.verification.delivery import LOGS, Delivery

FILES = {
    "memoria.pdf": "el documento, en la forma que se imprime y se firma",
    "memoria.html": "el documento en pantalla",
    "resumen.json": "todas las cifras",
    annexes.MANIFEST: "la lista de las huellas de los anexos",
    "datos/datapackage.json": "la descripción de los datos",
    "perfiles/convenio.toml": "el convenio, como se aplicó",
    "perfiles/memoria.toml": "el proyecto, como se aplicó",
    "perfiles/recalculo.toml": "el proyecto que mide de nuevo las bitácoras",
    "procedencia.json": "versiones y huellas de lo que se leyó",
    components.FILE: "las bibliotecas con que se hizo",
}
"""What every delivery holds, whatever the agreement."""

MOST_NAMED = 5
"""Libraries that are named one by one."""


def files(delivery: Delivery) -> Examined:
    """The files of every delivery, and the annexes against their list."""
    there = {path.removeprefix(manifests.PAYLOAD) for path in delivery.view.pieces}
    problems = [Problem(path, "falta", what) for path, what in FILES.items() if path not in there]
    if annexes.MANIFEST in there:
        problems += _annexes(delivery)
    good = f"lo que lleva toda entrega; {len(there):,} archivos en total"
    return judged("contenido", good, problems)


def _annexes(delivery: Delivery) -> Iterator[Problem]:
    """anexos.sha256 names every annex, with the digests of the sealed list; its own is the one that
    the memoria prints."""
    text = delivery.file(annexes.MANIFEST) or b""
    try:
        listed = manifests.listed(text.decode("utf-8", "replace"), annexes.MANIFEST)
        sealed = manifests.listed(delivery.view.text(manifests.MANIFEST), manifests.MANIFEST)
    except DeliveryError as error:
        yield from error.problems
        return
    expected = {
        path.removeprefix(manifests.PAYLOAD): digest
        for path, digest in sealed.items()
        if path.removeprefix(manifests.PAYLOAD).partition("/")[0] in annexes.FOLDERS
    }
    for path in sorted({*listed, *expected}):
        if listed.get(path) != expected.get(path):
            found = f"su huella es {listed.get(path, 'ninguna')}"
            yield Problem(
                f"{annexes.MANIFEST}: {path}", found, expected.get(path, "no está en la entrega")
            )
    handover = delivery.summary.get("handover")
    printed = handover.get("annexes_sha256") if isinstance(handover, dict) else None
    own = hashlib.sha256(text).hexdigest()
    if printed != own:
        yield Problem(
            annexes.MANIFEST, f"su huella es {own}", f"{printed}, la que imprime el documento"
        )


def clauses(delivery: Delivery) -> Iterator[Examined]:
    """Item by item of the agreement: what the memoria itself says of each, and the files behind."""
    memoria = delivery.memoria
    if memoria is None:
        yield Examined("contenido", "skipped", "lo que pide cada cláusula no se pudo comprobar")
        return
    for item in memoria.delivery:
        text = f"{item.title} (cláusula {item.clause}): {item.status}; {item.detail}"
        state = {"completo": "good", "parcial": "warning", "falta": "missing"}[item.status]
        yield Examined("contenido", state, text)  # type: ignore[arg-type]
    yield judged("contenido", _handed(memoria), _logs(delivery, memoria))
    yield _profile(delivery, memoria)


def _handed(memoria: Memoria) -> str:
    handed = memoria.handover
    if handed.lines is None:
        return f"sin bitácoras: modalidad {handed.mode}"
    logs = locale.plural(len(handed.logs), "bitácora", "bitácoras")
    return f"{logs} con {handed.lines:,} renglones, en modalidad {handed.mode}"


def _logs(delivery: Delivery, memoria: Memoria) -> Iterator[Problem]:
    """Every log that the memoria counts was handed over, and none that it does not."""
    sizes = {
        path.removeprefix(manifests.PAYLOAD): piece.size
        for path, piece in delivery.view.pieces.items()
        if path.startswith(LOGS)
    }
    named = {log.path: log.size for log in memoria.handover.logs}
    for path in sorted(named.keys() | sizes.keys()):
        if named.get(path) != sizes.get(path):
            found = f"{sizes[path]:,} bytes" if path in sizes else "falta"
            expected = f"{named[path]:,} bytes" if path in named else "el documento no lo menciona"
            yield Problem(path, found, expected)
    if memoria.handover.mode == AGGREGATED:
        return
    sources = {log.source for log in memoria.handover.logs}
    for log in memoria.ingest.by_file:
        if log.path not in sources:
            yield Problem(log.path, "se midió y no se entregó", "la bitácora en bitacoras/")


def _profile(delivery: Delivery, memoria: Memoria) -> Examined:
    """Whether the agreement that was applied is the one we know under its name."""
    known = agreement.FOLDER / f"{memoria.agreement.id}.toml"
    if memoria.agreement.id not in agreement.available():
        text = f"este programa no trae el convenio «{memoria.agreement.id}»: revise su perfil"
        return Examined("contenido", "warning", text)
    if known.read_bytes() == delivery.file("perfiles/convenio.toml"):
        return Examined("contenido", "good", "el perfil del convenio es el que trae este programa")
    text = "el perfil del convenio no es el que trae este programa: compárelos"
    return Examined("contenido", "warning", text)


def program(delivery: Delivery) -> Examined:
    """Whether the program that made it counts and writes as this one: two revisions may share a
    version."""
    try:
        told = json.loads(delivery.file("procedencia.json") or b"")["rules"]
        digests = {one["name"]: one["sha256"] for one in told}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        problem = Problem("procedencia.json", f"no se puede leer ({type(error).__name__})")
        return judged("contenido", "", [problem])
    other = [one.name for one in provenance.rules() if digests.get(one.name) != one.sha256]
    if not other:
        return Examined("contenido", "good", "la hizo esta misma revisión del programa")
    text = f"la hizo otra revisión del programa: difieren {locale.listing(other)}"
    return Examined("contenido", "warning", f"{text}; lo que no coincida puede deberse a eso")


def libraries(delivery: Delivery) -> Examined:
    """Whether the bill of libraries is the one that the provenance names, and whether they are
    those installed here."""
    content = delivery.file(components.FILE) or b""
    try:
        named = json.loads(delivery.file("procedencia.json") or b"")["components_sha256"]
        theirs = components.versions(bounds.json_object(content, components.FILE))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        problem = Problem(components.FILE, f"no se puede leer ({type(error).__name__})")
        return judged("contenido", "", [problem])
    if named != (own := hashlib.sha256(content).hexdigest()):
        expected = f"{named}, la que dice procedencia.json"
        return judged("contenido", "", [Problem(components.FILE, f"su huella es {own}", expected)])
    ours = {one.name: one.version for one in installed()}
    other = sorted(name for name in theirs | ours if theirs.get(name) != ours.get(name))
    if not other:
        return Examined("contenido", "good", f"con las mismas {len(ours)} bibliotecas que aquí")
    few = locale.listing([shown(name) for name in other[:MOST_NAMED]])
    text = f"con otras bibliotecas o versiones que aquí ({len(other):,}), entre ellas {few}"
    return Examined("contenido", "warning", text)


def dates(delivery: Delivery, as_of: date) -> Iterator[Examined]:
    """as_of: the day of the examination. When a delivery arrived, its acuse says."""
    memoria = delivery.memoria
    if memoria is None:
        yield Examined("plazo", "skipped", "no se pudo comprobar")
        return
    made, deadline = (
        date.fromisoformat(memoria.as_of),
        datetime.fromisoformat(memoria.agreement.deadline),
    )
    told = f"fechada el {made:%d/%m/%Y}; el plazo vence el {deadline:%d/%m/%Y a las %H:%M}"
    yield Examined("plazo", "good" if made <= deadline.date() else "missing", told)
    labels = manifests.info_labels(delivery.view.text(manifests.INFO, manifests.LARGEST_INFO))
    sealed = labels.get("Bagging-Date", "")
    if sealed != memoria.as_of:
        problem = Problem(manifests.INFO, f"sellada el «{sealed}»", memoria.as_of)
        yield judged("plazo", "", [problem])
    if made > as_of:
        yield Examined("plazo", "warning", f"su fecha es posterior a hoy, {as_of:%d/%m/%Y}")
