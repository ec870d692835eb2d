"""Files that people write, tools make or somebody delivers, changed at random: what is wrong with
them is said in Spanish, and nothing else happens."""

import bz2
import gzip
import io
import json
import lzma
import random
import re
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import openpyxl
import tomli_w
import zstandard
from cryptography.hazmat.primitives.serialization import Encoding

from pipeline import agreement, incidents
from pipeline.baselines import Given, recognised
from pipeline.containers import ContainerError, DamageError, texts
from pipeline.definitions.measuring import list_robots
from pipeline.errors import MemoriaError, SettingsError
from pipeline.handwritten import parse_instant
from pipeline.lines import blocks, count_lines
from pipeline.logfile import Declared
from pipeline.look import look
from pipeline.project import load_project
from reports import verification
from reports.compare import received, remarks
from reports.delivery import bag, bounds
from reports.delivery.bag import manifests
from reports.documents import emblem, theme
from reports.sign import efirma
from reports.verification import contents, package
from reports.verification import delivery as deliveries
from tests import authority
from tests.cli.support import project
from tests.fuzz import corpus, mutations
from tests.fuzz.watch import OfText, Target
from tests.hostile import factory

ZONE = ZoneInfo("America/Monterrey")
ENGLISH = re.compile(r"\b(?:the|must|cannot|could not|invalid|unexpected|expected|should|error)\b")
QUOTED = re.compile(r"[«(][^»)]*[»)]|una de: (?:\w+, )*\w+")
"""What is quoted, or a library says in brackets; keys, of which some are English words."""


def assert_told(error: MemoriaError) -> None:
    """In Spanish, and with nothing that does something to a terminal but line ends."""
    assert error.problems
    for problem in error.problems:
        assert problem.where
        assert problem.found
        said = in_spanish(f"{problem.found} {problem.expected} {problem.remedy}")
        assert len(said) < 20_000, len(said)


def in_spanish(said: str) -> str:
    assert not ENGLISH.search(QUOTED.sub("", said)), said
    return said


def whole(text: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """A file with some of its lines changed, twice there or gone; or cut at any byte."""
    ends = [*text.splitlines(keepends=True)] or [b""]
    for _ in range(1 + int(rng.random() ** 2 * 6)):
        at = int(rng.random() * len(ends))
        match int(rng.random() * 8):
            case 0:
                ends[at:at] = [ends[int(rng.random() * len(ends))]]
            case 1 if len(ends) > 1:
                del ends[at]
            case 2:
                ends[at] = mutations.something(rng) + b"\n"
            case 3 if rng.random() < 0.2:
                return mutations.truncated(b"".join(ends), rng, others)
            case _:
                ends[at] = mutations.changed(ends[at], rng, others)
    return b"".join(ends)


def damaged(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """Bytes of a packed file turned, put in, taken out, cut off or written over."""
    changes = [mutations.flipped, mutations.inserted, mutations.deleted, mutations.replaced]
    if rng.random() < 0.15:
        return mutations.truncated(data, rng, others)
    for _ in range(int(rng.random() * 4)):
        data = rng.choice(changes)(data, rng, others)
    return data


@dataclass(frozen=True)
class OfFile(OfText):
    """Whole files of one kind."""

    lines: Sequence[bytes]
    read: Callable[[bytes], object]
    change: Callable[[bytes, random.Random, Sequence[bytes]], bytes] = whole

    def text(self, rng: random.Random, _: int) -> bytes:
        return self.change(rng.choice(self.lines), rng, self.lines)

    def __call__(self, data: bytes, rng: random.Random) -> None:
        first = self._told(data)
        if rng.random() < 0.02:
            assert self._told(data) == first

    def _told(self, data: bytes) -> str:
        try:
            return repr(self.read(data))
        except MemoriaError as error:
            assert_told(error)
            return str(error)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="memoria-fuzz-"))


def placed(data: bytes, name: str) -> Path:
    place = _folder() / name
    place.write_bytes(data)
    return place


# -- containers


