"""The annexes: what each query counts and what each table holds."""

from reports.model.base import Facts


class Column(Facts):
    name: str
    type: str
    comment: str


class Table(Facts):
    name: str
    comment: str
    columns: tuple[Column, ...]


class Definition(Facts):
    """The header of a query: what it counts and in which unit."""

    name: str
    title: str
    unit: str
    definition: str
