"""The password of an e.firma's key: asked on the terminal, never an argument, never kept."""

import getpass
import warnings

from pipeline.errors import Problem, SignatureError
from reports.checklist import harmless
from reports.sign.efirma import Efirma
from reports.sign.request import Request
from reports.terminal import Terminal

TRIES = 3


def unlocked(ready: Request, terminal: Terminal) -> Efirma:
    """The e.firma, opened. Raises SignatureError."""
    where = str(ready.asked.key)
    for left in reversed(range(TRIES)):
        signer = ready.unlocked(_password(where))
        if signer:
            return signer
        if left:
            again = f"quedan {left} intentos" if left > 1 else "queda un intento"
            terminal.warnings([Problem(where, f"esa no es la contraseña de la llave; {again}")])
    found = f"ninguna de las {TRIES} contraseñas abre la llave"
    raise SignatureError(Problem(where, found, "", "es la contraseña que se eligió en el SAT"))


def _password(where: str) -> str:
    """Not shown while it is written. Raises SignatureError where there is nobody to ask."""
    try:
        with warnings.catch_warnings():  # else getpass would read, and show, standard input
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(f"Contraseña de la llave {harmless(where)}: ")
    except (getpass.GetPassWarning, EOFError, OSError):
        found = "no hay una terminal donde pedir la contraseña de la llave"
        remedy = "ejecute memoria sign en una terminal; la contraseña no se acepta de otro modo"
        raise SignatureError(Problem(where, found, "", remedy)) from None
