"""Reasons of an outcome: one text, or a list of which the first that applies is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.library.load import LoadedLibrary
from game.play.view import make_view
from game.reading import Fault
from game.story.because import Because
from game.story.expression import Scope
from game.story.facts import Fact
from tests.graph.making import ending, loaded, outcomes, passage, story
from tests.graph.test_soundness import ends_in, findings
from tests.making import TODAY, begin

SCOPE = Scope({"signed": Fact(kind="flag", start=False)})
FACTS = "  signed: {type: flag, start: no, dial: {asks: Has she signed?, why: It matters.}}\n"


def told(reasons: str) -> str:
    """Return a story of one other fork with some reasons."""
    fork = passage("first", outcomes(f"id: out, because: {reasons}, goto: end"))
    return story(fork, passage("end", ending()), facts=FACTS if "signed" in reasons else "")


def test_a_text_is_one_reason_and_a_list_is_several(read: Callable[..., Any]) -> None:
    (one,) = read(Because, "The rule says so.").reasons
    assert (one.text.text, one.condition) == ("The rule says so.", None)
    first, last = read(Because, "[{if: signed, text: She signed.}, {text: She did not.}]", SCOPE).reasons
    assert (first.condition.text, first.text.text, last.text.text) == ("signed", "She signed.", "She did not.")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]", "missing-key"),
        ("[{if: signed, text: She signed.}]", "fork-shape"),
        ("[{text: A.}, {if: signed, text: She signed.}]", "fork-shape"),
        ("[{if: signed}]", "missing-key"),
        ("[{when: signed, text: A.}]", "unknown-key"),
        ("[{if: sined, text: A.}, {text: B.}]", "unknown-name"),
        ("[{text: There were 40 people.}]", "number-without-figure"),
        ("[The rule says so.]", "wrong-type"),
    ],
)
def test_a_list_that_cannot_always_tell_something_is_refused(
    text: str, code: str, faults_of: Callable[..., list[Fault]], read: Callable[..., Any]
) -> None:
    assert code in [fault.code for fault in faults_of(read, Because, text, SCOPE)]


@pytest.mark.parametrize(
    ("rules", "dials", "words"),
    [
        ("era-nineteen-factors", {}, "The first memo."),
        ("era-no-ranks", {"signed": True}, "She signed."),
        ("era-no-ranks", {}, "No rule."),
    ],
)
def test_the_first_reason_that_applies_is_told(
    rules: str, dials: dict[str, bool | int | str], words: str, tmp_path: Path, small_library: LoadedLibrary
) -> None:
    text = told(
        "[{if: in_force('first-memo'), text: The first memo.}, {if: signed, text: She signed.}, {text: No rule.}]"
    )
    play = begin(loaded(text, tmp_path, small_library)[1], rules=rules, dials=dials)
    play.predict(None)
    met = make_view(play, TODAY).met
    assert met is not None
    assert met.because is not None
    assert met.because.text == words
    assert findings(text, tmp_path, small_library, "") == []


def test_a_reason_that_is_never_told_is_found_at_its_outcome(tmp_path: Path, small_library: LoadedLibrary) -> None:
    text = told("[{if: in_force('second-memo'), text: The second memo.}, {if: signed, text: A.}, {text: No rule.}]")
    (found,) = findings(text, tmp_path, small_library, "")
    assert (found.code, found.severity) == ("unreachable-text", "warning")
    assert found.message.startswith("reason 1 of 'out' in 'first' is never told")
    assert ends_in(found, tmp_path, small_library) == "first"


def test_a_reason_behind_one_that_always_applies_is_found(tmp_path: Path, small_library: LoadedLibrary) -> None:
    (found,) = findings(told("[{text: Always.}, {text: Never.}]"), tmp_path, small_library, "")
    assert found.message.startswith("reason 2 of 'out' in 'first' is never told")


def test_a_reason_remembers_a_fact_that_was_set_long_before(tmp_path: Path, small_library: LoadedLibrary) -> None:
    """Nothing else asks for it, so only the reason keeps it in the states."""
    text = story(
        passage("before", "next: [{set: {called: yes}, goto: first}]"),
        passage("first", outcomes("id: out, because: [{if: called, text: A.}, {text: B.}], goto: end")),
        passage("end", ending()),
        facts="  called: {type: flag, start: no}\n",
        start="before",
    )
    (found,) = findings(text, tmp_path, small_library, "")
    assert found.message.startswith("reason 2 of 'out'")
