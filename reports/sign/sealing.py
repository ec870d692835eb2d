"""A signed memoria takes the unsigned one's place in the sealed delivery beside it, whose digest is
then another, and so is the letter that prints it."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import DeliveryError, Problem, SettingsError
from reports.delivery import bag
from reports.delivery.bag import Sealed, View
from reports.delivery.bag.manifests import PAYLOAD
from reports.delivery.bag.pieces import Progress, unseen
from reports.documents import theme
from reports.documents.theme import Theme
from reports.model import Memoria

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


def seal(signed: bytes, place: Path, letter_place: Path, progress: Progress = unseen) -> Sealed:
    """The delivery with the signed memoria, and its letter anew. Raises DeliveryError where
    anything else in it is not as it was sealed, OutputError where it cannot be written."""
    from reports.documents import letter  # noqa: PLC0415 (a page's layout; many sign without a delivery)

    with bag.read(place) as view:
        memoria, look = _memoria(view), _look(view, place)
    sealed = bag.reseal(place, {MEMORIA: signed}, progress)
    letter.write(memoria, sealed, letter_place, look or theme.load(memoria.agreement.theme))
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
