"""Signs that nobody sees and a terminal, a browser or a spreadsheet may obey: control, direction,
joiners, ends of lines, private use.

Listed, not asked of Unicode's tables: those of another Python may have more, and give other bytes.
"""

import json
import re
from typing import Any

_RANGES = (
    (0x00, 0x08), (0x0A, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x600, 0x605), (0x61C, 0x61C),
    (0x6DD, 0x6DD), (0x70F, 0x70F), (0x890, 0x891), (0x8E2, 0x8E2), (0x180E, 0x180E),
    (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0xE000, 0xF8FF), (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB), (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE007F), (0xF0000, 0x10FFFD),
)  # fmt: skip
"""Unicode 16's Cc, Cf, Co, Zl and Zp, but the tabulator."""

ANY = f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in _RANGES)}]"
"""One of them, as a regular expression in Python's dialect and in that of Polars."""

_IN_JSON = re.compile(ANY.replace("\n", "\x0b", 1))


def as_bytes(sign: str) -> str:
    """As Apache writes it: its bytes by their codes, «\\\\x1b»."""
    return "".join(f"\\x{byte:02x}" for byte in sign.encode())


def dumps(value: Any, **how: Any) -> str:
    """JSON in which they stand as escapes; the values are the same. how: as json.dumps takes it;
    UTF-8 and two spaces unless told, and a newline at the end."""
    text = json.dumps(value, **{"ensure_ascii": False, "indent": 2} | how)
    return _IN_JSON.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"
