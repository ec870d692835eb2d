"""agreements/*.toml → Agreement: everything a signed document fixes, so that no code must know it.

An agreement is a profile: who the parties are, which windows count, how long a publication cut is,
what is a page, what was promised, which sections the memoria needs and which clause asks for each.
Another agreement is another file in that folder and nothing else.

Times stand in the profile as the agreement words them, in its own zone; `window` gives them in UTC.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, NaiveDatetime

from pipeline import encryption, timespan
from pipeline.errors import Problem, SettingsError
from pipeline.settings import (
    Settings,
    TomlFile,
    ZoneName,
    nearest,
    not_empty,
    read_toml,
    shown,
    validate,
)
from pipeline.timespan import Window
from pipeline.toml_lines import Location

FOLDER = Path(__file__).with_name("agreements")

# Every calculation rests on these three; a profile may add more.
REQUIRED_WINDOWS = ("logs", "operation", "diffusion")

# What {name} in a profile's texts stands for. The report supplies the values, already in Spanish.
PLACEHOLDERS = {
    "agreement": "título completo del convenio",
    "short_title": "título corto del convenio",
    "signed": "fecha de firma",
    "deadline": "fecha límite de entrega",
    "institute": "nombre de la institución que recibe",
    "institute_short": "siglas de la institución",
    "institute_city": "ciudad de la institución",
    "diffuser": "nombre comercial del difusor",
    "legal_name": "razón social del difusor",
    "city": "ciudad del difusor",
    "website": "portal del difusor",
    "representative": "nombre de quien representa al difusor",
    "representative_position": "su cargo",
    "method_title": "título del método de interconexión",
    "logs_window": "periodo de las bitácoras",
    "operation_start": "inicio de la operación",
    "operation_end": "fin de la operación",
    "diffusion_start": "inicio de la difusión",
    "diffusion_end": "fin de la difusión",
    "cut_minutes": "minutos entre cortes",
    "baseline_weeks": "semanas del promedio ordinario",
    "date": "fecha del documento",
}

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
Text = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(ge=1)]


class Addressee(Settings):
    """To whom the memoria is handed: a post, never a person."""

    position: Text
    copies: tuple[Text, ...] = ()


class Institute(Settings):
    name: Text
    short_name: Text
    term: Text  # what the agreement calls it
    address: Text
    city: Text
    age_recipient: str = ""  # its public key, to which logs are encrypted in `integra-cifrada`
    addressee: Addressee


class Span(Settings):
    """A window in the agreement's wall-clock time; `end` is excluded."""

    title: Text
    clause: str = ""
    start: NaiveDatetime
    end: NaiveDatetime


class Baseline(Settings):
    """The ordinary traffic: whole weeks before the logs; below `min_days` of logs it is flagged."""

    weeks: Count
    min_days: Count


class Cuts(Settings):
    """Publication cuts, and when missed ones are an outage: by number of cuts and by minutes."""

    minutes: Count
    outage_cuts: Count
    outage_minutes: Count


class Pages(Settings):
    """What counts as a page: extensions without the dot, in lower case; feeds are never pages."""

    document_extensions: tuple[Text, ...]
    asset_extensions: tuple[Text, ...]
    data_extensions: tuple[Text, ...]
    feed_extensions: tuple[Text, ...] = ()
    feed_paths: tuple[Text, ...] = ()


class Published(Settings):
    """Which requests belong to the published system rather than to the ordinary portal."""

    hosts: tuple[Text, ...] = ()
    paths: tuple[Text, ...] = ()
    data_paths: tuple[Text, ...] = ()
    pointer: str = ""  # the resource that changes with every cut; empty where there is none
    official_hosts: tuple[Text, ...] = ()  # where the institute publishes: a group of referrers


class Method(Settings):
    """A way to publish. `comparable` is False where the log does not see the whole traffic."""

    number: Count
    title: Text
    clause: str = ""
    text: Text
    comparable: bool = True
    note: str = ""


class Requirement(Settings):
    """A promise of the diffuser; `observation` names what the log itself can show about it."""

    id: Identifier
    clause: Text
    title: Text
    text: Text
    methods: tuple[Count, ...] = ()  # empty: whatever the method
    hint: str = ""
    observation: Literal["", "pointer", "bursts", "attacks", "peak", "availability"] = ""


