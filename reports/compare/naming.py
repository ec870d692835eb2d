"""How a diffuser is called on every page: its name, told apart where two share one, with a sign
where it was let in with a reason."""

from collections import Counter

from reports.compare.model import Comparison, Delivery
from reports.delivery.bag.names import alike
from reports.documents import fonts

MARKED = "†"
MARK_NOTE = f"{MARKED} Admitida con reserva: el motivo está en la sección de entregas."


def names(comparison: Comparison) -> dict[str, str]:
    """delivery → name."""
    times = Counter(alike(one.name) for one in comparison.included)
    return {one.delivery: _name(one, times) for one in comparison.deliveries}


def _name(one: Delivery, times: Counter[str]) -> str:
    name = one.name.strip() or one.delivery
    others = times[alike(one.name)]
    if others > 1 or (others and not one.is_in):
        name = f"{name} ({one.delivery if one.is_in else one.file})"
    return f"{name} {MARKED}" if one.state == "marked" else name


def brief(comparison: Comparison, ems: float) -> dict[str, str]:
    """The same, with room for so many ems: for charts. Those that would read alike once cut keep
    the name that tells them apart, `delivery`."""
    full = names(comparison)
    cut = {delivery: _cut(name, ems) for delivery, name in full.items()}
    times = Counter(cut.values())
    return {
        delivery: name if times[name] == 1 or name == full[delivery] else _cut(delivery, ems)
        for delivery, name in cut.items()
    }


def _cut(name: str, ems: float) -> str:
    """Kept: the sign at its end."""
    sign = f" {MARKED}" if name.endswith(f" {MARKED}") else ""
    readable = fonts.readable(name.removesuffix(sign))
    return fonts.brief(readable, ems - fonts.width(sign)) + sign
