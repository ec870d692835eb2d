"""The letter of delivery: one sheet, whatever the names, archival and accessible as the memoria."""

import io
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from reports.delivery.bag import Sealed
from reports.documents import letter, theme

SEALED = Sealed(
    path=Path("entrega-la-gaceta-del-desierto-coahuila-prep-2023.zip"),
    sha256="fedcba98" * 8,
    size=21_474_836_480,
    manifest_sha256="0" * 64,
    files=1_234,
)


def made(memoria) -> bytes:
    return letter.pdf(memoria, SEALED, theme.load("institucional"))


def text_of(content: bytes) -> str:
    (page,) = PdfReader(io.BytesIO(content)).pages
    return " ".join(page.extract_text().split())


@pytest.fixture(scope="module")
def content(memoria) -> bytes:
    return made(memoria)


def test_it_says_who_delivers_what_to_whom_and_how_to_check_it(memoria, content):
    text = text_of(content)
    agreement = memoria.agreement
    for words in (
        "Monclova, Coahuila de Zaragoza; a 16 de junio de 2023.",
        agreement.addressee, agreement.institute, *agreement.copies,
        f"cláusula {agreement.clause_of_memoria}", "18 de junio de 2023, 23:59 horas",
        *(item.title for item in memoria.delivery),
        f"{memoria.handover.delivery}.zip", "21,474,836,480 bytes", "1,234 archivos",
        " ".join(["fedcba98"] * 8), "01234567 89abcdef",
        "sha256sum entrega-", "shasum -a 256 entrega-", "certutil -hashfile entrega-",
        "Modalidad seudonimizada", memoria.diffuser.representative, memoria.diffuser.legal_name,
        "Acuse de recibo", "Nombre", "Cargo", "Fecha", "Hora", "Firma", "Sello",
    ):  # fmt: skip
        assert words in text, words


def test_it_is_archival_accessible_and_the_same_each_time(memoria, content):
    with pikepdf.open(io.BytesIO(content)) as document:
        assert len(document.pages) == 1
        assert [float(side) for side in document.pages[0].MediaBox] == [0, 0, 612, 792]
        assert document.Root.Lang == "es-MX"
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        with document.open_metadata() as metadata:
            told = {key.rpartition("}")[2]: value for key, value in metadata.items()}
        assert (told["part"], told["conformance"]) in {("3", "A"), ("1", "A")}
        assert str(document.docinfo["/Title"]).startswith("Oficio de entrega")
    assert made(memoria) == content


def test_it_is_one_sheet_with_names_of_any_length(memoria):
    long = "Compañía Editora de los Desiertos del Norte y Noreste " * 8
    person = memoria.diffuser.model_copy(
        update=dict.fromkeys(
            ("name", "legal_name", "city", "website", "representative", "representative_position"),
            long,
        )
    )
    item = memoria.delivery[0].model_copy(update={"title": long, "detail": "x" * 900})
    for count in (1, 60):
        crowded = memoria.model_copy(
            update={
                "diffuser": person,
                "delivery": (item,) * count,
                "agreement": memoria.agreement.model_copy(
                    update={
                        "copies": (long,) * 9,
                        "addressee": long,
                        "institute": long,
                        "institute_address": long,
                        "institute_city": long,
                        "document_title": long,
                        "short_title": long,
                        "clause_of_memoria": long,
                    }
                ),
                "handover": memoria.handover.model_copy(
                    update={"delivery": f"entrega-{'x' * 121}"}
                ),
            }
        )
        assert "fedcba98" in text_of(made(crowded))


@pytest.mark.parametrize("mode", ["integra-cifrada", "agregada"])
def test_every_privacy_mode_is_told(memoria, mode):
    given = memoria.handover.model_copy(update={"mode": mode})
    assert f"Modalidad {mode}" in text_of(made(memoria.model_copy(update={"handover": given})))
