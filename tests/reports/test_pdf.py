"""The PDF as evidence: archival, read aloud in order, with its figures inside and room to sign."""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Pdf, Stream, pdfa
from pypdf import PdfReader

from reports import charts
from reports.delivery import flat
from reports.documents import archival, paper, theme
from tests.reports import reading
from tests.reports.reading import Node

STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "P",
    "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
    "THead", "TBody", "TFoot", "Span", "Reference", "Code", "Link", "Form", "Figure", "",
}  # fmt: skip
XML = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
DATED = "D:20230616000000-06'00'"


@pytest.fixture(scope="module")
def data(documents) -> bytes:
    return bytes(documents.pdf.read_bytes())


@pytest.fixture(scope="module")
def pdf(data) -> Iterator[Pdf]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


@pytest.fixture(scope="module")
def read(pdf) -> Node:
    return reading.read(pdf)


@pytest.fixture(scope="module")
def aloud(read) -> list[str]:
    return [line.strip() for line in reading.aloud(read)]


def small(html: str, assets: Mapping[str, paper.Asset] | None = None, **options: Any) -> Pdf:
    """A document of a few lines, laid out as the memoria is."""
    page = f'<html lang="es-MX"><head><title>x</title></head><body>{html}</body></html>'
    made = paper.printed(
        page, assets or {}, identifier="x", date=datetime(2023, 6, 16, tzinfo=UTC), **options
    )
    return Pdf.open(io.BytesIO(made))


# What it says it is


def xmp(pdf: Pdf) -> ElementTree.Element:
    return ElementTree.fromstring(pdf.Root.Metadata.read_bytes())


def said(metadata: ElementTree.Element, prefix: str, name: str) -> str:
    """A property, whichever of its three ways it is written in."""
    key = f"{{{XML[prefix]}}}{name}"
    for description in metadata.iter(f"{{{XML['rdf']}}}Description"):
        if key in description.attrib:
            return description.attrib[key]
        for found in description.findall(key):
            return "".join(found.itertext()).strip()
    return ""


def test_it_says_that_it_is_archival_and_accessible(pdf):
    metadata = xmp(pdf)
    assert "/Filter" not in pdf.Root.Metadata  # found by who looks for it without a reader of PDF
    assert archival.ACCESSIBLE.encode() in pdf.Root.Metadata.read_raw_bytes()
    marks = [("pdfaid", "part"), ("pdfaid", "conformance"), ("pdfuaid", "part")]
    assert [said(metadata, *mark) for mark in marks] == ["3", "A", "1"]
    [described] = metadata.iterfind(".//pdfaSchema:namespaceURI/..", XML)
    assert described.findtext("pdfaSchema:namespaceURI", "", XML) == XML["pdfuaid"]
    assert described.findtext("pdfaSchema:prefix", "", XML) == "pdfuaid"
    assert [one.text for one in described.iterfind(".//pdfaProperty:name", XML)] == ["part"]


def test_both_places_of_metadata_say_the_same(pdf, memoria):
    metadata, information = xmp(pdf), pdf.docinfo
    for key, prefix, name in (
        ("/Title", "dc", "title"),
        ("/Author", "dc", "creator"),
        ("/Subject", "dc", "description"),
        ("/Creator", "xmp", "CreatorTool"),
        ("/Producer", "pdf", "Producer"),
    ):
        assert str(information[key]) == said(metadata, prefix, name) != "", key
    assert str(information["/Author"]) == memoria.diffuser.legal_name
    for key, name in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        assert str(information[key]).startswith("D:20230616000000-06'00")
        assert said(metadata, "xmp", name) == "2023-06-16T00:00:00-06:00"


def test_what_a_reader_must_know_before_it_opens_it(pdf):
    root = pdf.Root
    assert root.Lang == "es-MX"
    assert root.ViewerPreferences.DisplayDocTitle is True
    assert root.MarkInfo.Marked is True
    assert root.MarkInfo.get("/Suspects", False) is False
    assert all(page.Tabs == Name.S for page in pdf.pages)
    [intent] = root.OutputIntents
    assert intent.S == Name.GTS_PDFA1
    assert intent.DestOutputProfile.N == 3
    assert b"sRGB" in intent.DestOutputProfile.read_bytes()
    assert str(pdf.trailer.ID[0]).startswith("coahuila-prep-2023-2023-06-16-")
    assert pdf.check_pdf_syntax() == []
    assert not pdf.is_encrypted


