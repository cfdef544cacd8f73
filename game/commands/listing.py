"""``nta list``: the stories, or every exhibit."""

from __future__ import annotations

import argparse
import sys

from game.commands.common import Exit, extra_folders, fail, say, say_json


def list_(arguments: argparse.Namespace) -> int:
    """List the stories with their size, or the exhibits."""
    from game.reading.fault import Faults

    try:
        return _exhibits(as_json=arguments.json) if arguments.exhibits else _stories(arguments)
    except Faults as faults:
        return fail(*faults.faults)


def _stories(arguments: argparse.Namespace) -> int:
    from game.play.catalogue import catalogue

    found = catalogue(extra_folders(arguments))
    if arguments.json:
        say_json(found.stories)
    else:
        for story in found.stories:
            say(
                f"{story.story}: {story.title}. {story.place}, {story.date[:4]}. {story.minutes} minutes.",
                f"  {story.tagline}",
                f"  {story.forks} forks ({story.own} own, {story.other} other, {story.barred} with a barred "
                f"option), {len(story.endings)} endings, {story.words} words.",
                f"  Dials: {', '.join(story.dials) or 'none'}. Eras: {', '.join(story.eras)}.",
            )
    for fault in found.faults:
        sys.stderr.write(f"{fault}\n")
    return Exit.UNUSABLE if found.faults else Exit.OK


def _exhibits(*, as_json: bool) -> int:
    from game.play.catalogue import open_library

    exhibits = open_library().exhibits
    if as_json:
        say_json(
            [
                {
                    "id": name,
                    "kind": exhibit.kind,
                    "title": exhibit.title,
                    "citation": exhibit.citation,
                    "in_force": {"from": exhibit.in_force.since, "to": exhibit.in_force.until},
                    "confidence": exhibit.confidence,
                    "last_verified": exhibit.last_verified,
                }
                for name, exhibit in exhibits.items()
            ]
        )
        return Exit.OK
    for name, exhibit in exhibits.items():
        span = f"{exhibit.in_force.since or '...'} to {exhibit.in_force.until or '...'}"
        say(f"{name}: {exhibit.kind}. {exhibit.title}. {span}. Checked as of {exhibit.last_verified}.")
    say("", "To read one whole: nta show ID.")
    return Exit.OK
