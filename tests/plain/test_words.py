"""What is written: plain characters that every screen reader and pipe can take, in lines that fit."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.filling import fill
from game.play.playthrough import make_start
from game.reading.fault import Faults
from tests.making import lay_story, read, yard
from tests.plain.talking import Talk

ANSWERS = ["", "1", "2", "3", "4", "why", "why 1", "source", "glossary", "facts", "undo", "again", "help"]
WORDS = st.sampled_from(ANSWERS)


def odd_characters(text: str) -> set[str]:
    """Return the characters that steer a terminal, draw a box, hide, or are a picture."""
    return {
        character
        for character in text
        if (unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "So") and character != "\n")
        or 0x2500 <= ord(character) <= 0x27BF
    }


@given(st.lists(WORDS, max_size=25), st.integers(min_value=0, max_value=2**64), st.sampled_from([None, "2013", "2016"]))
def test_nothing_that_is_written_steers_a_terminal_or_draws_a_box(
    answers: list[str], seed: int, rules: str | None
) -> None:
    talk = Talk(yard(), *answers, start=make_start(yard(), rules, seed=seed))
    assert odd_characters(talk.text) == set()
    assert talk.text.endswith("\n")


@given(st.lists(st.text(max_size=30).filter(lambda text: "\n" not in text and "\r" not in text), max_size=6))
def test_no_answer_is_a_crash_and_none_is_written_back_as_it_steers(answers: list[str]) -> None:
    talk = Talk(yard(), *answers)
    steering = {c for c in talk.text if unicodedata.category(c) == "Cc" and c != "\n"}
    assert steering == set()


@pytest.mark.parametrize(
    "typed",
    ["\x1b[31mred", "\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "\x1b[A", "a\u202eb", "a\u200bb", "\x00", "\x7f\x08"],
)
def test_terminal_codes_that_are_typed_are_not_written_back(typed: str) -> None:
    for answer in (typed, f"glossary {typed}", f"why {typed}"):
        talk = Talk(yard(), "", answer)
        assert odd_characters(talk.text) == set()


def test_a_long_answer_is_written_back_shortened() -> None:
    talk = Talk(yard(), "x" * 10_000)
    assert len(talk.said[1]) < 200


@pytest.mark.parametrize("hostile", ["\x1b[31m", "\x9b2J", "\u202e", "\u200b", "\x07"])
@pytest.mark.parametrize(
    "passages",
    [
        "here: {text: [{scene: 'She HOSTILE stands.'}], ending: freed}",
        "here: {title: 'HOSTILE', ending: freed}",
        "here: {choices: [{id: go, label: 'Go HOSTILE', goto: end}]}\nend: {ending: freed}",
        "here: {choices: [{id: go, barred: [{if: days > 9, because: 'HOSTILE'}], goto: end}]}\nend: {ending: freed}",
        "here: {outcomes: [{id: go, because: 'HOSTILE', goto: end}]}\nend: {ending: freed}",
    ],
)
def test_terminal_codes_cannot_stand_in_a_story(tmp_path: Path, passages: str, hostile: str) -> None:
    folder = lay_story(tmp_path / "a-story", passages.replace("HOSTILE", "XXX"), days_limit=10)
    file = folder / "story.yaml"
    escaped = "".join(f"\\U{ord(character):08X}" for character in hostile)
    text = file.read_text(encoding="utf-8")
    lines = [
        line.split(": ", 1)[0] + ': "' + line.split(": ", 1)[1].strip("'\"").replace("XXX", escaped) + '"'
        if "XXX" in line
        else line
        for line in text.splitlines()
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Faults, match="control-character"):
        read(folder)


@pytest.mark.parametrize("width", [30, 40, 72, 100])
def test_lines_are_wrapped_to_the_width_of_a_terminal_and_only_long_words_stand_out(width: int) -> None:
    talk = Talk(yard(), "", "why", "2", "help", "3", "", width=width)
    whole = Talk(yard(), "", "why", "2", "help", "3", "")
    assert talk.text.split() == whole.text.split()
    assert max(len(line) for line in whole.text.splitlines()) > width
    for line in talk.text.splitlines():
        assert len(line) <= width or " " not in line


def test_lines_are_left_whole_without_a_terminal() -> None:
    talk = Talk(yard(), "")
    (scene,) = (line for line in talk.text.splitlines() if line.startswith("Scene. The gate"))
    block = talk.session.play.ground.story.passages["the-gate"].text[0]
    assert scene == f"Scene. {fill(block.text, talk.session.play).text}"
