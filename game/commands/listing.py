"""``nta list``: the stories, one of them in full, or a part of the library."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.commands.common import Exit, extra_folders, fail, say, say_json

if TYPE_CHECKING:
    from game.library.model import InForce, Library
    from game.play.bundle import Bundle


def list_(arguments: argparse.Namespace) -> int:
    """List the stories with their size, one story with its dials and eras, or a part of the library."""
    from game.play.catalogue import UnknownStoryError, open_story

    try:
        if arguments.part:
            return _part(arguments.part, as_json=arguments.json)
        if arguments.story and not arguments.json:
            say(*_story(open_story(arguments.story, extra_folders(arguments))))
            return Exit.OK
        return _stories(arguments)
    except UnknownStoryError as error:
        return fail(f"nta list: {error}")


def _stories(arguments: argparse.Namespace) -> int:
    from game.play.catalogue import UnknownStoryError, catalogue

    found = catalogue(extra_folders(arguments))
    stories = [story for story in found.stories if arguments.story in (None, story.story)]
    if arguments.story and not stories:
        raise UnknownStoryError(f"there is no story '{arguments.story}'; 'nta list' shows what there is")
    if arguments.json:
        say_json(stories)
    else:
        for number, story in enumerate(stories, 1):
            say(
                f"{number}. {story.story}: {story.title}. {story.place}, {story.date[:4]}. {story.minutes} minutes.",
                f"  {story.tagline}",
                f"  {story.forks} forks ({story.own} own, {story.other} other, {story.barred} with a barred "
                f"option), {len(story.endings)} endings, {story.words:,} words.",
                f"  Dials: {', '.join(story.dials) or 'none'}. Eras: {', '.join(story.eras)}.",
            )
        say("", "To see what a story's dials and eras are: nta list STORY.")
    return fail(*found.faults) if found.faults else Exit.OK


def _story(bundle: Bundle) -> Iterator[str]:
    """Yield what a reader of one story can set before playing it."""
    from game.library.dates import in_words

    story = bundle.story
    yield f"{story.title.text}. {story.setting.place}, {in_words(story.setting.date)}. {story.minutes} minutes."
    yield story.tagline.text
    yield f"Contains: {story.content_note}"
    yield ""
    yield "Dials: facts to change before playing, as in: nta play STORY --dial NAME=VALUE"
    for name, fact in story.facts.items():
        if fact.dial:
            yield f"  {name}. {fact.dial.asks} As told: {fact.shown(fact.start)}. {fact.dial.why} {fact.can_be()}"
    yield ""
    yield "Eras: the times whose rules it can be replayed under, as in: nta play STORY --rules ERA, or a year in one"
    for name in story.rules.eras:
        era = bundle.eras[name]
        until = in_words(era.end) if era.end else "now"
        case = era.cases.get(story.rules.case or "")
        says = f" {case.says.text}" if case else ""
        yield f"  {name}. {era.title}, {in_words(era.start)} to {until}.{says}"


def _part(part: str, *, as_json: bool) -> int:
    """List a part of the library."""
    from game.play.catalogue import open_library
    from game.play.looking import plain_data

    library = open_library()
    if part == "exhibits" and as_json:
        keys = ("kind", "title", "citation", "in_force", "confidence", "last_verified")
        rows = {name: plain_data(exhibit) for name, exhibit in library.exhibits.items()}
        say_json([{"id": name} | {key: row[key] for key in keys} for name, row in rows.items()])
    elif as_json:
        say_json([{"id": name} | plain_data(thing) for name, thing in getattr(library, part).items()])
    else:
        say(*_lines(part, library), "", "To read one whole: nta show ID. To look for words: nta search WORDS.")
    return Exit.OK


def _span(held: InForce) -> str:
    """Return when a rule held, or what else an exhibit covers, on one line."""
    since, until = held.since, held.until
    if held.never:
        return f"{since}, never in force"
    span = f"{since} to {until}" if since and until else f"since {since}" if since else f"to {until or '?'}"
    return span + "".join(f", on hold {one.since} to {one.until}" for one in held.suspended)


def _lines(part: str, library: Library) -> Iterator[str]:
    from game.play.card import source_line
    from game.play.lines import called

    if part == "exhibits":
        for name, exhibit in library.exhibits.items():
            span = _span(exhibit.in_force)
            yield f"{name}: {exhibit.kind}. {exhibit.title}. {span}. Checked as of {exhibit.last_verified}."
    elif part == "terms":
        yield from (f"{name}: {called(name, term)}. {term.means}" for name, term in library.terms.items())
    elif part == "eras":
        yield from (f"{name}: {era.title}. {era.start} to {era.end or 'now'}." for name, era in library.eras.items())
    elif part == "profiles":
        yield from (f"{name}: {one.name}, reported {one.reported}" for name, one in library.profiles.items())
    elif part == "sources":
        yield from (f"{name}: {source_line(source)}" for name, source in library.sources.items())
    else:
        yield from (f"{name}: {role.name}" for name, role in library.roles.items())
