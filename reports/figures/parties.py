"""Project × agreement → who hands over what to whom: the parties, and what was required."""

from datetime import date

from pipeline import agreement as agreements
from pipeline.agreement import Agreement, Requirement
from pipeline.agreement.schema import LIAISON
from pipeline.project import UNFILLED, Project
from reports import locale
from reports.clock import Clock
from reports.model import parties as model
from reports.model.availability import Availability
from reports.model.planning import Planning
from reports.sentences import arrivals
from reports.waist import Waist

NO_MONTH = "no es un informe mensual"
UNSTATED = "no se declaró nada"
UNPROVEN = "no se acompañó evidencia"
UNSEEN = "la bitácora no permite observarlo"
PENDING = "por llenar en memoria.toml"
NO_RFC = "no se declaró en memoria.toml"

# Paths that only automatic probing asks for on a news site.
PROBES = (
    "wp-login",
    "wp-admin",
    "xmlrpc",
    ".env",
    ".git",
    "phpmyadmin",
    "cgi-bin",
    "/etc/passwd",
    "../",
)


def agreement_facts(project: Project, as_of: date) -> model.AgreementFacts:
    agreement = project.agreement
    institute = agreement.institute
    return model.AgreementFacts(
        id=agreement.id,
        title=agreement.title,
        short_title=agreement.short_title,
        document_title=agreement.document_title,
        object_text=agreement.object_text,
        clause_of_memoria=agreement.clause_of_memoria,
        signed=agreement.signed.isoformat(),
        institute=institute.name,
        institute_short=institute.short_name,
        institute_term=institute.term,
        institute_address=institute.address,
        institute_city=institute.city,
        addressee=institute.addressee.position,
        copies=institute.addressee.copies,
        classification=agreement.classification,
        theme=agreement.theme,
        time_label=agreement.time_label,
        diffuser_term=agreement.diffuser_term,
        month=agreement.month or None,
        month_reason=None if agreement.month else NO_MONTH,
        cut_minutes=agreement.cuts.minutes,
        visit_gap_minutes=agreement.visit_gap_minutes,
        baseline_span=agreement.baseline.span,
        baseline_whole=agreement.baseline.months is not None,
        baseline_min_days=agreement.baseline.min_days,
        deadline=agreement.deadline.isoformat(),
        drills=tuple(day.isoformat() for day in agreement.drills),
        pointer=agreement.published.pointer,
        published=_published(agreement),
        words=model.Words.model_validate(agreement.words.model_dump()),
        legal_basis=agreement.basis(as_of),
        sections=tuple(
            model.Clause(id=section.id, title=section.title, clause=section.clause)
            for section in agreement.sections
        ),
        purposes=tuple(
            model.Purpose(text=item.text, clause=item.clause, section=item.section)
            for item in agreement.purposes
        ),
        contradictions=tuple(
            model.Contradiction(
                clause=item.clause, title=item.title, text=item.text, treatment=item.treatment
            )
            for item in agreement.contradictions
        ),
        signatories=_signatories(project, as_of),
        texts=_texts(project, as_of),
    )


def _published(agreement: Agreement) -> model.Published:
    words = agreement.published
    return model.Published(
        name=words.name, the=words.the, of_the=words.of_the, section=words.section
    )


def diffuser_facts(project: Project) -> model.DiffuserFacts:
    diffuser = project.diffuser
    method = project.agreement.method(diffuser.method)
    name, position = known(project.representative.name), known(project.representative.position)
    contact = project.contact
    reach = [known(part) for part in (contact.name, contact.position, contact.email, contact.phone)]
    told = ", ".join(part for part in reach if part) or None
    return model.DiffuserFacts(
        name=diffuser.name,
        legal_name=diffuser.legal_name,
        website=diffuser.website,
        time_zone=project.zone.key,
        offset=Clock(project.zone).window(project.agreement.window("operation")).offset,
        city=diffuser.city,
        method=model.Method(
            number=method.number,
            title=method.title,
            clause=method.clause,
            text=method.text,
            comparable=method.comparable,
            note=method.note,
        ),
        representative=name,
        representative_reason=None if name else PENDING,
        representative_rfc=project.representative.rfc,
        representative_rfc_reason=None if project.representative.rfc else NO_RFC,
        representative_position=position,
        representative_position_reason=None if position else PENDING,
        contact=told,
        contact_reason=None if told else PENDING,
    )


def known(text: str) -> str | None:
    """What the user wrote, None where nothing or the placeholder of `memoria init` stands."""
    stripped = text.strip()
    return None if not stripped or UNFILLED.casefold() in stripped.casefold() else stripped


def _signatories(project: Project, as_of: date) -> tuple[model.Signatory, ...]:
    names = {
        "representative": known(project.representative.name),
        "contact": known(project.contact.name),
        "": None,
    } | _liaisons(project, as_of)
    return tuple(
        model.Signatory(
            party=item.party,
            act=item.act,
            role=item.role,
            signs=item.party == "diffuser" or bool(item.person),
            name=names.get(item.person),
            name_reason=None if names.get(item.person) else "se escribe a mano al firmar",
        )
        for item in project.agreement.signatories
    )


