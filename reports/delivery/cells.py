"""Texts in a CSV: no spreadsheet takes them for formulas, and nothing of them is lost.

Whatever a spreadsheet might run gets an apostrophe in front, also where apostrophes stand already;
so taking one away from whatever is dangerous behind it gives the text back.
"""

import re

_UNSEEN = r"[\x00-\x20\x7f-\xa0\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{2064}\x{3000}\x{feff}]"
DANGEROUS = rf"^'*(?:[\t\r\n]|{_UNSEEN}*[=+\-@|%＝＋－＠])"
"""As OWASP lists the beginnings of formulas and DDE commands, full-width ones too, whatever unseen
stands before them. In the dialect of Polars."""
_BEGINS_DANGEROUSLY = re.compile(re.sub(r"\\x\{(\w+)\}", r"\\u\1", DANGEROUS))

RULE = (
    "Un texto que empieza como una fórmula (=, +, -, @, |, %, tabulador o salto) lleva un "
    "apóstrofo delante; para recuperarlo exacto se quita."
)
"""For whoever reads such a file."""


def harmless(text: str) -> str:
    return f"'{text}" if _BEGINS_DANGEROUSLY.match(text) else text


def exact(cell: str) -> str:
    """The inverse of `harmless`."""
    return cell[1:] if cell.startswith("'") and _BEGINS_DANGEROUSLY.match(cell) else cell
