"""Who consulted, how many at once, what they asked for and what they were answered."""

from collections.abc import Callable
from dataclasses import replace

from reports import locale
from reports.model import Memoria
from reports.model.audience import Place, Ranked
from reports.model.traffic import Totals
from reports.sentences import audience, placenames
from reports.tables.base import Cell, Column, Table, as_size, at, count, share, text, whole

SHOWN = 10


def _sections(memoria: Memoria) -> dict[str, str]:
    published = memoria.agreement.published.section
    return {"all": "Todo el sitio", "portal": "Portal", "published": published}


def parts(memoria: Memoria) -> Table:
    """The operation by section; parts of the visits may overlap."""
    operation = memoria.measures.operation
    whole = Totals(
        hits=operation.hits or 0,
        pages=operation.pages or 0,
        visits=operation.visits or 0,
        bytes=operation.bytes or 0,
    )
    totals = (whole, operation.sections.published, operation.sections.portal)
    names = _sections(memoria)
    named = zip((names[part] for part in ("all", "published", "portal")), totals, strict=True)
    return Table(
        "partes",
        f"{locale.capital(memoria.agreement.words.operation.the)} por sección",
        (
            Column("Parte"),
            Column("Visitas", "number"),
            Column("Páginas", "number"),
            Column("Hits", "number"),
            Column("Hits, del total", "number"),
            Column("Bytes", "number"),
        ),
        tuple(_part(name, total, whole) for name, total in named),
        note=f"Una visita puede pasar por el portal y por {memoria.agreement.published.the}: las "
        "visitas de las secciones no se suman.",
    )


def _part(name: str, total: Totals, whole: Totals) -> tuple[Cell, ...]:
    cells = (
        text(name),
        count(total.visits),
        count(total.pages),
        count(total.hits),
        share(total.hits, whole.hits),
        as_size(total.bytes),
    )
    return tuple(replace(cell, mark="total") for cell in cells) if total is whole else cells


def sides(memoria: Memoria) -> Table:
    """Persons against robots in every measure."""
    found = memoria.audience.sides
    every = (found.person, found.robot, found.all)
    rows = (
        (text("Hits (solicitudes)"), *(count(side.hits) for side in every)),
        (text("Hits, del total"), *(share(side.hits, found.all.hits) for side in every)),
        (text("Documentos entregados"), *(count(side.documents) for side in every)),
        (text("Visitas"), *(count(side.visits, side.visits_reason) for side in every)),
        (text("Bytes de respuesta"), *(as_size(side.bytes) for side in every)),
        (
            text("Direcciones distintas"),
            *(count(side.visitors_min, side.visitors_min_reason) for side in every),
        ),
        (
            text("Direcciones y agentes distintos"),
            *(count(side.visitors_max, side.visitors_max_reason) for side in every),
        ),
    )
    return Table(
        "audiencias",
        "Personas y robots, lado a lado",
        (
            Column("Medida"),
            Column("Personas", "number"),
            Column("Robots", "number"),
            Column("Todos", "number"),
        ),
        rows,
        note="Los documentos entregados a personas son las páginas. Una dirección puede ser a la "
        f"vez de personas y de robots. {audience.coverage(memoria)}",
    )


ROBOTS = {
    "monitor": "Monitores: vigilan si el sitio responde",
    "tool": "Programas que dicen su nombre (curl, wget…)",
    "crawler": "Rastreadores de la lista pública",
    "empty": "Sin agente de usuario",
    "robots_txt": "Pidieron robots.txt",
    "probe": "Escáneres: pidieron rutas que nadie más pide",
    "behaviour": "Por su comportamiento: más documentos que ninguna persona",
}


def robots(memoria: Memoria) -> Table:
    hits = memoria.audience.sides.all.hits
    return Table(
        "clases_robot",
        "Robots, por lo que los delata",
        (
            Column("Clase"),
            Column("Hits", "number"),
            Column("Del total", "number"),
            Column("Direcciones y agentes", "number"),
            Column("Bytes", "number"),
        ),
        tuple(
            (
                text(ROBOTS[found.robot_class]),
                count(found.hits),
                share(found.hits, hits),
                count(found.visitors),
                as_size(found.bytes, "la bitácora no registra sus tamaños"),
            )
            for found in memoria.audience.robots
        ),
        note="Cada robot cuenta en una sola clase, la primera que le toca en este orden: monitor, "
        "programa, rastreador, sin agente, robots.txt, escáner, comportamiento. Las reglas están "
        "en el anexo A.",
        empty="No se encontró ningún robot en el periodo.",
    )


def visit_lengths(memoria: Memoria) -> Table:
    names = _sections(memoria)
    return Table(
        "duracion_visitas",
        "Cuánto dura una visita, de su primera página a la última",
        (
            Column("Sección"),
            Column("Visitas", "number"),
            Column("De una sola página", "number"),
            Column("Páginas por visita", "number"),
            Column("La mitad, al menos", "number"),
            Column("Promedio", "number"),
            Column("Una de cada diez, al menos", "number"),
        ),
        tuple(
            (
                text(names[found.section]),
                count(found.visits),
                share(found.visits - found.timed, found.visits),
                count(found.pages_mean, decimals=2),
                *(
                    Cell(audience.lasting(value), value, reason or "")
                    for value, reason in (
                        (found.p50, found.p50_reason),
                        (found.mean, found.mean_reason),
                        (found.p90, found.p90_reason),
                    )
                ),
            )
            for found in memoria.audience.visit_lengths
        ),
        note="Las duraciones son de las visitas de dos páginas o más; la de una sola página se "
        "desconoce. En cada sección cuentan solo sus páginas.",
        empty="No hubo visitas.",
    )


