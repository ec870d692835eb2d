"""What services percent-encode of a client's words → those words."""

import polars as pl

_PRINTABLE = {f"%{code:02X}": chr(code) for code in range(0x20, 0x7F) if code != ord("%")}


def escaped(text: pl.Series) -> pl.Series:
    """Without spaces and quotes."""
    return text.str.replace_many([" ", '"', "\t"], ["%20", "%22", "%09"])


def unescaped(text: pl.Expr) -> pl.Expr:
    """Percent-encoded once or twice → printable ASCII; the bytes of other letters stay as they
    are."""
    once = text.str.replace_all("%25", "%", literal=True).str.replace_all("%20", " ", literal=True)
    return once.str.replace_many(
        list(_PRINTABLE), list(_PRINTABLE.values()), ascii_case_insensitive=True
    )
