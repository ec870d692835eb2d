"""Arrivals → which of them are compared, and why the others are not.

What cannot be decided fairly is not guessed: the user is told all of it at once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from pipeline import agreement as agreements
from pipeline.agreement import Agreement
from pipeline.errors import DeliveryError, Problem
from reports import locale
from reports.compare.arrivals import Arrival
from reports.compare.received import Receipt
from reports.delivery.sealing import slug
from reports.verification import Examined

State = Literal["accepted", "marked", "refused", "replaced"]
SHOWN = 3
"""Reasons that a sentence tells."""


@dataclass(frozen=True, slots=True)
class Standing:
    """delivery: what it is called in every table. received: on the agreement's clock."""

    arrival: Arrival
    state: State
    reason: str | None = None
    delivery: str = ""
    received: datetime | None = None
    folio: str | None = None

    @property
    def stands(self) -> bool:
        return self.state in ("accepted", "marked")


def chosen(arrivals: Sequence[Arrival], asked: str | None) -> Agreement:
    """The agreement that they are compared by. Raises MemoriaError where there are several."""
    wanted = agreements.load(asked).id if asked else None
    readable = [one for one in arrivals if one.agreement]
    if not readable:
        raise DeliveryError(_reasons(arrivals))
    there = Counter((one.agreement or "", one.month) for one in readable)
    of_it = {key: n for key, n in there.items() if wanted in (None, key[0])}
    if not of_it:
        found = f"ninguna entrega es del convenio «{wanted}»"
        raise DeliveryError(Problem("--agreement", found, _listed(there)))
    if len(of_it) > 1:
        raise DeliveryError(_several(of_it))
    [(name, month)] = of_it
    if not asked and name not in agreements.available():
        found = f"este programa no trae el convenio «{name}» de las entregas"
        expected = f"uno de: {', '.join(agreements.available())}"
        remedy = "dé su perfil: --agreement RUTA.toml"
        raise DeliveryError(Problem("--agreement", found, expected, remedy))
    return agreements.load(asked or name, None, month or None)


def _several(there: Mapping[tuple[str, str], int]) -> Problem:
    if len({name for name, _ in there}) > 1:
        found = f"las entregas son de varios convenios: {_listed(there)}"
        return Problem("memoria compare", found, "uno solo", "elija con --agreement NOMBRE")
    found = f"las entregas son de varios periodos: {_listed(there)}"
    return Problem("memoria compare", found, "uno solo", "compare las de un solo periodo")


def _listed(there: Mapping[tuple[str, str], int]) -> str:
    return ", ".join(f"{' '.join(key).strip()} ({n})" for key, n in sorted(there.items()))


def _reasons(arrivals: Iterable[Arrival]) -> list[Problem]:
    found = [Problem(one.place.name, _sentence(one.broken)) for one in arrivals]
    return found or [Problem("memoria compare", "no hay entregas que comparar")]


# ---------------------------------------------------------------------------------- the verdicts


def decided(
    arrivals: Sequence[Arrival],
    agreement: Agreement,
    admitted: Mapping[str, str],
    receipts: Mapping[str, Receipt],
) -> list[Standing]:
    """In the order of their names. Raises DeliveryError with every problem where a name is unknown,
    one diffuser's latest delivery cannot be told, or none is left to compare."""
    problems = [
        *_unknown("--admit", admitted, arrivals), *_unlisted(receipts, arrivals),
    ]  # fmt: skip
    judged = [_judged(one, agreement, admitted) for one in arrivals]
    known = [_received(one, receipts, agreement) for one in judged]
    latest, more = _latest(known)
    problems += more
    if not problems and not any(one.stands for one in latest):
        problems = [Problem(one.arrival.place.name, one.reason or "") for one in latest]
    if problems:
        raise DeliveryError(problems)
    return _named(latest)


def _judged(one: Arrival, agreement: Agreement, admitted: Mapping[str, str]) -> Standing:
    admission = admitted.get(one.place.name)
    if one.agreement and one.agreement != agreement.id:
        return Standing(one, "refused", f"es de otro convenio: {one.agreement}")
    if one.fatal:
        why = "; ".join(filter(None, [*one.fatal, _sentence(one.broken)]))
        given = "no se puede admitir: " if admission else ""
        return Standing(one, "refused", given + why)
    if not one.broken:
        return Standing(one, "accepted")
    if admission is None:
        return Standing(one, "refused", _sentence(one.broken))
    return Standing(one, "marked", f"{admission} ({_sentence(one.broken)})")


