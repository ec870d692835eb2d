"""The comments, the changes since an earlier election, the criteria, and the definitions."""

from collections.abc import Callable

from reports import locale
from reports.compare.model import Change, Comparison
from reports.compare.naming import names
from reports.compare.sentences.criteria import every
from reports.tables.base import Cell, Column, Table, text, whole

Say = Callable[[float | None], str]


def _ratio(value: float | None) -> str:
    return locale.percent(value, 1)


def _count(value: float | None) -> str:
    return locale.number(whole(value))


METRICS: dict[str, tuple[str, Say]] = {
    "visits": ("Visitas", _count),
    "pages": ("Páginas", _count),
    "hits": ("Hits", _count),
    "bytes": ("Volumen enviado", locale.size),
    "visitors_min": ("Visitantes estimados, al menos", _count),
    "visitors_max": ("Visitantes estimados, a lo más", _count),
    "factor": ("Factor de la operación", locale.times),
    "served": ("Cortes servidos", _ratio),
    "peak_5m": ("Corte más cargado", _count),
    "robots_share": ("Parte de robots", _ratio),
}


def remarks(comparison: Comparison) -> Table:
    named, who = names(comparison), comparison.by_delivery
    found = sorted(comparison.remarks, key=lambda one: one.theme)
    return Table(
        "comentarios",
        "Comentarios y sugerencias, por tema",
        (Column("Difusor"), Column("Tema"), Column("Comentario")),
        tuple(
            (Cell(named[one.delivery], who[one.delivery].name), text(one.theme), text(one.text))
            for one in found
        ),
        empty="Ningún difusor hizo comentarios.",
        size="menuda",
    )


def changes(comparison: Comparison) -> Table:
    named, who = names(comparison), comparison.by_delivery
    order = list(METRICS)
    found = sorted(
        (one for one in comparison.changes if one.metric in METRICS and one.delivery in who),
        key=lambda one: (named[one.delivery].lower(), one.delivery, order.index(one.metric)),
    )
    return Table(
        "cambios",
        "Cambio desde la elección anterior, de los difusores que están en ambas",
        (
            Column("Difusor"), Column("Medida"), Column("Antes", "number"),
            Column("Ahora", "number"), Column("Ahora ÷ antes", "number"),
        ),
        tuple(
            (
                Cell(named[one.delivery], who[one.delivery].name),
                text(METRICS[one.metric][0]),
                _then(one, one.earlier),
                _then(one, one.now),
                Cell(locale.times(one.ratio), one.ratio,
                     (one.incomparable or "no se puede calcular") if one.ratio is None else ""),
            )
            for one in found
        ),
        empty="No se dio ninguna comparación anterior, o ningún difusor está en ambas.",
        size="menuda",
    )  # fmt: skip


def _then(one: Change, value: float | None) -> Cell:
    reason = (one.incomparable or "no se conoce") if value is None else ""
    return Cell(METRICS[one.metric][1](value), value, reason)


def suggested(comparison: Comparison) -> Table:
    return Table(
        "criterios",
        "Criterios que sugieren las cifras",
        (Column("Criterio"), Column("Texto"), Column("Cifras en comparativo.json", "path")),
        tuple(
            (
                text(found.title),
                text(found.text, found.reason),
                text(", ".join(found.figures)),
            )
            for found in every(comparison)
        ),
        size="menuda",
    )


def definitions(comparison: Comparison) -> Table:
    return Table(
        "definiciones",
        "Cómo se calcula cada cosa",
        (Column("Qué"), Column("Consulta", "path"), Column("Unidad"), Column("Definición")),
        tuple(
            (text(one.title), text(one.name), text(one.unit), text(one.definition))
            for one in comparison.definitions
        ),
        size="menuda",
    )
