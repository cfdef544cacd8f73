"""Where a value stands: file, line and column, whatever way it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from game.reading import Place, Report
from game.reading.nodes import Mapping, Node, Scalar, Sequence
from game.reading.parsing import parse_yaml, read_yaml
from game.reading.prose import Prose
from game.reading.reader import Reader
from game.reading.shape import read_as

STORY = """\
# a comment first
story: the-desk
seat: {roles: [person, lawyer], name: Ines}
passages:
  the-counter:
    title: 'The counter'
    text:
      - scene: |
          She signs.

          The pen is *dry*.
      - if: signed
        scene: "No."
"""


def where(node: Node) -> tuple[int, int]:
    return node.place.line, node.place.column


def step(node: Node, *steps: str | int) -> Node:
    """Return the value at a path of keys and indexes."""
    for one in steps:
        found = node.get(one) if isinstance(node, Mapping) else node.items[one]  # type: ignore[attr-defined]
        assert found is not None
        node = found
    return node


@pytest.mark.parametrize(
    ("steps", "line", "column"),
    [
        ((), 2, 1),
        (("story",), 2, 8),
        (("seat",), 3, 7),
        (("seat", "roles"), 3, 15),
        (("seat", "roles", 0), 3, 16),
        (("seat", "roles", 1), 3, 24),
        (("seat", "name"), 3, 39),
        (("passages",), 5, 3),
        (("passages", "the-counter", "title"), 6, 12),
        (("passages", "the-counter", "text"), 8, 7),
        (("passages", "the-counter", "text", 0), 8, 9),
        (("passages", "the-counter", "text", 0, "scene"), 8, 16),
        (("passages", "the-counter", "text", 1, "if"), 12, 13),
        (("passages", "the-counter", "text", 1, "scene"), 13, 16),
    ],
)
def test_a_value_knows_its_line_and_column(steps: tuple[str | int, ...], line: int, column: int) -> None:
    assert where(step(parse_yaml(STORY, "story.yaml"), *steps)) == (line, column)


def test_a_place_names_its_file() -> None:
    assert str(parse_yaml(STORY, "stories/the-desk/story.yaml").place) == "stories/the-desk/story.yaml:2:1"


def test_a_key_has_a_place_of_its_own() -> None:
    root = parse_yaml(STORY, "story.yaml")
    assert isinstance(root, Mapping)
    assert [where(key) for key, _ in root.items.values()] == [(2, 1), (3, 1), (4, 1)]


@pytest.mark.parametrize(
    ("source", "word", "line", "column"),
    [
        ("a: one two", "two", 1, 8),
        ("a:   one two", "two", 1, 10),
        ("a: |\n  one\n  two three\n", "three", 3, 7),
        ("a: |-\n      one two\n", "two", 2, 11),
        ("a: |\n\n\n  one\n  two\n", "two", 5, 3),
        ("a: |\n  one\n    two\n", "two", 3, 5),
        ("a: |\n  one\n\n  two\n", "two", 4, 3),
        ("a: | # why\n  one\n  two\n", "two", 3, 3),
        ("a: |\n  año dos\n", "dos", 2, 7),
        ("- a\n- b\n- |\n  one\n  two\n", "two", 5, 3),
    ],
)
def test_a_word_inside_a_text_has_a_place(source: str, word: str, line: int, column: int) -> None:
    root = parse_yaml(source, "f")
    node = root.items[-1] if isinstance(root, Sequence) else step(root, "a")
    assert isinstance(node, Scalar)
    assert node.at(node.text.index(word)) == Place("f", line, column)


def test_links_are_placed_one_by_one_even_when_they_say_the_same() -> None:
    source = "|\n  A [hold](term:hold) and a [hold](term:hold)\n  and a third [hold](term:hold).\n"
    reader = Reader(Report())
    read_as(Prose, parse_yaml(source, "f"), reader)
    assert [(one.place.line, one.place.column) for one in reader.references] == [(2, 10), (2, 34), (3, 20)]


def test_a_byte_order_mark_moves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "story.yaml"
    file.write_bytes(b"\xef\xbb\xbfstory: x\r\ntitle: y\r\n")
    root = read_yaml(file)
    assert isinstance(root, Mapping)
    assert [where(value) for _, value in root.items.values()] == [(1, 8), (2, 8)]


LEAVES = st.text("abc xyzäöü.!", min_size=1, max_size=12).map(lambda text: "w" + text.strip())
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(LEAVES, inner, min_size=1, max_size=4),
    max_leaves=20,
)


@settings(max_examples=50)
@given(TREES, st.sampled_from(["block", "flow"]))
def test_every_value_of_any_tree_stands_where_its_text_does(tree: object, style: str) -> None:
    source = yaml.safe_dump({"root": tree}, allow_unicode=True, width=10_000, default_flow_style=style == "flow")
    lines = source.splitlines()
    waiting = [parse_yaml(source, "f")]
    texts = 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            waiting += [part for pair in node.items.values() for part in pair]
        elif isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Scalar):
            rest = lines[node.place.line - 1][node.place.column - 1 :]
            assert rest.startswith(node.text) or rest.lstrip("'\"").startswith(node.text)
            texts += 1
    assert texts == count(tree) + 1


def count(tree: object) -> int:
    """Return how many single values a tree has, its keys among them."""
    if isinstance(tree, dict):
        return sum(1 + count(value) for value in tree.values())
    return sum(map(count, tree)) if isinstance(tree, list) else 1
