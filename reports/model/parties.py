"""Who hands over what to whom, under which agreement."""

from typing import Literal

from reports.model.base import Facts

Answer = Literal["cumple", "no cumple", "sin evidencia"]


class Clause(Facts):
    """A section of the memoria and the clause it answers."""

    id: str
    title: str
    clause: str


class Contradiction(Facts):
    """Where the agreement says two things, and how this memoria reads it."""

    clause: str
    title: str
    text: str
    treatment: str


class Signatory(Facts):
    """Who signs. signs: on the sheet, with a field of the PDF; else by hand, on the acuse. name:
    null where whoever signs writes it."""

    party: Literal["diffuser", "institute"]
    act: str
    role: str
    signs: bool
    name: str | None
    name_reason: str | None = None


class Purpose(Facts):
    text: str
    clause: str
    section: str


class Method(Facts):
    number: int
    title: str
    clause: str
    text: str
    comparable: bool
    note: str


class Texts(Facts):
    """The agreement's own paragraphs, Markdown, with every placeholder filled."""

    introduction: str
    background: str
    infrastructure: str
    availability: str
    comparison: str
    limitations: str
    signatures: str
    receipt: str


class Published(Facts):
    """What the agreement has published, in its words."""

    name: str
    the: str
    of_the: str
    section: str


class DiffuserWords(Facts):
    """Who publishes and hands over: «el difusor», «del difusor»…"""

    the: str
    of_the: str
    plain: str
    plural: str


class DocumentWords(Facts):
    """What is handed over: «la memoria técnica», «de la memoria técnica»…"""

    the: str
    of_the: str
    plain: str


class OperationWords(Facts):
    """The window that is reported: «la operación», «de la operación»…"""

    the: str
    of_the: str
    plain: str


class Words(Facts):
    """What the agreement calls the things that every document speaks of."""

    diffuser: DiffuserWords
    document: DocumentWords
    operation: OperationWords


class AgreementFacts(Facts):
    id: str
    title: str
    short_title: str
    document_title: str
    object_text: str
    clause_of_memoria: str
    signed: str
    institute: str
    institute_short: str
    institute_term: str
    institute_address: str
    institute_city: str
    addressee: str
    copies: tuple[str, ...]
    classification: str
    theme: str
    time_label: str
    diffuser_term: str
    month: str | None
    month_reason: str | None = None
    cut_minutes: int
    visit_gap_minutes: int
    baseline_span: str
    baseline_whole: bool  # the ordinary traffic is that of the whole site
    baseline_min_days: int
    deadline: str
    drills: tuple[str, ...]
    pointer: str
    published: Published
    words: Words
    legal_basis: tuple[str, ...]  # what applies on its date
    sections: tuple[Clause, ...]
    purposes: tuple[Purpose, ...]
    contradictions: tuple[Contradiction, ...]
    signatories: tuple[Signatory, ...]
    texts: Texts

    @property
    def signing(self) -> tuple[Signatory, ...]:
        """Those of the sheet, in the order of their fields: first who hands over."""
        signing = (one for one in self.signatories if one.signs)
        return tuple(sorted(signing, key=lambda one: one.party != "diffuser"))


class DiffuserFacts(Facts):
    """time_zone: of its own clock; offset: of that clock when the operation began."""

    name: str
    legal_name: str
    website: str
    city: str
    time_zone: str
    offset: str
    method: Method
    representative: str | None
    representative_reason: str | None = None
    representative_rfc: str | None
    representative_rfc_reason: str | None = None
    representative_position: str | None
    representative_position_reason: str | None = None
    contact: str | None
    contact_reason: str | None = None


class Requirement(Facts):
    id: str
    clause: str
    title: str
    text: str
    answer: Answer
    statement: str | None
    statement_reason: str | None = None
    evidence: str | None
    evidence_reason: str | None = None
    observed: str | None
    observed_reason: str | None = None


class Delivered(Facts):
    """One item of the delivery checklist."""

    id: str
    kind: Literal["content", "form"]
    title: str
    text: str
    clause: str
    section: str
    status: Literal["completo", "parcial", "falta"]
    detail: str


class Comments(Facts):
    markdown: str | None
    markdown_reason: str | None = None
