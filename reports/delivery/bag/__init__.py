"""Files → a sealed bag, and a bag → its files, without trusting it.

A bag is a folder of RFC 8493 (BagIt 1.0) in one zip: the payload below `data/`, and beside it the
lists of SHA-256 digests that `bagit.py` and plain `sha256sum -c` check.

    write    a folder of payload → zip
    reseal   a bag → the same bag with some files replaced
    read     a zip or folder of anybody's → its files, or every reason to refuse it
    check    what such a bag lacks, has too much, or has otherwise than its lists say
"""

from reports.delivery.bag.fixity import check
from reports.delivery.bag.pieces import Piece
from reports.delivery.bag.reading import Limits, View, extract, read
from reports.delivery.bag.writing import Sealed, reseal, write

__all__ = ["Limits", "Piece", "Sealed", "View", "check", "extract", "read", "reseal", "write"]
