"""A story with the evidence that it uses: all that a playthrough needs."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from game.library.model import Era, Exhibit, Figure, Library, Profile, Role, Source, Term
from game.reading.prose import Prose
from game.story.expression import exhibits_asked
from game.story.model import Passage, Story


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """A story, the exhibits that it names and those that they name, and the small parts of the library."""

    story: Story
    exhibits: dict[str, Exhibit]
    sources: dict[str, Source]
    profiles: dict[str, Profile]
    terms: dict[str, Term]
    roles: dict[str, Role]
    eras: dict[str, Era]
    newest_check: str

    def who(self, role: str) -> str:
        """Return what a role is called in this story: the person goes by the seat's name."""
        return self.story.seat.name.text if role == "person" else self.roles[role].name

    def figure(self, name: str) -> Figure | None:
        """Return the figure called ``owner.key``, or None."""
        owner, _, key = name.rpartition(".")
        holder = self.exhibits.get(owner) or self.profiles.get(owner)
        return holder.figures.get(key) if holder else None


def make_bundle(story: Story, library: Library) -> Bundle:
    """Return a story with what it needs of a library."""
    queue = [name for name in exhibits_named(story) if name in library.exhibits]
    wanted = {name: library.exhibits[name] for name in queue}
    for name in queue:  # one step further, for links and for what replaced what
        for other in _neighbors(library.exhibits[name]):
            if other in library.exhibits:
                wanted.setdefault(other, library.exhibits[other])
    profiles = {name: library.profiles[name] for name in story.drawn_from if name in library.profiles}
    for passage in story.passages.values():
        for prose in texts_of(passage):
            owners = (name.rpartition(".")[0] for name in prose.links("figure"))
            for name in (*prose.links("profile"), *owners):
                if name in library.profiles:
                    profiles[name] = library.profiles[name]
    sources = {name for exhibit in wanted.values() for name in exhibit.sources}
    sources |= {name for profile in profiles.values() for name in (profile.article, *profile.sources)}
    for exhibit in wanted.values():
        sources |= {view.source for view in (exhibit.reason, exhibit.criticism) if view and view.source}
    return Bundle(
        story=story,
        exhibits=wanted,
        sources={name: library.sources[name] for name in sorted(sources)},
        profiles=profiles,
        terms=library.terms,
        roles=library.roles,
        eras=library.eras,
        newest_check=library.newest_check,
    )


def exhibits_named(story: Story) -> list[str]:
    """Return every exhibit that a story shows, links to, weighs by or asks about, each once."""
    named = [name for passage in story.passages.values() for name in _exhibits_of(passage)]
    for promise in story.promises:
        if promise.never and promise.never.condition:
            named.extend(exhibits_asked(promise.never.condition.expr))
    return list(dict.fromkeys(named))


def exhibits_asked_about(story: Story) -> set[str]:
    """Return every exhibit whose force some condition, effect or promise of a story asks about."""
    exprs = [condition.expr for passage in story.passages.values() for condition in passage.conditions()]
    exprs += [expr for passage in story.passages.values() for way in passage.ways for _, expr in way.effects.changes]
    exprs += [one.never.condition.expr for one in story.promises if one.never and one.never.condition]
    return set().union(*map(exhibits_asked, exprs))


def fork_evidence(story: Story) -> set[str]:
    """Return every exhibit that stands beside a fork of a story, or bars one of its options."""
    forks = [passage for passage in story.passages.values() if passage.fork]
    shown = [fork.exhibits for fork in forks]
    shown += [bar.exhibits for fork in forks for choice in fork.choices for bar in choice.barred]
    return set().union(*shown)


def texts_of(passage: Passage) -> Iterator[Prose]:
    """Yield every text of a passage in the order in which it is written."""
    yield from (block.text for block in passage.text)
    for choice in passage.choices:
        yield choice.label
        yield from (bar.because for bar in choice.barred)
    for outcome in passage.outcomes:
        yield outcome.label
        yield from (reason.text for reason in outcome.reasons)
        if outcome.weight:
            yield from (share.because for share in outcome.weight.shares if share.because)
    if passage.ending:
        yield passage.ending.record
        yield passage.ending.typical
        yield from passage.ending.moved.values()


def _exhibits_of(passage: Passage) -> Iterator[str]:
    """Yield every exhibit that a passage shows, links to, weighs by or asks about."""
    yield from passage.exhibits
    for text in texts_of(passage):
        yield from text.links("exhibit")
        yield from (name.rpartition(".")[0] for name in text.links("figure"))
    conditions = [block.condition for block in passage.text]
    for choice in passage.choices:
        yield from choice.exhibits
        conditions.append(choice.condition)
        for bar in choice.barred:
            yield from bar.exhibits
            conditions.append(bar.condition)
    for outcome in passage.outcomes:
        yield from outcome.exhibits
        conditions.append(outcome.condition)
        conditions.extend(reason.condition for reason in outcome.reasons)
        for share in outcome.shares:
            conditions.append(share.condition)
            if share.figure:
                yield share.figure.rpartition(".")[0]
    conditions.extend(route.condition for route in passage.routes)
    for condition in conditions:
        if condition:
            yield from exhibits_asked(condition.expr)


def _neighbors(exhibit: Exhibit) -> Iterator[str]:
    yield from (*exhibit.supersedes, *exhibit.superseded_by, *exhibit.see_also)
    for text in (exhibit.says, exhibit.details, exhibit.caveats):
        if text:
            yield from text.links("exhibit")
            yield from (name.rpartition(".")[0] for name in text.links("figure"))
