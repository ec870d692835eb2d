"""docs/convenios.md and plantilla.toml say every key that a profile may have, and no other."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args, get_origin

import pytest

from pipeline.agreement import FOLDER, PLACEHOLDERS, Profile, available
from pipeline.project.schema import ProjectFile
from pipeline.settings import Settings
from reports.documents import known

from .reading import text_of

TEXT = text_of("docs/convenios.md")
PROFILE, _, PROJECT = TEXT.partition("## Lo que el proyecto agrega")
TOP = "(al principio)"
OF_PROJECT = ("services", "tools", "backups", "minutes", "accords", "liaisons")


class Key(NamedTuple):
    """A key of a TOML table: whether it must be there, and the words that its value may be."""

    table: str
    name: str
    required: bool
    words: frozenset[str]


# ── what the schema says ─────────────────────────────────────────────────────────────────────


def keys(model: type[Settings], table: str = TOP) -> Iterator[Key]:
    for name, field in model.model_fields.items():
        inner = settings_in(field.annotation)
        if inner is None:
            yield Key(table, name, field.is_required(), words_in(field.annotation))
            continue
        path = name if table == TOP else f"{table.strip('[]')}.{name}"
        yield from keys(inner, written(path, field.annotation))


def written(path: str, annotation: Any) -> str:
    """The table's name as TOML has it."""
    kinds = {get_origin(part) for part in parts_of(annotation)}
    if tuple in kinds:
        return f"[[{path}]]"
    return f"[{path}.<>]" if dict in kinds else f"[{path}]"


def parts_of(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from parts_of(part)


def settings_in(annotation: Any) -> type[Settings] | None:
    found = (
        part
        for part in parts_of(annotation)
        if isinstance(part, type) and issubclass(part, Settings)
    )
    return next(found, None)


def words_in(annotation: Any) -> frozenset[str]:
    literals = (part for part in parts_of(annotation) if get_origin(part) is Literal)
    return frozenset(word for part in literals for word in get_args(part) if word)


# ── what the page says ───────────────────────────────────────────────────────────────────────


def documented(text: str) -> dict[tuple[str, str], tuple[bool, str]]:
    found = {}
    for part in re.split(r"(?m)^### ", text)[1:]:
        heading, _, body = part.partition("\n")
        name = re.match(r"`(\[.*?\]+)`", heading)
        table = re.sub(r"<\w+>", "<>", name[1]) if name else TOP
        for key, required, says in re.findall(r"(?m)^\| `(\w+)` \| (sí|) ?\| (.*) \|$", body):
            assert (table, key) not in found, f"{table} {key} stands twice"
            found[table, key] = (bool(required), says)
    return found


def of_project() -> list[Key]:
    tables = tuple(f"[[{name}]]" for name in OF_PROJECT)
    tables += tuple(f"[{name}.<>]" for name in OF_PROJECT)
    return [key for key in keys(ProjectFile) if key.table in tables or key.name == "period"]


@pytest.mark.parametrize(
    ("text", "schema"),
    [(PROFILE, list(keys(Profile))), (PROJECT, of_project())],
    ids=["profile", "project"],
)
def test_every_key_is_documented_and_none_that_is_not(text, schema):
    said = documented(text)
    assert {where: required for where, (required, _) in said.items()} == {
        (key.table, key.name): key.required for key in schema
    }
    for key in schema:
        assert all(f"`{word}`" in words(said, key) for word in key.words), key


def words(said: Mapping[tuple[str, str], tuple[bool, str]], key: Key) -> str:
    return said[key.table, key.name][1].replace('"', "")


def test_the_walk_sees_what_it_must():
    found = {(key.table, key.name) for key in keys(Profile)}
    assert {
        (TOP, "signed"), ("[institute.addressee]", "position"), ("[windows.<>]", "start"),
        ("[words.document]", "of_the"), ("[[services]]", "paths"), ("[[liaisons]]", "valid_until"),
        ("[period]", "unit"), ("[baseline]", "months"),
    } <= found  # fmt: skip


def rows_after(heading: str) -> set[str]:
    body = TEXT.partition(f"\n{heading}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"(?m)^\| `\{?([\w-]+)\}?` \|", body))


def test_every_section_is_listed():
    assert rows_after("## Secciones") == set(known.sections())


def test_every_placeholder_is_listed():
    assert rows_after("## Datos entre llaves") == set(PLACEHOLDERS)


def test_every_agreement_is_listed():
    listed = re.findall(r"(?m)^\| `([a-z0-9-]+)` \|", TEXT.partition("## Dónde")[0])
    assert sorted(listed) == list(available())


def test_the_template_shows_every_key():
    text = (FOLDER / "plantilla.toml").read_text(encoding="utf-8")
    shown = set(re.findall(r"(?m)^(?:# )?(\w+) = ", text))
    assert {key.name for key in keys(Profile)} - shown == set()
