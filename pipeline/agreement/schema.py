"""What a profile may say: its tables and keys, each by itself (see checks.py for the rest).

Times stand in the profile as the agreement words them, in its own zone; `window` gives them in UTC.
"""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, NaiveDatetime

from pipeline import timespan
from pipeline.agreement.modes import PrivacyMode
from pipeline.agreement.months import Month
from pipeline.settings import Identifier, Settings, ZoneName, invalid, not_empty, shown
from pipeline.timespan import Window

# Every calculation rests on these three; a profile may add more.
REQUIRED_WINDOWS = ("logs", "operation", "diffusion")

LIAISON = "liaison:"
"""Begins a signatory's `person` where a liaison signs."""

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


class Period(Settings):
    """A report that returns: one for each `unit`, due so many days after its end."""

    unit: Literal["month"]
    deadline_days: Count


class Baseline(Settings):
    """The ordinary traffic: whole weeks of local days before the logs, or whole months before
    theirs; below `min_days` of logs it is flagged."""

    weeks: Count | None = None
    months: Count | None = None
    min_days: Count

    @property
    def span(self) -> str:
        """«4 semanas», «2 meses»."""
        if self.weeks:
            return f"{self.weeks} {'semana' if self.weeks == 1 else 'semanas'}"
        return f"{self.months} {'mes' if self.months == 1 else 'meses'}"


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
    """Which requests belong to the published system rather than to the ordinary portal, and the
    words for it."""

    name: Text = "sección publicada"
    the: Text = "la sección publicada"
    of_the: Text = "de la sección publicada"
    section: Text = "Sección publicada"

    hosts: tuple[Text, ...] = ()
    paths: tuple[Text, ...] = ()
    data_paths: tuple[Text, ...] = ()
    pointer: str = ""  # the resource that changes with every cut; empty where there is none
    official_hosts: tuple[Text, ...] = ()  # where the institute publishes: a group of referrers


class DiffuserWords(Settings):
    """Who publishes and hands over the document."""

    the: Text = "el difusor"
    of_the: Text = "del difusor"
    plain: Text = "difusor"
    plural: Text = "difusores"


class DocumentWords(Settings):
    """What is handed over."""

    the: Text = "la memoria técnica"
    of_the: Text = "de la memoria técnica"
    plain: Text = "memoria técnica"


class OperationWords(Settings):
    """The window that is reported."""

    the: Text = "la operación"
    of_the: Text = "de la operación"
    plain: Text = "operación"


class Words(Settings):
    """What this agreement calls the things that every document speaks of."""

    diffuser: DiffuserWords = DiffuserWords()
    document: DocumentWords = DocumentWords()
    operation: OperationWords = OperationWords()


def _rooted(globs: tuple[str, ...]) -> tuple[str, ...]:
    for glob in globs:
        if not glob.startswith(("/", "*")):
            expected = "una ruta que empieza con «/», como «/tramites/**»"
            raise invalid(f"la ruta {shown(glob)} no es de ninguna solicitud", expected)
    return globs


class Service(Settings):
    """One of the things that are published, measured apart: a request is the first one's whose
    hosts or paths it fits."""

    id: Identifier
    title: Text
    hosts: tuple[Text, ...] = ()
    paths: Annotated[tuple[Text, ...], AfterValidator(_rooted)] = ()


class Dated(Settings):
    """What holds from one day to another, both included; without one, always."""

    valid_from: date | None = None
    valid_until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.valid_from or day) <= day <= (self.valid_until or day)


class Liaison(Dated):
    """A post that speaks for a party; who holds it, memoria.toml says."""

    id: Identifier
    party: Literal["diffuser", "institute"]
    position: Text


class LegalBasis(Dated):
    text: Text


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


Content = Literal[
    "", "logs", "incidents", "comparison", "comments", "services", "tools", "backups", "accords",
    "minutes", "printed", "digital",
]  # fmt: skip


