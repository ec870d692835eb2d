"""Measures → who consulted it: persons and robots, visits, shared addresses, places, concurrency
in its three meanings, durations, ranked lists."""

from typing import Literal

from pipeline.project import Project
from pipeline.timespan import to_local
from reports.clock import Clock
from reports.figures.planning import NO_PEAK
from reports.model import audience as model
from reports.model.base import Moment
from reports.waist import Record, Waist

LONGEST_LIST = 20
Section = Literal["all", "portal", "published"]
SECTIONS: tuple[Section, ...] = ("all", "published", "portal")

NO_DURATION = "el formato de la bitácora no registra la duración de cada solicitud"


NO_VISITS = "en el periodo no hubo visitas"
NOT_OF_ROBOTS = "una visita es de páginas, y las páginas son de personas"
NOBODY = "no hubo ninguno en el periodo"
ONE_PAGE_EACH = "todas las visitas fueron de una sola página"
NO_AGENTS = "la bitácora no registra agentes de usuario"
NO_PLACES = "no se dio un archivo de ubicaciones"


def audience(read: Waist, project: Project, clock: Clock) -> model.Audience:
    hits = read.total("hits")
    durations, lengths, places = (
        _durations(read, project, clock),
        _visit_lengths(read),
        _places(read, project),
    )
    return model.Audience(
        sides=_sides(read),
        robots=_robots(read),
        visit_lengths=lengths,
        visit_lengths_reason=None if lengths else NO_VISITS,
        shared_addresses=_shared_addresses(read),
        places=places,
        places_reason=None if places else NO_PLACES,
        concurrency=_concurrency(read, clock),
        durations=durations,
        durations_reason=None if durations else NO_DURATION,
        rankings=model.Rankings(
            resources_published=_ranked(read, "resource", "published"),
            resources_portal=_ranked(read, "resource", "portal"),
            data_resources=_ranked(read, "data_resource"),
            referrers=_ranked(read, "referrer_group"),
            referrer_hosts=_ranked(read, "referrer_host"),
            devices=_ranked(read, "device"),
            browsers=_ranked(read, "browser"),
            systems=_ranked(read, "system"),
            robots=_ranked(read, "robot_agent"),
            error_paths=_ranked(read, "error_path"),
        ),
        robots_share=read.total("hits", audience="robot") / hits if hits else None,
        robots_share_reason=None if hits else NO_PEAK,
    )


def _sides(read: Waist) -> model.Sides:
    pages, theirs = read.total("pages", audience="person"), _robot_documents(read)
    return model.Sides(
        person=_side(read, "person", pages),
        robot=_side(read, "robot", theirs),
        all=_side(read, "all", pages + theirs),
    )


def _robot_documents(read: Waist) -> int:
    return read.total("documents_robot", audience="robot")


def _side(read: Waist, audience: str, documents: int) -> model.Side:
    low, high = (_visitors(read, name, audience) for name in ("visitors_min", "visitors_max"))
    visits = None if audience == "robot" else read.total("visits", audience=audience)
    return model.Side(
        hits=read.total("hits", audience=audience),
        documents=documents,
        bytes=read.total("bytes", audience=audience),
        visits=visits,
        visits_reason=NOT_OF_ROBOTS if visits is None else None,
        visitors_min=low,
        visitors_min_reason=NOBODY if low is None else None,
        visitors_max=high,
        visitors_max_reason=NOBODY if high is None else None,
    )


def _visitors(read: Waist, metric: str, audience: str) -> int | None:
    row = read.period(metric, audience=audience)
    return None if row is None else int(row.value)


def _robots(read: Waist) -> tuple[model.Robots, ...]:
    return tuple(
        model.Robots(
            robot_class=row.item,
            hits=row.value,
            visitors=_visitors(read, f"robot_visitors_{row.item}", "robot") or 0,
            bytes=row.bytes,
        )
        for row in read.rankings
        if row.metric == "robot_class"
    )


def _visit_lengths(read: Waist) -> tuple[model.VisitLength, ...]:
    return tuple(
        _visit_length(read, section)
        for section in SECTIONS
        if read.period("visits_timed", section=section)
    )


def _visit_length(read: Waist, section: Section) -> model.VisitLength:
    def value(metric: str) -> float | None:
        return _value(read.period(metric, section=section))

    lengths = {name: value(f"visit_seconds_{name}") for name in ("p50", "mean", "p90")}
    reasons = {
        f"{name}_reason": ONE_PAGE_EACH if length is None else None
        for name, length in lengths.items()
    }
    return model.VisitLength.model_validate(
        {
            "section": section,
            "visits": read.total("visits", section),
            "timed": round(value("visits_timed") or 0),
            "one_page_share": value("visits_of_one_page"),
            "pages_mean": value("pages_per_visit"),
        }
        | lengths
        | reasons
    )


