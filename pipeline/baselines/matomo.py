"""Matomo's CSV or TSV export of a range by day: Visits Summary, or the whole of `API.get`.

https://developer.matomo.org/api-reference/reporting-api (period=day&date=FROM,TO&format=CSV): the
first column is the day, then the metrics by name (`nb_visits`) or, with translateColumnNames=1, in
the user's language. It comes as UTF-16LE with a mark unless convertToUnicode=0 (core/DataTable/
Renderer/Csv.php). Pages are `nb_pageviews`; actions count downloads and searches too, and stand in
for nothing. Two files of the same days, as of VisitsSummary.get and Actions.get, complete another.
"""

from pipeline.baselines import sheet
from pipeline.baselines.base import Given, Reading, Source, Span, refuse
from pipeline.errors import Problem

HEADINGS = {
    "day": ("date", "fecha", "label", "etiqueta"),
    "visits": ("nb visits", "visits", "visitas"),
    "visitors": ("nb uniq visitors", "unique visitors", "visitantes unicos"),
    "pages": ("nb pageviews", "pageviews", "page views", "paginas vistas", "vistas de pagina"),
}
ITS_OWN = {
    "nb visits", "nb uniq visitors", "nb pageviews", "nb actions", "bounce count", "bounces",
    "rebotes", "actions", "acciones", "maximum actions in one visit", "unique pageviews",
    "maximo de acciones en una visita", "paginas vistas unicas", "tasa de rebote", "bounce rate",
}  # fmt: skip
EXPECTED = "la primera fila con date (o fecha) y nb_visits, nb_uniq_visitors o nb_pageviews"
EXPORT = "exporte «Resumen de visitas» como CSV, con period=day y date=2023-05-07,2023-06-03"


def recognises(file: Given) -> bool:
    row = next(sheet.rows(file.head, file.name, HEADINGS), (file.name, []))
    folded = {sheet.fold(cell) for cell in row[1]}
    return sheet.is_heading(row[1], HEADINGS) and not folded.isdisjoint(ITS_OWN)


def read(file: Given) -> Reading:
    """Raises SettingsError."""
    rows = list(sheet.rows(file.text(), file.name, HEADINGS))
    if not rows or not sheet.is_heading(rows[0][1], HEADINGS):
        refuse([Problem(f"{file.name}:1", "no es el encabezado", EXPECTED, EXPORT)], file.name)
    places = sheet.columns(rows[0][1], HEADINGS)
    spans: list[Span] = []
    problems: list[Problem] = []
    for row in rows[1:]:
        found = sheet.span(row, places)
        if isinstance(found, Span):
            spans.append(found)
        else:
            problems += found or []
    refuse(problems, file.name)
    return Reading(tuple(spans))


SOURCE = Source(
    name="matomo",
    title="Matomo",
    definition="matomo",
    remark="Si Matomo contó con su código de JavaScript y no importando bitácoras, la definición "
    "sólo lo imita: las personas que lo bloquean no están en su promedio.",
    recognises=recognises,
    read=read,
)
