"""Whether what was appended to a PDF after a signature is nothing but further signatures.

pyHanko's own policy looks at every path by which an object can be reached: through a tagged
document's structure tree that takes minutes, and it knows no form field in that tree. Here the rule
is narrower and linear: of the objects that were there none may be written anew, but for empty
signature fields (which get a signature and an appearance, in their place), the catalog's and the
form's notes about signing, and the metadata.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import pairwise

from pyhanko.pdf_utils.generic import (
    DictionaryObject,
    IndirectObject,
    PdfObject,
    Reference,
    StreamObject,
)
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.diff_analysis.commons import compare_dicts
from pyhanko.sign.fields import enumerate_sig_fields

CATALOG = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version"})
UNSIGNED = CATALOG | {"/Perms"}
"""The first signature adds what may be done after it."""
FORM = frozenset({"/SigFlags"})
FIELD = frozenset({"/V", "/AP", "/M"})

Rule = Callable[[PdfObject, PdfObject], bool]


def only_signatures(reader: PdfFileReader, since: int, catalog: frozenset[str] = CATALOG) -> bool:
    """since: the revision that was signed, from 0, or with UNSIGNED as the catalog's one that was
    not yet. Errors of pyHanko go through."""
    revisions = [
        reader.get_historical_resolver(number)
        for number in range(since, reader.xrefs.total_revisions)
    ]
    try:
        return all(_only_signatures(*pair, catalog) for pair in pairwise(revisions))
    except SuspiciousModification:
        return False


def _only_signatures(
    old: HistoricalResolver, new: HistoricalResolver, catalog: frozenset[str]
) -> bool:
    written = new.explicit_refs_in_revision()  # type: ignore[no-untyped-call]
    freed = new.refs_freed_in_revision()  # type: ignore[no-untyped-call]
    if freed or not _same_frame(old, new, catalog):
        return False
    rules = _rules(old, catalog)
    rewritten = [ref for ref in written if not old.is_ref_unassignable(ref)]
    return all(ref in rules and rules[ref](old(ref), new(ref)) for ref in rewritten)


def _same_frame(old: HistoricalResolver, new: HistoricalResolver, catalog: frozenset[str]) -> bool:
    """The catalog and the form, wherever they stand."""
    return (
        old.root_ref == new.root_ref
        and _same(catalog, old.root, new.root)
        and _same(FORM, old.root["/AcroForm"], new.root["/AcroForm"])
    )


def _rules(old: HistoricalResolver, catalog: frozenset[str]) -> dict[Reference, Rule]:
    """What may be written anew, and what of it must stay; nothing that has two of these roles."""
    root, trailer = old.root, old.trailer_view
    rules: list[tuple[Reference | None, Rule]] = [
        (old.root_ref, partial(_same, catalog)),
        (_reference(root, "/AcroForm"), partial(_same, FORM)),
        (_reference(root, "/Metadata"), _metadata),
        (_reference(trailer, "/Info"), _plain),
    ]
    for _, value, field in enumerate_sig_fields(old):
        if value is None:
            rules.append((field.reference, partial(_same, FIELD)))
    roles = Counter(ref for ref, _ in rules)
    return {ref: rule for ref, rule in rules if ref is not None and roles[ref] == 1}


def _reference(holder: DictionaryObject, key: str) -> Reference | None:
    """None where the value stands in its holder, or not at all."""
    value = holder.raw_get(key) if key in holder else None
    return value.reference if isinstance(value, IndirectObject) else None


def _same(apart_from: frozenset[str], old: PdfObject, new: PdfObject) -> bool:
    return compare_dicts(old, new, apart_from, raise_exc=False)


def _metadata(old: PdfObject, new: PdfObject) -> bool:
    return all(
        isinstance(one, StreamObject) and one.get("/Type") == "/Metadata" for one in (old, new)
    )


def _plain(old: PdfObject, new: PdfObject) -> bool:
    """The document's information: words, nothing that is drawn."""
    return all(
        isinstance(one, DictionaryObject)
        and not isinstance(one, StreamObject)
        and all(isinstance(one.raw_get(key), str) for key in one)
        for one in (old, new)
    )
