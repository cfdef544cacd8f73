"""The table of a story's eras: which forks come out differently under which rules, and why."""

from __future__ import annotations

from collections.abc import Iterator

from game.graph.replays import Difference, era_rows
from game.play.bundle import Bundle


def era_table(bundle: Bundle) -> str:
    """Return the table as Markdown, for every setting of the dials; ``stories/*/eras.md`` is this text."""
    return "\n".join(_lines(bundle)) + "\n"


def _lines(bundle: Bundle) -> Iterator[str]:
    story = bundle.story
    yield f"# {story.title.text}: the same case under other rules"
    yield ""
    yield f"Written by `nta graph {story.story} --eras`; do not edit. A passage stands here when one of its options,"
    yield "outcomes or ways on can be taken under the story's own rules and never under the era's, or the other way"
    yield "round, whatever the dials."
    for row in era_rows(bundle):
        yield ""
        yield f"## {row.title} (`{row.era}`)"
        yield ""
        yield f"{row.span}; replayed with the rules of {row.rules}."
        if row.says:
            yield ""
            yield row.says.text
        yield ""
        if row.differs is None:
            yield row.difference
            continue
        if not row.differs:
            yield "Everything goes on as under the story's own rules."
            continue
        yield "| passage | opens | shuts | because of |"
        yield "|---|---|---|---|"
        for difference in row.differs:
            yield _row(difference, bundle)


def _row(difference: Difference, bundle: Bundle) -> str:
    because = "; ".join(bundle.exhibits[name].title for name in difference.because) or "facts that other passages set"
    cells = (difference.title, "; ".join(difference.opens), "; ".join(difference.shuts), because)
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"
