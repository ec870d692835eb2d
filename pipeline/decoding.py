"""Files that people write, as text, in whatever encoding an office program saves them."""

from pathlib import Path

from pipeline.errors import Problem, SettingsError
from pipeline.refusals import reason


def read_text(path: Path) -> str:
    """The text of a file in whatever encoding an office program saves it. Raises SettingsError."""
    found = "no es un archivo"
    if path.is_file() or path.is_dir() or not path.exists():  # another may have no end
        try:
            return decode(path.read_bytes(), str(path))
        except (OSError, ValueError) as error:
            found = f"no se puede leer ({reason(error)})"
    remedy = "revise el nombre, la carpeta y el permiso"
    raise SettingsError(Problem(str(path), found, "un archivo", remedy))


def decode(data: bytes, where: str) -> str:
    """Bytes as text: UTF-8 (BOM or not), UTF-16 with BOM, else Windows-1252. Raises SettingsError.

    UTF-8 before Windows-1252: accented text in the latter is practically never valid in the former.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
    raise SettingsError(
        Problem(
            f"{where}:{line}",
            "hay bytes que no son texto",
            "texto en UTF-8 o Windows-1252",
            "guarde el archivo como UTF-8 (en Excel: «CSV UTF-8»)",
        )
    )
