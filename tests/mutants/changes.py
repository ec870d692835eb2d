"""What a mutant of our Python is: a module with one thing changed in one of its functions.

What may stand in a node's place is mutmut's to say; which functions have mutants is not: here
those with decorators have them as well.
"""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode


@dataclass(frozen=True, slots=True)
class Mutant:
    """function: its qualified name. change: what was there and what is, for a reader."""

    function: str
    line: int
    change: str
    source: str


class _Mutations(MutationVisitor):
    """Decorators are no reason to leave a function out, and are left as they are."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        plain = node.with_changes(decorators=()) if isinstance(node, cst.FunctionDef) else node
        return super()._skip_node_and_children(plain)


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module's functions and methods, in the order of its nodes."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Mutations(mutation_operators, IgnoredCode(set(), set(), set()))
    wrapper.visit(visitor)
    names = _names(wrapper.module)
    lines = wrapper.resolve(PositionProvider)
    parents = wrapper.resolve(ParentNodeProvider)
    for mutation in visitor.mutations:
        function = mutation.contained_by_top_level_function
        if function and function in names and not _same_program(mutation, parents):
            changed = _source(wrapper.module, mutation)
            line = lines[function].start.line
            yield Mutant(
                names[function], line, f"{names[function]}: {_change(source, changed)}", changed
            )


def _same_program(mutation: Mutation, parents: Mapping[cst.CSTNode, cst.CSTNode]) -> bool:
    """An encoding's name in capitals; `strict=True` of a zip, which only states what holds."""
    old, new = mutation.original_node, mutation.mutated_node
    if isinstance(old, cst.SimpleString) and isinstance(new, cst.SimpleString):
        return _codec(old) is not None and _codec(old) == _codec(new)
    if isinstance(old, cst.Call) and isinstance(new, cst.Call):
        return _is_zip(old) and any(map(_states, old.args)) and _unstated(old) == _unstated(new)
    parent = parents.get(old)
    return isinstance(parent, cst.Arg) and _states(parent) and _is_zip(parents.get(parent))


def _is_zip(node: cst.CSTNode | None) -> bool:
    return (
        isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "zip"
    )


def _codec(text: cst.SimpleString) -> str | None:
    try:
        return codecs.lookup(str(text.evaluated_value)).name
    except (LookupError, ValueError):
        return None


def _unstated(call: cst.Call) -> list[cst.BaseExpression]:
    return [call.func, *(one.value for one in call.args if not _named_strict(one))]


def _states(argument: cst.Arg) -> bool:
    value = argument.value
    return _named_strict(argument) and isinstance(value, cst.Name) and value.value == "True"


def _named_strict(argument: cst.Arg) -> bool:
    return argument.keyword is not None and argument.keyword.value == "strict"


def _names(module: cst.Module) -> dict[cst.CSTNode, str]:
    """Functions and methods by their node."""
    found: dict[cst.CSTNode, str] = {}
    for node in module.body:
        if isinstance(node, cst.FunctionDef):
            found[node] = node.name.value
        elif isinstance(node, cst.ClassDef):
            methods = (one for one in node.body.body if isinstance(one, cst.FunctionDef))
            found |= {one: f"{node.name.value}.{one.name.value}" for one in methods}
    return found


def _source(module: cst.Module, mutation: Mutation) -> str:
    changed = module.deep_replace(mutation.original_node, mutation.mutated_node)
    assert isinstance(changed, cst.Module)
    return changed.code


def _change(before: str, after: str) -> str:
    """The lines that differ."""
    old, new = before.splitlines(), after.splitlines()
    head = sum(1 for _ in takewhile(_same, zip(old, new, strict=False)))
    room = min(len(old), len(new)) - head
    pairs = zip(old[head:][::-1][:room], new[head:][::-1][:room], strict=False)
    tail = sum(1 for _ in takewhile(_same, pairs))
    return " → ".join(" ".join(map(str.strip, one[head : len(one) - tail])) for one in (old, new))


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]
