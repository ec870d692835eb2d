"""Names of files in a bag: which are safe on every system, and how a manifest writes them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.errors import Problem

LONGEST_NAME, LONGEST_PATH = 255, 1024  # bytes: of a part between «/», as disks have it; of all
DEEPEST = 32  # folders, one in another
UNSAFE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode categories of what is not seen: control, direction, joiners, separators of lines."""

_DRIVE = re.compile(r"^[A-Za-z]:")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)


def encoded(path: str) -> str:
    """As RFC 8493 (2.1.3) writes a path in a manifest: CR, LF and % by their codes."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def decoded(text: str) -> str:
    """The path that a manifest means."""
    codes = {"%25": "%", "%0d": "\r", "%0a": "\n"}
    return re.sub(r"%(?:25|0[ADad])", lambda match: codes[match[0].lower()], text)


def portable(name: str) -> str:
    """A file's name as any system and any tool for manifests takes it; never empty."""
    composed = unicodedata.normalize("NFC", name)
    kept = "".join("-" if _awkward(sign) else sign for sign in composed)
    short = kept.encode()[:120].decode(errors="ignore").strip(" .") or "archivo"
    return f"_{short}" if _DEVICE.match(short) else short


def _awkward(sign: str) -> bool:
    return unicodedata.category(sign) in UNSAFE or sign in '<>:"|?*/\\%'


def shown(path: str) -> str:
    """A hostile name for a message: as it is seen, and cut where it is long."""
    text = seen(path)
    return text if len(text) <= 120 else f"{text[:119]}…"


def seen(text: str) -> str:
    """What is not seen becomes «·»."""
    return "".join("·" if unicodedata.category(sign) in UNSAFE else sign for sign in text)


def alike(name: str) -> str:
    """The same for names that people take for one: however they are composed, whatever is not seen
    in them, in capitals or not, of full width or of any other shape of the same letters."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    seen = (sign for sign in folded if unicodedata.category(sign) not in UNSAFE)
    return " ".join("".join(seen).split())


def problems(paths: Iterable[str]) -> Iterator[Problem]:
    """Everything that is wrong with the names of files that are to lie in one folder."""
    safe = []
    for path in paths:
        if found := wrong(path):
            expected = "rutas relativas con «/», dentro de la carpeta de la entrega"
            yield Problem(shown(path), found, expected, "no la desempaque con otra herramienta")
        else:
            safe.append(path)
    yield from _collisions(safe)


def wrong(path: str) -> str:
    """Why a path is refused; empty where it is safe."""
    parts = path.split("/")
    checks = (
        (any(unicodedata.category(sign) in UNSAFE for sign in path), "signos que no se ven"),
        ("\\" in path, "una diagonal invertida"),
        (path.startswith("/"), "una ruta absoluta"),
        (bool(_DRIVE.match(path)), "una letra de unidad"),
        (".." in parts, "«..» sube de carpeta"),
        (any(part in ("", ".") for part in parts), "una carpeta sin nombre"),
        (bool(_FORBIDDEN.search(path)), "signos que Windows no admite"),
        (any(part.endswith((".", " ")) for part in parts), "un punto o espacio al final"),
        (any(_DEVICE.match(part) for part in parts), "el nombre de un dispositivo de Windows"),
        (len(parts) > DEEPEST, f"más de {DEEPEST} carpetas, una dentro de otra"),
        (len(path.encode(errors="replace")) > LONGEST_PATH, "una ruta demasiado larga"),
        (any(len(p.encode(errors="replace")) > LONGEST_NAME for p in parts), "un nombre muy largo"),
    )
    reasons = "; ".join(why for bad, why in checks if bad)
    return f"nombre inseguro: {reasons}" if reasons else ""


def _collisions(names: list[str]) -> Iterator[Problem]:
    """Two files where some system has only one, and a file where another needs a folder."""
    alike: dict[str, list[str]] = defaultdict(list)
    for path in names:
        alike[_folded(path)].append(path)
    for same in alike.values():
        if len(same) > 1:
            again = "repetido" if len(set(same)) < len(same) else "distinto solo en mayúsculas"
            others = ", ".join(f"«{shown(other)}»" for other in same[1:3])
            yield Problem(shown(same[0]), f"nombre {again}: {others}", "un archivo por nombre")
    for folder in sorted({above for path in alike for above in _above(path)} & set(alike)):
        found = "es archivo y también carpeta de otro"
        yield Problem(shown(alike[folder][0]), found, "un archivo por nombre")


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _above(path: str) -> Iterator[str]:
    """The folders of a path."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
