"""What a profile writes in a language of its own: {placeholders} in texts, globs in paths."""

import re
from collections.abc import Iterable, Mapping

# What {name} in a profile's texts stands for. The report supplies the values, already in Spanish.
PLACEHOLDERS = {
    "agreement": "título completo del convenio",
    "short_title": "título corto del convenio",
    "signed": "fecha de firma",
    "deadline": "fecha límite de entrega",
    "institute": "nombre de la institución que recibe",
    "institute_short": "siglas de la institución",
    "institute_city": "ciudad de la institución",
    "diffuser": "nombre comercial de quien entrega",
    "legal_name": "su razón social",
    "city": "su ciudad",
    "website": "su portal",
    "representative": "nombre de quien lo representa",
    "representative_position": "su cargo",
    "method_title": "título del método de interconexión",
    "period": "periodo informado: las fechas de las bitácoras, o el mes",
    "logs_window": "lo mismo: periodo de las bitácoras",
    "operation_start": "inicio de la operación",
    "operation_end": "fin de la operación",
    "diffusion_start": "inicio de la difusión",
    "diffusion_end": "fin de la difusión",
    "cut_minutes": "minutos entre cortes",
    "baseline_weeks": "semanas del promedio ordinario",
    "baseline_span": "lo que abarca el promedio ordinario: «4 semanas», «2 meses»",
    "date": "fecha del documento",
}


def unknown_placeholders(text: str) -> list[str]:
    """The names between braces that stand for nothing."""
    return [name for name in re.findall(r"\{(\w+)\}", text) if name not in PLACEHOLDERS]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every {placeholder} replaced. Raises KeyError for one that has no value."""
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], text)


def path_regex(patterns: Iterable[str]) -> str:
    """One pattern for paths that match any of the globs; empty for no globs.

    `*` stays within a folder, `**` does not; `/x/**` is also `/x` itself, and `/**/y` also `/y`.
    Only syntax that Python, Polars and DuckDB share; meant for a whole path without its query.
    """
    return "|".join(f"^{_glob_regex(pattern)}$" for pattern in patterns)


def _glob_regex(pattern: str) -> str:
    translated = {"/**/": "/(?:.*/)?", "/**": "(?:/.*)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(/\*\*/|/\*\*$|\*\*|\*|\?)", pattern)
    return "".join(translated[part] if part in translated else _literal(part) for part in parts)


def _literal(text: str) -> str:
    """re.escape without its escaped spaces and dashes, which DuckDB's engine refuses."""
    return re.sub(r"([.^$+{}()|\[\]\\])", r"\\\1", text)
