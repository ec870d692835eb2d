"""Who consulted it."""

from typing import Literal

from reports.model.base import Facts, Moment


class Ranked(Facts):
    item: str
    value: int
    bytes: int | None


class Rankings(Facts):
    resources_prep: tuple[Ranked, ...]
    resources_portal: tuple[Ranked, ...]
    data_resources: tuple[Ranked, ...]
    referrers: tuple[Ranked, ...]
    devices: tuple[Ranked, ...]
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


class Durations(Facts):
    """Time to serve a request, microseconds; a section without durations has no entry."""

    section: Literal["all", "portal", "prep"]
    p50: float
    p95: float
    p99: float


class Audience(Facts):
    concurrency: Concurrency
    durations: tuple[Durations, ...]
    durations_reason: str | None = None
    rankings: Rankings
    robots_share: float | None
    robots_share_reason: str | None = None