@dataclass(frozen=True)
class Contained:
    """Packed logs, of a line or thousands: every line before the break is read, once."""

    pack: Callable[[bytes], bytes]
    lines: Sequence[bytes] = field(default_factory=lambda: corpus.of_format("combined"))

    def text(self, rng: random.Random, lines: int) -> bytes:
        held = int(lines ** rng.random())
        return damaged(self.pack(mutations.text_of(rng, self.lines, held)), rng, ())

    def counted(self, data: bytes) -> int:
        """Those that are read."""
        return max(1, sum(number for _, number, *_ in self._read(placed(data, "log"))))

    def __call__(self, data: bytes, rng: random.Random) -> None:
        place = placed(data, "log")
        told = self._read(place)
        if rng.random() < 0.1:
            assert self._read(place) == told
        try:
            look(place, "log", Declared(role="operation", zone="UTC"))
        except MemoriaError as error:
            assert_told(error)

    def _read(self, place: Path) -> list[tuple[str | None, int, int, str]]:
        """Of each log: its member, its lines, their bytes, and what broke it off."""
        told: list[tuple[str | None, int, int, str]] = []
        with place.open("rb") as file:
            try:
                told.extend(self._lines_of(text.pieces, text.member) for text in texts(file))
            except (ContainerError, DamageError) as error:
                told.append((None, 0, 0, in_spanish(str(error))))
        return told

    def _lines_of(self, pieces, member: str | None) -> tuple[str | None, int, int, str]:
        size = number = 0
        said: str | None = None
        try:
            for block in blocks(pieces, size=1 << 16):
                assert block.first == number + 1
                assert block.lines == count_lines(block.data)
                number, size, said = number + block.lines, size + len(block.data), block.damage
        except ContainerError as error:
            said = str(error)
        return member, number, size, in_spanish(said or "")


def zipped(text: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name in ("a.log", "b/c.log", "d.log.gz"):
            archive.writestr(name, gzip.compress(text) if name.endswith("gz") else text)
    return file.getvalue()


def tarred(text: bytes, mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name in ("a.log", "n" * 200, "d.log.xz"):
            content = lzma.compress(text) if name.endswith("xz") else text
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return file.getvalue()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda text: gzip.compress(text[:9_999]) + gzip.compress(text[9_999:]),
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstandard.ZstdCompressor().compress,
    "zip": zipped,
    "zip sin comprimir": lambda text: zipped(text, zipfile.ZIP_STORED),
    "tar": tarred,
    "tar.gz": lambda text: gzip.compress(tarred(text)),
}  # fmt: skip


# -- what people write


def _project(data: bytes) -> object:
    return load_project(placed(data, "memoria.toml"))


def _agreement(data: bytes) -> object:
    return agreement.load(str(placed(data, "convenio.toml")))


def _incidents(data: bytes) -> object:
    return incidents.load_incidents(placed(data, "incidencias.csv"), ZONE)


def _received(data: bytes) -> object:
    return received.read(placed(data, "recibidas.csv"))


def _theme(data: bytes) -> object:
    folder = _folder() / "temas" / "propio"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / theme.FILE).write_bytes(data)
    return theme.load.__wrapped__("./temas/propio", _folder())


def _remarks(data: bytes) -> object:
    found = [*remarks.remarks(data.decode("utf-8", "replace"))]
    assert len(found) <= remarks.MOST
    assert all(len(text) <= remarks.LONGEST for _, text in found)
    return found


def _instants(data: bytes) -> object:
    return [parse_instant(line, ZONE) for line in data.decode("utf-8", "replace").split("\n")]


def _emblem(data: bytes) -> object:
    try:
        return emblem.read(placed(data, "logo.svg"), "un escudo")
    except emblem.UnusableError as error:
        return str(error)


RECEIVED = (
    b"archivo;recibida;folio\nentrega-a.zip;05/06/2023 20:15;1\nentrega-b.zip;2023-06-05 20:15;\n"
    b"entrega-c.zip;5/6/23 8:15 p. m.;2\n# nota\n"
)
INSTANTS = tuple(
    text.encode()
    for text in (
        "04/06/2023 20:15", "4.6.23, 8:15 p. m.", "2023-06-04T20:15:00-06:00",
        "2023-6-4 20:15:59.5", "04-06-2023 20:15 hrs.", "30/10/2022 01:30", "03/04/2022 02:30",
        "31/12/2099 23:59 h",
    )
)  # fmt: skip
COMMENTS = (
    "# Propuestas\n\nConviene *avisar* antes.\n\n- uno\n- [dos](http://x)\n\n> tres\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncódigo\n```\n"
).encode()
SVG = (
    b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">\n'
    b'<path d="M0 0 L10 10" fill="#123456"/>\n<g transform="scale(2)"><circle cx="5" r="3"/></g>\n'
    b'<use href="#a"/>\n<text x="1">a</text>\n</svg>\n'
)
THEMES = sorted(theme.FOLDER.rglob("*.toml"))


# -- files of statistics tools


