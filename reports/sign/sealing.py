"""A signed memoria takes the unsigned one's place in the sealed delivery beside it, whose digest is
then another, and so is the letter that prints it."""

import tomllib
from contextlib import ExitStack, suppress
from pathlib import Path

from pydantic import ValidationError

from pipeline import outputs
from pipeline.errors import DeliveryError, MemoriaError, Problem, SettingsError, SignatureError
from reports.delivery import bag
from reports.delivery.bag import Sealed, View
from reports.delivery.bag.manifests import PAYLOAD
from reports.delivery.sealing import LETTER
from reports.documents import theme
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.sign.document import LARGEST_PDF
from reports.sign.request import Asked, Request, place_problems, read

NAMES = "entrega-*.zip"
MEMORIA = "memoria.pdf"


def holding(pdf: bytes, folder: Path) -> Path | None:
    """The delivery in the folder in which this very memoria lies. Raises DeliveryError."""
    for place in sorted(folder.glob(NAMES)):
        with bag.read(place) as view:
            piece = view.pieces.get(PAYLOAD + MEMORIA)
            if piece and piece.size == len(pdf) and piece.content() == pdf:
                return place
    return None


def completed(asked: Asked) -> Problem | None:
    """What an earlier run that was killed had ready, or had signed and sealed, and is in its place
    now: to sign again would be a second signature. Raises OutputError, WarehouseError."""
    finished = [outputs.finished(folder) for folder in (asked.pdf.parent, asked.place.parent)]
    if any(finished):
        found = "una corrida anterior se interrumpió mientras guardaba"
        remedy = "revise si el documento ya lleva su firma; si no, vuelva a correr"
        return Problem(str(asked.place), found, "", remedy)
    if signed := _signed_within(asked):
        with outputs.staging(asked.place.parent) as stage:
            (stage / asked.place.name).write_bytes(signed)
        found = "la entrega ya llevaba firmada esa memoria, y de ella se copió"
        remedy = "revise si lleva su firma; si no, firme ese archivo"
        return Problem(str(asked.place), found, "", remedy)
    return None


def _signed_within(asked: Asked) -> bytes | None:
    """The memoria as a delivery beside it holds it, signed, where it is nowhere else."""
    if asked.place.exists():
        return None
    with suppress(MemoriaError):  # whatever is wrong is told when it is to be signed
        pdf = read(asked.pdf)
        for place in sorted(asked.pdf.parent.glob(NAMES)):
            with bag.read(place) as view:
                piece = view.pieces.get(PAYLOAD + MEMORIA)
                if piece and len(pdf) < piece.size <= LARGEST_PDF:
                    signed = piece.content()
                    if signed.startswith(pdf):
                        return signed
    return None


def put(ready: Request, signed: bytes, delivery: Path | None) -> Sealed | None:
    """The signed PDF appears and, where a delivery holds the unsigned one, that delivery with the
    signed one and its letter: all of them or none. Where the PDF goes to another folder the
    delivery is first, for what is lacking can be copied from it. Raises MemoriaError, also where
    somebody else has signed or built there since the request was made."""
    place, beside = ready.asked.place, ready.asked.pdf.parent
    with ExitStack() as stages:
        stage = folder = stages.enter_context(outputs.staging(place.parent))
        if delivery and not place.parent.samefile(beside):
            folder = stages.enter_context(outputs.staging(beside))
        _unchanged(ready, delivery)
        (stage / place.name).write_bytes(signed)
        return seal(signed, delivery, folder) if delivery else None


def _unchanged(ready: Request, delivery: Path | None) -> None:
    """Raises SignatureError."""
    pdf = ready.asked.pdf
    problems = [*place_problems(ready.asked)]
    if read(pdf) != ready.pdf or holding(ready.pdf, pdf.parent) != delivery:
        remedy = "revíselo y firme de nuevo"
        problems.append(Problem(str(pdf), "otra corrida lo cambió mientras se firmaba", "", remedy))
    if problems:
        raise SignatureError(problems)


def seal(signed: bytes, delivery: Path, folder: Path) -> Sealed:
    """The delivery with the signed memoria, and its letter anew, in that folder. Raises
    DeliveryError where anything else in it is not as it was sealed, OutputError where it cannot be
    written."""
    from reports.documents import letter  # noqa: PLC0415 (a page's layout; many sign without a delivery)

    with bag.read(delivery) as view:
        memoria, look = _memoria(view), _look(view, delivery)
    sealed = bag.reseal(delivery, {MEMORIA: signed}, folder / delivery.name)
    letter.write(memoria, sealed, folder / LETTER, look or theme.load(memoria.agreement.theme))
    return sealed


def _memoria(view: View) -> Memoria:
    try:
        return Memoria.model_validate_json(view.text(f"{PAYLOAD}resumen.json"))
    except ValidationError:
        found = "no es el de esta versión del programa"
        remedy = "haga el documento de nuevo y fírmelo"
        raise DeliveryError(Problem("resumen.json", found, "", remedy)) from None


def _look(view: View, place: Path) -> Theme | None:
    """The theme that the project asks for; None where it asks for none, or for a folder that is not
    beside its outputs."""
    try:
        name = tomllib.loads(view.text(f"{PAYLOAD}perfiles/memoria.toml")).get("theme")
        return theme.load(name, place.absolute().parents[1]) if isinstance(name, str) else None
    except (tomllib.TOMLDecodeError, DeliveryError, SettingsError):
        return None
