"""PDF and HTML made to harm whoever compares them. None is ever opened as a browser or a reader
would: their words are read, in a process that may take little."""

import time
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.errors import DeliveryError
from reports.sign import signing
from reports.verification import apart, documents
from tests.authority import LUIS
from tests.hostile.factory import told
from tests.reports import signable
from tests.reports.test_sign import AT, signer

# -- pages


@pytest.mark.parametrize(
    "content",
    [
        b"<" * 1_000_000, b"<!" * 500_000, b"<!--" * 300_000, b"</" * 500_000, b"&" * 1_000_000,
        b"<a " * 400_000, b"<script>" * 150_000, b"<p>" * 300_000, b"&#" + b"9" * 1_000_000 + b";",
        b"<![CDATA[" * 100_000, b"<title>" + b"<" * 1_000_000, b"\xff\xfe" * 500_000,
        b'<a href="' * 100_000, b"<svg><style><!--</style>" * 40_000,
    ],
    ids=lambda content: ascii(content[:12]),
)  # fmt: skip
def test_a_page_is_read_in_one_pass(content):
    start = time.process_time()
    with suppress(ValueError):  # a number of too many digits
        documents.words_of_page(content)
    assert time.process_time() - start < 3


def test_what_runs_in_a_page_is_no_word_of_it():
    page = b"<p>uno</p><script>dos</script><style>tres</style><p onclick='cuatro()'>cinco</p>"
    assert documents.words_of_page(page) == ["uno", "cinco"]


def test_texts_of_any_length_are_compared_in_bounded_time():
    start = time.process_time()
    (problem,) = documents._differences("memoria.html", ["—"] * 1_000_000, ["—"] * 3000)
    assert problem.found == "tiene 1,000,000 renglones"
    assert list(documents._differences("memoria.html", ["—"] * 9000, ["—", "x"] * 2000))
    assert time.process_time() - start < 5


# -- papers


def paper(change) -> bytes:
    """A small PDF with something else in it."""
    found = BytesIO()
    with pikepdf.open(BytesIO(signable.pdf())) as pdf:
        change(pdf)
        pdf.save(found)
    return found.getvalue()


def script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def hidden_script(pdf):
    pdf.pages[0].AA = Dictionary(
        O=Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert(1)"))
    )


def launch(pdf):
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F="x"))])


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (script, {"/JS", "/JavaScript"}),
        (hidden_script, {"/JS", "/JavaScript"}),
        (launch, {"/Launch"}),
    ],
)  # fmt: skip
def test_what_a_pdf_would_run_is_named(change, names):
    assert set(apart.examined(paper(change)).active) == names


def test_a_pdf_of_ours_runs_nothing():
    assert apart.examined(signable.pdf()).active == []


def recursive(pdf):
    pdf.pages[0].Contents = Array([])
    pdf.pages[0].Parent = pdf.pages[0].obj


def test_objects_that_hold_themselves_end():
    assert apart.examined(paper(recursive)).active == []


def many_pages(pdf):
    kids = Array([pdf.pages[0].obj] * 3000)
    pdf.Root.Pages = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=kids, Count=3000))


def huge(pdf):
    pdf.pages[0].Contents = pdf.make_stream(b"BT (x) Tj ET\n" * 8_000_000)


BROKEN = {
    "nothing": lambda: b"",
    "no PDF": lambda: b"%PDF-1.7\n" + b"x" * 1000,
    "truncated": lambda: signable.pdf()[:3000],
    "a header": lambda: (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n"
    ),
    "many pages": lambda: paper(many_pages),
    "deep": lambda: (
        b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer << /Root 1 0 R >>"
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("made", BROKEN.values(), ids=BROKEN)
def test_a_pdf_that_cannot_be_read_is_told(made):
    with pytest.raises(DeliveryError) as error:
        apart.read(made(), "memoria.pdf")
    assert "memoria.pdf: no se puede leer con 3 GB de memoria en 120 segundos" in told(error.value)


@pytest.mark.slow
def test_a_pdf_that_takes_too_long_is_left():
    """A page of 8 million texts in a few kilobytes."""
    start = time.monotonic()
    with pytest.raises(DeliveryError):
        apart.read(paper(huge), "memoria.pdf", seconds=3)
    assert time.monotonic() - start < 30


@pytest.mark.slow
def test_a_pdf_is_read_apart_as_it_is_here():
    assert apart.read(signable.pdf(), "x") == apart.examined(signable.pdf())


# -- what stands behind what this program wrote


def test_what_is_appended_must_be_signatures():
    """An update may show another page to whoever opens it."""
    made = signable.pdf()
    found = BytesIO()
    with pikepdf.open(BytesIO(made)) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"BT (otra cifra) Tj ET")
        pdf.save(found)
    assert not documents._only_signed(made + found.getvalue(), made)
    assert not documents._only_signed(made + b"\n%%EOF\n", made)
    assert not documents._only_signed(made + b"x" * 10_000, made)


def test_a_signature_may_be_appended():
    made = signable.pdf()
    signed = signing.sign(made, signer(), "firma-1", AT)
    assert signed.startswith(made)
    assert documents._only_signed(signed, made)
    twice = signing.sign(signed, signer(LUIS), "firma-2", AT)
    assert documents._only_signed(twice, made)