def _places(
    name: str, title: str, label: str, lists: str, named: Callable[[str], str]
) -> Callable[[Memoria], Table]:
    def table(memoria: Memoria) -> Table:
        found = memoria.audience.places
        listed: tuple[Place, ...] = getattr(found, lists) if found else ()
        whole = sum(place.visitors for place in listed)
        return Table(
            name,
            title,
            (
                Column(label),
                Column("Visitantes", "number"),
                Column("Del total", "number"),
                Column("Páginas", "number"),
            ),
            tuple(
                (
                    text(named(place.item)),
                    count(place.visitors),
                    share(place.visitors, whole),
                    count(place.pages),
                )
                for place in listed
            ),
            half=True,
            empty="No hay ubicaciones.",
        )

    return table


PLACES = (
    _places("paises", "País de los visitantes", "País", "countries", placenames.country),
    _places("estados", "Estado de los visitantes de México", "Estado", "states", placenames.state),
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
                text(f"en {memoria.agreement.words.operation.the}"),
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
    names = _sections(memoria)
    return Table(
        "duraciones",
        "Tiempo de servicio: cuánto tardó el servidor en atender",
        (
            Column("Sección"),
            Column("La mitad, en menos de", "number"),
            Column("95 de cada 100", "number"),
            Column("99 de cada 100", "number"),
            Column("Solicitudes con duración", "number"),
        ),
        tuple(
            (
                text(names[found.section]),
                *(
                    Cell(locale.milliseconds(value), value)
                    for value in (found.p50, found.p95, found.p99)
                ),
                share(found.share, 1),
            )
            for found in memoria.audience.durations
        ),
        note="Solo las solicitudes cuya bitácora registra la duración.",
    )


def _ranking(
    name: str, title: str, label: str, lists: str, *, counted: str = "Hits", half: bool = False
) -> Callable[[Memoria], Table]:
    def table(memoria: Memoria) -> Table:
        listed: tuple[Ranked, ...] = getattr(memoria.audience.rankings, lists)
        ranked = listed[:SHOWN]
        note = (
            f"Los primeros {SHOWN}; los {len(listed)} están en resumen.json."
            if len(listed) > SHOWN
            else ""
        )
        columns = [Column(label, "path"), Column(counted, "number")]
        rows = [[text(item.item), count(item.value)] for item in ranked]
        if not half:
            columns.append(Column("Bytes", "number"))
            rows = [[*row, as_size(item.bytes)] for row, item in zip(rows, ranked, strict=True)]
        return Table(
            name,
            title.format(of_the=memoria.agreement.published.of_the),
            tuple(columns),
            tuple(tuple(row) for row in rows),
            note,
            size="menuda",
            half=half,
        )

    return table


def _shares(name: str, title: str, label: str, lists: str) -> Callable[[Memoria], Table]:
    """Persons' pages by what they came with or from: the first ones, and the others together."""

    def table(memoria: Memoria) -> Table:
        listed: tuple[Ranked, ...] = getattr(memoria.audience.rankings, lists)
        shown = [(found.item, found.value) for found in listed[:SHOWN]]
        whole = memoria.audience.sides.person.documents
        rest = whole - sum(value for _, value in shown)
        if rest > 0 and shown:
            shown.append(("los demás", rest))
        return Table(
            name,
            title,
            (Column(label), Column("Páginas", "number"), Column("Del total", "number")),
            tuple((text(item), count(value), share(value, whole)) for item, value in shown),
            size="menuda",
            half=True,
        )

    return table


SHARES = (
    _shares("procedencias", "De dónde llegan", "Procedencia", "referrers"),
    _shares("dispositivos", "Con qué consultan", "Dispositivo", "devices"),
    _shares("navegadores", "Navegadores", "Familia", "browsers"),
    _shares("sistemas", "Sistemas", "Familia", "systems"),
)

RANKINGS = (
    _ranking(
        "recursos_publicado",
        "Recursos más pedidos {of_the}",
        "Ruta",
        "resources_published",
    ),
    _ranking("recursos_portal", "Recursos más pedidos del portal", "Ruta", "resources_portal"),
    _ranking("recursos_datos", "Datos más pedidos", "Ruta", "data_resources"),
    _ranking(
        "sitios_procedencia",
        "Sitios que enviaron lectores",
        "Sitio",
        "referrer_hosts",
        counted="Páginas",
        half=True,
    ),
    _ranking("robots", "Robots más activos", "Agente declarado", "robots", half=True),
    _ranking("rutas_error", "Rutas con más respuestas de error", "Ruta", "error_paths"),
)
