"""Signing with an e.firma, and what is said of signatures: whole, tampered with, hostile."""

import contextlib
import hashlib
import random
import re
from dataclasses import replace
from datetime import timedelta, timezone
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pikepdf.pdfa
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from pipeline.errors import DeliveryError, MemoriaError, SignatureError
from reports.delivery import bag
from reports.model import dump
from reports.sign import appearance, document, efirma, sealing, signing, states
from reports.sign.document import SignatureField
from reports.sign.efirma import Certificate, Efirma
from reports.sign.request import Asked, prepare
from reports.sign.states import signatures
from tests import authority
from tests.authority import ANA, COMPANY, LUIS, NOW, Holder
from tests.examples import examples
from tests.reports import signable

MEXICO = timezone(timedelta(hours=-6))
AT = NOW.astimezone(MEXICO)
LONG = replace(
    ANA,
    name="MARÍA DE LOS ÁNGELES GUADALUPE FERNÁNDEZ DE LARA Y VILLASEÑOR DE LA GARZA IBARGÜENGOITIA",
)


def of(holder: Holder = ANA) -> Certificate:
    return efirma.opened(authority.der(authority.certificate(holder)))


def signer(holder: Holder = ANA) -> Efirma:
    return Efirma(of(holder), authority.key(holder.key))


def said(error: MemoriaError) -> str:
    return "\n".join(map(str, error.problems))


@pytest.fixture(scope="session")
def unsigned() -> bytes:
    return signable.pdf()


@pytest.fixture(scope="session")
def once(unsigned) -> bytes:
    return signing.sign(unsigned, signer(), "firma-1", AT)


@pytest.fixture(scope="session")
def twice(once) -> bytes:
    return signing.sign(once, signer(LUIS), "firma-2", AT + timedelta(hours=1), reason="Elabora")


# -- the certificate and its key


def test_a_persons_certificate():
    one = efirma.certificate(authority.der(authority.certificate(ANA)), "a.cer")
    assert (one.name, one.rfcs, one.kind) == ("ANA RÍOS GARZA", ("RIGA800101AB3",), "e.firma")
    assert (one.number, one.signs) == ("30001000000500003416", True)
    assert (one.start, one.end) == (ANA.start, ANA.end)


def test_a_companys_certificate_names_its_representative():
    one = of(COMPANY)
    assert (one.rfc, one.representative_rfc) == ("EME010203TR5", "RIGA800101AB3")


def test_a_certificate_in_pem_is_read_too():
    pem = authority.certificate(ANA).public_bytes(Encoding.PEM)
    assert efirma.certificate(pem, "a.pem") == of(ANA)


@pytest.mark.parametrize("data", [b"", b"x", b"-----BEGIN", b"0" * 900, "not DER"])
def test_what_is_no_certificate(data):
    data = authority.der(authority.certificate(ANA))[:-40] if data == "not DER" else data
    with pytest.raises(SignatureError, match=r"a\.cer: no es un certificado"):
        efirma.certificate(data, "a.cer")


@pytest.mark.parametrize(
    ("holder", "words"),
    [
        (ANA, None),
        (COMPANY, None),
        (replace(ANA, end=NOW - timedelta(seconds=1)), "venció el 16 de junio de 2023, 16:30"),
        (replace(ANA, start=NOW + timedelta(days=1)), "todavía no es válido"),
        (replace(ANA, seal=True), "sello digital"),
        (replace(ANA, rfc=""), "no dice el RFC"),
    ],
)
def test_who_may_sign(holder, words):
    found = " ".join(map(str, efirma.problems(of(holder), NOW, "a.cer")))
    assert (words in found) if words else not found


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: rsa.generate_private_key(65537, 1024), "es de 1024 bits"),
        (lambda: ec.generate_private_key(ec.SECP256R1()), "no es RSA"),
    ],
    ids=["short", "elliptic"],
)
def test_keys_of_certificates_that_must_not_sign(make, words):
    one = replace(of(), x509=SimpleNamespace(public_key=make().public_key))  # type: ignore[arg-type]
    assert [words in problem.found for problem in efirma.problems(one, NOW, "a.cer")] == [True]