def _baseline(data: bytes) -> object:
    file = Given("cifras", data)
    source = recognised(file)
    return source.read(file) if source else None


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Fecha", "Hits", "Páginas", "Visitas"])
    for day in range(1, 28):
        sheet.append([f"{day:02}/05/2023", 10 * day, day, None])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheets(data: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    """A workbook some of whose parts are changed, and packed well; or its bytes are."""
    if rng.random() < 0.3:
        return damaged(data, rng, ())
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if rng.random() < 0.3:
                content = mutations.changed(content, rng, [content])
            new.writestr(name, content)
    return made.getvalue()


# -- deliveries and their parts


@cache
def payload() -> dict[str, bytes]:
    """The files of a small delivery."""
    return factory.delivered(project(_folder() / "proyecto"))


@cache
def sealed() -> bytes:
    return factory.sealed(payload(), _folder() / f"{factory.NAME}.zip").read_bytes()


def _zip(data: bytes) -> object:
    with bag.read(placed(data, "entrega.zip")) as view:
        return [len(piece.content()) for piece in view.payload()], bag.check(view)


def _manifest(data: bytes) -> object:
    return manifests.listed(data.decode("utf-8", "replace"), "manifest-sha256.txt")


def _info(data: bytes) -> object:
    return manifests.info_labels(data.decode("utf-8", "replace"))


def _summary(data: bytes) -> object:
    return deliveries._memoria(bounds.json_object(data, "resumen.json")) is not None


ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, 5e-324, 10**17, 10**400, "", "x", "\u202e", "=1+1", "\ud800",
    "0001-01-01", "2023-06-16", "9999-12-31T23:59:59Z", "\x00", [], {}, [[]], {"": None},
    [None] * 50, "x" * 5_000, "NaN", "-6", "1e5",
)  # fmt: skip


