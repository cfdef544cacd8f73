"""A story's graph as a drawing, in the languages of Graphviz and Mermaid.

See https://graphviz.org/doc/info/lang.html and https://mermaid.js.org/syntax/flowchart.html. What is told of a passage
stands under its name in words; nothing rests on a color.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.graph.explore import StoryGraph

#: What is told of each passage, line by line.
Notes = Mapping[str, Sequence[str]]

_SHAPES = {"own": ("box", "[", "]"), "other": ("diamond", "{", "}"), "ending": ("doubleoctagon", "([", "])")}


def ways(found: StoryGraph) -> Iterator[tuple[str, str, str]]:
    """Yield every way between passages that is taken somewhere, with its label."""
    taken = found.taken()
    for name, node in found.compiled.program.nodes.items():
        for move in node.moves:
            if (name, move.id) in taken:
                yield name, move.goto, "" if node.kind == "text" else move.id


def dot(found: StoryGraph, notes: Notes) -> Iterator[str]:
    """Yield a drawing for Graphviz."""
    yield "digraph story {"
    yield "  node [fontname=sans]; edge [fontname=sans, fontsize=9];"
    for name, (shape, _, _) in _shapes(found, notes):
        label = "\\n".join((name, *notes.get(name, ())))
        yield f'  "{name}" [shape={shape}];' if label == name else f'  "{name}" [shape={shape}, label="{label}"];'
    for here, there, by in ways(found):
        yield f'  "{here}" -> "{there}"' + (f' [label="{by}"];' if by else ";")
    yield "}"


def mermaid(found: StoryGraph, notes: Notes) -> Iterator[str]:
    """Yield a drawing for Mermaid."""
    numbers = found.layout.numbers
    yield "flowchart TD"
    for name, (_, left, right) in _shapes(found, notes):
        label = "<br/>".join((name, *notes.get(name, ())))
        told = label if label == name else f'"{label}"'
        yield f"  p{numbers[name]}{left}{told}{right}"
    for here, there, by in ways(found):
        arrow = f"-->|{by}|" if by else "-->"
        yield f"  p{numbers[here]} {arrow} p{numbers[there]}"


def _shapes(found: StoryGraph, notes: Notes) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield every passage that can be reached, or of which something is told, with how it is drawn.

    That is the word for a shape, and the two signs that a name stands between.
    """
    reached = {*found.reached(), *notes}
    for name, node in found.compiled.program.nodes.items():
        if name in reached:
            yield name, _SHAPES.get(node.kind, ("ellipse", "(", ")"))