def _sentence(broken: Sequence[Examined]) -> str:
    """What does not hold, by topic: its first problem, and how many more."""
    told = []
    for one in broken[:SHOWN]:
        first = one.problems[0] if one.problems else None
        shown = f"{first.where}: {first.found}" if first else one.text
        more = len(one.problems) - 1
        told.append(f"{one.topic}: {shown}{f' y {more:,} más' if more > 0 else ''}")
    if len(broken) > SHOWN:
        told.append(f"y {locale.plural(len(broken) - SHOWN, 'tema más', 'temas más')}")
    return "; ".join(told)


def _unknown(where: str, names: Iterable[str], arrivals: Sequence[Arrival]) -> Iterator[Problem]:
    there = Counter(one.place.name for one in arrivals)
    for name in names:
        if there[name] != 1:
            how = "no hay ninguna entrega" if not there[name] else "hay varias entregas"
            remedy = f"una de: {', '.join(sorted(there))}"
            yield Problem(where, f"{how} con el nombre «{name}»", "", remedy)


def _unlisted(receipts: Mapping[str, Receipt], arrivals: Sequence[Arrival]) -> Iterator[Problem]:
    for name, receipt in receipts.items():
        yield from _unknown(receipt.where, [name], arrivals)


def _received(one: Standing, receipts: Mapping[str, Receipt], agreement: Agreement) -> Standing:
    receipt = receipts.get(one.arrival.place.name)
    if receipt is None:
        return one
    instant = receipt.instant(agreement.zone)
    return replace(one, received=instant, folio=receipt.folio or None)


# ----------------------------------------------------------------------- several of one diffuser


def _latest(standings: Sequence[Standing]) -> tuple[list[Standing], list[Problem]]:
    """Of each diffuser's that stand, only the last one made still does."""
    groups: dict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        if one.stands:
            groups[one.arrival.slug].append(one)
    found = [one for one in standings if not one.stands]
    problems: list[Problem] = []
    for group in groups.values():
        last, *earlier = sorted(group, key=_order, reverse=True)
        found.append(last)
        for one in earlier:
            if _owner(one) != _owner(last):
                problems.append(_namesakes(one, last))
            elif _when(one) == _when(last) and one.arrival.sha256 != last.arrival.sha256:
                problems.append(_undecided(one, last))
            found.append(replace(one, state="replaced", reason=_replaced(one, last)))
    return found, problems


def _when(one: Standing) -> tuple[date, datetime]:
    """Of one that could not be read nothing is known."""
    return one.arrival.row.get("made", date.min), one.received or datetime.min  # noqa: DTZ901


def _order(one: Standing) -> tuple[tuple[date, datetime], str, str]:
    return _when(one), one.arrival.sha256 or "", one.arrival.place.name


def _undecided(one: Standing, other: Standing) -> Problem:
    names = " y ".join(sorted(f"«{each.arrival.place.name}»" for each in (one, other)))
    made = locale.day(one.arrival.row["made"])
    found = f"{names} son de {one.arrival.row['name']} y tienen la misma fecha, {made}"
    remedy = "deje sólo la que vale, o diga con --received cuál llegó después"
    return Problem("memoria compare", found, "una entrega por difusor", remedy)


def _owner(one: Standing) -> str:
    return slug(one.arrival.row.get("legal_name") or "", "")


def _namesakes(one: Standing, other: Standing) -> Problem:
    """Whoever takes another's name must not take its place."""
    both = sorted((one, other), key=lambda each: each.arrival.place.name)
    told = " y ".join(f"«{each.arrival.place.name}»" for each in both)
    owners = " y ".join(f"«{each.arrival.row.get('legal_name')}»" for each in both)
    found = f"{told} dicen ser de {one.arrival.row['name']}, con razón social distinta: {owners}"
    return Problem(
        "memoria compare", found, "una razón social por difusor", "deje sólo la que vale"
    )


def _replaced(one: Standing, last: Standing) -> str:
    if one.arrival.sha256 and one.arrival.sha256 == last.arrival.sha256:
        return f"es la misma entrega que «{last.arrival.place.name}»"
    made = locale.day(last.arrival.row["made"])
    return f"la sustituye otra de este difusor, fechada el {made}: «{last.arrival.place.name}»"


def _named(standings: Sequence[Standing]) -> list[Standing]:
    """Those that stand have their diffuser's name; the others get a number behind it."""
    taken: set[str] = set()
    named = []
    for one in sorted(standings, key=lambda one: (not one.stands, one.arrival.slug, *_last(one))):
        name, number = one.arrival.slug, 1
        while name in taken:
            number += 1
            name = f"{one.arrival.slug}-{number}"
        taken.add(name)
        named.append(replace(one, delivery=name))
    return sorted(named, key=lambda one: one.delivery)


def _last(one: Standing) -> tuple[str, str]:
    return one.arrival.place.name, one.arrival.sha256 or ""
