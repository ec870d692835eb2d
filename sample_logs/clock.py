"""Local time of Monclova. Coahuila dropped daylight saving in 2022, so the offset is constant."""

from datetime import UTC, datetime, timedelta, timezone

ZONE = timezone(timedelta(hours=-6))
MINUTE, HOUR, DAY = 60, 3_600, 86_400
CUT = 5 * MINUTE
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local(text: str) -> int:
    """'2023-06-04 18:00[:00]' in Monclova as seconds since the epoch."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def moment(at: float) -> datetime:
    return datetime.fromtimestamp(int(at), ZONE)


def day_of(at: float) -> str:
    return moment(at).strftime("%Y-%m-%d")


def utc(at: float) -> str:
    return datetime.fromtimestamp(int(at), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp(at: float, zone: timezone = ZONE) -> str:
    """As access logs write it: 04/Jun/2023:18:00:00 -0600 (English months in every locale)."""
    then = datetime.fromtimestamp(int(at), zone)
    return f"{then:%d}/{MONTHS[then.month - 1]}/{then:%Y:%H:%M:%S %z}"


def days(first: str, last: str) -> list[int]:
    """The local midnights from `first` to `last`, both included."""
    return list(range(local(f"{first} 00:00"), local(f"{last} 00:00") + 1, DAY))


BASELINE_DAYS = days("2023-05-07", "2023-06-03")
MISSING_DAY = local("2023-05-17 00:00")  # a Wednesday whose file was lost
DRILL_DAYS = [local(f"{day} 00:00") for day in ("2023-05-14", "2023-05-21", "2023-05-28")]

LOGS_START = local("2023-06-04 00:00")  # "the logs of 4 and 5 June"
LOGS_END = local("2023-06-06 00:00")
OPERATION_START = local("2023-06-04 18:00")  # public diffusion; also midnight in UTC
OPERATION_END = LOGS_END
