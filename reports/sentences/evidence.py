"""Sentences about what is handed over and how anybody can check it."""

from reports import locale
from reports.model import Memoria

WHY = {
    "seudonimizada": "Se eligió porque una dirección se refiere a una persona identificable, y "
    "entregarla sería transferir un dato personal: así se entrega cada solicitud, y cada cifra se "
    "puede volver a calcular, sin que se entregue ninguna dirección.",
    "integra-cifrada": "Se eligió porque se pide la bitácora tal como la escribió el servidor; por "
    "contener datos personales, viaja cifrada y la abre solo quien tiene la llave privada.",
    "agregada": "Se eligió para que no se entregue ningún renglón; a cambio, las cifras no se "
    "pueden volver a calcular con lo entregado.",
}
"""Why a privacy mode: the memoria has to justify it."""

HANDED = {
    "seudonimizada": "Cada bitácora se entrega renglón por renglón, en su propio formato, con "
    "fichas en el lugar de las direcciones y sin usuarios, cookies ni consultas. Una ficha es una "
    "dirección IPv6 reservada (fd00::/8): igual dirección, igual ficha; igual red, igual comienzo. "
    "De una consulta que se parece a un ataque queda el nombre de la firma. Lo que el formato no "
    "puede decir, como un renglón rechazado y su motivo, es una nota que empieza con «#memoria».",
    "integra-cifrada": "Cada bitácora se entrega íntegra, cifrada con age para la llave pública de "
    "la institución. El cifrado usa azar: cada vez que se arma la entrega, sus bytes son otros.",
    "agregada": "No se entregan bitácoras, solo las cuentas por corte de la carpeta datos/.",
}


ORIGINALS = {
    "seudonimizada": "Las bitácoras originales se quedan con quien las registró. Su huella "
    "permite saber más adelante si son las mismas de las que salieron las entregadas.",
    "integra-cifrada": "Las bitácoras originales van dentro de las entregadas; ésta es su huella "
    "una vez descifradas.",
    "agregada": "Las bitácoras se quedan con quien las registró. Su huella permite saber más "
    "adelante si son las mismas de las que salieron las cuentas.",
}


def delivered(memoria: Memoria) -> str:
    """What of the logs is in the sealed file."""
    found = memoria.handover
    text = f"{WHY[found.mode]} {HANDED[found.mode]}"
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
    return (
        f"{ORIGINALS[memoria.handover.mode]} La de todas es la de la lista «huella, dos espacios, "
        "ruta», un archivo por renglón y en el orden de sus rutas."
    )
