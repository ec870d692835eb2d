"""The follow-up report on an invented month: its figures, its pages, its charts, its words."""

import io
import re
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from pipeline import agreement
from pipeline.project import load_project
from reports import charts, locale, tables
from reports.delivery import sealing
from reports.documents import page, paper, render, theme
from reports.documents import words as said
from reports.figures import services as figures
from reports.model import Memoria
from reports.sentences import phrases
from tests.reports import follow_up as follow_ups
from tests.reports import sheets, test_charts
from tests.reports.follow_up import SCENES, Scene
from tests.reports.test_documents import HOSTILE, page_of, words

LOOK = theme.load("frontera")
QUICK = ("four tools",)
OWN = (
    "resumen-seguimiento", "indice", "antecedentes", "enlaces", "cumplimiento", "herramientas-uso",
    "herramientas-servicio", "inventario", "respaldos", "acuerdos", "minutas", "firmas",
)  # fmt: skip


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(scene, id=name, marks=() if name in QUICK else pytest.mark.slow)
        for name, scene in SCENES.items()
    ],
)
def scene(request, tmp_path_factory) -> Memoria:
    made = follow_ups.make(tmp_path_factory.mktemp("escena"), request.param)
    return sheets.part(made, OWN)


# ------------------------------------------------------------------------------------- figures


def test_a_month_is_held_against_a_day_of_the_months_before(follow_up):
    visits = follow_up.services.each[0].changed("visits")
    before = [30 + day.day % 7 * 5 for day in follow_ups.DAYS if day.month < 5]
    during = [30 + day % 7 * 5 for day in range(1, 32) if day != 9]
    assert visits.value == sum(during)
    assert visits.ordinary == pytest.approx(sum(before) / len(before) * 30)
    assert visits.change == pytest.approx(sum(during) / visits.ordinary - 1)


def test_days_of_which_no_line_speaks_are_not_zero(follow_up):
    one = follow_up.services.each[0]
    assert (one.days, one.days_seen, one.days_before_seen) == (31, 30, 61)
    [dark] = [day for day in one.by_day if day.hits is None]
    assert (dark.day, dark.cuts.availability_reason) == ("2024-05-09", figures.NO_EVIDENCE)


def test_availability_is_of_the_cuts_in_which_somebody_asked(follow_up):
    cuts = follow_up.services.each[0].cuts
    assert (cuts.served, cuts.errors, cuts.unasked) == (30 * 60, 4, 30 * 36 - 4)
    assert cuts.availability == pytest.approx(1800 / 1804)


def test_what_is_before_a_tool_appears_is_not_its_months_before(tmp_path):
    made = follow_ups.make(tmp_path, Scene(tools=1, dark=follow_ups.MONTHS[:1]))
    [one] = made.services.each
    assert (one.months_before, one.days_before, one.days_before_seen) == (1, 30, 30)
    march, *_ = one.months
    assert (march.use.hits, march.use.hits_reason) == (None, figures.NOT_YET)


def test_paths_with_errors_name_their_service(follow_up):
    found = {error.path: error.service for error in follow_up.services.error_paths}
    assert found == dict.fromkeys(("/s0/no-existe", "/otra/ruta"), "Ventanilla de trámites")


def test_what_is_overdue_follows_from_the_date_of_the_document(follow_up):
    late, done = follow_up.records.accords
    assert (late.overdue, late.days_overdue) == (True, 21)
    assert (done.overdue, done.days_overdue) == (False, 0)
    rows = tables.every(follow_up)["acuerdos"].rows
    assert rows[0][3].text == "× pendiente; vencido hace 21 días"
    assert said.said(follow_up)["accords_told"].endswith("1 ha pasado de su fecha sin cumplirse.")


def test_a_file_is_named_with_its_digest(follow_up):
    first, second = follow_up.records.backups
    assert (first.in_period, first.proof) == (False, None)
    assert second.proof
    assert second.proof.size == len("acta")
    assert (
        locale.digest(second.proof.sha256) in tables.every(follow_up)["respaldos"].rows[1][4].text
    )


STATUS = {
    "four tools": {"services": "parcial", "tools": "completo", "backups": "completo",
                   "accords": "completo", "minutes": "parcial"},
    "no backups, no accords": {"backups": "falta", "accords": "falta", "minutes": "falta"},
    "nothing of the month": {"services": "falta", "logs": "falta"},
    "no tools": {"services": "falta", "tools": "falta"},
}  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name == "no tools" else pytest.mark.slow) for name in STATUS],
)
def test_the_checklist_looks_at_what_each_deliverable_is_of(name, tmp_path):
    made = follow_ups.make(tmp_path, SCENES[name])
    project = load_project(tmp_path / "memoria.toml")
    contents: dict[str, str] = {item.id: item.content for item in project.agreement.deliverables}
    found = {contents[item.id]: item.status for item in made.delivery}
    assert {content: found[content] for content in STATUS[name]} == STATUS[name]