def test_a_certificate_that_says_nothing_of_signing_must_not():
    assert of().signs
    one = efirma.opened(authority.der(authority.root()))
    assert not one.signs
    assert "no autoriza a firmar documentos" in said_of(efirma.problems(one, NOW, "a.cer"))


def said_of(problems):
    return " ".join(problem.found for problem in problems)


def test_a_key_of_another_kind_is_refused():
    locked = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")
    )
    assert efirma.unlock(locked, "otra", "a.key") is None
    with pytest.raises(SignatureError, match="la llave no es RSA"):
        efirma.unlock(locked, "x", "a.key")


def test_files_too_large_are_not_read(tmp_path, monkeypatch, unsigned):
    (tmp_path / "a.cer").write_bytes(b"0" * 11)
    monkeypatch.setattr(efirma, "LARGEST_FILE", 10)
    with pytest.raises(SignatureError, match="demasiado grande"):
        efirma.read(tmp_path / "a.cer", "un certificado")
    monkeypatch.setattr(document, "LARGEST_PDF", len(unsigned) - 1)
    assert "es demasiado grande" in refused(unsigned)


OPENSSL = {
    "aes": ("-v2", "aes256"),
    "des3": ("-v2", "des3", "-v2prf", "hmacWithSHA1"),
    "sha1-3des": ("-v1", "PBE-SHA1-3DES"),
    "md5-des": ("-v1", "PBE-MD5-DES"),
}


@pytest.mark.parametrize("how", OPENSSL.values(), ids=OPENSSL)
def test_a_key_in_every_dress_that_the_sat_has_used(how):
    locked = authority.locked_by_openssl(*how)
    assert not list(efirma.key_problems(locked, "a.key"))
    assert efirma.unlock(locked, "otra", "a.key") is None
    key = efirma.unlock(locked, authority.PASSWORD, "a.key")
    assert key
    assert efirma.joined(of(ANA), key, "a.key").certificate == of(ANA)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no es una llave privada cifrada"),
        (b"0\x82", "no es una llave privada cifrada"),
        (None, "no está protegida con contraseña"),
    ],
)
def test_a_key_that_must_not_be_used(data, words):
    problems = list(efirma.key_problems(authority.bare() if data is None else data, "a.key"))
    assert [words in problem.found for problem in problems] == [True]


def test_the_key_of_somebody_else():
    with pytest.raises(SignatureError, match="no es la de este certificado"):
        efirma.joined(of(ANA), authority.key("authority"), "a.key")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lic. Ana Ríos Garza", "ANA RIOS GARZA", True),
        ("RÍOS GARZA, Ana", "Ana Ríos Garza", True),
        ("Ana Ríos", "ANA RIOS GARZA", True),
        ("Ana Ríos Garza", "Luis Ríos Garza", False),
        ("", "Ana", False),
    ],
)
def test_names_that_can_be_one_persons(one, other, same):
    assert efirma.same_person(one, other) is same


# -- signing


def test_a_signature_and_what_is_said_of_it(once):
    (state,) = signatures(once, [authority.root()])
    assert state.good
    assert (state.field, state.holder, state.rfc) == ("firma-1", ANA.name, ANA.rfc)
    assert (state.number, state.signed_at) == (ANA.number, AT)
    assert (state.intact, state.covers_whole, state.valid_then) == (True, True, True)
    assert (state.chain, state.revocation) == ("comprobada", "no comprobada")
    assert states.sentence(1, state) == (
        "Firma 1 (firma-1): íntegra; firmó ANA RÍOS GARZA (RIGA800101AB3) el 16 de junio de 2023, "
        "10:30:05 horas (UTC−6), según su computadora; el certificado estaba vigente; "
        "cadena comprobada; revocación no comprobada."
    )


def test_nothing_that_was_there_changes(unsigned, once, twice):
    assert once.startswith(unsigned)
    assert twice.startswith(once)


