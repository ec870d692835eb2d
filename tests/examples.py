"""How many examples Hypothesis tries: all with `make test-all`, a fifth with `make test`."""

import os

A_FONDO = bool(os.environ.get("PRUEBAS_A_FONDO"))


def examples(number: int) -> int:
    """Of as many as are worth trying when time does not matter."""
    return number if A_FONDO else -(-number // 5)
