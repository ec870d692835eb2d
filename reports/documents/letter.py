"""Memoria and sealed bag → oficio-de-entrega.pdf: one sheet that goes with the sealed file.

It lies beside the zip, not in it: it prints the zip's own digest.
"""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from pipeline import outputs
from reports import locale
from reports.delivery.bag import Sealed
from reports.documents import paper, view
from reports.documents.theme import Theme
from reports.model import Memoria
from reports.sentences import phrases, privacy
from reports.tables import delivery

STYLE = Path(__file__).with_name("styles") / "letter.css"

SIZES = (10, 9, 8, 7)
"""Of the letters, in points: the largest with which all stands on one sheet. Where not even the
smallest does, the contents are not listed one by one."""

LONGEST = 160
"""Signs of a name: whoever has a longer one has it whole in the memoria."""


def write(memoria: Memoria, sealed: Sealed, place: Path, look: Theme) -> None:
    """Raises OutputError."""
    with outputs.writing(place):
        place.write_bytes(pdf(memoria, sealed, look))


def pdf(memoria: Memoria, sealed: Sealed, look: Theme) -> bytes:
    """One sheet, whatever the names and however many the contents."""
    for listed in (True, False):
        html = _html(memoria, sealed, look, listed=listed)
        for size in SIZES:
            made = _printed(html, memoria, sealed, look, size)
            if _sheets(made) == 1:
                return made
    raise AssertionError("texts are cut so that they fit")


def _html(memoria: Memoria, sealed: Sealed, look: Theme, *, listed: bool) -> str:
    template = view.environment().get_template("letter.html")
    return template.render(_context(memoria, sealed, listed=listed) | {"look": look})


def _printed(html: str, memoria: Memoria, sealed: Sealed, look: Theme, size: int) -> bytes:
    sheet = view.css(look, look.colors) + look.common_css + STYLE.read_text(encoding="utf-8")
    sheet += f"html {{ font-size: {size}pt; }}\n"
    assets = paper.assets(look, {"letter": sheet})
    return paper.printed(html, assets, identifier=sealed.sha256, date=paper.written(memoria))


def _sheets(made: bytes) -> int:
    with pikepdf.open(BytesIO(made)) as document:
        return len(document.pages)


def _context(memoria: Memoria, sealed: Sealed, *, listed: bool) -> dict[str, Any]:
    agreement = memoria.agreement
    return {
        "m": memoria,
        "sealed": sealed,
        "cut": _cut,
        "titled": phrases.of_the_document(memoria),
        "heading": phrases.titled(memoria),
        "written": paper.written(memoria).isoformat(),
        "closing": phrases.closing(memoria),
        "signed": locale.day(date.fromisoformat(agreement.signed)),
        "deadline": locale.instant(datetime.fromisoformat(agreement.deadline)),
        "contents": delivery.delivery(memoria) if listed else None,
        "copies": "; ".join(agreement.copies),
        "handed": privacy.SAID[memoria.handover.mode].protected,
        "signer": next((one for one in agreement.signatories if one.party == "diffuser"), None),
        "receiver": next((one for one in agreement.signatories if one.party == "institute"), None),
    }


def _cut(text: str | None) -> str:
    """A text of the user's, short enough for the sheet."""
    found = text or ""
    return found if len(found) <= LONGEST else f"{found[: LONGEST - 1]}…"
