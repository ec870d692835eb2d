"""Payload → a bag in one zip, in one pass, in bounded memory, with the same bytes each time.

Nothing in the zip is compressed: what zlib makes of a text differs from one version to the next, so
the bytes would depend on the machine. Logs arrive packed already; the rest is small beside them.
Nothing in it tells when, where or by whom it was packed: entries are in the order of their names,
which is also that of a bag's making (payload before the lists of its digests), of one date, and
everybody may read them.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from pipeline import outputs
from pipeline.errors import DeliveryError, OutputError, Problem
from reports.delivery.bag import manifests, names, reading
from reports.delivery.bag.container import MODE, UNIX
from reports.delivery.bag.fixity import check
from reports.delivery.bag.pieces import STEP, Piece, Progress, in_order, of_bytes, of_folder, unseen

OLDEST, NEWEST = date(1980, 1, 1), date(2107, 12, 31)
"""The dates that a zip can tell."""
TAGS = 4
"""Files beside the payload."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A bag as it was written. sha256, size: of the zip. manifest_sha256: of its tagmanifest, the
    one digest that holds all others. files: of the payload."""

    path: Path
    sha256: str
    size: int
    manifest_sha256: str
    files: int


def write(
    payload: Path,
    name: str,
    info: Mapping[str, str],
    as_of: date,
    place: Path,
    *,
    progress: Progress = unseen,
) -> Sealed:
    """The files of a folder as the bag `name` in the zip `place`, over an older one; whole or not.

    info: labels of bag-info.txt; date and size are added. progress: gets the payload's bytes, and
    those of the zip while its digest is taken. Raises OutputError.
    """
    with outputs.writing(place):
        files = (path for path in payload.rglob("*") if not path.is_dir() or path.is_symlink())
        pieces = of_folder(payload, files)
    labels = dict(info) | {"Bagging-Date": as_of.isoformat()}
    return _pack(pieces, name, labels, place, progress)


def reseal(source: Path, replaced: Mapping[str, bytes], place: Path) -> Sealed:
    """The bag `source` with other content in some files of its payload (`memoria.pdf`), in the zip
    `place`, which may be the same.

    Nothing else may have changed since it was sealed: raises DeliveryError where the bag is not
    whole, or has no such file; OutputError where it cannot be written.
    """
    with reading.read(source) as view:
        missing = [path for path in replaced if manifests.PAYLOAD + path not in view.pieces]
        problems = [Problem(path, "la entrega no tiene ese archivo") for path in missing]
        problems += check(view)
        if problems:
            raise DeliveryError(problems)
        labels = manifests.info_labels(view.text(manifests.INFO, manifests.LARGEST_INFO))
        labels.pop("Payload-Oxum", None)
        pieces = [_replaced(piece, replaced) for piece in view.payload()]
        return _pack(pieces, view.name, labels, place, unseen)


def _replaced(piece: Piece, replaced: Mapping[str, bytes]) -> Piece:
    content = replaced.get(piece.path)
    return piece if content is None else of_bytes(piece.path, content)


def _pack(
    pieces: Sequence[Piece],
    name: str,
    labels: Mapping[str, str],
    place: Path,
    progress: Progress,
) -> Sealed:
    """labels: with the date, without the size."""
    over = reading.over(len(pieces) + TAGS, sum(piece.size for piece in pieces))
    if problems := [*over, *names.problems(piece.path for piece in pieces)]:
        raise OutputError(problems)
    with outputs.whole(place) as partial:
        with ZipFile(partial, "w", ZIP_STORED) as archive:
            packer = _Packer(archive, name, date.fromisoformat(labels["Bagging-Date"]), progress)
            listed = packer.bag(in_order(list(pieces)), labels)
        digest = _digest(partial, progress)
        size = partial.stat().st_size
    return Sealed(place, digest, size, listed, len(pieces))


class _Packer:
    """Writes a bag's files one after the other."""

    def __init__(self, archive: ZipFile, name: str, day: date, progress: Progress) -> None:
        self._archive = archive
        self._name = name
        self._stamp = (*min(max(day, OLDEST), NEWEST).timetuple()[:3], 0, 0, 0)
        self._progress = progress

    def bag(self, pieces: Sequence[Piece], labels: Mapping[str, str]) -> str:
        """All of a bag; the digest of its tagmanifest."""
        size = sum(piece.size for piece in pieces)
        info = {**labels, "Payload-Oxum": f"{size}.{len(pieces)}"}
        tags = {
            manifests.INFO: self._text(manifests.INFO, manifests.info_text(info)),
            manifests.DECLARATION: self._text(manifests.DECLARATION, manifests.DECLARED),
        }
        payload = {
            f"{manifests.PAYLOAD}{piece.path}": self._copy(piece, manifests.PAYLOAD, self._progress)
            for piece in pieces
        }
        tags[manifests.MANIFEST] = self._text(manifests.MANIFEST, manifests.listing(payload))
        return self._text(manifests.TAGMANIFEST, manifests.listing(tags))

    def _text(self, path: str, text: str) -> str:
        return self._copy(of_bytes(path, text.encode()))

    def _copy(self, piece: Piece, folder: str = "", progress: Progress = unseen) -> str:
        """Its digest, taken while it is copied."""
        entry = ZipInfo(f"{self._name}/{folder}{piece.path}", self._stamp)
        entry.create_system, entry.external_attr = UNIX, MODE
        entry.file_size = piece.size  # from 2 GiB on, the header must have room for more
        digest = hashlib.sha256()
        with self._archive.open(entry, "w") as target:
            for block in piece.blocks():
                digest.update(block)
                target.write(block)
                progress(len(block))
        return digest.hexdigest()


def _digest(path: Path, progress: Progress) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(STEP):
            digest.update(block)
            progress(len(block))
    return digest.hexdigest()