def leaves(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """Some values of a JSON are others; or its bytes are."""
    if rng.random() < 0.3:
        return whole(data, rng, others)
    root = json.loads(data)
    for _ in range(1 + int(rng.random() * 3)):
        inner = root
        while True:
            keys = [*inner] if isinstance(inner, dict) else [*range(len(inner))]
            if not keys:
                break
            key = rng.choice(keys)
            if isinstance(inner[key], dict | list) and inner[key] and rng.random() < 0.95:
                inner = inner[key]
                continue
            if rng.random() < 0.1:
                del inner[key]
            else:
                inner[key] = rng.choice(ODD)
            break
    return json.dumps(root, indent=2).encode()  # as such files are written


def listed(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """A list as it is delivered, with some lines changed; or with thousands like them."""
    if rng.random() < 0.5:
        return whole(data, rng, others)
    return mutations.text_of(rng, data.splitlines(), int(LONGEST_LIST ** rng.random()))


def many(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """A profile as it is delivered, or one of hundreds of logs; some of its lines changed."""
    told = tomllib.loads(data.decode())
    told["logs"] = told["logs"] * int(MOST_LOGS ** rng.random())
    return whole(tomli_w.dumps(told).encode(), rng, others)


LONGEST_LIST, MOST_LOGS = 30_000, 300
"""Lines: more than may be read of a list. Times that the logs of a delivery are there."""


@dataclass(frozen=True)
class OfDelivery(OfText):
    """A delivery one of whose files is changed: `part` reads it, and now and then all of it is
    opened, and everything said that can be."""

    name: str
    change: Callable[[bytes, random.Random, Sequence[bytes]], bytes]
    part: Callable[[Path], object]

    @cached_property
    def lines(self) -> Sequence[bytes]:
        return (payload()[self.name],)

    @cached_property
    def folder(self) -> Path:
        return factory.unpacked(payload(), Path(tempfile.mkdtemp()) / factory.NAME)

    def text(self, rng: random.Random, _: int) -> bytes:
        return self.change(self.lines[0], rng, self.lines)

    def __call__(self, data: bytes, rng: random.Random) -> None:
        (self.folder / "data" / self.name).write_bytes(data)
        try:
            if rng.random() < 0.95:
                self.part(self.folder)
                return
            with deliveries.opened(self.folder) as delivery:
                for topic in ("contenido", "plazo", "datos"):
                    for one in verification.guarded(topic, lambda: factory.STEPS[topic](delivery)):  # noqa: B023
                        assert one.state in ("good", "warning", "missing", "skipped")
        except MemoriaError as error:
            assert_told(error)


def _recalculation(folder: Path) -> object:
    return deliveries._project(folder / "data")


def _annexes(folder: Path) -> object:
    with factory.described(folder) as delivery:
        return contents.files(delivery)


def _provenance(folder: Path) -> object:
    with factory.described(folder) as delivery:
        return contents.program(delivery), contents.libraries(delivery)


def _datapackage(folder: Path) -> object:
    with factory.described(folder) as delivery:
        return package.described(delivery)


# -- e.firma


def _certificate(data: bytes) -> object:
    found = efirma.certificate(data, "x.cer")
    return found.name, [str(one) for one in efirma.problems(found, authority.NOW, "x.cer")]


def _key(data: bytes) -> object:
    problems = [str(one) for one in efirma.key_problems(data, "x.key")]
    return problems, efirma.unlock(data, "otra", "x.key") is None


def _identity(data: bytes) -> object:
    try:
        return len(verification.identities(placed(data, "llave.txt")))
    except SettingsError as error:
        assert_told(error)
        return str(error)


def targets() -> dict[str, Target]:
    return {**of_people(), **of_deliveries()}


def of_people() -> dict[str, Target]:
    toml = lambda *folders: tuple(  # noqa: E731
        text for folder in folders for text in corpus.files(folder, ".toml")
    )
    profiles = tuple(path.read_bytes() for path in agreement.loading.FOLDER.glob("*.toml"))
    tools = tuple(
        text
        for folder in ("accepted", "recorded", "refused")
        for ending in (".csv", ".tsv", ".txt", ".json", ".current", ".hist")
        for text in corpus.files(f"pipeline/baselines/{folder}", ending, least=0)
    )
    certificates = tuple(
        authority.certificate(one).public_bytes(encoding)
        for one in (authority.ANA, authority.COMPANY)
        for encoding in (Encoding.DER, Encoding.PEM)
    )
    return {
        **{f"contenedor {name}": Contained(pack) for name, pack in PACKED.items()},
        "memoria.toml": OfFile(toml("pipeline/cases/project"), _project),
        "perfil de convenio": OfFile((*profiles, *toml("pipeline/cases/agreement")), _agreement),
        "tema": OfFile(tuple(path.read_bytes() for path in THEMES), _theme),
        "emblema SVG": OfFile((SVG,), _emblem),
        "incidencias.csv": OfFile(corpus.files("pipeline/cases/incidents", ".csv"), _incidents),
        "recibidas.csv": OfFile((RECEIVED,), _received),
        "comentarios.md": OfFile((COMMENTS,), _remarks),
        "fechas escritas a mano": OfFile((b"\n".join(INSTANTS * 20),), _instants),
        "línea base: archivos de herramientas": OfFile(tools, _baseline),
        "línea base: XLSX": OfFile((workbook(),), _baseline, sheets),
        "e.firma: certificado": OfFile(certificates, _certificate, damaged),
        "e.firma: llave": OfFile(keys(), _key, damaged),
        "robots.pm de AWStats": OfFile((ROBOTS, ROBOTS.replace(b"(?!x)", b"")), _robots),
        "llave de cifrado (age)": OfFile((IDENTITY,), _identity),
    }


def of_deliveries() -> dict[str, Target]:
    """They need one, which takes seconds to make."""
    return {
        "entrega: zip": OfFile((sealed(),), _zip, damaged),
        "entrega: manifiesto": OfFile((listing(),), _manifest),
        "entrega: bag-info.txt": OfFile((INFO,), _info),
        "entrega: resumen.json": OfFile((payload()["resumen.json"],), _summary, leaves),
        "entrega: procedencia.json": OfDelivery("procedencia.json", leaves, _provenance),
        "entrega: datapackage.json": OfDelivery("datos/datapackage.json", leaves, _datapackage),
        "entrega: anexos.sha256": OfDelivery("anexos.sha256", listed, _annexes),
        "entrega: perfil de recálculo": OfDelivery("perfiles/recalculo.toml", many, _recalculation),
    }


def _robots(data: bytes) -> object:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE agent AS SELECT 1::UBIGINT agent_id, 'bot x' text")
    connection.execute("CREATE TABLE listed_robot (agent_id UBIGINT)")
    list_robots(connection, placed(data, "robots.pm").parent)
    return connection.execute("FROM listed_robot").fetchall()


ROBOTS = b"""package AWSROB;
my @RobotsSearchIDOrder_list1 = (
# Common robots
%s
"it\\'s",
);
@RobotsSearchIDOrder_listgen=(
'robot',
'(?:spider|crawl)(?!x)', # looks ahead
);
1;
""" % b"\n".join(rb"'appie%d'," b"\n" rb"'bot%d[\s_+:,\.\;\/\\-]'," % (n, n) for n in range(200))
"""As long as AWStats's own."""
IDENTITY = (
    b"# created: 2023-06-16\n# public key: age1x\n"
    b"AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX\n"
)
INFO = manifests.info_text(
    {"Source-Organization": "El Mezquite", "External-Description": "palabras " * 40}
).encode()


def listing() -> bytes:
    return manifests.listing({f"data/archivo {n} ñ.csv": f"{n:064x}" for n in range(100)}).encode()


def keys() -> tuple[bytes, ...]:
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        PrivateFormat,
    )

    lock = BestAvailableEncryption(b"x")
    return tuple(
        authority.key().private_bytes(encoding, PrivateFormat.PKCS8, lock)
        for encoding in (Encoding.DER, Encoding.PEM)
    )