def test_a_second_signature_keeps_the_first(twice):
    states_of_both = signatures(twice, [authority.root()])
    assert [state.field for state in states_of_both] == ["firma-1", "firma-2"]
    assert [state.holder for state in states_of_both] == [ANA.name, LUIS.name]
    assert all(state.good for state in states_of_both)


@pytest.mark.parametrize("mode", ["disable", "generate"])
def test_every_way_of_writing_a_pdf_can_be_signed(mode):
    streams = pikepdf.ObjectStreamMode.__members__[mode]
    signed = signing.sign(signable.pdf(object_stream_mode=streams), signer(), "firma-1", AT)
    assert [state.good for state in signatures(signed)] == [True]


def test_the_first_signature_allows_nothing_but_further_ones(twice):
    with pikepdf.open(BytesIO(twice)) as pdf:
        author = pdf.Root.Perms.DocMDP
        first, second = (field.V for field in pdf.Root.AcroForm.Fields)
        assert author.Reference[0].TransformParams.P == 2
        assert author.objgen == first.objgen
        assert first.SubFilter == second.SubFilter == "/ETSI.CAdES.detached"
        assert "/Reference" not in second
        assert str(second.Reason) == "Elabora"


def test_what_makes_it_an_archival_accessible_pdf_stays(unsigned, twice):
    with pikepdf.open(BytesIO(unsigned)) as before, pikepdf.open(BytesIO(twice)) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert after.open_metadata().pdfa_status == "3A"
        for name in ("/StructTreeRoot", "/MarkInfo", "/OutputIntents", "/Lang", "/Names"):
            assert after.Root[name].unparse() == before.Root[name].unparse()
        for widget in after.Root.AcroForm.Fields:
            assert str(widget.TU).startswith("Firma")
            assert int(widget.F) & 4  # printed
            seen = widget.AP.N
            assert "/Group" not in seen  # no transparency
            for font in seen.Resources.Font.values():
                assert "/ToUnicode" in font
                descriptor = font.DescendantFonts[0].FontDescriptor
                program = descriptor.FontFile2
                assert program.Length1 == len(program.read_bytes())
                assert font.BaseFont == font.DescendantFonts[0].BaseFont == descriptor.FontName


def test_the_checker_of_archives_finds_nothing_in_what_is_seen(twice):
    """pikepdf's checks for PDF/A-3b. It judges no fields, so what they show is painted on the
    page; what else it refuses to judge is taken out, as in the test of the memoria."""
    with pikepdf.open(BytesIO(twice)) as pdf:
        text = pdf.Root.Metadata.read_bytes().decode()
        pdf.Root.Metadata.write(text.replace('conformance="A"', 'conformance="B"').encode())
        page = pdf.pages[0]
        for number, field in enumerate(pdf.Root.AcroForm.Fields):
            page.add_resource(field.AP.N, pikepdf.Name.XObject, pikepdf.Name(f"/Sig{number}"))
            page.contents_add(b"q /Sig%d Do Q" % number)
        del page.obj.Annots, pdf.Root.AcroForm, pdf.Root.Perms, pdf.Root.StructTreeRoot
        del pdf.Root.Extensions, pdf.attachments["resumen.json"]
        del page.Resources.Pattern, page.Resources.Shading  # empty
        bare = BytesIO()
        pdf.save(bare, fix_metadata_version=False)
    report = pikepdf.pdfa.validate_written(bare, "3b")
    assert [str(finding) for finding in report.findings] == []


# -- what is seen