class Deliverable(Settings):
    """One item of the delivery: a content of the memoria, or a form it must have. content: by what
    the program knows whether it is there; empty where nothing can tell."""

    id: Identifier
    kind: Literal["content", "form"]
    title: Text
    text: Text
    clause: Text
    section: Identifier
    content: Content = Field(default="", description="lo que el programa comprueba")


def _known_person(text: str) -> str:
    if text not in ("", "representative", "contact") and not text.startswith(LIAISON):
        expected = f"«representative», «contact», «{LIAISON}…» o nada"
        raise invalid(f"el valor es {shown(text)}", expected)
    return text


class Signatory(Settings):
    """A line to sign on; `person` says whose name memoria.toml gives (representative, contact, or
    a liaison's), empty for a blank line."""

    id: Identifier
    party: Literal["diffuser", "institute"]
    role: Text
    act: Text  # «Entrega», «Recibe»
    person: Annotated[str, AfterValidator(_known_person)] = ""


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


class Profile(Settings):
    """The file, as it is written."""

    id: Identifier
    title: Text
    short_title: Text
    document_title: Text
    object_text: Text
    clause_of_memoria: Text
    signed: date
    deadline: NaiveDatetime | None = None
    time_zone: ZoneName
    time_label: Text
    diffuser_term: Text
    privacy_mode: PrivacyMode
    classification: Text
    theme: Identifier
    visit_gap_minutes: Count
    drills: tuple[date, ...] = ()
    institute: Institute
    period: Period | None = None
    windows: dict[Identifier, Span] = Field(default_factory=dict)
    baseline: Baseline
    cuts: Cuts
    pages: Pages
    published: Published
    services: tuple[Service, ...] = ()
    words: Words = Words()
    methods: Annotated[tuple[Method, ...], AfterValidator(not_empty)]
    requirements: tuple[Requirement, ...]
    sections: tuple[Section, ...]
    purposes: tuple[Purpose, ...] = ()
    deliverables: tuple[Deliverable, ...]
    signatories: tuple[Signatory, ...]
    liaisons: tuple[Liaison, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    texts: Texts


class Agreement(Profile):
    """What binds one report. month: «2024-05» where the report returns every month, else empty;
    then its windows logs, operation and diffusion are that month."""

    deadline: NaiveDatetime
    month: str = ""

    @property
    def zone(self) -> ZoneInfo:
        return timespan.zone(self.time_zone)

    def window(self, name: str) -> Window:
        """The named window as instants. Raises KeyError for a window the profile does not have."""
        span = self.windows[name]
        return Window.local(span.start, span.end, self.zone)

    def baseline_window(self, zone: ZoneInfo) -> Window:
        """The whole weeks of days that end where the day on which the logs begin starts, or the
        whole months that end where its month starts, by the clock of that zone: whoever lives an
        hour ahead has other ordinary days."""
        first = self.windows["logs"].start.date()
        if self.baseline.months:
            month = Month.of(first)
            start, end = month.shifted(-self.baseline.months).start, month.start
        else:
            end = datetime.combine(first, time())
            start = end - timedelta(weeks=self.baseline.weeks or 0)
        return Window.local(start, end, zone)

    def method(self, number: int) -> Method:
        return next(method for method in self.methods if method.number == number)

    def section(self, identifier: str) -> Section:
        return next(section for section in self.sections if section.id == identifier)

    def applicable(self, method: int) -> tuple[Requirement, ...]:
        """The requirements that bind a diffuser of that method, in the agreement's order."""
        return tuple(
            item for item in self.requirements if not item.methods or method in item.methods
        )

    def basis(self, day: date) -> tuple[str, ...]:
        """What applied on that day."""
        return tuple(item.text for item in self.legal_basis if item.holds(day))

    def liaisons_on(self, day: date) -> tuple[Liaison, ...]:
        """The posts that speak for the parties on that day."""
        return tuple(item for item in self.liaisons if item.holds(day))

    def asks_for(self, content: Content) -> bool:
        """Whether a deliverable is of that content."""
        return any(item.content == content for item in self.deliverables)
