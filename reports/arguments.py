"""The words of the command line → what the commands work with. Everything that a user can write
there is here, in Spanish."""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

from pipeline import agreement, definitions, outputs, timespan
from pipeline.addresses import Network
from pipeline.clients import Forwarded, networks
from pipeline.errors import LogError, Problem, SettingsError
from pipeline.formats import resolve
from pipeline.formats.readers.fields import FORWARDING
from pipeline.logfile import Declared
from pipeline.refusals import reason, unwritable
from reports import doctor, spanish
from reports.terminal import Terminal

MOST_SHARES = 10_000

Command = Callable[[argparse.Namespace, Terminal], int]


def parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """commands: what each order runs, by its name."""
    spanish.translate_argparse()
    made = argparse.ArgumentParser(
        prog="memoria",
        description="De las bitácoras de un sitio al documento que pide el convenio.",
        epilog="Termina con 0 si todo está bien, 1 si encontró problemas, 2 si no pudo trabajar.",
    )
    made.add_argument(
        "--version", action="version", version=f"memoria {version('memoria')}",
        help="muestra la versión y termina",
    )  # fmt: skip
    orders = made.add_subparsers(title="órdenes", metavar="ORDEN", required=True)
    for name, command in commands.items():
        text, declare = ORDERS[name]
        order = orders.add_parser(name, help=text, description=text)
        order.set_defaults(command=command, order=name)
        declare(order)
        _everywhere(order)
    return made


# -- the orders


def _init(order: argparse.ArgumentParser) -> None:
    order.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="CARPETA", help="dónde (aquí)"
    )
    order.add_argument(
        "--agreement", nargs="?", const="", default=agreement.available()[0], metavar="NOMBRE",
        help=f"{', '.join(agreement.available())}, o la ruta de un .toml (el primero); sin nada, "
        "los lista",
    )  # fmt: skip
    order.add_argument(
        "--profile", type=Path, metavar="ARCHIVO",
        help="sólo copia ahí el convenio, para escribir otro a partir de él",
    )  # fmt: skip


def _check(order: argparse.ArgumentParser) -> None:
    order.add_argument(
        "project", nargs="?", type=doctor.project_in, default=doctor.PROJECT,
        metavar="memoria.toml", help="el proyecto, o su carpeta (memoria.toml de esta carpeta)",
    )  # fmt: skip
    order.add_argument(
        "--as-of", type=_date, metavar="FECHA", help="fecha del documento, AAAA-MM-DD (hoy)"
    )


def _build(order: argparse.ArgumentParser) -> None:
    _check(order)
    order.add_argument(
        "--out", type=_folder, metavar="CARPETA", help="dónde (salida, junto al proyecto)"
    )
    order.add_argument(
        "--shares", type=_shares, metavar="N",
        help="en cuántas porciones se mide; las cifras son las mismas (según las solicitudes)",
    )  # fmt: skip
    order.add_argument(
        "--cluster", metavar="DIRECCIÓN", help="el planificador de Dask que reparte el trabajo"
    )
    order.add_argument(
        "--storage", metavar="LUGAR",
        help="carpeta o s3://bucket/prefijo que ven todos los equipos (la del proyecto)",
    )  # fmt: skip


def _inspect(order: argparse.ArgumentParser) -> None:
    order.add_argument(
        "logs", nargs="+", type=Path, metavar="BITÁCORA",
        help="archivos, también comprimidos; - es la entrada estándar",
    )  # fmt: skip
    order.add_argument(
        "--format", metavar="FORMATO", help="nombre, o cadena LogFormat o log_format"
    )
    order.add_argument(
        "--timezone", metavar="ZONA", help="para formatos sin desfase: America/Monterrey"
    )
    order.add_argument(
        "--client-header", type=str.lower, choices=FORWARDING, metavar="ENCABEZADO",
        help="de dónde tomar la dirección del cliente: X-Forwarded-For…",
    )  # fmt: skip
    order.add_argument(
        "--trusted-proxy", action="append", default=[], metavar="RED",
        help="proxy al que se le cree: una dirección, 10.0.0.0/8 o private; se puede repetir",
    )  # fmt: skip
    order.add_argument(
        "--rejects", type=Path, metavar="ARCHIVO", help="escribe todos los rechazados en un CSV"
    )
    order.add_argument(
        "--definition", choices=(*definitions.available(), definitions.ALL), metavar="NOMBRE",
        help=f"cuenta como {', '.join(definitions.available())}, o todas lado a lado: all",
    )  # fmt: skip
    _json(order)