def _liaisons(project: Project, as_of: date) -> dict[str, str | None]:
    """Who holds each post that speaks for a party on that day, as signatories name them."""
    posts = (item.id for item in project.agreement.liaisons_on(as_of))
    held = ((post, project.liaisons[post].name) for post in posts if post in project.liaisons)
    return {f"{LIAISON}{post}": known(name) for post, name in held}


def _texts(project: Project, as_of: date) -> model.Texts:
    values = _placeholders(project, as_of)
    texts = {name: agreements.fill(text, values).strip() for name, text in project.agreement.texts}
    return model.Texts(**texts)


def _placeholders(project: Project, as_of: date) -> dict[str, str]:
    agreement, diffuser = project.agreement, project.diffuser
    operation, diffusion = agreement.windows["operation"], agreement.windows["diffusion"]
    logs = agreement.windows["logs"]
    return {
        "agreement": agreement.title,
        "short_title": agreement.short_title,
        "signed": locale.day(agreement.signed),
        "deadline": locale.instant(agreement.deadline),
        "institute": agreement.institute.name,
        "institute_short": agreement.institute.short_name,
        "institute_city": agreement.institute.city,
        "diffuser": diffuser.name,
        "legal_name": diffuser.legal_name,
        "city": diffuser.city,
        "website": diffuser.website,
        "representative": known(project.representative.name) or locale.MISSING,
        "representative_position": known(project.representative.position) or locale.MISSING,
        "method_title": agreement.method(diffuser.method).title,
        "period": logs.title,
        "logs_window": logs.title,
        "operation_start": locale.instant(operation.start),
        "operation_end": locale.instant(operation.end),
        "diffusion_start": locale.instant(diffusion.start),
        "diffusion_end": locale.instant(diffusion.end),
        "cut_minutes": locale.number(agreement.cuts.minutes),
        "baseline_weeks": locale.number(agreement.baseline.weeks or 0),
        "baseline_span": agreement.baseline.span,
        "date": locale.day(as_of),
    }


# ------------------------------------------------------------------------------- requirements


def requirements(
    project: Project, read: Waist, availability: Availability, plan: Planning
) -> tuple[model.Requirement, ...]:
    """The compliance matrix: what is declared, and beside it what the log itself shows."""
    rows = []
    for requirement in project.agreement.applicable(project.diffuser.method):
        answer = project.requirements[requirement.id]
        statement, evidence = known(answer.statement), known(answer.evidence)
        observed = _observed(requirement, project.agreement, read, availability, plan)
        rows.append(
            model.Requirement(
                id=requirement.id,
                clause=requirement.clause,
                title=requirement.title,
                text=requirement.text,
                answer=answer.answer,
                statement=statement,
                statement_reason=None if statement else UNSTATED,
                evidence=evidence,
                evidence_reason=None if evidence else UNPROVEN,
                observed=observed,
                observed_reason=None if observed else UNSEEN,
            )
        )
    return tuple(rows)


def _observed(
    requirement: Requirement,
    agreement: Agreement,
    read: Waist,
    availability: Availability,
    plan: Planning,
) -> str | None:
    """Never a verdict: what is in the log, worded as such."""
    match requirement.observation:
        case "pointer":
            return _pointer(agreement, read, availability)
        case "availability":
            return f"{arrivals.served(availability)}; {_longest(availability)}."
        case "peak" | "bursts":
            return _burst(plan)
        case "attacks":
            return _attacks(read)
    return None


def _pointer(agreement: Agreement, read: Waist, availability: Availability) -> str | None:
    shown = arrivals.observed(availability.adherence)
    for row in read.rankings:
        if row.metric == "data_resource" and row.item == agreement.published.pointer:
            by = " de personas" if row.audience == "person" else ""
            the = agreement.words.operation.the
            asked = f"{locale.number(row.value)} solicitudes{by} a {row.item} en {the}."
            return f"{asked} {shown}".strip()
    return shown or None


def _longest(availability: Availability) -> str:
    if not availability.longest_outage_minutes:
        return "ninguna interrupción"
    return f"interrupción más larga, {locale.duration(availability.longest_outage_minutes)}"


def _burst(plan: Planning) -> str | None:
    second, minute = plan.peaks[0], plan.peaks[2]
    if second.requests is None or minute.requests is None:
        return None
    bound = "al menos " if second.lower_bound or minute.lower_bound else ""
    return (
        f"Máximo atendido o rechazado: {bound}{locale.number(round(second.requests))} solicitudes "
        f"en un segundo y {locale.number(round(minute.requests))} en un minuto."
    )


def _attacks(read: Waist) -> str:
    probes = [
        row.value
        for row in read.rankings
        if row.metric == "error_path" and any(mark in row.item.lower() for mark in PROBES)
    ]
    errors = locale.number(read.total("status_4xx"))
    if not probes:
        return (
            f"{errors} respuestas 4xx; ninguna de las rutas con más errores es de sondeo conocido."
        )
    return (
        f"{errors} respuestas 4xx; al menos {locale.number(sum(probes))} en rutas compatibles con "
        "sondeo automático."
    )


def comments(project: Project) -> model.Comments:
    text = project.comments().strip()
    if not text:
        return model.Comments(markdown=None, markdown_reason="no se escribieron comentarios")
    return model.Comments(markdown=text)
