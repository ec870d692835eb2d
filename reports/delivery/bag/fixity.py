"""A bag's files against its own lists: what lacks, what is too much, what is otherwise."""

from collections.abc import Iterator, Mapping

from pipeline.errors import DeliveryError, Problem
from reports.delivery.bag import manifests
from reports.delivery.bag.names import shown
from reports.delivery.bag.reading import View


def check(view: View) -> list[Problem]:
    """Everything that keeps a bag from being complete and valid, as RFC 8493 (3) has it; the lists
    must be of SHA-256 and name every file."""
    problems = list(_undeclared(view))
    for name, of_payload in ((manifests.MANIFEST, True), (manifests.TAGMANIFEST, False)):
        found = {
            path
            for path in view.pieces
            if path.startswith(manifests.PAYLOAD) == of_payload and path != manifests.TAGMANIFEST
        }
        try:
            listed = manifests.listed(view.text(name), name)
        except DeliveryError as error:
            problems += error.problems
        else:
            problems += _listed(view, name, listed, found)
            problems += _otherwise(view, listed)
    return [*problems, *_oxum(view)]


def _undeclared(view: View) -> Iterator[Problem]:
    try:
        labels = manifests.info_labels(view.text(manifests.DECLARATION, manifests.LARGEST_INFO))
    except DeliveryError as error:
        yield from error.problems
        return
    for label, expected in manifests.info_labels(manifests.DECLARED).items():
        if labels.get(label) != expected:
            found = f"{label} dice «{shown(labels.get(label, ''))}»"
            yield Problem(manifests.DECLARATION, found, f"«{expected}»")


def _listed(view: View, name: str, listed: Mapping[str, str], found: set[str]) -> Iterator[Problem]:
    for path in sorted(set(listed) - set(view.pieces)):
        yield Problem(shown(path), "falta", f"está en {name}")
    for path in sorted(found - set(listed)):
        yield Problem(shown(path), "sobra", f"no está en {name}")


def _otherwise(view: View, listed: Mapping[str, str]) -> Iterator[Problem]:
    for path, expected in listed.items():
        if path not in view.pieces:
            continue
        try:
            digest = view.digest(path)
        except DeliveryError as error:
            yield from error.problems
        else:
            if digest != expected:
                found = f"su huella SHA-256 es {digest}"
                yield Problem(shown(path), found, expected, "el archivo cambió desde el sellado")


def _oxum(view: View) -> Iterator[Problem]:
    """Payload-Oxum: bytes and files of the payload."""
    try:
        told = manifests.info_labels(view.text(manifests.INFO, manifests.LARGEST_INFO)).get(
            "Payload-Oxum"
        )
    except DeliveryError as error:
        yield from error.problems
        return
    payload = view.payload()
    counted = f"{sum(piece.size for piece in payload)}.{len(payload)}"
    if told != counted:
        where = f"{manifests.INFO} (Payload-Oxum)"
        yield Problem(where, f"dice {shown(told or 'nada')}", f"{counted} (bytes y archivos)")
