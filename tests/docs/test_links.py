"""Links, pictures, options and lists of the documents are those of the program and the folder."""

import re
from functools import cache

import pytest
from PIL import Image

import memoria
from reports import arguments

from .reading import ROOT, anchors, documents, links, text_of

PICTURES = ROOT / "docs" / "img"
LARGEST = 60 * 1024
ORDER = re.compile(r"memoria ([a-z]+)((?: [^`\n|]*)?)")
EVERYWHERE = {"--help", "--version", "--verbose", "--record"}


@cache
def options() -> dict[str, set[str]]:
    """By order, its long options."""
    parser = arguments.parser(memoria.COMMANDS)
    [orders] = [one for one in parser._actions if one.choices]
    return {
        name: {
            option
            for action in order._actions
            for option in action.option_strings
            if option.startswith("--") and option not in EVERYWHERE
        }
        for name, order in dict(orders.choices or ()).items()
    }


def inside(link: str) -> bool:
    return "://" not in link and not link.startswith("mailto:")


@pytest.mark.parametrize("document", documents())
def test_every_link_and_picture_is_there(document):
    for link in filter(inside, links(document)):
        name, _, anchor = link.partition("#")
        target = (ROOT / document).parent / name if name else ROOT / document
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(str(target.resolve().relative_to(ROOT))), link


def test_every_picture_is_used_small_and_of_few_colours():
    used = {
        ((ROOT / document).parent / link).resolve()
        for document in documents()
        for link in links(document)
        if link.endswith(".png")
    }
    assert used == set(PICTURES.glob("*"))
    for picture in used:
        assert picture.stat().st_size <= LARGEST, picture
        with Image.open(picture) as opened:
            assert opened.mode == "P", picture


def test_every_picture_says_what_it_shows():
    bare = [
        (one, found)
        for one in documents()
        for found in re.findall(r"!\[\s*\]\(.*?\)", text_of(one))
    ]
    assert bare == []


@pytest.mark.parametrize("order", memoria.COMMANDS)
def test_every_option_is_told_in_some_guide(order):
    guides = [text for text in map(text_of, documents()) if f"memoria {order}" in text]
    assert guides
    untold = {
        option for option in options()[order]
        if not any(re.search(rf"{option}(?![\w-])", text) for text in guides)
    }  # fmt: skip
    assert untold == set()


@pytest.mark.parametrize("document", documents())
def test_orders_in_the_text_exist_with_their_options(document):
    spans = re.findall(r"(?:`|^\$ )(memoria [a-z][^`\n]*)", text_of(document), re.MULTILINE)
    for span in spans:
        found = ORDER.match(span)
        assert found, span
        assert found[1] in options(), span
        named = set(re.findall(r"(?<=\s)--[a-z][a-z-]*", found[2].split("  #")[0]))
        assert named <= options()[found[1]] | EVERYWHERE, span


def test_the_readme_lists_the_orders_of_the_program():
    rows = re.findall(r"^\| `memoria ([a-z]+)([^`]*)`", text_of("README.md"), re.MULTILINE)
    assert [name for name, _ in rows] == list(memoria.COMMANDS)
    for name, words in rows:
        assert set(re.findall(r"--[a-z-]+", words)) == options()[name], name


def test_the_index_names_every_document():
    named = {link for link in links("docs/README.md") if link.endswith(".md")}
    own = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert own <= named
