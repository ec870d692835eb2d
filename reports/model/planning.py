"""How many at once, how fast, and what a next time would need."""

from typing import Literal

from reports.model.base import Facts, Moment, Window


class Peak(Facts):
    """The largest count in a span of that length, when it began, and what 99 of 100 such spans do
    not exceed. lower_bound: the server was failing near it, so more may have been asked for."""

    seconds: int
    requests: float | None
    requests_reason: str | None = None
    instant: Moment | None
    instant_reason: str | None = None
    persons: float | None
    persons_reason: str | None = None
    persons_instant: Moment | None = None
    mean: float | None
    mean_reason: str | None = None
    peak_to_mean: float | None
    peak_to_mean_reason: str | None = None
    p99: float | None
    p99_reason: str | None = None
    p99_night: float | None
    p99_night_reason: str | None = None
    lower_bound: bool


class Shape(Facts):
    """Of persons, in minutes: from the opening to the busiest cut, from a tenth to nine tenths of
    it, and from it to where half of it has gone for good."""

    rise_to_peak: float | None
    rise_to_peak_reason: str | None = None
    rise_10_90: float | None
    rise_10_90_reason: str | None = None
    decay_half: float | None
    decay_half_reason: str | None = None
    decay_instant: Moment | None = None


class Overhead(Facts):
    """bytes on the wire = bytes × (1 + share) + responses × each. declared: by the diffuser."""

    share: float
    each: float
    declared: bool


class Flow(Facts):
    """The busiest span of that length: response bodies as logged, and what they are on the wire.
    Bits a second are the mean of the span. The two may be of different spans. lower_bound: see
    Peak."""

    seconds: int
    bytes: float | None
    bytes_reason: str | None = None
    bits_per_second: float | None
    bits_per_second_reason: str | None = None
    instant: Moment | None = None
    wire_bits_per_second: float | None
    wire_bits_per_second_reason: str | None = None
    wire_instant: Moment | None = None
    lower_bound: bool


class Bandwidth(Facts):
    """minute and cut: the busiest of each. wire_bytes: of the whole operation, on the wire."""

    minute: Flow
    cut: Flow
    wire_bytes: float | None
    wire_bytes_reason: str | None = None
    overhead: Overhead


class Fit(Facts):
    """Requests that the law predicts for a cut, over those logged: three percentiles of cuts."""

    p10: float
    p50: float
    p90: float


class Polling(Facts):
    """λ ≈ N·r/T: N open tabs, r data requests for each poll, T seconds between two polls.

    period_s is the median of `intervals` pauses of repeat clients, with its quartiles.
    """

    requests: int | None
    requests_reason: str | None = None
    clients: int | None
    clients_reason: str | None = None
    period_s: float | None
    period_s_reason: str | None = None
    period_q1_s: float | None = None
    period_q3_s: float | None = None
    intervals: int | None = None
    requests_per_refresh: float | None
    requests_per_refresh_reason: str | None = None
    open_tabs_peak: float | None
    open_tabs_peak_reason: str | None = None
    open_tabs_instant: Moment | None = None
    open_tabs_mean: float | None = None
    fit: Fit | None
    fit_reason: str | None = None
    share_304: float | None
    share_304_reason: str | None = None


class Savings(Facts):
    """What validators and jitter would have saved. repeated: 200 responses that gave a client what
    it had; spread_peak: the persons' busiest second, in the mean, had their requests been spread
    over T."""

    repeated_requests: int | None
    repeated_requests_reason: str | None = None
    repeated_bytes: float | None
    repeated_bytes_reason: str | None = None
    pointer_requests: int | None = None
    pointer_bytes: float | None = None
    not_modified_bytes: float | None = None
    saved_bytes: float | None
    saved_bytes_reason: str | None = None
    spread_peak: float | None
    spread_peak_reason: str | None = None


class Fold(Facts):
    """Requests of persons by their moment within the cut, in bins of `bin_s` seconds; the burst is
    the largest bin over the mean one, in those bins and second by second."""

    bin_s: int
    bins: tuple[int, ...]
    burst: float | None
    burst_reason: str | None = None
    burst_1s: float | None
    burst_1s_reason: str | None = None


class Folds(Facts):
    """Of all their requests, and of those for the pointer alone."""

    all: Fold | None
    all_reason: str | None = None
    pointer: Fold | None
    pointer_reason: str | None = None


class Censoring(Facts):
    """Cuts within an hour of a peak in which the server failed and what it served did not grow."""

    cuts: int
    requests: int
    failures: int
    first: Moment | None = None


class Headroom(Facts):
    """Capacity is never in the log: it is declared, or else only what was demonstrated is known."""

    requests_per_second: float | None
    requests_per_second_reason: str | None = None
    bits_per_second: float | None
    bits_per_second_reason: str | None = None
    source: str | None
    source_reason: str | None = None
    used_requests: float | None
    used_requests_reason: str | None = None
    used_bits: float | None
    used_bits_reason: str | None = None
    demonstrated_per_second: float | None
    demonstrated_per_second_reason: str | None = None
    demonstrated_instant: Moment | None = None


class Scenario(Facts):
    """A multiple of what was seen. holds: whether the declared capacity is enough for it."""

    multiple: int
    requests_per_second: float | None
    requests_per_second_reason: str | None = None
    sustained_per_second: float | None
    sustained_per_second_reason: str | None = None
    bits_per_second: float | None
    bits_per_second_reason: str | None = None
    open_tabs: float | None
    open_tabs_reason: str | None = None
    operation_bytes: float | None
    operation_bytes_reason: str | None = None
    holds: Literal["sí", "no"] | None
    holds_reason: str | None = None


class Planning(Facts):
    """`censored`: the server failed near its peak, so the demand may have been larger.

    night: the hours of `p99_night`; night_title: what the agreement calls them, or empty.
    """

    night_title: str
    night: Window | None
    night_reason: str | None = None
    peaks: tuple[Peak, ...]
    shape: Shape
    bandwidth: Bandwidth
    polling: Polling
    savings: Savings
    folds: Folds
    censored: bool
    censoring: Censoring
    headroom: Headroom
    scenarios: tuple[Scenario, ...]
    timed_share: float | None
    timed_share_reason: str | None = None
