"""Small stories for the tests of the proof: a head that every story needs, and short ways to write passages."""

from __future__ import annotations

from pathlib import Path

from game.library.load import LoadedLibrary
from game.play.bundle import Bundle, make_bundle
from game.story.load import LoadedStory, load_story

HEAD = """\
story: {name}
title: A small story
tagline: It is here to be proved.
drawn_from: [desk-2012]
seat: {{roles: [person], name: Ana, about: a person in a test}}
setting: {{place: Los Angeles, date: 2011-03-14}}
minutes: 5
content_note: Nothing.
rules: {{eras: {eras}}}
outcomes: {{{kinds}}}
questions: {{facts: What is known?, power: Who decides?, mechanism: How does it work?}}
start: {start}
"""
KINDS = ("home", "removed", "waiting")
EXHIBIT = "detainer-rule"  #: of the small library in tests/library
ERAS = "[era-nineteen-factors, era-no-ranks]"


def head(name: str = "small", start: str = "first", eras: str = ERAS, kinds: str = "home: home") -> str:
    """Return the head of a story."""
    return HEAD.format(name=name, start=start, eras=eras, kinds=kinds)


def passage(name: str, body: str, text: str = "Somebody waits.") -> str:
    """Return a passage; ``body`` is indented YAML without its first four columns."""
    lines = "\n".join(f"    {line}" for line in body.strip("\n").split("\n"))
    return (
        f"  {name}:\n    title: Passage {name}\n    stage: arrest\n    in_short: Something happens.\n"
        f"    text:\n      - scene: {text}\n{lines}\n"
    )


def choices(*options: str) -> str:
    """Return an own fork; each option is flow YAML without its brackets, such as ``id: go, goto: end``."""
    rows = "\n".join(f"  - {{label: Take it, {option}}}" for option in options)
    return f"exhibits: [{EXHIBIT}]\nchoices:\n{rows}"


def outcomes(*options: str) -> str:
    """Return an other fork."""
    rows = "\n".join(f"  - {{label: It happens, {option}}}" for option in options)
    return f"exhibits: [{EXHIBIT}]\ndecides: ice-officer\noutcomes:\n{rows}"


def ending(outcome: str = "home") -> str:
    """Return an ending."""
    return (
        f"ending:\n  outcome: {outcome}\n  title: The end\n  record: Nothing was reported.\n"
        "  typical: Nobody counted.\n  moved: {choice: She chose.}"
    )


def go(target: str, extra: str = "") -> str:
    """Return a way on."""
    return f"next: [{{goto: {target}{extra}}}]"


def story(*passages: str, facts: str = "", top: str = "", **heading: str) -> str:
    """Return the text of a whole story."""
    block = f"facts:\n{facts}" if facts else ""
    used = [kind for kind in KINDS if any(f"outcome: {kind}" in one for one in passages)]
    return (
        head(**heading, kinds=", ".join(f"{kind}: {kind}" for kind in used))
        + top
        + block
        + "passages:\n"
        + "".join(passages)
    )


def written(text: str, folder: Path) -> Path:
    """Write a story to a folder of its own and return that."""
    place = folder / "small"
    place.mkdir(exist_ok=True)
    (place / "story.yaml").write_text(text, encoding="utf-8")
    return place


def loaded(text: str, folder: Path, evidence: LoadedLibrary) -> tuple[LoadedStory, Bundle]:
    """Return a story and its bundle."""
    found = load_story(written(text, folder), evidence)
    return found, make_bundle(found.story, evidence.library)
