"""What the system refuses, in Spanish; and whether an error is for want of something here."""

import errno
import re
from pathlib import Path

import duckdb
import polars as pl

from pipeline.errors import Problem, is_want_of_memory

_REASONS = {
    errno.ENOENT: "no existe",
    errno.EISDIR: "es una carpeta",
    errno.ENOTDIR: "una de sus carpetas es un archivo",
    errno.EEXIST: "ya hay un archivo con ese nombre",
    errno.EACCES: "no hay permiso",
    errno.EPERM: "no hay permiso",
    errno.EROFS: "el disco es de solo lectura",
    errno.ENOSPC: "el disco está lleno",
    errno.EDQUOT: "se agotó el espacio asignado",
    errno.ENOMEM: "no alcanza la memoria",
    errno.EAGAIN: "el sistema no permite más procesos por ahora",
    errno.EMFILE: "hay demasiados archivos abiertos: ulimit -n",
    errno.ENFILE: "el sistema tiene demasiados archivos abiertos",
    errno.EFBIG: "pasa del tamaño que se permite a un archivo: ulimit -f",
    errno.EIO: "el disco falló",
    errno.ELOOP: "sus enlaces dan vueltas",
    errno.ESTALE: "el disco de la red ya no lo tiene",
    errno.ENAMETOOLONG: "el nombre es demasiado largo",
}


def reason(error: Exception) -> str:
    """Why the system refused a file, in Spanish where the reason is a usual one."""
    if isinstance(error, OSError):
        said = error if error.errno else system_error(error) or error
        return _REASONS.get(said.errno or 0, error.strerror or type(error).__name__)
    return "el nombre no es válido"


def unwritable(folder: Path) -> Problem | None:
    """Polars and DuckDB write to no name that is not UTF-8."""
    try:
        str(folder.absolute()).encode("utf-8")
    except UnicodeEncodeError:
        found = "en la ruta de la carpeta hay bytes que no son texto en UTF-8"
        return Problem(str(folder), found, "", "cambie el nombre de esa carpeta, o elija otra")
    return None


def system_error(error: BaseException) -> OSError | None:
    """The system's own error within one of Polars or DuckDB, which tell it only in words."""
    number = re.search(r"\(os error (\d+)\)", str(error))
    if number:
        return OSError(int(number[1]), str(error))
    return OSError(errno.ENOSPC, str(error)) if "No space left" in str(error) else None


WANTS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.EAGAIN)
"""What this machine lacks, whatever is read or written."""
SYSTEMS = (
    OSError, MemoryError, RuntimeError, duckdb.OperationalError, duckdb.FatalException,
    pl.exceptions.PolarsError,
)  # fmt: skip
"""Those that tell what the system said; the texts of others may be of whoever wrote the input."""


def want(error: BaseException | None) -> OSError | MemoryError | None:
    """The want of room or of memory that the error is, or comes from: nothing that was read is to
    blame for it. None where it is none."""
    while error:
        if isinstance(error, SYSTEMS):
            system = error if isinstance(error, OSError) else system_error(error)
            if is_want_of_memory(error):
                return MemoryError(str(error))
            if system and system.errno in WANTS:
                return system
        error = error.__cause__ or error.__context__
    return None
