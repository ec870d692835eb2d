"""What exists on the two sites. Sizes are response bodies in bytes, before headers."""

from dataclasses import dataclass
from zlib import crc32

WWW_HOST = "www.lagacetadeldesierto.example"
PREP_HOST = "prep.lagacetadeldesierto.example"
PORTAL, PREP = "portal", "published"  # the two sections every figure is split by


@dataclass(frozen=True, slots=True)
class Resource:
    """`document` is the page label: decided here, where the resource is invented."""

    path: str
    size: int
    section: str = PORTAL
    document: bool = False
    live: bool = False  # its content changes with every publication cut
    status: int = 200  # what the server answers when all is well


def varied(path: str, low: int, high: int) -> int:
    """A size for `path`, always the same one."""
    return low + crc32(path.encode()) % (high - low)


# ── the newspaper ────────────────────────────────────────────────────────────────────────────

# fmt: off
SUBJECTS = {
    "local": ("bacheo-en-la-zona-centro", "nuevo-horario-del-transporte", "campana-de-vacunacion",
              "obra-en-el-bulevar-norte", "corte-de-agua-en-ocho-colonias", "mercado-renovado"),
    "region": ("lluvias-en-la-carbonifera", "carretera-57-con-trafico-lento", "feria-del-nogal",
               "rescate-en-la-sierra", "tren-detenido-por-mantenimiento"),
    "deportes": ("triunfo-en-casa", "arranca-la-liga-infantil", "maraton-del-desierto",
                 "refuerzo-para-la-temporada", "final-de-beisbol"),
    "cultura": ("festival-de-las-artes", "exposicion-de-fotografia", "cine-al-aire-libre"),
    "negocios": ("industria-acerera-contrata", "precio-de-la-nuez", "expo-emprende"),
    "elecciones": ("como-consultar-el-prep-2023", "donde-esta-tu-casilla", "que-es-un-prep",
                   "minuto-a-minuto-de-la-jornada", "simulacro-del-prep-en-la-gaceta",
                   "asi-funciona-el-conteo-rapido"),
}
# fmt: on
TAILS = ("esta-semana", "cronica", "lo-que-debes-saber", "galeria")


def document(path: str, low: int = 9_000, high: int = 24_000) -> Resource:
    return Resource(path, varied(path, low, high), document=True)


def asset(path: str, low: int, high: int) -> Resource:
    return Resource(path, varied(path, low, high))


def article(section: str, subject: str, tail: str) -> Resource:
    slug = f"{subject}-{tail}"
    return document(f"/{section}/{slug}-{40_000 + crc32(slug.encode()) % 9_000}")


HOME = document("/", 21_000, 22_000)
ELECTION_NEWS = [
    article("elecciones", subject, tail) for subject in SUBJECTS["elecciones"] for tail in TAILS
]
NEWS = [
    article(section, subject, tail)
    for section, subjects in SUBJECTS.items()
    for subject in subjects
    for tail in TAILS
]
FRONTS = [document(f"/{section}/") for section in SUBJECTS]
OTHER_PAGES = [
    document(path)
    for path in (
        "/clima.html",
        "/aviso-de-privacidad.html",
        "/hemeroteca.php",
        "/contacto",
        "/obituarios.asp",
    )
]
SEARCH = document("/buscar")
GONE = Resource("/local/nota-retirada-39120", 0, document=True, status=404)
MOVED = Resource("/elecciones-2023", 0, document=True, status=301)
DOOR = Resource("/redaccion/", 0, document=True, status=401)  # the newsroom's, before signing in
REDACTION = document("/redaccion/", 4_800, 4_900)
FURNITURE = [
    asset("/static/css/gaceta.8d1f20.css", 18_000, 19_000),
    asset("/static/js/gaceta.5b77c1.js", 61_000, 62_000),
    asset("/static/img/cabezal.svg", 5_000, 5_400),
    asset("/static/fonts/lectura.woff2", 31_000, 32_000),
    asset("/favicon.ico", 1_150, 1_151),
]
ROBOTS_TXT = asset("/robots.txt", 310, 311)
SITEMAP = asset("/sitemap.xml", 88_000, 89_000)
VIDEO = asset("/media/2023/06/en-vivo-redaccion.mp4", 3_800_000, 3_900_000)


