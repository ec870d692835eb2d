"""A small PDF/A-3 with a hoja de firmas: two empty fields and the summary attached, as the memoria
has them; a layout of the whole memoria would take seconds."""

import json
import warnings
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from weasyprint import HTML

REPRESENTATIVE, TECHNICIAN = "Lic. Ana Ríos Garza", "Ing. Luis Soto de la Peña"
BOXES = {"firma-1": (72, 500, 300, 560), "firma-2": (320, 500, 540, 560)}

PAGE = """<html lang="es-MX"><title>Memoria</title><style>@page {{ size: letter }}</style>
<h1>Hoja de firmas</h1><p>Entrega: {representative}. Elabora: {technician}.</p></html>"""


def summary(rfc: str | None = "RIGA800101AB3") -> dict[str, object]:
    """The part of resumen.json that says who signs."""
    signatories = [
        {"party": "diffuser", "name": REPRESENTATIVE},
        {"party": "diffuser", "name": TECHNICIAN},
        {"party": "institute", "name": None},
    ]
    diffuser = {
        "legal_name": "Editora El Mezquite, S.A. de C.V.",
        "representative": REPRESENTATIVE,
        "representative_rfc": rfc,
    }
    return {"diffuser": diffuser, "agreement": {"signatories": signatories}}


@cache
def paper() -> bytes:
    page = PAGE.format(representative=REPRESENTATIVE, technician=TECHNICIAN)
    with warnings.catch_warnings():  # WeasyPrint leaves its colour profile open
        warnings.simplefilter("ignore", ResourceWarning)
        return bytes(HTML(string=page).write_pdf(pdf_variant="pdf/a-3a"))


def pdf(
    *,
    boxes: Mapping[str, tuple[int, int, int, int]] = BOXES,
    attached: object = None,
    **saving: Any,
) -> bytes:
    """attached: the summary, if not the usual one; "" for none. saving: options of pikepdf."""
    with pikepdf.open(BytesIO(paper())) as made:
        _add_fields(made, boxes)
        if attached != "":
            text = json.dumps(summary() if attached is None else attached)
            spec = pikepdf.AttachedFileSpec(made, text.encode(), filename="resumen.json")  # type: ignore[call-arg]
            made.attachments["resumen.json"] = spec
        out = BytesIO()
        made.save(out, **saving)
    return out.getvalue()


def _add_fields(made: pikepdf.Pdf, boxes: Mapping[str, tuple[int, int, int, int]]) -> None:
    page = made.pages[-1]
    widgets = [
        made.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String(name), F=4,
                TU=String(f"Firma {name[-1]}"), Rect=Array(box), P=page.obj,
            )
        )
        for name, box in boxes.items()
    ]  # fmt: skip
    page.obj.Annots = Array(widgets)
    if widgets:
        made.Root.AcroForm = Dictionary(Fields=Array(widgets), SigFlags=0)
    top = made.Root.StructTreeRoot.K[0]
    for widget in widgets:
        shown = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page.obj)
        top.K.append(made.make_indirect(Dictionary(S=Name.Form, P=top, K=shown)))
