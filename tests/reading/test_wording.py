"""Wordings that no story and no card uses, each with what to write in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.library.factual import Factual
from game.reading import Fault
from game.reading.prose import Line, Prose
from game.reading.wording import banned_wordings, wording_advice
from game.story.block import SceneLine

Read = Callable[..., Any]
FaultsOf = Callable[..., list[Fault]]

DATE = "give the date: 'as of May 2012'"
PERSON = "write 'noncitizen', or 'person without status'"
CHILD = "write 'child who is a citizen'"
RELEASE = "say what was done: 'released until the hearing'"
ADVICE = {
    "currently": DATE,
    "nowadays": DATE,
    "presently": DATE,
    "these days": DATE,
    "at the moment": DATE,
    "as of now": DATE,
    "recently": DATE,
    "illegals": PERSON,
    "illegal migrant": PERSON,
    "illegal migrants": PERSON,
    "illegal immigrant": PERSON,
    "illegal immigrants": PERSON,
    "illegal alien": PERSON,
    "illegal aliens": PERSON,
    "anchor baby": CHILD,
    "anchor babies": CHILD,
    "catch and release": RELEASE,
}
FREE = [
    "illegal",
    "illegally",
    "concurrently",
    "the present",
    "an alien registration number",
    "in these",
    "of the moment",
]
FREE += ["a recent change", "undercurrent", "as of May 2012", "anchor", "caught and released", "unpresently"]


@pytest.mark.parametrize(("wording", "advice"), ADVICE.items())
def test_a_banned_wording_is_told_with_what_to_write_instead(
    wording: str, advice: str, read: Read, faults_of: FaultsOf
) -> None:
    (fault,) = faults_of(read, Prose, f"|\n  First a line.\n  Then {wording}, here.\n")
    assert str(fault) == f"file.yaml:3:8: banned-wording: '{wording}': {advice}"


@pytest.mark.parametrize("wording", ADVICE)
def test_capitals_do_not_hide_a_banned_wording(wording: str) -> None:
    for text in (wording.upper(), wording.capitalize(), wording.title()):
        found = [match.group() for match in banned_wordings(f"He said: {text}!")]
        assert found == [text]
        assert wording_advice(text) == ADVICE[wording]


@pytest.mark.parametrize("text", FREE)
def test_words_that_only_look_like_it_are_free(text: str, read: Read) -> None:
    assert read(Prose, f"He said “{text}”, and no more.").words >= 6


def test_each_of_several_wordings_is_told() -> None:
    text = "Currently, these days, illegals are currently told."
    assert [match.group() for match in banned_wordings(text)] == ["Currently", "these days", "illegals", "currently"]


@pytest.mark.parametrize("kind", [Prose, Line, Factual, SceneLine])
def test_a_banned_wording_is_refused_in_every_kind_of_text(kind: Any, read: Read, faults_of: FaultsOf) -> None:
    assert [fault.code for fault in faults_of(read, kind, "He is currently there")] == ["banned-wording"]