def test_the_checker_of_archives_finds_nothing(data):
    """pikepdf's checks for PDF/A-3b. What it does not judge, and refuses, is taken out before:
    the described namespace, fields, attachments (other tests look at them), and lists of patterns
    and shadings that are empty."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        text = pdf.Root.Metadata.read_bytes().decode()
        text = re.sub(r'(?s)<rdf:Description [^>]*pdfuaid:part="1"/>.*(?=</rdf:RDF>)', "", text)
        pdf.Root.Metadata.write(text.replace('conformance="A"', 'conformance="B"').encode())
        for page in pdf.pages:
            kept = [one for one in page.get("/Annots", Array()) if one.Subtype == Name.Link]
            page.Annots = Array(kept)
        for found in pdf.objects:
            for kind in ("/Pattern", "/Shading"):
                if isinstance(found, Dictionary) and kind in found and not len(found[kind]):
                    del found[kind]
        del pdf.Root.AcroForm, pdf.Root.AF, pdf.Root.Names.EmbeddedFiles, pdf.Root.StructTreeRoot
        bare = io.BytesIO()
        pdf.save(bare, fix_metadata_version=False)
    report = pdfa.validate_written(bare, "3b")
    assert [str(finding) for finding in report.findings] == []


def test_nothing_in_it_acts(pdf):
    for found in pdf.objects:
        if isinstance(found, Dictionary | Stream):
            for key in ("/AA", "/OpenAction", "/JS", "/JavaScript", "/Launch", "/XFA"):
                assert key not in found
            if found.get("/Type") == Name.Action:
                assert found.S == Name.URI
            assert str(found.get("/SMask", "/None")) == "/None"
            assert str(found.get("/BM", "/Normal")) == "/Normal"


def test_fonts_are_embedded_whole_enough_to_read_them(pdf):
    fonts = [one for one in pdf.objects if isinstance(one, Dictionary) and "/BaseFont" in one]
    composed = [one for one in fonts if one.Subtype == Name.Type0]
    assert len(fonts) == 2 * len(composed) == 6
    for font in composed:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert re.match(r"/[A-Z]{6}\+Source-Sans-Pro", str(descriptor.FontName))
        assert reading.letters(font)
        program = descriptor.FontFile2.read_bytes()
        assert descriptor.FontFile2.Length1 == len(program)
        with TTFont(io.BytesIO(program)) as found:
            shapes = found["maxp"].numGlyphs
        assert max(reading.letters(font)) < shapes


def test_no_library_of_the_system_packs_it(monkeypatch):
    def packed(*_: object) -> None:
        raise AssertionError("the system's zlib")

    monkeypatch.setattr("zlib.compress", packed)
    monkeypatch.setattr("zlib.compressobj", packed)
    assert len(small("<h1>Memoria</h1>").pages) == 1


# The tree


def test_all_that_is_painted_is_content_or_artifact(pdf, read):
    for number, page in enumerate(pdf.pages, 1):
        painted = list(reading.painted(page))
        assert reading.unmarked(painted) == []
        assert f"foja {number} de {len(pdf.pages)}" in reading.artifacts(painted)
    assert not [node for node in read.every() if "foja 2 de" in node.text]


def test_pages_and_tree_name_one_another(pdf):
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert list(parents) == sorted(parents)
    for page in pdf.pages:
        for mcid, parent in enumerate(parents[page.StructParents]):
            if parent is not None:
                kids = [kid if isinstance(kid, int) else kid.get("/MCID") for kid in parent.K]
                assert mcid in kids
        for annotation in page.get("/Annots", Array()):
            parent = parents[annotation.StructParent]
            referred = [
                kid.Obj.objgen for kid in parent.K if not isinstance(kid, int) and "/Obj" in kid
            ]
            assert annotation.objgen in referred
            assert annotation.P.objgen == page.obj.objgen


def test_every_role_is_of_the_standard(read):
    assert {node.role for node in read.every()} <= STANDARD
    for node in read.every():
        allowed = {
            "L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOCI", "TOC"},
            "Table": {"Caption", "THead", "TBody", "TFoot"}, "THead": {"TR"}, "TBody": {"TR"},
            "TR": {"TH", "TD"},
        }.get(node.role)  # fmt: skip
        if allowed:
            assert {kid.role for kid in node.kids} <= allowed, node.words()[:80]


def test_headings_skip_no_level(read):
    levels = [int(node.role[1]) for node in read.every("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels.count(1) == 1 == levels[0]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_are_regular_and_say_what_heads_what(read):
    tables = list(read.every("Table"))
    assert len(tables) > 20
    for table in tables:
        name = table.kids[0].words()
        roles = [kid.role for kid in table.kids]
        assert roles in (["Caption", "THead", "TBody"], ["THead", "TBody"]), name
        widths = {
            sum(int(cell.attributes.get("/ColSpan", 1)) for cell in row.kids)
            for row in table.every("TR")
        }
        assert len(widths) == 1, name
        for part, scope in (("THead", Name.Column), ("TBody", Name.Row)):
            [body] = table.every(part)
            assert {cell.attributes["/Scope"] for cell in body.every("TH")} <= {scope}
        assert all(row.kids[0].role == "TH" for row in table.every("TR")) or roles[0] == "THead"


def test_tables_that_pages_cut_are_one(read, memoria):
    [hours] = [
        one for one in read.every("Table") if one.kids[0].words().startswith("Hora por hora")
    ]
    assert len({row.page for row in hours.every("TD")}) > 1
    assert len(list(hours.every("TR"))) == len(memoria.series.hours) + 1


def test_charts_say_what_they_show(read, pdf, memoria):
    drawn = charts.draw(memoria, theme.load(memoria.agreement.theme))
    figures = [node for node in read.every("Figure") if node.alt]
    assert sorted(one.alt for one in figures) == sorted(chart.alt for chart in drawn.values())
    for figure in figures:
        left, bottom, right, top = (float(side) for side in figure.attributes["/BBox"])
        width, height = (float(side) for side in pdf.pages[figure.page - 1].MediaBox[2:])
        assert 70 < left < right < width - 70
        assert 70 < bottom < top < height - 70


def test_a_figure_stands_where_its_box_says():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'
    html = """<style>@page { margin: 100px; size: 500px 800px } body { margin: 0 }</style>
        <img src="asset:x" alt="Un triángulo" style="display: block; width: 80px; height: 40px">"""
    with small(html, {"x": (lambda: svg, "image/svg+xml")}) as pdf:
        [figure] = reading.read(pdf).every("Figure")
        assert figure.alt == "Un triángulo"
        box = [float(side) for side in figure.attributes["/BBox"]]
        assert box == [75, 600 - 75 - 30, 75 + 60, 600 - 75]


def test_links_lead_where_they_say(read, pdf):
    places = [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]
    links = list(read.every("Link"))
    assert len(links) >= 20
    for link in links:
        for annotation in link.annotations:
            assert annotation.F == 4
            assert str(annotation.Contents) in link.words()
            assert "/A" in annotation or str(annotation.Dest) in places
    assert {node.role for node in read.every() if node.annotations} == {"Link", "Form"}
    assert {len(link.annotations) for link in next(read.every("TOC")).every("Link")} == {1}
    contents = [node.words() for node in read.every("TOCI")]
    assert len(contents) == len(list(next(read.every("TOC")).every("Link")))
    assert not [line for line in contents if ". ." in line]
    assert re.fullmatch(r"Resumen \d+", contents[0])


def test_bookmarks_lead_to_the_headings(read, pdf):
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    headings = [(node.words(), node.page) for node in read.every("H2")]
    with pdf.open_outline() as outline:
        marks = [(one.title, numbers[one.destination[0].objgen]) for one in outline.root]
    assert marks == headings


# What is heard


def test_the_summary_is_heard_in_its_order(aloud, data, memoria):
    at = aloud.index("H2: Resumen")
    questions = [line for line in aloud[at:] if line.startswith("H3: ¿")][:4]
    assert [line[4:] for line in questions] == [
        "¿Cuántos consultaron?", "¿Estuvo disponible?", "¿Qué pasó?", "¿Está completa la entrega?",
    ]  # fmt: skip
    printed = PdfReader(io.BytesIO(data)).pages[1].extract_text()
    assert [line[4:] for line in questions] == sorted(
        (line[4:] for line in questions), key=printed.index
    )
    first = aloud.index(questions[0])
    assert aloud[first + 1] == f"P: {memoria.measures.operation.visits:,} visitas"
    head = next(line for line in aloud[first:] if line.startswith("TH↓="))
    assert head.split(" | ")[0] == "TH↓=Medida"
    hits = next(line for line in aloud[first:] if line.startswith("TH→=Hits"))
    assert f"TD={memoria.measures.operation.hits:,}" in hits.split(" | ")


def test_sections_are_heard_in_the_order_of_the_agreement(read, memoria):
    expected = [one.title for one in memoria.agreement.sections if one.id != "portada"]
    heard = [re.sub(r"^\d+ ", "", node.words()) for node in read.every("H2")]
    assert heard == expected


def test_the_sheet_of_signatures_is_heard_as_it_is_signed(aloud, memoria):
    sheet = aloud[aloud.index("H2: Hoja de firmas y acuse de recibo") :]
    first = next(one for one in memoria.agreement.signatories if one.party == "diffuser")
    at = sheet.index(f"P: {first.act}")
    assert sheet[at + 1 : at + 4] == [
        f"Form: Firma de {first.name}, {first.role}",
        f"P: {first.name}",
        f"P: {first.role}",
    ]
    fields = sheet[sheet.index("H3: Acuse de recibo") :]
    assert [line for line in fields if line in ("P: Nombre", "P: Fecha", "P: Firma")]


def test_missing_values_are_heard_with_their_note(aloud):
    assert [line for line in aloud if re.search(r"TD=— \(nota [a-z]\)", line)]
    assert [line for line in aloud if re.match(r"P: .*\(nota a\) [A-ZÁÉÍÓÚ]", line)]


CARD = "<style>@page { size: 8cm 5cm; margin: 1cm }</style>"
CASES = {
    "a table over two pages is one, its head is heard once": (
        f"{CARD}<table><caption>T</caption><thead><tr><th>A<th>B</thead><tbody>"
        + "".join(f"<tr><th>f{row}<td>{row}" for row in range(20))
        + "</table>",
        ["Table", "Caption: T", "THead", "TH↓=A | TH↓=B", "TBody"]
        + [f"TH→=f{row} | TD={row}" for row in range(20)],
    ),
    "a row over several pages is one": (
        f"{CARD}<table><tr><th>A<td>{'uno ' * 300}<td>{'dos ' * 50}</table>",
        ["Table", "TBody", f"TH→=A | TD={'uno ' * 299}uno | TD={'dos ' * 49}dos"],
    ),
    "terms and meanings are items": (
        "<dl><dt>Corte<dd>cada uno<dt>Hit<dt>Solicitud<dd>una</dl>",
        ["L", "LI: Corte cada uno", "LI: Hit", "LI: Solicitud una"],
    ),
    "a list within an item": (
        "<ul><li>uno<ul><li>dos</ul><li>tres</ul>",
        ["L", "LI", "Lbl: •", "LBody", ": uno", "L", "LI: ◦ dos", "LI: • tres"],
    ),
    "a paragraph over two pages is one": (
        f"{CARD}<p>{'palabra ' * 90}</p>",
        [f"P: {'palabra ' * 90}".strip()],
    ),
    "set apart within a line": (
        "<p>uno <strong>dos</strong> <code>tres</code><br>cuatro</p>",
        ["P: uno dos tres cuatro"],
    ),
    "nothing is heard of what is empty": ("<p></p><div><span></span></div><p>x</p>", ["P: x"]),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_heard_as_meant(html, expected):
    read = reading.read(small(html))
    assert [line.strip() for line in reading.aloud(read)][1:] == expected


def test_a_link_over_two_lines_is_one():
    with small(
        f'<p style="width: 3cm">{"uno " * 4}<a href="#z">{"dos " * 9}</a></p><h1 id=z>z</h1>'
    ) as pdf:
        [link] = reading.read(pdf).every("Link")
        assert len(link.annotations) > 1
        assert {str(one.Contents) for one in link.annotations} == {("dos " * 9).strip()}
        assert len(pdf.pages[0].Annots) == len(link.annotations)


# What is in it


def test_the_figures_are_inside(pdf, documents, memoria):
    names = list(pdf.Root.Names.EmbeddedFiles.Names)
    found = {str(name): spec for name, spec in zip(names[::2], names[1::2], strict=True)}
    expected = {
        "cifras.csv": ("/text/csv", flat.csv(memoria)),
        "resumen.json": ("/application/json", documents.summary.read_bytes()),
    }
    assert list(found) == sorted(expected)
    assert [spec.objgen for spec in pdf.Root.AF] == [spec.objgen for spec in found.values()]
    for name, (kind, content) in expected.items():
        spec, stream = found[name], found[name].EF.F
        assert (spec.F, spec.UF, spec.AFRelationship) == (name, name, Name.Data)
        assert "cifras de este documento" in str(spec.Desc)
        assert str(stream.Subtype) == kind
        assert stream.read_bytes() == content
        assert (stream.Params.ModDate, stream.Params.Size) == (DATED, len(content))
        assert bytes(pdf.attachments[name].get_file().md5)


def test_there_is_room_to_sign(pdf, read, memoria):
    signing = [one for one in memoria.agreement.signatories if one.party == "diffuser"]
    form = pdf.Root.AcroForm
    assert "/NeedAppearances" not in form
    assert form.SigFlags == 1
    assert [str(one.T) for one in form.Fields] == [f"firma-{n}" for n, _ in enumerate(signing, 1)]
    sheet = pdf.pages[-1]
    for field, who in zip(form.Fields, signing, strict=True):
        assert str(field.TU) == f"Firma de {who.name}, {who.role}"
        assert (field.FT, field.Subtype, field.F) == (Name.Sig, Name.Widget, 4)
        assert "/V" not in field
        left, bottom, right, top = (float(side) for side in field.Rect)
        assert (right - left, top - bottom) > (150, 50)
        look = field.AP.N
        assert [float(side) for side in look.BBox[2:]] == pytest.approx(
            [right - left, top - bottom]
        )
        assert field.objgen in [one.objgen for one in sheet.Annots]
    held = [one.objgen for node in read.every("Form") for one in node.annotations]
    assert held == [one.objgen for one in form.Fields]
    boxes = [[float(side) for side in one.Rect] for one in form.Fields]
    assert all(after[0] >= before[2] or after[3] <= before[1] for before, after in pairwise(boxes))


def test_a_field_stands_on_its_line_whoever_signs():
    names = {"firma-1": "Firma de (A) \\ «ñ» 漢", "firma-2": "Firma de B"}
    lines = "".join(f'<p style="width: 5cm; height: 2cm" id="{name}"></p>' for name in names)
    with small(f'<div style="height: 30cm">x</div>{lines}', signatures=names) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        assert [str(one.TU) for one in fields] == list(names.values())
        for field in fields:
            left, bottom, right, top = (float(side) for side in field.Rect)
            assert [right - left, top - bottom] == pytest.approx([141.73, 56.69], abs=0.02)
            assert field.P.objgen == pdf.pages[-1].obj.objgen != pdf.pages[0].obj.objgen
        first, second = (float(one.Rect[1]) for one in fields)
        assert first > second
    with pytest.raises(KeyError):
        small("<p>x</p>", signatures=names)
