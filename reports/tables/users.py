"""Who consulted, how many at once, what they asked for and what they were answered."""

from collections.abc import Callable

from reports import locale
from reports.model import Memoria
from reports.model.audience import Ranked
from reports.model.traffic import Totals
from reports.tables.base import Cell, Column, Table, as_size, at, count, share, text, whole

SECTIONS = {"all": "Todo el sitio", "portal": "Portal", "prep": "Sección PREP"}


SHOWN = 10


def parts(memoria: Memoria) -> Table:
    """The operation by section and audience; parts of the visits may overlap."""
    operation = memoria.measures.operation
    whole = Totals(
        hits=operation.hits or 0,
        pages=operation.pages or 0,
        visits=operation.visits or 0,
        bytes=operation.bytes or 0,
    )
    named = (
        ("Todo el sitio", whole),
        ("Sección PREP", operation.sections.prep),
        ("Portal", operation.sections.portal),
        ("Personas", operation.audiences.person),
        ("Robots", operation.audiences.robot),
    )
    return Table(
        "partes",
        "La operación por sección y por audiencia",
        (
            Column("Parte"),
            Column("Visitas", "number"),
            Column("Páginas", "number"),
            Column("Hits", "number"),
            Column("Hits, del total", "number"),
            Column("Bytes", "number"),
        ),
        tuple(
            (
                text(name),
                count(total.visits),
                count(total.pages),
                count(total.hits),
                share(total.hits, whole.hits),
                as_size(total.bytes),
            )
            for name, total in named
        ),
        note="Una visita puede pasar por el portal y por el PREP: las visitas de las "
        "secciones no se suman.",
    )


def status(memoria: Memoria) -> Table:
    found, hits = memoria.measures.operation.status, memoria.measures.operation.hits
    named = (
        ("2xx: respondida", found.status_2xx),
        ("3xx: sin cambios o redirigida", found.status_3xx),
        ("4xx: error de la solicitud", found.status_4xx),
        ("5xx: error del servidor", found.status_5xx),
        ("Otra o sin código", found.status_other),
    )
    return Table(
        "respuestas",
        "Respuestas por clase de código",
        (Column("Clase"), Column("Hits", "number"), Column("Del total", "number")),
        tuple((text(name), count(value), share(value, hits)) for name, value in named),
    )


def concurrency(memoria: Memoria) -> Table:
    found = memoria.audience.concurrency
    return Table(
        "concurrencia",
        "Concurrencia, en sus tres sentidos",
        (Column("Sentido"), Column("Valor", "number"), Column("Cuándo", "time")),
        (
            (
                text(
                    f"Clientes activos en un corte de {memoria.agreement.cut_minutes} minutos, "
                    "máximo"
                ),
                count(whole(found.active_clients_peak), found.active_clients_peak_reason),
                at(found.active_clients_instant),
            ),
            (
                text("Visitas abiertas a la vez, máximo"),
                count(whole(found.open_visits_peak), found.open_visits_peak_reason),
                at(found.open_visits_instant),
            ),
            (
                text("Solicitudes en servicio a la vez, promedio"),
                count(found.in_service_mean, found.in_service_mean_reason, 2),
                text("toda la operación"),
            ),
            (
                text("Solicitudes en servicio a la vez, en el corte más cargado"),
                count(found.in_service_peak, found.in_service_peak_reason, 1),
                text(None),
            ),
        ),
        note="Son tres cosas distintas y no se comparan entre sí.",
    )


def durations(memoria: Memoria) -> Table:
    return Table(
        "duraciones",
        "Tiempo de servicio: cuánto tardó el servidor en atender",
        (
            Column("Sección"),
            Column("La mitad, en menos de", "number"),
            Column("95 de cada 100", "number"),
            Column("99 de cada 100", "number"),
        ),
        tuple(
            (
                text(SECTIONS[found.section]),
                *(
                    Cell(locale.milliseconds(value), value)
                    for value in (found.p50, found.p95, found.p99)
                ),
            )
            for found in memoria.audience.durations
        ),
        note="Solo las solicitudes cuya bitácora registra la duración.",
    )


def _ranking(
    name: str, title: str, label: str, lists: str, *, sizes: bool = False
) -> Callable[[Memoria], Table]:
    def table(memoria: Memoria) -> Table:
        listed: tuple[Ranked, ...] = getattr(memoria.audience.rankings, lists)
        ranked = listed[:SHOWN]
        note = (
            f"Los primeros {SHOWN}; los {len(listed)} están en resumen.json."
            if len(listed) > SHOWN
            else ""
        )
        columns = [Column(label), Column("Hits" if sizes else "Cuenta", "number")]
        rows = [[text(item.item), count(item.value)] for item in ranked]
        if sizes:
            columns.append(Column("Bytes", "number"))
            rows = [[*row, as_size(item.bytes)] for row, item in zip(rows, ranked, strict=True)]
        return Table(
            name,
            title,
            tuple(columns),
            tuple(tuple(row) for row in rows),
            note,
            style="menuda ruta",
        )

    return table


RANKINGS = (
    _ranking(
        "recursos_prep",
        "Recursos más pedidos de la sección PREP",
        "Ruta",
        "resources_prep",
        sizes=True,
    ),
    _ranking(
        "recursos_portal", "Recursos más pedidos del portal", "Ruta", "resources_portal", sizes=True
    ),
    _ranking("recursos_datos", "Datos más pedidos", "Ruta", "data_resources", sizes=True),
    _ranking("procedencias", "De dónde llegan", "Procedencia", "referrers"),
    _ranking("dispositivos", "Con qué consultan", "Dispositivo", "devices"),
    _ranking("robots", "Robots más activos", "Agente declarado", "robots"),
    _ranking("rutas_error", "Rutas con más respuestas de error", "Ruta", "error_paths"),
)