def pictures(page: Resource) -> list[Resource]:
    """The images a page shows: two for an article, shared ones for everything else."""
    number = page.path.rpartition("-")[2]
    name = number if number.isdigit() else "portada"
    return [
        asset(f"/media/2023/{name}-{index}.{kind}", 22_000, 96_000)
        for index, kind in ((1, "webp"), (2, "jpg"))
    ]


# ── the PREP application ─────────────────────────────────────────────────────────────────────

DISTRICTS = range(1, 17)
SECTIONS = range(401, 461)  # polling districts whose tally sheets people look up


class PrepApp:
    """The single-page application, mounted at `root`: '' on its own host, '/prep' in the drills."""

    def __init__(self, root: str, stamp: str) -> None:
        self.doors = [
            self._page(f"{root}{path}")
            for path in (
                "/",
                "/index.html",
                "/gubernatura",
                "/diputaciones",
                "/participacion",
                "/gubernatura/detalle-entidad",
                *(f"/diputaciones/distrito-{n:02}" for n in DISTRICTS),
            )
        ]
        self.assets = [
            Resource(f"{root}/assets/{name}", varied(name, low, high), PREP)
            for name, low, high in (
                ("index.7c1e2f.js", 88_000, 99_000),
                ("vendor.41aa09.js", 210_000, 220_000),
                ("index.0be3d4.css", 26_000, 29_000),
                ("tabla.3f9c11.js", 14_000, 16_000),
                ("texto.woff2", 22_000, 24_000),
                ("texto-bold.woff2", 22_000, 24_000),
                ("mapa-coahuila.svg", 48_000, 52_000),
                ("logo.png", 7_000, 8_000),
            )
        ]
        self.main = self._data("/json/main.json", 1_212, 1_213)
        self.views = [
            [self._data("/json/gubernatura/estado.json", 1_300, 1_800)],
            [self._data("/json/participacion.json", 900, 1_100)],
            [self._data("/json/gubernatura/distritos.json", 6_100, 6_900)],
            [self._data("/json/diputaciones/distritos.json", 6_200, 7_000)],
            *(
                [self._data(f"/json/gubernatura/distrito-{n:02}.json", 7_700, 8_300)]
                for n in DISTRICTS
            ),
            *(
                [
                    self._data(f"/json/diputaciones/distrito-{n:02}.json", 7_700, 8_300),
                    self._data(f"/json/casillas/distrito-{n:02}.json", 13_000, 76_000),
                ]
                for n in DISTRICTS
            ),
        ]
        self.totals = [*self.views[0], *self.views[1]]  # what a page asks for at a new cut
        self.sheets = [
            Resource(path, varied(path, 80_000, 207_000), PREP)
            for path in (
                f"{root}/actas/{n:04}_B1_{race}.jpg" for n in SECTIONS for race in ("GUB", "DIP")
            )
        ]
        self.downloads = [
            Resource(path, varied(path, 190_000, 215_000), PREP)
            for path in (f"/descargas/{stamp}_PREP_{race}_COAH.zip" for race in ("GUB", "DIP"))
        ]

    @staticmethod
    def _page(path: str) -> Resource:
        return Resource(path, 2_917, PREP, document=True)

    @staticmethod
    def _data(path: str, low: int, high: int) -> Resource:
        return Resource(path, varied(path, low, high), PREP, live=True)


OFFICIAL = PrepApp("", "20230604_2200")
DRILL = PrepApp("/prep", "20230514_1200")
# On election day the portal redirects the drills' address to the PREP host.
DRILL_BOOKMARK = Resource("/prep/", 0, PREP, document=True, status=301)

ENV_PROBE = Resource("/.env", 0, status=403)
PROBES = [
    ENV_PROBE,
    Resource("/.git/config", 0, document=True, status=403),
    *(
        Resource(path, 0, document=True, status=404)
        for path in ("/wp-login.php", "/xmlrpc.php", "/phpmyadmin/index.php")
    ),
]
