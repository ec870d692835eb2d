"""PDF and HTML made to harm whoever compares them. None is ever opened as a browser or a reader
would: their words are read, in a process that may take little."""

import errno
import signal
import subprocess
import sys
import time
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.errors import DeliveryError, OutputError
from reports import verification
from reports.sign import signing
from reports.verification import apart, documents
from tests.authority import LUIS
from tests.cli.support import ROOT
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
    """Four times as much takes some four times as long, on any machine; the square is sixteen."""
    assert _spent(content) < 8 * _spent(content[: len(content) // 4]) + 0.5


def _spent(content: bytes) -> float:
    """Seconds of processor."""
    start = time.process_time()
    with suppress(ValueError):  # a number of too many digits
        documents.words_of_page(content)
    return time.process_time() - start


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


def big(pdf):
    pdf.attachments["x"] = b" " * (400 << 20)


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


def ended(status=0, answer=b""):
    return lambda *_, **__: subprocess.CompletedProcess((), status, answer)


def raised(error):
    def run(*_, **__):
        raise error

    return run


DAMAGED, OURS = "está dañado, o hecho", "la entrega puede estar bien"
BLAMED = {
    "it is no PDF": (ended(0, b'{"refused": "PdfError"}'), DAMAGED),
    "more memory than its bound": (ended(0, b'{"refused": "MemoryError"}'), DAMAGED),
    "more time": (ended(-signal.SIGXCPU), DAMAGED),
    "more stack": (ended(-signal.SIGSEGV), DAMAGED),
    "an answer without end": (ended(0, b'{"lines": ["' + b"x" * apart.ANSWER), DAMAGED),
    "killed by somebody": (ended(-signal.SIGKILL), OURS),
    "no program": (ended(1), OURS),
    "no more processes": (raised(BlockingIOError(errno.EAGAIN, "x")), OURS),
    "no more files": (raised(OSError(errno.EMFILE, "x")), OURS),
    "a machine that is busy": (raised(subprocess.TimeoutExpired("x", 1)), OURS),
}


def _read():
    apart.read(b"", "memoria.pdf")
    yield from ()


@pytest.mark.parametrize("case", BLAMED)
def test_who_is_to_blame(case, monkeypatch):
    """OutputError: of this machine, and no result of the delivery."""
    run, remedy = BLAMED[case]
    monkeypatch.setattr(subprocess, "run", run)
    results = verification.guarded("cifras", _read)
    if remedy == OURS:
        with pytest.raises(OutputError, match=OURS):
            list(results)
    else:
        (result,) = results
        assert (result.state, remedy in str(result.problems[0])) == ("missing", True)


def test_memory_that_this_machine_has_not(monkeypatch):
    monkeypatch.setattr(subprocess, "run", ended(0, b'{"lacks": "memory"}'))
    with pytest.raises(MemoryError):
        apart.read(b"", "memoria.pdf")


LITTLE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from reports.verification import apart
apart.read(open(sys.argv[1], "rb").read(), "memoria.pdf")
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's limit of addresses")
def test_a_machine_of_little_memory_blames_no_delivery(tmp_path):
    (tmp_path / "big.pdf").write_bytes(paper(big))
    words = [sys.executable, "-c", LITTLE, str(tmp_path / "big.pdf")]
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ended.stderr.splitlines()[-1] == "MemoryError: memoria.pdf"


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
