"""The project that measures a delivery again: perfiles/recalculo.toml, and what it needs beside it.

It is the project as it was used, but for what the delivered logs have settled already: their
format and zone are declared, no proxy is believed, no address is looked up. What other tools had
counted of the ordinary traffic is handed over without whom they saw (see baselines/normalised.py).
"""

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli_w

from pipeline import outputs
from pipeline.agreement.modes import PSEUDONYMISED
from pipeline.baselines import Figures, normalised
from pipeline.formats import LogFormat, resolve
from pipeline.handover import FOLDER as LOGS
from pipeline.handover import Handed
from pipeline.logfile import LogFile
from pipeline.parts import Parts
from pipeline.project import Backup, Minute, Project
from pipeline.rewriting import delivered

FOLDER = "perfiles"
NAME = "recalculo.toml"
AGREEMENT = "convenio.toml"
ROBOTS = "robots.pm"
_AWSTATS = "awstats"
_WRITTEN = {"incidents": "incidencias", "comments": "comentarios"}
"""Keys of memoria.toml, and the folder of the delivery where their file lies."""


def write(
    project: Project,
    read: Sequence[Parts],
    handed: Sequence[Handed],
    figures: Sequence[Figures],
    folder: Path,
) -> None:
    """Writes it. Encrypted logs can be measured once they are decrypted beside themselves; where
    none are handed over, it says what the tables of figures are of.

    folder: of the delivery, in which incidencias/ and comentarios/ lie already. Raises OutputError.
    """
    place = folder / FOLDER
    with outputs.writing(place):
        place.mkdir(parents=True, exist_ok=True)
        data = _settings(project, folder)
        if project.agreement.privacy_mode == PSEUDONYMISED:
            data["logs"] = [_log(project, p.log, h) for p, h in zip(read, handed, strict=True)]
        else:
            data["logs"] = [_moved(block) for block in data["logs"]]
        for one in figures:
            (place / _sheet(one)).write_bytes(
                normalised.dump(one.source.name, one.spans, one.hours)
            )
        if project.awstats_lib:
            (place / _AWSTATS).mkdir(exist_ok=True)
            shutil.copyfile(project.awstats_lib / ROBOTS, place / _AWSTATS / ROBOTS)
        if figures:
            data["baseline"] = data.get("baseline", {}) | {"files": [_sheet(f) for f in figures]}
        (place / NAME).write_text(tomli_w.dumps(data, multiline_strings=False), encoding="utf-8")


def _sheet(figures: Figures) -> str:
    return f"linea-base-{figures.source.name}.csv"


def _settings(project: Project, folder: Path) -> dict[str, Any]:
    """The keys of memoria.toml that hold as they are, and where its files are now."""
    data = {key: value for key, value in project.file.data.items() if key not in ("geo", "theme")}
    data["agreement"] = AGREEMENT
    for key, name in _WRITTEN.items():
        if key in data:
            (file,) = (folder / name).iterdir()
            data[key] = f"../{name}/{file.name}"
    for table in ("backups", "minutes"):
        if table in data:
            data[table] = _proved(data[table], getattr(project, table))
    if project.awstats_lib:
        data["awstats_lib"] = _AWSTATS
    return data


def _proved(
    blocks: Sequence[Mapping[str, Any]], stated: Sequence[Backup | Minute]
) -> list[dict[str, Any]]:
    """[[backups]] or [[minutes]] as they were, of proofs that lie in the delivery now."""
    return [
        {**block, "file": f"../{item.evidence.place}"} if item.evidence else dict(block)
        for block, item in zip(blocks, stated, strict=True)
    ]


def _log(project: Project, log: LogFile, handed: Handed) -> dict[str, Any]:
    """A [[logs]] block."""
    entry: dict[str, Any] = {"role": log.role, "files": [f"../{handed.path}"]}
    entry |= _format(project, delivered(log).format)
    entry |= {"time_zone": log.zone} if log.zone else {}
    entry |= {"section": log.section} if log.section else {}
    entry |= {"service": log.service} if log.service else {}
    return entry | {"pseudonymised": log.name}


def _moved(block: Mapping[str, Any]) -> dict[str, Any]:
    """A [[logs]] block as it was, of files that lie in the delivery now."""
    files = [block["files"]] if isinstance(block["files"], str) else block["files"]
    # Of an absolute path only the file: see handover.names_of.
    relative = [re.sub(r"^(?:/|[A-Za-z]:).*[/\\]", "", file) for file in files]
    return {**block, "files": [f"../{LOGS}/{file}" for file in relative]}


def _format(project: Project, fmt: LogFormat) -> Mapping[str, Any]:
    """What declares it: its name or string, or the fields that the project declares."""
    for source in project.logs:
        declared = source.log_format()
        if source.fields and declared and declared.spec == fmt.spec:
            return {"format": source.format or "json", "fields": dict(source.fields)}
    assert resolve(fmt.name).spec == fmt.spec, fmt.name
    return {"format": fmt.name}
