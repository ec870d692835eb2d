"""How busy it is, and what fails: the election night as tables."""

from dataclasses import dataclass

from sample_logs.clock import CUT, DRILL_DAYS, local

# fmt: off
# Visits an hour, 0h to 23h local, on an ordinary day; scaled by the day of the week.
ORDINARY_DAY = (1, 1, 0, 0, 1, 2, 4, 6, 7, 6, 5, 5, 6, 7, 5, 4, 4, 4, 5, 6, 7, 6, 4, 2)
WEEKDAY_FACTOR = (1.06, 1.0, 0.98, 1.0, 1.04, 0.82, 0.74)  # Monday to Sunday

# Visits an hour during the 48 hours of the delivered logs.
PORTAL_NIGHT = (
    2, 1, 1, 1, 1, 3, 8, 18, 30, 36, 40, 42, 45, 48, 44, 42, 50, 75, 150, 170, 230, 270, 210, 120,
    60, 30, 16, 9, 8, 14, 34, 70, 105, 110, 90, 70, 62, 55, 45, 36, 30, 28, 26, 24, 22, 18, 12, 7,
)
PREP_NIGHT = (
    0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 6, 34, 215, 250, 400, 510, 420, 240,
    130, 66, 34, 18, 14, 22, 58, 125, 175, 180, 150, 115, 92, 75, 60, 48, 38, 34, 32, 28, 26, 21,
    15, 9,
)
# fmt: on
DRILL_HOURS = (10, 11, 12, 13, 18, 19)
PREP_QUIET = local("2023-06-05 18:00")  # robots lose interest; the site stays up


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to, not including, `end`."""

    start: int
    end: int

    def __contains__(self, at: float) -> bool:
        return self.start <= at < self.end


def span(start: str, end: str) -> Span:
    return Span(local(start), local(end))


# No edge lies on a publication cut: a slot that is half an outage counts as served.
SHORT_OUTAGE = span("2023-06-04 20:41:30", "2023-06-04 21:03:30")
LONG_OUTAGE = span("2023-06-05 02:16:10", "2023-06-05 02:51:10")
DATA_ERRORS = span("2023-06-04 23:16:40", "2023-06-04 23:24:50")  # nobody reported these
LOG_GAP = span("2023-06-05 04:09:20", "2023-06-05 04:29:10")  # served, but nothing written
# Some errors, then nothing: the firewall let no one through to the PREP host.
LOCKED_OUT = span("2023-06-05 10:06:20", "2023-06-05 10:16:20")
LOCKED_DOOR = span("2023-06-05 10:09:10", "2023-06-05 10:16:20")  # the silent part of it
SLOW = span("2023-06-04 19:38:00", "2023-06-04 19:48:00")  # the portal; nobody reported it
SLOWNESS = 8  # times as long as usual
GREED = span("2023-06-04 21:43:30", "2023-06-04 21:46:30")  # a script takes all there is
OUTAGES = {"short_outage": SHORT_OUTAGE, "long_outage": LONG_OUTAGE, "locked_out": LOCKED_OUT}
FAULTS = {
    "short_outage": SHORT_OUTAGE,
    "long_outage": LONG_OUTAGE,
    "data_errors": DATA_ERRORS,
    "log_gap": LOG_GAP,
}


@dataclass(frozen=True, slots=True)
class Incident:
    """A row of incidencias.csv, as the newspaper's administrator remembers it."""

    start: str
    end: str
    kind: str
    description: str
    effect: str
    remedy: str
    told: str
    fault: str | None = None  # what it was in truth; none for what did no harm
    late: int = 0  # minutes by which the times reported are too late


INCIDENTS = (
    Incident(
        "04/06/2023 20:41",
        "04/06/2023 21:03",
        "Falla del servidor web",
        "El servidor del PREP agotó los procesos disponibles y respondió con error 503",
        "Sin publicación del PREP; el portal siguió en línea",
        "Se amplió el límite de procesos y se reinició el servicio",
        "Enlace técnico del instituto, por teléfono",
        fault="short_outage",
    ),
    Incident(
        "05/06/2023 00:35",
        "05/06/2023 01:10",
        "Suministro eléctrico",
        "Corte de energía en la colonia; entró la planta de emergencia",
        "Ninguno: el UPS sostuvo los equipos hasta el arranque de la planta",
        "La compañía restableció el servicio",
        "Enlace técnico del instituto, por correo electrónico",
    ),
    # Twelve minutes late: the clock on the wall of the machine room.
    Incident(
        "05/06/2023 02:28",
        "05/06/2023 03:03",
        "Mantenimiento no programado",
        "Disco de bitácoras lleno; el servidor del PREP rechazó todas las solicitudes; "
        "se liberó espacio",
        "Sin publicación del PREP durante 35 minutos",
        "Se comprimieron las bitácoras anteriores y se amplió el volumen",
        "Enlace técnico del instituto, por teléfono",
        fault="long_outage",
        late=12,
    ),
    # Twelve minutes late, too: noted from the same clock.
    Incident(
        "05/06/2023 10:18",
        "05/06/2023 10:28",
        "Falla del cortafuegos",
        "Un cambio de reglas saturó el balanceo del cortafuegos y después lo dejó sin paso hacia "
        "el servidor del PREP",
        "Sin publicación del PREP durante 10 minutos; el portal siguió en línea",
        "Se restituyeron las reglas anteriores",
        "Enlace técnico del instituto, por correo electrónico",
        fault="locked_out",
        late=12,
    ),
)


def drill_version(at: float) -> int:
    return int((at - 10 - DRILL_DAYS[0]) // CUT) % 288
