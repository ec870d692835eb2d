"""One diffuser's stage: what fails there, when each cut arrives, how its server writes a size."""

from random import Random

from sample_logs.clock import BASELINE_DAYS, LOGS_END, OPERATION_START
from sample_logs.publication import Publication, publish
from sample_logs.site import OFFICIAL, PREP, PrepApp, Resource
from sample_logs.stage import WWW, Stage
from sample_logs.state import writing
from sample_logs.state.diffusers import MIRROR, ORIGIN, ORIGIN_CUTS, Diffuser, Fault
from sample_logs.visits import Mount

UNDER_THE_PORTAL = PrepApp("/prep", "20230604_2200")


def of_a_package(rng: Random, slot: int) -> int:  # noqa: ARG001
    """Sent by SFTP: up some seconds later, so that a watch by the minute sees every cut arrive."""
    return 15 + int(rng.random() * 60)


def of_the_origin(rng: Random, slot: int) -> int:  # noqa: ARG001
    return 3 + int(rng.random() * 6)


class Server(Stage):
    def __init__(self, diffuser: Diffuser) -> None:
        super().__init__(Random(diffuser.seed), diffuser.host)
        self.diffuser = diffuser
        self.kind = writing.KINDS[diffuser.writes]
        own_host = self.kind.own_host
        app = OFFICIAL if own_host else UNDER_THE_PORTAL
        door = f"https://{diffuser.prep_host if own_host else diffuser.host + '/prep'}/"
        self.mount = Mount(app, WWW, door)
        self.pointer = app.main.path
        self.publication = published(diffuser)
        self.faults = faults(diffuser)

    def reaches(self, server: str, at: float) -> bool:  # noqa: ARG002
        return True

    def failure(self, server: str, at: float, what: Resource) -> int | None:  # noqa: ARG002
        if what.section != PREP:
            return None
        return next((fault.status for fault in self.faults if at in fault.span), None)

    def mishap(self, at: float) -> int | None:  # noqa: ARG002
        """A resumed load now and then: what else fails is meant to."""
        return 206 if self.rng.random() < 0.004 else None

    def version(self, at: float) -> int:
        return self.publication.version(at) if at >= OPERATION_START else 0

    def main_size(self, at: float, *, gzip: bool) -> int:
        return self.publication.main_size(self.version(at), gzip=gzip)

    def slowness(self, server: str, at: float) -> int:  # noqa: ARG002
        return 1

    def logged_size(self, server: str, at: float, status: int, size: int) -> int | None:  # noqa: ARG002
        return None if size == 0 and self.kind.dash else size + self.kind.headers

    def was_logged(self, at: float) -> bool:
        start = BASELINE_DAYS[0] - self.diffuser.ahead
        return start <= at < LOGS_END and not any(at in gap for gap in self.diffuser.gaps)


def published(diffuser: Diffuser) -> Publication:
    missed = frozenset((*ORIGIN_CUTS, *diffuser.missed))
    return publish(diffuser.seed, missed, of_the_origin if diffuser.proxy else of_a_package)


def faults(diffuser: Diffuser) -> tuple[Fault, ...]:
    """The origin's failure reaches whoever asks it; a package or a frame answers as before."""
    asks = diffuser.proxy and diffuser.method == MIRROR
    own = (diffuser.fault,) if diffuser.fault else ()
    return ((Fault(ORIGIN, 502),) if asks else ()) + own