def test_titles_name_the_month(follow_up, memoria):
    assert phrases.titled(follow_up).endswith(", mayo de 2024")
    assert phrases.of_the_document(follow_up).startswith("del informe de seguimiento de las")
    assert phrases.titled(memoria) == memoria.agreement.document_title


def test_both_parties_sign(follow_up):
    fields = paper.signatures(follow_up)
    assert list(fields) == ["firma-1", "firma-2", "firma-3"]
    assert fields["firma-1"].startswith("Firma de Nombre Ficticio del Enlace")
    assert fields["firma-3"] == "Firma de Enlace del Estado"


def test_the_delivery_is_named_by_its_month(follow_up, tmp_path):
    follow_ups._project(tmp_path, Scene())
    project = load_project(tmp_path / "memoria.toml")
    assert sealing.name(project).endswith("-2024-05")


# --------------------------------------------------------------------------------------- pages


def test_pages_hold_what_stands_on_them(scene):
    document = sheets.laid_out(scene, LOOK, charts.draw(scene, LOOK))
    assert sheets.misplaced(document) == []
    assert sheets.overlapping(document) == []
    assert sheets.feet(document) == []
    assert sheets.titles(document)[:2] == [("Resumen", 1), ("Índice", 2)]


def test_every_figure_is_in_both_forms(scene):
    drawn = charts.draw(scene, LOOK)
    forms = (paper.html(scene, LOOK, drawn), page.html(scene, LOOK, drawn))
    texts = [words(" ".join(page_of(form).text)) for form in forms]
    for table in tables.every(scene).values():
        for row in table.rows:
            for cell, column in zip(row, table.columns, strict=True):
                if column.kind in ("time", "number"):
                    assert all(words(cell.text) in text for text in texts), (table.id, cell)


@pytest.mark.slow
def test_the_report_is_printed_with_room_for_both_parties(follow_up):
    made = render.pdf(follow_up, LOOK, charts.draw(follow_up, LOOK))
    reader = PdfReader(io.BytesIO(made))
    fields = [str(field) for field in reader.get_fields() or {}]
    assert fields == ["firma-1", "firma-2", "firma-3"]
    assert str(reader.metadata and reader.metadata.title).startswith(
        "Informe de seguimiento de las herramientas digitales, mayo de 2024"
    )


FOREIGN = re.compile(
    r"\b(PREP|difusor(es)?|memoria técnica|la operación|noche|elecci\w+)\b", re.IGNORECASE
)


def test_the_words_are_those_of_its_agreement(follow_up):
    """The annexes print the headers of the queries, which speak of any agreement."""
    kept = [section.id for section in follow_up.agreement.sections if section.id != "anexos"]
    told = sheets.part(follow_up, kept)
    html = page.html(told, LOOK, charts.draw(told, LOOK))
    text = words(" ".join(page_of(html).text)).replace(follow_up.handover.delivery, "")
    profile = words(agreement.find(follow_up.agreement.id).read_text(encoding="utf-8"))
    found = [text[match.start() - 9 : match.end() + 9] for match in FOREIGN.finditer(text)]
    assert [around for around in found if around not in profile] == []
    assert "el mes informado" in text


def test_names_of_tools_stay_text(tmp_path):
    made = follow_ups.make(tmp_path, Scene(tools=2, hostile=HOSTILE))
    drawn = charts.draw(made, LOOK)
    clean = page_of(page.html(made, LOOK, drawn))
    assert [tag for tag, _ in clean.tags].count("script") == 4
    assert "alert(1)" in " ".join(clean.text)
    assert [tag for tag, _ in page_of(paper.html(made, LOOK, drawn)).tags].count("script") == 0


# -------------------------------------------------------------------------------------- charts


def test_charts_are_legible_whatever_the_month(scene):
    drawn = charts.draw(scene, LOOK)
    drawings = {name: ElementTree.fromstring(svg) for name, svg in charts.drawings(drawn).items()}
    test_charts.test_no_words_meet_others_or_are_cut(drawings)
    test_charts.test_words_are_large_enough_on_paper(drawings)
    for name, chart in drawn.items():
        assert 40 < len(chart.alt) <= 400, (name, chart.alt)
        assert chart.alt.endswith(".")
        assert not re.search(r"nan|None|  |\.\.|\(\)", chart.alt), (name, chart.alt)


@pytest.mark.slow
def test_a_name_cannot_leave_the_expression_that_it_stands_in(tmp_path):
    made = follow_ups.make(tmp_path, Scene(tools=1, hostile="'];alert(1)//\"\\"))
    drawn = charts.draw(made, LOOK)
    assert "alert(1)" in charts.drawings(drawn)["calendario_herramientas"]


def test_a_month_is_not_drawn_as_a_night(follow_up):
    drawn = charts.draw(follow_up, LOOK)
    assert set(drawn) == {"meses", "uso_diario", "calendario_herramientas", "coverage"}
