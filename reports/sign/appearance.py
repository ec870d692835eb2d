"""What a signature shows on the hoja de firmas: who, with which certificate and when."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.generic import NumberObject, pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.stamp import BaseStamp, BaseStampStyle

from reports import locale
from reports.documents import fonts
from reports.sign.efirma import Certificate

FONT = fonts.FOLDER / "SourceSansPro-Regular.ttf"
SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0)
LEADING = 1.2
ASCENT = 0.95
MARGIN = 2.0
SYMBOLIC = 4  # a flag of font descriptors: the subset has an order of its own
LAYOUT_TABLES = ("GDEF", "GPOS", "GSUB")
LONGEST = 160


def lines(certificate: Certificate, at: datetime, reason: str | None) -> tuple[str, ...]:
    """One a paragraph; longer than the box is wide where the holder's name is."""
    texts = [
        "Firmado electrónicamente por",
        certificate.name,
        f"RFC {_rfcs(certificate)} · certificado {certificate.number}",
        moment(at),
    ]
    if reason:
        texts.append(f"Motivo: {reason}")
    return tuple(_shown(text) for text in texts)


def moment(at: datetime) -> str:
    """16 de junio de 2023, 10:30:05 horas (UTC−6)."""
    offset = at.utcoffset()
    zone = f" ({locale.offset(offset)})" if offset is not None else ""
    return f"{locale.day(at)}, {at:%H:%M:%S} horas{zone}"


@dataclass(frozen=True)
class Style(BaseStampStyle):
    """Made by pyHanko for the box of the field that is signed."""

    border_width: int = 0
    texts: tuple[str, ...] = ()

    def create_stamp(self, writer: Any, box: BoxConstraints, text_params: Any) -> "Appearance":  # noqa: ARG002
        return Appearance(writer, self, box)


class _Font(GlyphAccumulator):
    """The signs in use of the documents' font, with what pyHanko leaves out of its description."""

    def __init__(self, writer: Any) -> None:
        super().__init__(writer, BytesIO(FONT.read_bytes()), font_size=1)
        for table in LAYOUT_TABLES:  # HarfBuzz has its own; the subset takes none, and slowly
            del self.tt[table]

    def prepare_write(self) -> None:
        super().prepare_write()  # type: ignore[no-untyped-call]
        number: Any = NumberObject
        composed: Any = self.as_resource().get_object()  # type: ignore[no-untyped-call]
        descriptor = self.cidfont_obj["/FontDescriptor"]
        program = descriptor["/FontFile2"]
        composed["/BaseFont"] = descriptor["/FontName"]
        descriptor["/Flags"] = number(SYMBOLIC)
        program["/Length1"] = number(len(program.data))


class Appearance(BaseStamp):
    """Black text from the top left, as large as fits; the font's signs in use are embedded."""

    def __init__(self, writer: Any, style: Style, box: BoxConstraints) -> None:
        super().__init__(writer, style, box)
        self._texts = style.texts
        self._font = _Font(writer)

    def render(self) -> bytes:
        self.set_resource(ResourceType.FONT, pdf_name("/F1"), self._font.as_resource())
        size, wrapped = self._fitted()
        top = float(self.box.height) - MARGIN - ASCENT * size
        shown = [
            b"BT /F1 %.2f Tf 0 g %.2f %.2f Td %b ET"
            % (size, MARGIN, top - LEADING * size * row, self._font.shape(line).graphics_ops)
            for row, line in enumerate(wrapped)
        ]
        return b"/Tx BMC q " + b" ".join(shown) + b" Q EMC"

    def _fitted(self) -> tuple[float, list[str]]:
        """The largest size at which all fits; at the smallest, what is too much is left out."""
        height = float(self.box.height) - 2 * MARGIN
        for size in SIZES:
            wrapped = [line for text in self._texts for line in self._wrapped(text, size)]
            if len(wrapped) * LEADING * size <= height:
                break
        return size, wrapped[: max(1, int(height / (LEADING * size)))]

    def _wrapped(self, text: str, size: float) -> list[str]:
        width = float(self.box.width) - 2 * MARGIN
        done = [""]
        for word in text.split():
            longer = f"{done[-1]} {word}".strip()
            if self._width(longer, size) <= width:
                done[-1] = longer
            else:
                done += self._pieces(word, size, width)
        return [line for line in done if line]

    def _pieces(self, word: str, size: float, width: float) -> list[str]:
        """A word that is wider than the box, in parts."""
        parts = [""]
        for letter in word:
            if parts[-1] and self._width(parts[-1] + letter, size) > width:
                parts.append("")
            parts[-1] += letter
        return parts

    def _width(self, text: str, size: float) -> float:
        return float(self._font.shape(text).x_advance) * size


def _rfcs(certificate: Certificate) -> str:
    return " / ".join(certificate.rfcs) or locale.MISSING


def _shown(text: str) -> str:
    """One line, in signs that the font has."""
    line = fonts.readable(" ".join(text.split()))
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
