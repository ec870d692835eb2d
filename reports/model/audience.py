"""Who consulted it."""

from typing import Literal

from reports.model.base import Facts, Moment


class Ranked(Facts):
    item: str
    value: int
    bytes: int | None


class Rankings(Facts):
    resources_published: tuple[Ranked, ...]
    resources_portal: tuple[Ranked, ...]
    data_resources: tuple[Ranked, ...]
    referrers: tuple[Ranked, ...]
    referrer_hosts: tuple[Ranked, ...]
    devices: tuple[Ranked, ...]
    browsers: tuple[Ranked, ...]
    systems: tuple[Ranked, ...]
    robots: tuple[Ranked, ...]
    error_paths: tuple[Ranked, ...]


class Concurrency(Facts):
    """Three figures that are never mixed."""

    active_clients_peak: float | None
    active_clients_peak_reason: str | None = None
    active_clients_instant: Moment | None = None
    open_visits_peak: float | None
    open_visits_peak_reason: str | None = None
    open_visits_instant: Moment | None = None
    in_service_mean: float | None
    in_service_mean_reason: str | None = None
    in_service_peak: float | None
    in_service_peak_reason: str | None = None


class HourDuration(Facts):
    utc: str
    local: str
    p95: float


class Durations(Facts):
    """Time to serve a request, microseconds; a section without durations has no entry.

    share: of its requests, those that carry one. hours: those of the operation that have any.
    """

    section: Literal["all", "portal", "published"]
    p50: float
    p95: float
    p99: float
    share: float
    hours: tuple[HourDuration, ...]


class Side(Facts):
    """Persons, robots, or everyone. documents: of persons they are pages. Only persons visit."""

    hits: int
    documents: int
    bytes: int
    visits: int | None
    visits_reason: str | None = None
    visitors_min: int | None
    visitors_min_reason: str | None = None
    visitors_max: int | None
    visitors_max_reason: str | None = None


class Sides(Facts):
    person: Side
    robot: Side
    all: Side


RobotClass = Literal["monitor", "tool", "crawler", "empty", "robots_txt", "probe", "behaviour"]


class Robots(Facts):
    """The robots that are known by the same sign."""

    robot_class: RobotClass
    hits: int
    visitors: int
    bytes: int | None


class VisitLength(Facts):
    """Seconds from a visit's first page to its last. timed: the visits of two pages or more; how
    long a single page was read is unknown, not zero."""

    section: Literal["all", "portal", "published"]
    visits: int
    timed: int
    one_page_share: float
    pages_mean: float
    p50: float | None
    p50_reason: str | None = None
    mean: float | None
    mean_reason: str | None = None
    p90: float | None
    p90_reason: str | None = None


class SharedAddresses(Facts):
    """Addresses with many agents of persons, as where a carrier lets many out by one (NAT)."""

    addresses: int | None
    addresses_reason: str | None = None
    hits: int | None
    hits_reason: str | None = None
    agents_max: int | None
    agents_max_reason: str | None = None


class Place(Facts):
    item: str
    visitors: int
    pages: int


class Places(Facts):
    """Where persons' addresses are. file: whose word it is."""

    file: str
    countries: tuple[Place, ...]
    states: tuple[Place, ...]


class Audience(Facts):
    sides: Sides
    robots: tuple[Robots, ...]
    visit_lengths: tuple[VisitLength, ...]
    visit_lengths_reason: str | None = None
    shared_addresses: SharedAddresses
    places: Places | None
    places_reason: str | None = None
    concurrency: Concurrency
    durations: tuple[Durations, ...]
    durations_reason: str | None = None
    rankings: Rankings
    robots_share: float | None
    robots_share_reason: str | None = None