def seen(pdf: bytes, field: int = 0) -> list[tuple[str, float, float]]:
    """Each line that a signature shows: text, size, height of its foot in the box."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        form = opened.Root.AcroForm.Fields[field].AP.N
        lines = []
        size = foot = 0.0
        for step in pikepdf.parse_content_stream(form):
            operands: Any = step.operands
            match str(step.operator):
                case "BT":
                    placed = False
                case "Tf":
                    size = float(operands[1])
                case "Td" if not placed:
                    foot, placed = float(operands[1]), True
                case "BDC":
                    lines.append((str(operands[1].ActualText), size, foot))
        return lines


def test_who_signed_is_seen(twice):
    assert [text for text, _, _ in seen(twice)] == [
        "Firmado electrónicamente por",
        "ANA RÍOS GARZA",
        "RFC RIGA800101AB3 · certificado 30001000000500003416",
        "16 de junio de 2023, 10:30:05 horas (UTC−6)",
    ]
    assert seen(twice, 1)[-1][0] == "Motivo: Elabora"


@pytest.mark.parametrize(
    ("holder", "box"),
    [
        (ANA, (72, 500, 560, 620)),
        (COMPANY, (72, 500, 200, 536)),
        (LONG, (72, 500, 220, 550)),
        (replace(ANA, name="Ñ" * 120), (72, 500, 300, 560)),
    ],
)
def test_it_fits_its_box(holder, box):
    pdf = signable.pdf(boxes={"firma-1": box})
    width, height = box[2] - box[0], box[3] - box[1]
    lines = seen(signing.sign(pdf, signer(holder), "firma-1", AT))
    assert "".join(text for text, _, _ in lines).replace(" ", "").count(holder.rfc[:12]) == 1
    for text, size, foot in lines:
        assert width_of(text) * size <= width
        assert 0 <= foot <= height - 0.7 * size


def width_of(text: str) -> float:
    with TTFont(appearance.FONT) as font:
        names, widths = font.getBestCmap(), font["hmtx"].metrics
        return sum(widths[names[ord(c)]][0] for c in text) / font["head"].unitsPerEm


def test_a_name_in_other_letters_shows_what_the_font_has():
    shown = appearance.lines(of(replace(ANA, name="ANA 株\nRÍOS")), AT, None)
    assert shown[1] == "ANA [U+682A] RÍOS"


# -- fields


def refused(pdf: bytes, field: str = "firma-1") -> str:
    with pytest.raises(SignatureError) as caught:
        signing.sign(pdf, signer(), field, AT)
    return said(caught.value)


def test_fields_that_cannot_be_signed(once, unsigned):
    assert "«firma-1» ya está firmado" in refused(once)
    assert "no tiene el campo «firma-9»" in refused(unsigned, "firma-9")
    assert "no tiene campos de firma" in refused(signable.pdf(boxes={}))


def test_fields_without_end_are_refused(once, monkeypatch):
    monkeypatch.setattr(document, "MOST_FIELDS", 1)
    assert "tiene más de 1 campos de firma" in refused(once, "firma-2")


def test_where_all_have_signed_nobody_is_next():
    signed = tuple(SignatureField(f"firma-{number}", signed=True) for number in (1, 2))
    with pytest.raises(SignatureError, match="todos sus campos de firma están firmados"):
        document.next_field(signed, "a.pdf")
    with pytest.raises(SignatureError, match="no tiene campos de firma"):
        document.next_field(tuple(replace(one, name="otro") for one in signed), "a.pdf")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no es un PDF"),
        (b"PK\x03\x04", "no es un PDF"),
        (b"%PDF-1.7\n%%EOF", "dañado"),
        ("encrypted", "cifrado"),
        ("cut", "dañado"),
    ],
)
def test_files_that_cannot_be_signed(data, words, unsigned):
    if data == "encrypted":
        data = signable.pdf(encryption=pikepdf.Encryption(owner="x", user=""))
    elif data == "cut":
        data = unsigned[:-200]
    assert words in refused(data)


def test_a_pdf_updated_without_end_is_refused(twice, monkeypatch):
    monkeypatch.setattr("reports.sign.document.MOST_UPDATES", 2)
    with pytest.raises(SignatureError, match="se actualizó más de 2 veces"):
        signatures(twice)


# -- tampering


def test_any_changed_byte_is_found(twice):
    """Of the document, and of what a signature says of itself."""
    chosen = random.Random(5)
    for place in chosen.sample(range(9, len(twice)), 60 if examples(3) > 1 else 25):
        changed = bytearray(twice)
        changed[place] ^= 1 << chosen.randrange(8)
        try:
            found = signatures(bytes(changed))
        except SignatureError:
            continue
        assert len(found) < 2 or not all(state.good for state in found), place


def test_a_word_changed_in_what_was_signed():
    plain = signable.pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    signed = signing.sign(plain, signer(), "firma-1", AT)
    assert signed.count(b"(Firma 2)") == 1
    (state,) = signatures(signed.replace(b"(Firma 2)", b"(Firma 7)"))
    assert (state.intact, state.problems) == (False, (states.NOT_INTACT,))


def update(pdf: bytes, change) -> bytes:
    """The PDF with one more update, as another program would append it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def page_of(writer):
    return writer.find_page_for_modification(0)[0].get_object()


