"""The sealed delivery: its name, what it says of itself, and the file that explains it."""

import re
import unicodedata
from datetime import date
from pathlib import Path

from pipeline.project import Project
from reports import locale
from reports.delivery import bag
from reports.delivery.bag.pieces import Progress, unseen
from reports.documents import view
from reports.model import Memoria
from reports.sentences import privacy

LONGEST = 60
README = "LEEME.txt"
LETTER = "oficio-de-entrega.pdf"
"""Beside the zip: it prints the zip's own digest."""
ZIP = ".zip"

CONTENTS = {
    "memoria.pdf": "{the}, para imprimir y firmar",
    "memoria.html": "lo mismo, para leerlo en pantalla: se abre con doble clic y no usa Internet",
    "resumen.json": "todas las cifras {of_the}, para otro programa",
    "bitacoras/": "las bitácoras de acceso, según la modalidad que se explica abajo",
    "datos/": "las medidas y lo demás que muestra {the}, como tablas CSV y Parquet "
    "descritas en datapackage.json (Frictionless Data Package)",
    "incidencias/": "el reporte de incidencias, como lo escribió {diffuser}",
    "comentarios/": "los comentarios y sugerencias, como los escribió {diffuser}",
    "evidencias/": "los archivos que comprueban los respaldos y las minutas que se declaran",
    "perfiles/": "el convenio y el proyecto con que se calculó",
    "procedencia.json": "versiones, reglas y huellas de lo que se usó para calcular",
    "componentes.cdx.json": "las bibliotecas con que se calculó, con su versión y licencia "
    "(CycloneDX)",
    "anexos.sha256": "la huella de cada archivo de las carpetas de arriba",
}


def name(project: Project) -> str:
    """Of the bag's folder and, with «.zip», of its file: letters of any keyboard, no spaces."""
    diffuser = slug(project.diffuser.name, "entrega")
    parts = ("entrega", diffuser, slug(project.agreement.id, "convenio"), project.agreement.month)
    return "-".join(filter(None, parts))


def slug(words: str, otherwise: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    joined = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-")
    return joined or otherwise


def seal(
    payload: Path, memoria: Memoria, folder: Path, *, progress: Progress = unseen
) -> bag.Sealed:
    """Packs the payload, with its LEEME.txt, into a zip in the folder. Raises OutputError."""
    (payload / README).write_bytes(readme(memoria, payload).encode())
    named = memoria.handover.delivery
    as_of = date.fromisoformat(memoria.as_of)
    return bag.write(
        payload, named, info(memoria), as_of, folder / (named + ZIP), progress=progress
    )


def info(memoria: Memoria) -> dict[str, str]:
    """Labels of bag-info.txt, those that RFC 8493 reserves."""
    agreement, diffuser = memoria.agreement, memoria.diffuser
    return {
        "Source-Organization": diffuser.legal_name,
        "External-Description": f"{agreement.document_title}. {diffuser.name}. {agreement.title}",
        "External-Identifier": memoria.handover.delivery,
        "Bag-Group-Identifier": agreement.id,
        "Bag-Software-Agent": f"memoria {memoria.version}",
    }


def _contents(memoria: Memoria, payload: Path) -> list[tuple[str, str]]:
    words = memoria.agreement.words
    said = {
        "the": words.document.the,
        "of_the": words.document.of_the,
        "diffuser": words.diffuser.the,
    }
    return [
        (path, what.format_map(said))
        for path, what in CONTENTS.items()
        if (payload / path).exists()
    ]


def readme(memoria: Memoria, payload: Path) -> str:
    """LEEME.txt: what lies there, and how to check it without our program."""
    said = privacy.SAID[memoria.handover.mode]
    return (
        view.environment()
        .get_template("leeme.txt")
        .render(
            m=memoria,
            date=locale.day(date.fromisoformat(memoria.as_of)),
            contents=_contents(memoria, payload),
            privacy=said.protected,
            recompute=said.recompute,
        )
    )
