"""The RFC, by which Mexico's tax authority knows a person (13 characters) or a company (12)."""

import re

_SHAPE = re.compile(r"[A-ZÑ&]{3,4}\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[A-Z\d]{2}[\dA]")
EXPECTED = "13 caracteres si es de una persona, como «RIGA800101AB3», o 12 si es de una empresa"


def normal(text: str) -> str | None:
    """In capitals, without spaces or hyphens; None where it has not the shape of an RFC."""
    compact = re.sub(r"[\s-]", "", text).upper()
    return compact if _SHAPE.fullmatch(compact) else None
