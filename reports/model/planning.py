"""How many at once, how fast, and what a next time would need."""

from reports.model.base import Facts, Moment


class Peak(Facts):
    """The largest count in a span of that length, and when it began."""

    seconds: int
    requests: float | None
    requests_reason: str | None = None
    instant: Moment | None
    instant_reason: str | None = None
    mean: float | None
    mean_reason: str | None = None
    peak_to_mean: float | None
    peak_to_mean_reason: str | None = None


class Bandwidth(Facts):
    """Response bodies as logged, in the busiest cut; bits a second are the mean of that cut."""

    bytes: float | None
    bytes_reason: str | None = None
    bits_per_second: float | None
    bits_per_second_reason: str | None = None
    instant: Moment | None = None


class Scenario(Facts):
    multiple: int
    requests_per_second: float | None
    requests_per_second_reason: str | None = None
    bits_per_second: float | None
    bits_per_second_reason: str | None = None
    operation_bytes: float | None
    operation_bytes_reason: str | None = None


class Planning(Facts):
    """`censored`: the server failed near its peak, so the demand may have been larger."""

    peaks: tuple[Peak, ...]
    bandwidth: Bandwidth
    censored: bool
    scenarios: tuple[Scenario, ...]
