"""The PDF as WeasyPrint lays it out → an archival and accessible one: PDF/A-3a and PDF/UA-1.

WeasyPrint writes one standard's mark; the other's is added here, with the description that
ISO 19005 asks of what it does not know. Figures as data are attached, empty fields wait for
signatures, and qpdf packs it all with its own zlib: the system's does not show in the bytes.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import md5

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

from reports.documents import structure

# The mark of PDF/UA-1, and the description of its namespace (ISO 19005-3, 6.6.2.3.2).
ACCESSIBLE = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""
PRINTED, HAS_FIELDS = 4, 1  # bits of /F and of /SigFlags


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    content: bytes
    media_type: str
    description: str


@dataclass(frozen=True, slots=True)
class Field:
    """An empty signature. name: also the id of the HTML element that it is put on; page from 0;
    box: left, bottom, right, top in points."""

    name: str
    label: str
    page: int
    box: tuple[float, float, float, float]


def finish(
    made: bytes,
    *,
    date: datetime,
    attachments: Iterable[Attachment],
    fields: Sequence[Field],
) -> bytes:
    """made: what WeasyPrint wrote, not compressed, with the notes of `structure.noted`.

    date: of the attachments, with its zone.
    """
    with pikepdf.open(io.BytesIO(made)) as pdf:
        widgets = {field.name: _widget(pdf, field) for field in fields}
        structure.mend(pdf, widgets)
        _identify(pdf)
        _attach(pdf, attachments, _stamp(date))
        packed = io.BytesIO()
        pdf.save(
            packed,
            compress_streams=True,
            object_stream_mode=ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return packed.getvalue()


def _identify(pdf: Pdf) -> None:
    metadata = pdf.Root.Metadata
    text = metadata.read_bytes().replace(b"</rdf:RDF>", ACCESSIBLE.encode(), 1)
    metadata.write(text)


def _attach(pdf: Pdf, attachments: Iterable[Attachment], stamp: str) -> None:
    """Files of data about the whole document, dated by the memoria's date."""
    found = {one.name: _file(pdf, one, stamp) for one in attachments}
    if not found:
        return
    names: list[Object | str] = []
    for name in sorted(found):
        names += [String(name), found[name]]
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=Array(names))
    pdf.Root.AF = Array([found[name] for name in sorted(found)])


def _file(pdf: Pdf, one: Attachment, stamp: str) -> Object:
    digest = md5(one.content, usedforsecurity=False).digest()  # of the standard
    stream = Stream(pdf, one.content)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name(f"/{one.media_type}")
    stream.Params = Dictionary(
        Size=len(one.content), CheckSum=String(digest), CreationDate=stamp, ModDate=stamp
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=one.name,
            UF=one.name,
            Desc=one.description,
            AFRelationship=Name.Data,
            EF=Dictionary(F=stream),
        )
    )


def _stamp(date: datetime) -> str:
    """As PDF writes dates: D:20230616000000-06'00'."""
    zone = date.strftime("%z")
    return f"{date:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:]}'"


def _widget(pdf: Pdf, field: Field) -> Object:
    left, bottom, right, top = field.box
    look = Stream(pdf, b"")
    look.Type, look.Subtype = Name.XObject, Name.Form
    look.BBox = Array([0, 0, right - left, top - bottom])
    page = pdf.pages[field.page]
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=field.name,
            TU=field.label,
            Rect=Array(field.box),
            F=PRINTED,
            P=page.obj,
            AP=Dictionary(N=look),
        )
    )
    page.Annots = Array([*page.get("/Annots", Array()), widget])
    if "/AcroForm" not in pdf.Root:
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array(), SigFlags=HAS_FIELDS))
    pdf.Root.AcroForm.Fields.append(widget)
    return widget
