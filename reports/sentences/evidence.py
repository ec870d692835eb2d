"""Sentences about what is handed over and how anybody can check it."""

from reports import locale
from reports.model import Memoria
from reports.sentences import privacy


def delivered(memoria: Memoria) -> str:
    """What of the logs is in the sealed file."""
    found = memoria.handover
    said = privacy.SAID[found.mode]
    text = f"{said.why} {said.handed}"
    if found.lines is None or found.size is None:
        return text
    return (
        f"{text} Son {locale.plural(len(found.logs), 'archivo', 'archivos')} con "
        f"{locale.number(found.lines)} renglones ({locale.size(found.size)}), en la carpeta "
        f"bitacoras/ del archivo {found.delivery}.zip."
    )


def annexes(memoria: Memoria) -> str:
    """What the printed digest covers."""
    found = memoria.handover
    logs = "las bitácoras, " if found.logs else ""
    return (
        f"La entrega digital, {found.delivery}.zip, lleva "
        f"{locale.plural(found.annexes, 'archivo anexo', 'archivos anexos')} "
        f"({locale.size(found.annexes_size)}): {logs}las tablas de datos, las incidencias y los "
        f"comentarios {memoria.agreement.words.diffuser.of_the} y los perfiles con que se "
        "calculó. El archivo anexos.sha256 da la huella de cada uno. La huella de ese archivo los "
        "abarca a todos: es la que se imprime aquí y en el acuse de recibo."
    )


def originals(memoria: Memoria) -> str:
    """What the digests of the logs as they were read are good for."""
    said = privacy.SAID[memoria.handover.mode]
    return (
        f"{said.originals} La de todas es la de la lista «huella, dos espacios, "
        "ruta», un archivo por renglón y en el orden de sus rutas."
    )