def _sign(order: argparse.ArgumentParser) -> None:
    order.add_argument(
        "pdf", type=Path, metavar="memoria.pdf", help="la memoria, o la ya firmada por otra persona"
    )
    order.add_argument(
        "--cer", type=Path, required=True, metavar="ARCHIVO", help="el certificado de la e.firma"
    )
    order.add_argument(
        "--key", type=Path, required=True, metavar="ARCHIVO", help="su llave privada"
    )
    order.add_argument(
        "--field", metavar="CAMPO", help="qué firma es: firma-1, firma-2… (la primera vacía)"
    )
    order.add_argument("--reason", metavar="TEXTO", help="el motivo, que se imprime")
    order.add_argument(
        "--rfc", metavar="RFC", help="de quién debe ser, si el documento no lo declara"
    )
    _authorities(order)
    order.add_argument(
        "--out", type=Path, metavar="ARCHIVO", help="dónde (memoria-firmada.pdf, junto al PDF)"
    )


def _verify(order: argparse.ArgumentParser) -> None:
    order.add_argument(
        "delivery", type=Path, metavar="ENTREGA", help="el .zip, su carpeta, o un PDF firmado"
    )
    order.add_argument(
        "--recompute", action="store_true", help="mide de nuevo las bitácoras entregadas"
    )
    order.add_argument(
        "--identity",
        type=Path,
        metavar="ARCHIVO",
        help="la llave privada (age) que abre las cifradas",
    )
    _authorities(order)
    order.add_argument(
        "--as-of", type=_date, metavar="FECHA", help="día de la revisión, AAAA-MM-DD (hoy)"
    )
    _json(order)


def _compare(order: argparse.ArgumentParser) -> None:
    order.add_argument(
        "deliveries", nargs="+", type=Path, metavar="ENTREGA",
        help="el .zip, su carpeta, o una carpeta con varias de ambas",
    )  # fmt: skip
    order.add_argument(
        "--out", type=_folder, default=Path("comparativo"), metavar="CARPETA",
        help="dónde (comparativo, en esta carpeta)",
    )  # fmt: skip
    order.add_argument(
        "--agreement", metavar="NOMBRE",
        help="de qué convenio, si las hay de varios: su nombre, o la ruta de un .toml",
    )  # fmt: skip
    order.add_argument(
        "--recompute", action="store_true",
        help="mide de nuevo todas las bitácoras y guarda también sus solicitudes",
    )  # fmt: skip
    order.add_argument(
        "--admit", type=_admission, action="append", default=[], metavar="ARCHIVO=MOTIVO",
        help="incluye, señalada, una entrega que no coincide; se puede repetir",
    )  # fmt: skip
    order.add_argument(
        "--received", type=Path, metavar="CSV",
        help="cuándo se recibió cada una: columnas archivo, recibida y folio",
    )  # fmt: skip
    order.add_argument(
        "--earlier", type=Path, metavar="ARCHIVO",
        help="el comparativo.duckdb de otra elección, para decir qué cambió",
    )  # fmt: skip
    order.add_argument(
        "--identity", type=Path, metavar="ARCHIVO",
        help="la llave privada (age) que abre las cifradas",
    )  # fmt: skip
    _authorities(order)
    order.add_argument(
        "--as-of", type=_date, metavar="FECHA", help="fecha de la comparación, AAAA-MM-DD (hoy)"
    )
    order.add_argument(
        "--theme", metavar="NOMBRE", help="identidad gráfica (la del convenio): nombre o carpeta"
    )


def _authorities(order: argparse.ArgumentParser) -> None:
    order.add_argument(
        "--ac", type=Path, action="append", default=[], metavar="ARCHIVO",
        help="certificado de la autoridad que emitió la e.firma; se puede repetir",
    )  # fmt: skip


def _everywhere(order: argparse.ArgumentParser) -> None:
    order.add_argument(
        "--verbose", action="store_true", help="va diciendo qué hace y cuánto tarda cada paso"
    )
    order.add_argument(
        "--record", type=Path, metavar="ARCHIVO", help="guarda ahí el registro de la corrida (JSON)"
    )


def _json(order: argparse.ArgumentParser) -> None:
    order.add_argument("--json", action="store_true", help="escribe JSON en la salida estándar")


