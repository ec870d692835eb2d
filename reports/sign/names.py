"""Names in certificates, as the SAT writes them.

The attribute 2.5.4.45 is a bit string by its definition; the SAT puts the RFC there as text, in the
subject and in its own name. asn1crypto, on which pyHanko stands, refuses the whole name
(github.com/wbond/asn1crypto/issues/228), so it is told to accept both.
"""

from typing import ClassVar

from asn1crypto.core import OctetBitString
from asn1crypto.x509 import DirectoryString, NameTypeAndValue


class _Bits(OctetBitString):  # type: ignore[misc]
    @property
    def native(self) -> str:
        """As text, like the other attributes: names are compared by their texts."""
        return bytes(self).hex()


class _UniqueIdentifier(DirectoryString):  # type: ignore[misc]
    _alternatives: ClassVar = [*DirectoryString._alternatives, ("bit_string", _Bits)]


def accept_text_identifiers() -> None:
    """For the whole process, and for good."""
    NameTypeAndValue._oid_specs["unique_identifier"] = _UniqueIdentifier
