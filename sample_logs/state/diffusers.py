"""Who the twelve are, how big, and what is the matter with each.

Every name is invented. Instants are written on the centre's clock, but incidents on the clock of
the diffuser who reports them.
"""

from dataclasses import dataclass, field
from datetime import timedelta, timezone
from zlib import crc32

from sample_logs.clock import CUT, HOUR, local
from sample_logs.night import Incident, Span

MIRROR, FRAME = 1, 2
CENTRE, BORDER = "America/Monterrey", "America/Matamoros"
ON_TIME, LATE = "2023-06-16", "2023-06-20"


def cuts(first: str, last: str) -> tuple[int, ...]:
    """The cuts from one to another, both included."""
    return tuple(range(local(first), local(last) + 1, CUT))


def whole(slots: tuple[int, ...]) -> Span:
    """A failure in which these cuts and no others have no good answer: its edges lie within the
    cuts around them, which therefore count as served."""
    return Span(slots[0] - 25, slots[-1] + CUT + 20)


ORIGIN_CUTS = cuts("2023-06-04 21:40", "2023-06-04 21:50")
"""The institute published nothing and its site did not answer."""
ORIGIN = whole(ORIGIN_CUTS)
STRAIN = Span(local("2023-06-04 20:56"), local("2023-06-04 22:09"))
"""When one of them is asked for more than it bears."""