ORDERS: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "init": ("Escribe los archivos por llenar de un convenio.", _init),
    "check": ("Dice qué hay y qué falta, punto por punto del convenio.", _check),
    "build": ("Hace la memoria (PDF, HTML, datos) y la entrega sellada.", _build),
    "sign": ("Firma la hoja de firmas con una e.firma; pide la contraseña.", _sign),
    "verify": ("Comprueba una entrega, o las firmas de un PDF.", _verify),
    "compare": ("Compara las entregas de varios difusores, verificadas antes.", _compare),
    "doctor": (doctor.TEXT, doctor.declare),
    "inspect": ("Lee cualquier bitácora y dice qué contiene.", _inspect),
}
"""What each is for, and its words."""


# -- what the words mean


def told(options: argparse.Namespace) -> dict[str, object]:
    """What the user chose, by the name of each option."""
    own = ("command", "order", "verbose", "record")
    return {name: value for name, value in vars(options).items() if name not in own}


def declared(options: argparse.Namespace) -> Declared:
    """What the options of `inspect` say of its logs. Raises MemoriaError."""
    if options.timezone and options.timezone not in timespan.zone_names():
        raise SettingsError(_unknown_zone(options.timezone))
    header = options.client_header
    if bool(header) != bool(options.trusted_proxy):
        raise SettingsError(_half_declared(header))
    return Declared(
        format=resolve(options.format) if options.format else None,
        zone=options.timezone,
        forwarded=Forwarded(header, _trusted(options.trusted_proxy)) if header else None,
        must_read=False,  # who names a format here wants to see what it does not read
    )


@contextmanager
def standard_input(logs: Sequence[Path]) -> Iterator[list[tuple[Path, str]]]:
    """The logs and their names; `-` and pipes, as in `<(zcat …)`, are kept in files of their own
    while the block runs, for a log is read twice. Raises LogError."""
    with outputs.scratch() as folder:
        kept: dict[Path, Path] = {}
        for path in logs:
            if (path == Path("-") or path.is_fifo()) and path not in kept:
                kept[path] = folder / str(len(kept))
                _keep(path, kept[path])
        yield [(kept.get(path, path), str(path)) for path in logs]


def _keep(stream: Path, place: Path) -> None:
    """What a stream gives, in a file. Raises LogError."""
    remedy = "pase el nombre de un archivo"
    if stream == Path("-") and sys.stdin is None:
        raise LogError(Problem("-", "no hay entrada estándar", "", remedy))
    try:
        with place.open("wb") as file:
            if stream == Path("-"):
                shutil.copyfileobj(sys.stdin.buffer, file)
            else:
                with stream.open("rb") as pipe:
                    shutil.copyfileobj(pipe, file)
    except OSError as error:
        found = f"no se puede leer ({reason(error)})"
        raise LogError(Problem(str(stream), found, "", remedy)) from None


def _shares(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST_SHARES:
        return int(text)
    expected = f"se espera un número entero de 1 a {MOST_SHARES:,}"
    raise argparse.ArgumentTypeError(f"«{text}» no sirve; {expected}")


def _folder(text: str) -> Path:
    folder = Path(text)
    if wrong := unwritable(folder):
        raise argparse.ArgumentTypeError(f"{wrong.found}; {wrong.remedy}")
    return folder


def _date(text: str) -> date:
    for layout in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, layout).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"«{text}» no es una fecha; se espera AAAA-MM-DD")


def _admission(text: str) -> tuple[str, str]:
    name, sign, why = text.partition("=")
    if not (name.strip() and sign and why.strip()):
        raise argparse.ArgumentTypeError(f"«{text}» no es ARCHIVO=MOTIVO")
    return Path(name.strip()).name, " ".join(why.split())


def _unknown_zone(name: str) -> Problem:
    return Problem(
        "--timezone",
        f"no existe la zona «{name}»",
        "una zona IANA",
        "por ejemplo America/Monterrey",
    )


def _trusted(texts: Sequence[str]) -> tuple[Network, ...]:
    for text in texts:
        try:
            networks([text])
        except ValueError:
            found = f"«{text}» no es una dirección ni una red"
            expected = "una dirección, una red como 10.0.0.0/8, o private"
            raise SettingsError(Problem("--trusted-proxy", found, expected)) from None
    return networks(texts)


def _half_declared(header: str | None) -> Problem:
    """A header that anybody can send is no evidence of anything."""
    if header:
        return Problem(
            "--client-header",
            "no se dice a qué proxies creerle",
            "--trusted-proxy 10.0.0.0/8",
            "escriba las direcciones de su balanceador o de su CDN",
        )
    return Problem(
        "--trusted-proxy",
        "no se dice en qué encabezado viene el cliente",
        "--client-header X-Forwarded-For",
    )