def _shared_addresses(read: Waist) -> model.SharedAddresses:
    addresses, hits, agents = (
        _value(read.period(f"nat_{name}")) for name in ("addresses", "hits", "agents_max")
    )
    unknown = NO_AGENTS if addresses is None else None
    return model.SharedAddresses(
        addresses=None if addresses is None else round(addresses),
        addresses_reason=unknown,
        hits=None if hits is None else round(hits),
        hits_reason=unknown,
        agents_max=None if agents is None else round(agents),
        agents_max_reason=(unknown or NO_SHARED) if agents is None else None,
    )


NO_SHARED = "ninguna dirección tuvo tantos agentes"


def _places(read: Waist, project: Project) -> model.Places | None:
    countries = _places_of(read, "country")
    if project.geo_path is None or not countries:
        return None
    return model.Places(
        file=project.geo_path.name, countries=countries, states=_places_of(read, "region")
    )


def _places_of(read: Waist, metric: str) -> tuple[model.Place, ...]:
    pages = {row.item: row.value for row in read.rankings if row.metric == f"{metric}_pages"}
    return tuple(
        model.Place(item=row.item, visitors=row.value, pages=pages[row.item])
        for row in read.rankings
        if row.metric == metric
    )


def _concurrency(read: Waist, clock: Clock) -> model.Concurrency:
    clients, visits = read.period("active_clients_peak"), read.period("open_visits_peak")
    mean, peak = read.period("in_service_mean"), read.period("in_service_peak")
    return model.Concurrency(
        active_clients_peak=_value(clients),
        active_clients_peak_reason=_reason(clients, NO_PEAK),
        active_clients_instant=_instant(clients, clock),
        open_visits_peak=_value(visits),
        open_visits_peak_reason=_reason(visits, NO_PEAK),
        open_visits_instant=_instant(visits, clock),
        in_service_mean=_value(mean),
        in_service_mean_reason=_reason(mean, NO_DURATION),
        in_service_peak=_value(peak),
        in_service_peak_reason=_reason(peak, NO_DURATION),
    )


def _durations(read: Waist, project: Project, clock: Clock) -> tuple[model.Durations, ...]:
    found = []
    for section in SECTIONS:
        names = ("p50", "p95", "p99", "share")
        p50, p95, p99, share = (
            _value(read.period(f"duration_{name}", section=section)) for name in names
        )
        if p50 is not None and p95 is not None and p99 is not None:
            hours = _hour_durations(read, section, project, clock)
            found.append(
                model.Durations(
                    section=section, p50=p50, p95=p95, p99=p99, share=share or 0.0, hours=hours
                )
            )
    return tuple(found)


def _hour_durations(
    read: Waist, section: Section, project: Project, clock: Clock
) -> tuple[model.HourDuration, ...]:
    """Periods are named by the diffuser's own clock."""
    found = []
    for hour in read.hours:
        name = f"hour:{to_local(hour.slot, project.zone):%Y-%m-%dT%H}"
        row = read.period("duration_p95", name, section)
        if hour.in_operation and row is not None:
            at = clock.moment(hour.slot)
            found.append(model.HourDuration(utc=at.utc, local=at.local, p95=row.value))
    return tuple(found)


def _value(row: Record | None) -> float | None:
    return None if row is None else float(row.value)


def _reason(row: Record | None, reason: str) -> str | None:
    return reason if row is None else None


def _instant(row: Record | None, clock: Clock) -> Moment | None:
    return None if row is None else clock.maybe(row.instant)


def _ranked(read: Waist, metric: str, section: str | None = None) -> tuple[model.Ranked, ...]:
    """One list in its order: of that section, or of all of them together."""
    rows = [row for row in read.rankings if row.metric == metric and section in (None, row.section)]
    if section is None and any(row.section == "all" for row in rows):
        rows = [row for row in rows if row.section == "all"]
    audiences = {row.audience for row in rows}
    first = next((name for name in ("all", "person", "robot") if name in audiences), None)
    kept = [
        model.Ranked(item=row.item, value=row.value, bytes=row.bytes)
        for row in rows
        if row.audience == first
    ]
    return tuple(sorted(kept, key=lambda ranked: -ranked.value)[:LONGEST_LIST])
