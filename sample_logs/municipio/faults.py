"""What fails in the three months, and what the municipality wrote down about it."""

from typing import NamedTuple

from sample_logs.municipio.clock import local
from sample_logs.night import Span


def span(start: str, end: str) -> Span:
    return Span(local(start), local(end))


class Fault(NamedTuple):
    """`share`: of the requests in `when` to these tools that are answered with `status`."""

    tools: tuple[str, ...]
    when: Span
    status: int
    share: float


EVERY_TOOL = ("tramites", "citas", "pagos", "quejas", "mapa")
OUTAGE = Fault(("citas",), span("2024-05-14 10:00", "2024-05-14 12:15"), 503, 1.0)
NIGHT = Fault(EVERY_TOOL, span("2024-05-22 20:00", "2024-05-23 01:00"), 502, 0.6)
BANK = Fault(("pagos",), span("2024-04-02 13:00", "2024-04-02 13:45"), 504, 1.0)
FAULTS = (OUTAGE, NIGHT, BANK)
QUIET = span("2024-05-14 11:15", "2024-05-14 11:30")
"""In the midst of the outage nobody asks: the cut is unasked, and the outage goes on."""
IMPATIENT = 0.2  # of those who meet a fault: they go before the answer, and nginx writes 499

LOST_DAY = span("2024-05-09 00:00", "2024-05-10 00:00")  # the disk was full: nothing was logged


class Incident(NamedTuple):
    start: str
    end: str
    kind: str
    description: str
    effect: str
    remedy: str
    told: str


INCIDENTS = (
    Incident(
        "09/05/2024 00:00", "09/05/2024 23:59", "Bitácora",
        "El volumen de bitácoras se llenó y ese día no se escribió ningún renglón",
        "Sin registro de uso; las herramientas siguieron en servicio, según los folios emitidos",
        "Se amplió el volumen y se puso una alerta al 80 %",
        "Enlace del Estado, por correo electrónico",
    ),
    Incident(
        "14/05/2024 10:00", "14/05/2024 12:15", "Aplicación",
        "La base de datos de citas agotó sus conexiones tras una actualización",
        "No se pudieron reservar citas durante 2 horas y 15 minutos",
        "Se regresó a la versión anterior y se amplió el límite de conexiones",
        "Enlace del Estado, por teléfono, 10:20 horas",
    ),
    Incident(
        "22/05/2024 20:00", "23/05/2024 01:00", "Servidor",
        "Mantenimiento del balanceador: respuestas 502 intermitentes en todas las herramientas",
        "Más de la mitad de las solicitudes de la noche quedó sin atender",
        "Se sustituyó el equipo; el mantenimiento se hará por partes",
        "Enlace del Estado, por correo electrónico, la víspera",
    ),
)  # fmt: skip
