"""The portal and its five digital tools: their resources, how people use them, how they grow."""

from dataclasses import dataclass

from sample_logs.municipio.clock import local
from sample_logs.site import PORTAL, PREP, Resource, varied

WWW_HOST = "www.puertocardon.example"
PAY_HOST = "pagos.puertocardon.example"
PUBLISHED = PREP  # the section of the tools
PORTAL_SERVER = "www"


def page(path: str, section: str = PUBLISHED, status: int = 200) -> Resource:
    return Resource(path, varied(path, 6_000, 19_000), section, document=True, status=status)


def part(path: str, section: str = PUBLISHED, low: int = 3_000, high: int = 60_000) -> Resource:
    return Resource(path, varied(path, low, high), section)


@dataclass(frozen=True)
class Tool:
    """`visits`: of an ordinary weekday in each month told. `door`: where every visit begins.
    `sends`: what a form is posted to, with the status that its server answers."""

    id: str
    host: str
    since: int
    visits: tuple[float, float, float]
    weekend: float
    door: Resource
    pages: tuple[Resource, ...]
    sends: Resource
    furniture: tuple[Resource, ...]
    polls: tuple[Resource, ...] = ()


OPENING = local("2024-03-01 00:00")

TOOLS = (
    Tool(
        "tramites", WWW_HOST, OPENING, (34, 37, 43), 0.35, page("/tramites/"),
        tuple(page(f"/tramites/{name}") for name in (
            "acta-de-nacimiento", "licencia-de-construccion", "uso-de-suelo", "alta-de-comercio",
            "permiso-de-evento", "requisitos.html", "seguimiento",
        )),
        page("/tramites/solicitud", status=302),
        (part("/tramites/estilo.4c21.css"), part("/tramites/tramites.90be.js")),
    ),
    Tool(
        "citas", WWW_HOST, OPENING, (18, 23, 30), 0.25, page("/citas/"),
        tuple(page(f"/citas/{name}") for name in ("sedes", "horarios", "confirmacion")),
        page("/citas/reservar"),
        (part("/citas/citas.77a0.js"),),
        (part("/citas/api/disponibilidad.json", low=400, high=900),),
    ),
    Tool(
        "pagos", PAY_HOST, OPENING, (28, 18, 14), 0.7, page("/"),
        tuple(page(path) for path in ("/predial", "/multas", "/adeudos", "/ayuda")),
        page("/recibo"),
        (part("/css/pagos.19d3.css"), part("/recibo.pdf")),
    ),
    Tool(
        "quejas", WWW_HOST, OPENING, (7, 8, 10), 0.9, page("/quejas/"),
        tuple(page(f"/quejas/{name}") for name in ("nueva", "mis-reportes", "alumbrado", "bacheo")),
        page("/quejas/registrar", status=201),
        (part("/quejas/quejas.5510.js"),),
    ),
    Tool(
        "mapa", WWW_HOST, local("2024-04-08 09:00"), (0, 8, 13), 0.8, page("/mapa/"),
        tuple(page(f"/mapa/{name}") for name in ("obras", "rutas")),
        page("/mapa/buscar"),
        tuple(part(f"/mapa/teselas/12/714/{n}.png", low=9_000, high=30_000) for n in (1643, 1644)),
        (part("/mapa/capas/obras.geojson"),),
    ),
)  # fmt: skip
NAMES = tuple(tool.id for tool in TOOLS)

PAY_DOOR = page("/")  # what the payments' own monitor asks for
HOME = page("/", PORTAL)
NEWS = tuple(
    page(f"/noticias/{name}", PORTAL)
    for name in ("jornada-de-vacunacion", "obra-en-el-malecon", "feria-del-mar", "cierre-de-calles")
)
FURNITURE = (part("/static/portal.a1f4.css", PORTAL), part("/static/escudo.svg", PORTAL))
ROBOTS_TXT = part("/robots.txt", PORTAL, 200, 201)
OLD_FORM = page("/tramites/formato-2021.html", status=404)
REFUSED = page("/tramites/solicitud", status=422)  # a form with something missing