def cover_the_page(writer):
    covering = generic.StreamObject(stream_data=b"1 g 0 0 612 792 re f")
    writer.add_stream_to_page(0, writer.add_object(covering))


def annotate(writer):
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 99, 99))),
            pdf_name("/Contents"): generic.pdf_string("0 visitas"),
        }
    )
    page = page_of(writer)
    page["/Annots"] = generic.ArrayObject([*page["/Annots"], writer.add_object(note)])
    writer.update_container(page)


def add_a_field(writer):
    spec = SigFieldSpec("firma-3", on_page=0, box=(0, 0, 600, 700))
    append_signature_field(writer, spec)


def move_a_signature(writer):
    widget = page_of(writer)["/Annots"][0]
    widget["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 600, 700)))
    writer.update_container(widget)


def repaint_a_signature(writer):
    widget = page_of(writer)["/Annots"][0]
    widget["/AP"] = generic.DictionaryObject(
        {pdf_name("/N"): writer.add_object(generic.StreamObject(stream_data=b"0 0 9 9 re f"))}
    )
    writer.update_container(widget)


def replace_the_attachment(writer):
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    stream = names[1]["/EF"]["/F"]
    stream._data, stream._encoded_data = b"{}", None
    writer.update_container(stream)


def rename_an_empty_field(writer):
    widget = page_of(writer)["/Annots"][1]
    widget["/TU"] = generic.pdf_string("Firma del Instituto")
    writer.update_container(widget)


def open_elsewhere(writer):
    writer.root["/OpenAction"] = generic.ArrayObject([generic.NumberObject(0), pdf_name("/Fit")])
    writer.update_root()


def say_otherwise(writer):
    """To whoever listens: the structure tree's words."""
    part = writer.root["/StructTreeRoot"]["/K"][0]
    part["/Alt"] = generic.pdf_string("0 visitas")
    writer.update_container(part)


def ask_for_more(writer):
    form = writer.root["/AcroForm"]
    form["/NeedAppearances"] = generic.BooleanObject(True)
    writer.update_container(form)


CHANGES = [
    cover_the_page, annotate, add_a_field, move_a_signature, repaint_a_signature,
    replace_the_attachment,
    rename_an_empty_field, open_elsewhere, say_otherwise, ask_for_more,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_an_update_after_signing_is_found(change, once):
    changed = update(once, change)
    (state,) = signatures(changed)
    assert (state.intact, state.covers_whole) == (True, False)
    assert state.problems == (states.CHANGED,)
    assert "se cambió después de firmarse" in refused(changed, "firma-2")


def test_a_program_may_say_when_it_wrote(once):
    """pyHanko's writer notes itself in the metadata, as other programs do."""
    assert update(once, lambda writer: writer.update_root()) != once
    (state,) = signatures(update(once, lambda writer: writer.update_root()))
    assert state.good


def test_what_follows_the_last_signature_is_found(once):
    (state,) = signatures(once + b"\n% nota\n")
    assert state.problems == (states.CHANGED,)


def test_bytes_hidden_beside_a_signature_are_found(once):
    room = re.search(rb"/Contents <[0-9A-F]+?(0{40,})>", once)
    assert room
    place = room.end(1) - 8
    (state,) = signatures(once[:place] + b"DEADBEEF" + once[place + 8 :])
    assert (state.intact, state.problems) == (True, (states.STRAY,))


def test_a_signature_put_in_anothers_name(unsigned):
    """Luis's certificate with Ana's key, as nobody can make it but by force."""
    forged = Efirma(of(replace(LUIS, key="authority")), authority.key("holder"))
    (state,) = signatures(signing.sign(unsigned, forged, "firma-1", AT))
    assert state.problems == (states.NOT_INTACT,)


@pytest.mark.parametrize(
    ("holder", "problem"),
    [
        (replace(ANA, end=NOW - timedelta(days=1)), states.NOT_VALID),
        (replace(ANA, seal=True), states.SEAL),
    ],
)
def test_a_certificate_that_should_not_have_signed(unsigned, holder, problem):
    (state,) = signatures(signing.sign(unsigned, signer(holder), "firma-1", AT))
    assert state.problems == (problem,)
    assert problem in states.sentence(1, state)


def test_a_chain_to_another_authority(once):
    (state,) = signatures(once, [authority.root("another")])
    assert (state.chain, state.problems) == ("inválida", (states.UNTRUSTED,))
    (state,) = signatures(once)
    assert (state.chain, state.good) == ("no comprobada", True)


def test_a_field_with_rubbish_for_a_signature(unsigned):
    def rubbish(writer):
        field = writer.root["/AcroForm"]["/Fields"][0]
        field[pdf_name("/V")] = writer.add_object(
            generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Sig")})
        )
        writer.update_container(field)

    (state,) = signatures(update(unsigned, rubbish))
    assert state.problems == (states.UNREADABLE,)
    assert "alguien que no se puede leer" in states.sentence(1, state)


# -- what is asked of the command


@pytest.fixture
def ask(tmp_path, unsigned):
    """Asked of a folder with a PDF and a holder's files."""

    def asked(holder: Holder = ANA, pdf: bytes = unsigned, **options) -> Asked:
        cer, key = authority.files(tmp_path, holder)
        place = tmp_path / options.pop("name", "memoria.pdf")
        place.write_bytes(pdf)
        return Asked(place, cer, options.pop("key", key), **options)

    return asked


def test_the_first_empty_field_is_chosen(ask, once):
    assert prepare(ask(), NOW).field == "firma-1"
    request = prepare(ask(LUIS, once, field=None), NOW)
    assert request.field == "firma-2"
    assert [p.found for p in request.warnings if "solo se comparó el nombre" in p.found]


def test_everything_that_stands_against_it_is_said_at_once(ask, tmp_path):
    asked = ask(
        replace(LUIS, seal=True, end=NOW - timedelta(days=9)),
        field="firma-7", rfc="X", key=Path("no.key"),
    )  # fmt: skip
    with pytest.raises(SignatureError) as caught:
        prepare(asked, NOW)
    text = said(caught.value)
    for words in ("firma-7", "sello digital", "venció", "«X» no es un RFC", "no.key"):
        assert words in text


def test_the_holder_must_be_the_representative(ask):
    with pytest.raises(SignatureError) as caught:
        prepare(ask(LUIS), NOW)
    text = said(caught.value)
    assert "RFC SOPL790203QX7" in text
    assert "el RFC RIGA800101AB3" in text


def test_a_company_signs_by_its_representative(ask):
    assert prepare(ask(COMPANY), NOW).warnings == ()


def test_the_rfc_given_by_hand(ask):
    bare = signable.pdf(attached="")
    assert prepare(ask(pdf=bare, rfc="riga800101ab3"), NOW).warnings == ()
    with pytest.raises(SignatureError, match="SOPL790203QX7"):
        prepare(ask(pdf=bare, rfc="SOPL790203QX7"), NOW)
    with pytest.raises(SignatureError, match="no es el que declara el documento"):
        prepare(ask(rfc="SOPL790203QX7"), NOW)


@pytest.mark.parametrize(
    ("holder", "attached", "words"),
    [
        (ANA, signable.summary(rfc=None), "solo se comparó el nombre"),
        (COMPANY, signable.summary(rfc=None), "solo se comparó el nombre"),
        (LUIS, signable.summary(rfc=None), "el documento nombra a Lic. Ana Ríos Garza"),
        (ANA, "", "el documento no dice quién firma"),
        (ANA, {"diffuser": [], "agreement": 3}, "el documento no dice quién firma"),
    ],
)
def test_without_an_rfc_there_is_only_the_name(ask, holder, attached, words):
    (warning,) = prepare(ask(holder, signable.pdf(attached=attached)), NOW).warnings
    assert words in warning.found


def test_where_the_signed_one_goes(ask, once):
    asked = ask(LUIS, once, name="memoria-firmada.pdf")
    assert asked.place == asked.pdf
    asked = ask()
    assert asked.place.name == "memoria-firmada.pdf"
    with pytest.raises(SignatureError, match="ya existe y no se sobrescribe"):
        prepare(asked, NOW)
    assert prepare(replace(asked, out=asked.pdf.with_name("otra.pdf")), NOW)


def test_an_authority_that_did_not_issue_it(ask, tmp_path):
    for name, chained in (("authority", True), ("another", False)):
        ac = tmp_path / f"{name}.cer"
        ac.write_bytes(authority.der(authority.root(name)))
        if chained:
            assert prepare(ask(authorities=[ac]), NOW).roots
        else:
            with pytest.raises(SignatureError, match="no viene de la autoridad"):
                prepare(ask(authorities=[ac]), NOW)


# -- hostile files


def test_broken_files_are_told_and_never_crash(twice):
    chosen = random.Random(7)
    for _ in range(examples(60)):
        broken = bytearray(twice)
        for _ in range(chosen.randrange(1, 30)):
            broken[chosen.randrange(9, len(broken))] = chosen.randrange(256)
        with contextlib.suppress(SignatureError):
            signatures(bytes(broken[: chosen.choice((None, chosen.randrange(len(broken))))]))


# -- the sealed delivery


@pytest.fixture
def delivery(tmp_path, unsigned, memoria):
    """A small one, sealed, with the letter's place beside it."""
    payload = tmp_path / "payload"
    payload.mkdir()
    (payload / "memoria.pdf").write_bytes(unsigned)
    (payload / "resumen.json").write_text(dump(memoria), encoding="utf-8")
    place = tmp_path / "entrega-x.zip"
    bag.write(payload, "entrega-x", {"Source-Organization": "X"}, NOW.date(), place)
    return place


def test_the_signed_memoria_takes_its_place_in_the_delivery(delivery, unsigned, once, monkeypatch):
    told = []
    monkeypatch.setattr("reports.documents.letter.write", lambda *words: told.append(words))
    assert sealing.holding(once, delivery.parent) is None
    assert sealing.holding(unsigned, delivery.parent) == delivery
    before = delivery.read_bytes()
    (stage := delivery.with_name("stage")).mkdir()
    sealed = sealing.seal(once, delivery, stage)
    assert delivery.read_bytes() == before
    assert sealed.sha256 == hashlib.sha256(sealed.path.read_bytes()).hexdigest()
    assert sealing.holding(once, stage) == sealed.path == stage / delivery.name
    ((memoria, printed, place, _),) = told
    assert (printed, place) == (sealed, stage / "oficio-de-entrega.pdf")
    assert memoria.diffuser.name


def test_a_delivery_that_was_changed_is_not_sealed_again(delivery, once):
    changed = delivery.read_bytes().replace(b'"as_of": "2023-06-16"', b'"as_of": "2023-06-15"')
    delivery.write_bytes(changed)
    with pytest.raises(DeliveryError):
        sealing.seal(once, delivery, delivery.parent)
    assert delivery.read_bytes() == changed
