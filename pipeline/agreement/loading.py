"""Where profiles lie, and the one of a report."""

from pathlib import Path

from pipeline.agreement.checks import inconsistencies
from pipeline.agreement.months import EXPECTED, Month
from pipeline.agreement.schema import REQUIRED_WINDOWS, Agreement, Profile, Span
from pipeline.errors import Problem, SettingsError
from pipeline.settings import nearest, shown, validate
from pipeline.toml_files import read_toml

FOLDER = Path(__file__).parents[1] / "agreements"
PERIOD = "period"
"""Where a problem is that is not the profile's but of the period asked for."""


def available() -> tuple[str, ...]:
    """Names of the agreements that come with the program."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def load(name_or_path: str, beside: Path | None = None, period: str | None = None) -> Agreement:
    """An agreement that comes with the program, by name, or anyone's, by the path of its TOML file.

    beside: the folder from which a relative path counts. period: of a report that returns, which
    one; None: the first whole one after it was signed. Raises SettingsError with every problem.
    """
    profile = read(name_or_path, beside)
    return of_period(profile, period)


def read(name_or_path: str, beside: Path | None = None) -> Profile:
    """The profile by itself; see `load`. Raises SettingsError."""
    file = read_toml(find(name_or_path, beside))
    profile, problems = validate(Profile, file)
    if profile is not None:
        problems = list(inconsistencies(profile, file))
    if profile is None or problems:
        raise SettingsError(problems)
    return profile


def of_period(profile: Profile, period: str | None) -> Agreement:
    """What binds the report of that period; see `load`. Raises SettingsError."""
    if profile.period is None:
        if period is not None:
            remedy = "borre esa clave, o use el convenio que la pide"
            raise SettingsError(Problem(PERIOD, "el convenio no es de periodos", "", remedy))
        return Agreement.model_construct(**dict(profile))
    month = Month.of(profile.signed).shifted(1) if period is None else Month.read(period)
    if month is None:
        raise SettingsError(Problem(PERIOD, f"el valor es {shown(period)}", EXPECTED))
    span = Span(title=month.title, start=month.start, end=month.end)
    windows = {**dict.fromkeys(REQUIRED_WINDOWS, span), **profile.windows}
    deadline = month.deadline(profile.period.deadline_days)
    changed = {"windows": windows, "deadline": deadline, "month": str(month)}
    return Agreement.model_construct(**{**dict(profile), **changed})


def find(name: str, beside: Path | None = None) -> Path:
    """The file of an agreement; see `load`. Raises SettingsError where there is none."""
    if name.endswith(".toml"):
        return (beside or Path()) / name.replace("\\", "/")
    if name in available():
        return FOLDER / f"{name}.toml"
    close = nearest(name, available())
    remedy = f"¿quiso decir «{close[0]}»?" if close else "use uno de la lista o la ruta de un .toml"
    expected = f"uno de: {', '.join(available())}"
    raise SettingsError(Problem("agreement", f"no existe el convenio «{name}»", expected, remedy))