class Section(Settings):
    id: Identifier
    title: Text
    clause: str = ""
    required: bool = True


class Purpose(Settings):
    """What the memoria is for, in the agreement's words, and the section that serves it."""

    id: Identifier
    text: Text
    clause: str = ""
    section: Identifier


class Deliverable(Settings):
    """One item of the delivery: a content of the memoria, or a form it must have."""

    id: Identifier
    kind: Literal["content", "form"]
    title: Text
    text: Text
    clause: Text
    section: Identifier


class Signatory(Settings):
    """A line to sign on; `person` says whose name memoria.toml gives, empty for a blank line."""

    id: Identifier
    party: Literal["diffuser", "institute"]
    role: Text
    act: Text  # «Entrega», «Recibe»
    person: Literal["", "representative", "contact"] = ""


class Contradiction(Settings):
    """Where the agreement says two things, and what this software does about it."""

    id: Identifier
    clause: Text
    title: Text
    text: Text
    treatment: Text


class Texts(Settings):
    """Markdown with {placeholders} (see PLACEHOLDERS)."""

    introduction: Text
    background: Text
    infrastructure: Text
    availability: Text
    comparison: Text
    limitations: str = ""
    signatures: Text
    receipt: Text


class Agreement(Settings):
    id: Identifier
    title: Text
    short_title: Text
    document_title: Text
    object_text: Text
    clause_of_memoria: Text
    signed: date
    deadline: NaiveDatetime
    time_zone: ZoneName
    time_label: Text
    diffuser_term: Text
    privacy_mode: Literal["seudonimizada", "integra-cifrada", "agregada"]
    classification: Text
    theme: Identifier
    visit_gap_minutes: Count
    drills: tuple[date, ...] = ()
    institute: Institute
    windows: dict[Identifier, Span]
    baseline: Baseline
    cuts: Cuts
    pages: Pages
    published: Published
    methods: Annotated[tuple[Method, ...], AfterValidator(not_empty)]
    requirements: tuple[Requirement, ...]
    sections: tuple[Section, ...]
    purposes: tuple[Purpose, ...] = ()
    deliverables: tuple[Deliverable, ...]
    signatories: tuple[Signatory, ...]
    contradictions: tuple[Contradiction, ...] = ()
    texts: Texts

    @property
    def zone(self) -> ZoneInfo:
        return timespan.zone(self.time_zone)

    def window(self, name: str) -> Window:
        """The named window as instants. Raises KeyError for a window the profile does not have."""
        span = self.windows[name]
        return Window.local(span.start, span.end, self.zone)

    @property
    def baseline_window(self) -> Window:
        """The whole weeks of local days that end where the day on which the logs begin starts."""
        end = datetime.combine(self.windows["logs"].start.date(), time())
        return Window.local(end - timedelta(weeks=self.baseline.weeks), end, self.zone)

    @property
    def drill_windows(self) -> tuple[Window, ...]:
        """The local days on which the publication was rehearsed."""
        midnights = [datetime.combine(day, time()) for day in self.drills]
        one_day = timedelta(days=1)
        return tuple(Window.local(start, start + one_day, self.zone) for start in midnights)

    def method(self, number: int) -> Method:
        return next(method for method in self.methods if method.number == number)

    def section(self, identifier: str) -> Section:
        return next(section for section in self.sections if section.id == identifier)

    def applicable(self, method: int) -> tuple[Requirement, ...]:
        """The requirements that bind a diffuser of that method, in the agreement's order."""
        return tuple(
            item for item in self.requirements if not item.methods or method in item.methods
        )


# ------------------------------------------------------------------------------------- loading