@dataclass(frozen=True, slots=True)
class Fault:
    """All of the published section answers `status` in the span."""

    span: Span
    status: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Diffuser:
    """visits, readers: of the night's visits to the PREP and to the portal, La Gaceta's being 1.
    proxy: it asks the origin for everything; the other mirrors receive packages. bears: under
    STRAIN, how many times the requests of the hour before it. admitted: why the
    institute lets its delivery in although it is not like the others. lacks: requirement → answer.
    """

    slug: str
    name: str
    legal_name: str
    city: str
    representative: str
    contact: str
    writes: str  # one of writing.KINDS
    visits: float
    readers: float
    method: int = MIRROR
    proxy: bool = False
    time_zone: str = CENTRE
    built: str = ON_TIME
    fault: Fault | None = None
    missed: tuple[int, ...] = ()  # cuts whose package did not come to it alone
    gaps: tuple[Span, ...] = ()
    bears: float | None = None
    incidents: tuple[Incident, ...] = ()
    capacity: tuple[float, float, str] | None = None  # requests and megabits a second, and source
    figures: bool = False  # its ordinary average is AWStats'
    baseline: bool = True
    aggregated: bool = False  # a private profile beside the project: no logs are handed over
    admitted: str = ""
    corrupted: bool = False  # a byte of its zip is another when it arrives
    lacks: dict[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return f"www.{self.slug}.example"

    @property
    def prep_host(self) -> str:
        return f"prep.{self.slug}.example"

    @property
    def seed(self) -> int:
        return crc32(self.slug.encode())

    @property
    def ahead(self) -> int:
        """Seconds by which its clock is before the centre's."""
        return HOUR if self.time_zone == BORDER else 0

    @property
    def zone(self) -> timezone:
        return timezone(timedelta(hours=-6, seconds=self.ahead))


TOLD = "Enlace técnico del instituto, por teléfono"
NO_DATA = Incident(
    "04/06/2023 21:40",
    "04/06/2023 21:56",
    "Datos sin actualizar",
    "El instituto no envió paquetes: se siguió mostrando el corte de las 21:35",
    "El público vio un corte de hasta veinte minutos de antigüedad",
    "Se avisó al enlace y se esperó; el envío se reanudó con el corte de las 21:55",
    TOLD,
)

# fmt: off
STATE = (
    Diffuser(
        slug="diario-horizonte", name="Diario Horizonte", city="Saltillo, Coahuila de Zaragoza",
        legal_name="Compañía Editora Horizonte del Norte, S.A. de C.V.",
        representative="Lic. Ramiro Escandón Valdepeña", contact="Ing. Irasema Polanco Duarte",
        writes="nginx", visits=0.39, readers=0.16, incidents=(NO_DATA,),
        capacity=(60, 400, "Prueba de carga del 26 de mayo de 2023, dos servidores"),
    ),
    Diffuser(
        slug="la-voz-carbonera", name="La Voz Carbonera", city="Sabinas, Coahuila de Zaragoza",
        legal_name="Impresos y Noticias de la Carbonífera, S.A. de C.V.",
        representative="C. Hermelinda Ojeda Carrasco", contact="Téc. Wenceslao Prado Nieto",
        writes="apache", visits=0.025, readers=0.05, aggregated=True,
        admitted="El instituto aceptó por oficio que entregara sólo cuentas",
        incidents=(  # the log shows nothing of it
            Incident(
                "04/06/2023 23:10", "04/06/2023 23:40", "Enlace a Internet",
                "Una excavación dañó la fibra del proveedor; el enlace quedó intermitente",
                "Lentitud para algunos lectores", "El proveedor cambió la ruta", TOLD,
            ),
        ),
        lacks={"emergency_plant": "no cumple", "security_tests": "sin evidencia"},
    ),
    Diffuser(
        slug="frontera-al-dia", name="Frontera al Día", city="Acuña, Coahuila de Zaragoza",
        legal_name="Medios Fronterizos de Acuña, S.C.",
        representative="Lic. Teodoro Villaseca Bustos", contact="Ing. Nereida Luján Coss",
        writes="vhost", visits=0.05, readers=0.06, proxy=True, time_zone=BORDER,
        fault=Fault(whole(cuts("2023-06-04 23:30", "2023-06-04 23:40")), 502),
        incidents=(  # on its own clock, an hour before the centre's
            Incident(
                "04/06/2023 22:40", "04/06/2023 22:55", "Falla del sitio de origen",
                "El sitio del instituto no respondía y nuestro servidor contestó 502",
                "Sin publicación del PREP durante 15 minutos", "Se reanudó sin intervención", TOLD,
            ),
            Incident(
                "05/06/2023 00:30", "05/06/2023 00:45", "Falla del servidor intermediario",
                "El servicio intermediario perdió la resolución de nombres",
                "Sin publicación del PREP durante 15 minutos",
                "Se fijó la dirección del origen y se reinició el servicio", TOLD,
            ),
        ),
    ),
    Diffuser(
        slug="canal-laguna", name="Canal Laguna", city="Torreón, Coahuila de Zaragoza",
        legal_name="Televisión Comunitaria de la Laguna, A.C.",
        representative="Mtra. Graciela Montalvo Rey", contact="Ing. Octavio Bermea Solís",
        writes="nginx_json", visits=0.08, readers=0.08, built=LATE,
        missed=cuts("2023-06-05 09:10", "2023-06-05 09:25"),
        incidents=(
            NO_DATA,
            Incident(
                "05/06/2023 09:12", "05/06/2023 09:31", "Transferencia detenida",
                "La cuenta de SFTP se bloqueó por intentos fallidos de otro equipo",
                "Se mostró durante veinte minutos el corte de las 09:05",
                "Se desbloqueó la cuenta y se limitó el acceso por dirección", TOLD,
            ),
        ),
        lacks={"transfer_rate": "no cumple"},
    ),
    Diffuser(
        slug="eco-de-las-vinas", name="Eco de las Viñas", city="Parras, Coahuila de Zaragoza",
        legal_name="Editorial Eco de las Viñas, S. de R.L. de C.V.",
        representative="C. Baltasar Urdiales Peña", contact="C. Macarena Iglesias Toba",
        writes="caddy", visits=0.03, readers=0.03, corrupted=True,
    ),
    Diffuser(
        slug="semanario-las-pozas", name="Semanario Las Pozas",
        city="Cuatro Ciénegas, Coahuila de Zaragoza",
        legal_name="Semanario Las Pozas, S.C. de R.L.",
        representative="Profr. Eleuterio Casasús Mijares", contact="C. Dalia Renovato Siller",
        writes="duration", visits=0.03, readers=0.03,
        gaps=(
            Span(local("2023-06-05 03:00"), local("2023-06-05 04:10")),
            Span(local("2023-06-05 10:30"), local("2023-06-05 11:05")),
        ),
        incidents=(
            Incident(
                "05/06/2023 03:00", "05/06/2023 04:10", "Bitácora interrumpida",
                "El volumen de bitácoras se llenó; el sitio siguió en línea",
                "Ninguno sobre la publicación", "Se liberó espacio", TOLD,
            ),
        ),
        lacks={"disk_space": "no cumple", "intrusion_detection": "sin evidencia"},
    ),
    Diffuser(
        slug="tv-sierra-madre", name="TV Sierra Madre", city="Arteaga, Coahuila de Zaragoza",
        legal_name="Producciones Sierra Madre Oriental, S.A. de C.V.",
        representative="Lic. Amparo Quintanilla Feria", contact="Ing. Segismundo Arriaga Polo",
        writes="cloudfront", visits=0.09, readers=0.07, proxy=True,
        fault=Fault(whole(cuts("2023-06-05 00:25", "2023-06-05 01:00")), 503),
        incidents=(
            Incident(
                "05/06/2023 00:25", "05/06/2023 01:05", "Falla de la red de distribución",
                "Un cambio de configuración dejó sin destino las rutas del PREP",
                "Sin publicación del PREP durante 40 minutos",
                "Se regresó a la configuración anterior", TOLD,
            ),
        ),
    ),
    Diffuser(
        slug="portal-del-acero", name="Portal del Acero", city="Monclova, Coahuila de Zaragoza",
        legal_name="Comunicación Digital del Acero, S.A.S.",
        representative="C. Crescencio Alanís Duarte", contact="C. Perla Xóchitl Rentería",
        writes="nginx", visits=0.05, readers=0.04, method=FRAME, baseline=False,
        lacks={"high_availability": "no cumple", "security_tests": "sin evidencia"},
    ),
    Diffuser(
        slug="grupo-nogalera", name="Grupo Nogalera",
        city="Ramos Arizpe, Coahuila de Zaragoza",
        legal_name="Grupo Editorial Nogalera, S.A.P.I. de C.V.",
        representative="Lic. Fidencia Armendáriz Leal", contact="Ing. Baudelio Cano Treviño",
        writes="iis", visits=0.35, readers=0.35, method=FRAME,
    ),
    Diffuser(
        slug="radio-algodonera", name="Radio Algodonera",
        city="San Pedro, Coahuila de Zaragoza",
        legal_name="Radiodifusora Algodonera del Nazas, S.A. de C.V.",
        representative="C. Leocadio Murguía Sáenz", contact="Ing. Yadira Cepeda Quiroz",
        writes="main", visits=0.06, readers=0.05, proxy=True,
        fault=Fault(whole(cuts("2023-06-05 12:20", "2023-06-05 12:35")), 500),  # and says nothing
        lacks={"web_attack_containment": "sin evidencia"},
    ),
    Diffuser(
        slug="comarca-digital", name="Comarca Digital", city="Torreón, Coahuila de Zaragoza",
        legal_name="Contenidos Digitales de la Comarca, S.A. de C.V.",
        representative="Lic. Valentín Órnelas Cid", contact="Ing. Rosaura Tafoya Benavides",
        writes="apache", visits=0.11, readers=0.08, bears=1.02,
        incidents=(
            Incident(
                "04/06/2023 20:55", "04/06/2023 22:10", "Servidor saturado",
                "El servidor llegó a su límite de procesos y rechazó parte de las solicitudes",
                "Algunos lectores tuvieron que volver a intentar",
                "Se aumentó el límite; bajó la demanda", TOLD,
            ),
        ),
        lacks={"minimum_infrastructure": "no cumple"},
    ),
    Diffuser(
        slug="ecos-universitarios", name="Ecos Universitarios",
        city="Saltillo, Coahuila de Zaragoza",
        legal_name="Fundación Ecos Universitarios, A.C.",
        representative="Dra. Ofelia Santibáñez Roel", contact="Mtro. Gildardo Frausto Imaz",
        writes="main", visits=0.07, readers=0.06, figures=True, baseline=False,
    ),
)
# fmt: on
