"""How the text of each field looks, as a regular expression of the kind that Polars reads."""

from pipeline.formats.readers.fields import CLF_TIME, NUMBERS, Field

_WORD, ANY = r"[^ ]+", r".*?"
_PATTERNS = {
    "": ANY,
    "client": _WORD,
    "ident": r"-|[^ .:]+",  # never an address: else `common` would read the lines of `vhost_common`
    "user": r".*?",  # nginx without escapes writes nothing where there is none
    "time": r"[^\" ]+?",
    "request": ANY,
    "method": _WORD,
    "target": ANY,
    "query": r"(?:\?.*?)?",
    "protocol": r"[^ ]*",
    **NUMBERS,
    "vhost": r"[^ ]*",
    "referer": ANY,
    "agent": ANY,
    "forwarded": ANY,
}
_CLF_PATTERN = r"\[[^\]\"]*\]"


def pattern_of(field: Field) -> str:
    """Its text, without a group of its own."""
    return _time_pattern(field.layout) if field.role == "time" else _PATTERNS[field.role]


def _time_pattern(layout: str) -> str:
    """As many words as the layout has; a day that is padded with a space (%e) may be one more."""
    if layout == CLF_TIME:
        return _CLF_PATTERN
    word = _PATTERNS["time"]
    return " ".join(rf'[^" ]* ?{word}' if "%e" in part else word for part in layout.split(" "))
