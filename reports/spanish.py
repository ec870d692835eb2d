"""argparse in Mexican Spanish. It takes its texts from gettext, which needs catalogues and the
environment."""

import argparse

_TEXTS = {
    "usage: ": "uso: ",
    "positional arguments": "argumentos",
    "options": "opciones",
    "show this help message and exit": "muestra esta ayuda y termina",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "falta: %s",
    "unrecognized arguments: %s": "no se reconoce: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "no existe %(value)r (hay: %(choices)s)",
    "expected one argument": "falta su valor",
    "expected at least one argument": "falta al menos un valor",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s puede ser %(matches)s",
    "ignored explicit argument %r": "no lleva valor: %r",
    "invalid %(type)s value: %(value)r": "valor no válido: %(value)r",
}


def translate_argparse() -> None:
    """Every text that a user can meet; one without a translation stays in English."""
    argparse._ = lambda text: _TEXTS.get(text, text)  # type: ignore[attr-defined]
