"""What no part of a profile sees alone: parts that name one another, or exclude one another."""

from collections.abc import Iterable, Iterator

from pipeline import encryption
from pipeline.agreement.modes import ENCRYPTED
from pipeline.agreement.schema import LIAISON, REQUIRED_WINDOWS, Profile
from pipeline.agreement.texts import PLACEHOLDERS, unknown_placeholders
from pipeline.errors import Problem
from pipeline.settings import in_file_order, nearest, shown
from pipeline.toml_files import TomlFile
from pipeline.toml_lines import Location

IDENTIFIED = (
    "requirements", "sections", "purposes", "deliverables", "signatories", "contradictions",
    "services", "liaisons",
)  # fmt: skip
"""Tables whose rows are told apart by their id."""

MINUTES_OF_A_DAY = 24 * 60
MOST_DAYS, MOST_WEEKS, MOST_MONTHS, MOST_CUTS = 400, 104, 24, 300_000
"""Of a window, of the ordinary traffic, and cuts in all."""


def inconsistencies(profile: Profile, file: TomlFile) -> list[Problem]:
    """Every one, in the order of the file."""
    found = [problem for check in CHECKS for problem in check(profile, file)]
    return in_file_order(found)


def _windows(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    """A report has windows of its own, or returns with each period: then they are the period's."""
    for name in REQUIRED_WINDOWS:
        if profile.period is None and name not in profile.windows:
            yield Problem(file.where(("windows",)), f"falta la ventana [windows.{name}]")
        elif profile.period is not None and name in profile.windows:
            found = f"la ventana «{name}» ya es el periodo de [period]"
            where = file.where(("windows", name))
            yield Problem(where, found, "[period] o esa ventana, no las dos", "borre una")
    for name, span in profile.windows.items():
        if span.end <= span.start:
            where = file.where(("windows", name, "end"))
            found = f"la ventana «{name}» no termina después de empezar"
            yield Problem(where, found, f"un instante posterior a {span.start}")


def _extent(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    """What is measured cut by cut must end: whoever writes a profile may err, or mean harm."""
    found = {
        ("cuts", "minutes"): (profile.cuts.minutes, MINUTES_OF_A_DAY),
        ("visit_gap_minutes",): (profile.visit_gap_minutes, MINUTES_OF_A_DAY),
        ("baseline", "weeks"): (profile.baseline.weeks or 0, MOST_WEEKS),
        ("baseline", "months"): (profile.baseline.months or 0, MOST_MONTHS),
        ("drills",): (len(profile.drills), MOST_DAYS),
        ("period", "deadline_days"): (
            profile.period.deadline_days if profile.period else 0,
            MOST_DAYS,
        ),
    }
    for location, (value, most) in found.items():
        if value > most:
            yield Problem(file.where(location), f"el valor es {value:,}", f"a lo más {most:,}")
    for name, span in profile.windows.items():
        days = (span.end - span.start).days
        if days > MOST_DAYS:
            where = file.where(("windows", name))
            yield Problem(where, f"abarca {days:,} días", f"a lo más {MOST_DAYS}")


def _cuts(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    """Of all windows and the ordinary traffic together."""
    days = sum(max(0, (span.end - span.start).days) + 1 for span in profile.windows.values())
    days += 7 * (profile.baseline.weeks or 0) + 31 * (profile.baseline.months or 0)
    cuts = days * MINUTES_OF_A_DAY // profile.cuts.minutes
    if cuts > MOST_CUTS:
        found = f"sus ventanas tienen {cuts:,} cortes de {profile.cuts.minutes} minutos"
        yield Problem(file.where(("cuts", "minutes")), found, f"a lo más {MOST_CUTS:,}")


def _deadline(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    if profile.period is None and profile.deadline is None:
        remedy = "agregue «deadline = …» al principio del archivo, o la tabla [period]"
        expected = "fecha y hora sin comillas, como 2023-06-04T18:00:00"
        yield Problem(file.where(()), "falta «deadline»", expected, remedy)
    elif profile.period is not None and profile.deadline is not None:
        found = "hay una fecha límite y también [period], que la fija con deadline_days"
        yield Problem(file.where(("deadline",)), found, "una de las dos", "borre una")


def _baseline(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    weeks, months = profile.baseline.weeks, profile.baseline.months
    expected = "weeks o months, una de las dos"
    if weeks is None and months is None:
        yield Problem(file.where(("baseline",)), "no dice cuánto abarca", expected)
    elif weeks is not None and months is not None:
        yield Problem(file.where(("baseline", "months")), "hay semanas y también meses", expected)


def _methods(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    numbers = {method.number for method in profile.methods}
    for index, requirement in enumerate(profile.requirements):
        if unknown := set(requirement.methods) - numbers:
            where = file.where(("requirements", index, "methods"))
            expected = f"uno de: {', '.join(map(str, sorted(numbers)))}"
            yield Problem(where, f"no existe el método {min(unknown)}", expected)


def _sections(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    known = {section.id for section in profile.sections}
    for table in ("purposes", "deliverables"):
        for index, item in enumerate(getattr(profile, table)):
            if item.section not in known:
                found = f"no existe la sección «{item.section}»"
                where = file.where((table, index, "section"))
                yield Problem(where, found, f"uno de: {', '.join(sorted(known))}")


def _identifiers(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    for table in IDENTIFIED:
        yield from _repeated(table, (item.id for item in getattr(profile, table)), file)


def _repeated(table: str, identifiers: Iterable[str], file: TomlFile) -> Iterator[Problem]:
    seen = set()
    for index, identifier in enumerate(identifiers):
        if identifier in seen:
            where = file.where((table, index, "id"))
            yield Problem(where, f"el id «{identifier}» ya está usado", "un id distinto")
        seen.add(identifier)


def _services(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    """A service without a place would have no requests, nor would the second of one place."""
    owners: dict[str, str] = {}
    for index, service in enumerate(profile.services):
        if not service.hosts and not service.paths:
            where = file.where(("services", index))
            found = f"el servicio «{service.id}» no tiene dominios ni rutas"
            yield Problem(where, found, 'hosts = ["…"] o paths = ["/…/**"]')
        for key in ("hosts", "paths"):
            for place in getattr(service, key):
                owner = owners.setdefault(place, service.id)
                if owner != service.id:
                    where = file.where(("services", index, key))
                    yield Problem(where, f"{shown(place)} ya es del servicio «{owner}»")


def _liaisons(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    known = {item.id: item for item in profile.liaisons}
    for index, signatory in enumerate(profile.signatories):
        name = signatory.person.removeprefix(LIAISON)
        if name == signatory.person:
            continue
        where = file.where(("signatories", index, "person"))
        if name not in known:
            expected = f"uno de: {', '.join(known)}" if known else "un bloque [[liaisons]]"
            yield Problem(where, f"no existe el enlace «{name}»", expected)
        elif known[name].party != signatory.party:
            expected = f'un enlace con party = "{signatory.party}"'
            yield Problem(where, f"el enlace «{name}» es de la otra parte", expected)


def _validities(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    for table in ("liaisons", "legal_basis"):
        for index, item in enumerate(getattr(profile, table)):
            if item.valid_from and item.valid_until and item.valid_until < item.valid_from:
                where = file.where((table, index, "valid_until"))
                expected = f"una fecha desde el {item.valid_from}"
                yield Problem(where, "la vigencia termina antes de empezar", expected)


def _placeholders(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    for key, text in profile.texts:
        location: Location = ("texts", key)
        for name in unknown_placeholders(text):
            expected = f"uno de: {', '.join(PLACEHOLDERS)}"
            close = nearest(name, PLACEHOLDERS)
            remedy = f"¿quiso decir «{{{close[0]}}}»?" if close else ""
            yield Problem(file.where(location), f"no existe «{{{name}}}»", expected, remedy)


def _key(profile: Profile, file: TomlFile) -> Iterator[Problem]:
    """What is to be encrypted needs a key, and a key that is there must be one."""
    key = profile.institute.age_recipient
    where = file.where(("institute", "age_recipient") if key else ("institute",))
    expected = 'la llave pública age de la institución: age_recipient = "age1…"'
    remedy = "pídala a la institución que recibe las bitácoras"
    if key and not encryption.recipient(key):
        yield Problem(where, f"{shown(key)} no es una llave pública de age", expected, remedy)
    elif not key and profile.privacy_mode == ENCRYPTED:
        found = f"la modalidad es «{ENCRYPTED}» y no hay llave con qué cifrar las bitácoras"
        yield Problem(where, found, expected, remedy)


CHECKS = (
    _windows, _extent, _cuts, _deadline, _baseline, _methods, _sections, _identifiers, _services,
    _liaisons, _validities, _placeholders, _key,
)  # fmt: skip
