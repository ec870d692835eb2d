"""Files as they were put into the delivery → what was handed over."""

from collections.abc import Sequence

from pipeline.agreement.modes import AGGREGATED
from pipeline.handover import Handed
from pipeline.project import Project
from reports.delivery.annexes import Annexes
from reports.model import handover as model

NO_LINES = f"en la modalidad {AGGREGATED} no se entrega ninguna solicitud individual"
NO_LOGS = "no hay bitácoras que entregar"


def handover(
    project: Project, delivery: str, handed: Sequence[Handed], annexes: Annexes
) -> model.Handover:
    """delivery: name of the sealed file, without its ending."""
    mode = project.agreement.privacy_mode
    why = None if handed else NO_LINES if mode == AGGREGATED else NO_LOGS
    return model.Handover(
        mode=mode,
        delivery=delivery,
        annexes_sha256=annexes.sha256,
        annexes=annexes.files,
        annexes_size=annexes.size,
        logs=tuple(_log(one) for one in sorted(handed, key=lambda one: one.path)),
        logs_reason=why,
        lines=sum(one.lines for one in handed) if handed else None,
        lines_reason=why,
        size=sum(one.size for one in handed) if handed else None,
        size_reason=why,
    )


def _log(one: Handed) -> model.HandedLog:
    return model.HandedLog(
        path=one.path, source=one.source, sha256=one.sha256, size=one.size, lines=one.lines
    )