def available() -> tuple[str, ...]:
    """Names of the agreements that come with the program."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def load(name_or_path: str, beside: Path | None = None) -> Agreement:
    """An agreement that comes with the program, by name, or anyone's, by the path of its TOML file.

    beside: the folder from which a relative path counts. Raises SettingsError with every problem.
    """
    file = read_toml(find(name_or_path, beside))
    agreement, problems = validate(Agreement, file)
    if agreement is not None:
        problems = list(_inconsistencies(agreement, file))
    if agreement is None or problems:
        raise SettingsError(problems)
    return agreement


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


def _inconsistencies(agreement: Agreement, file: TomlFile) -> Iterator[Problem]:
    """What no part sees alone: parts that name one another, and windows that end too early."""
    yield from _window_problems(agreement, file)
    numbers = {method.number for method in agreement.methods}
    for index, requirement in enumerate(agreement.requirements):
        if unknown := set(requirement.methods) - numbers:
            where = file.where(("requirements", index, "methods"))
            expected = f"uno de: {', '.join(map(str, sorted(numbers)))}"
            yield Problem(where, f"no existe el método {min(unknown)}", expected)
    sections = {section.id for section in agreement.sections}
    for table in ("purposes", "deliverables"):
        for index, item in enumerate(getattr(agreement, table)):
            if item.section not in sections:
                found = f"no existe la sección «{item.section}»"
                where = file.where((table, index, "section"))
                yield Problem(where, found, f"uno de: {', '.join(sorted(sections))}")
    for table in ("requirements", "sections", "purposes", "deliverables", "contradictions"):
        yield from _repeated(table, (item.id for item in getattr(agreement, table)), file)
    yield from _unknown_placeholders(agreement, file)
    yield from _key_problems(agreement, file)


def _key_problems(agreement: Agreement, file: TomlFile) -> Iterator[Problem]:
    """What is to be encrypted needs a key, and a key that is there must be one."""
    key = agreement.institute.age_recipient
    where = file.where(("institute", "age_recipient") if key else ("institute",))
    expected = 'la llave pública age de la institución: age_recipient = "age1…"'
    remedy = "pídala a la institución que recibe las bitácoras"
    if key and not encryption.recipient(key):
        yield Problem(where, f"{shown(key)} no es una llave pública de age", expected, remedy)
    elif not key and agreement.privacy_mode == "integra-cifrada":
        found = "la modalidad es «integra-cifrada» y no hay llave con qué cifrar las bitácoras"
        yield Problem(where, found, expected, remedy)


def _window_problems(agreement: Agreement, file: TomlFile) -> Iterator[Problem]:
    for name in REQUIRED_WINDOWS:
        if name not in agreement.windows:
            yield Problem(file.where(("windows",)), f"falta la ventana [windows.{name}]")
    for name, span in agreement.windows.items():
        if span.end <= span.start:
            where = file.where(("windows", name, "end"))
            found = f"la ventana «{name}» no termina después de empezar"
            yield Problem(where, found, f"un instante posterior a {span.start}")


def _repeated(table: str, identifiers: Iterable[str], file: TomlFile) -> Iterator[Problem]:
    seen = set()
    for index, identifier in enumerate(identifiers):
        if identifier in seen:
            where = file.where((table, index, "id"))
            yield Problem(where, f"el id «{identifier}» ya está usado", "un id distinto")
        seen.add(identifier)


def _unknown_placeholders(agreement: Agreement, file: TomlFile) -> Iterator[Problem]:
    for key, text in agreement.texts:
        location: Location = ("texts", key)
        for name in re.findall(r"\{(\w+)\}", text):
            if name not in PLACEHOLDERS:
                expected = f"uno de: {', '.join(PLACEHOLDERS)}"
                close = nearest(name, PLACEHOLDERS)
                remedy = f"¿quiso decir «{{{close[0]}}}»?" if close else ""
                yield Problem(file.where(location), f"no existe «{{{name}}}»", expected, remedy)


# --------------------------------------------------------------------------- texts and patterns


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every {placeholder} replaced. Raises KeyError for one that has no value."""
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], text)


def path_regex(patterns: Iterable[str]) -> str:
    """One pattern for paths that match any of the globs; empty for no globs.

    `*` stays within a folder, `**` does not; `/x/**` is also `/x` itself, and `/**/y` also `/y`.
    Only syntax that Python, Polars and DuckDB share; meant for a whole path without its query.
    """
    return "|".join(f"^{_glob_regex(pattern)}$" for pattern in patterns)


def _glob_regex(pattern: str) -> str:
    translated = {"/**/": "/(?:.*/)?", "/**": "(?:/.*)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(/\*\*/|/\*\*$|\*\*|\*|\?)", pattern)
    return "".join(translated[part] if part in translated else _literal(part) for part in parts)


def _literal(text: str) -> str:
    """re.escape without its escaped spaces and dashes, which DuckDB's engine refuses."""
    return re.sub(r"([.^$+{}()|\[\]\\])", r"\\\1", text)
