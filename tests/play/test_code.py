"""Path codes: a playthrough in a few letters, which an edited story and most slips of the pen do not get past."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.code import path_code, play_from_code
from game.play.moves import Move
from game.play.playthrough import Playthrough, make_start
from tests.making import begin, past_texts, take, tell, yard
from tests.plays import DIALS, NUMBERS, SEEDS, long_play

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def decisions(play: Playthrough) -> list[Move]:
    return [move for move in play.moves if move.choose or move.happens]


@given(
    SEEDS, NUMBERS, st.sampled_from([None, "2012", "2016-02-29", "2026", "era-nineteen-factors", "era-no-ranks"]), DIALS
)
def test_every_playthrough_comes_back_from_its_code(
    seed: int, numbers: list[int], rules: str | None, dials: dict[str, bool | int | str]
) -> None:
    play = begin(yard(), rules=rules, dials=dials, seed=seed)
    for number in numbers:
        take(play, number)
    again = play_from_code(path_code(play), yard())
    assert again.start.rules == play.start.rules
    assert decisions(again) == decisions(play)
    assert again.state == past_texts(play).state


def test_a_code_is_short_and_made_of_letters_that_cannot_be_mistaken() -> None:
    code = path_code(long_play())
    prefix, *groups = code.split("-")
    assert prefix == "YARD"
    assert set("".join(groups)) <= set(LETTERS)
    assert [len(group) for group in groups[:-1]] == [4] * (len(groups) - 1)
    assert len(groups) <= 4


@pytest.mark.parametrize(
    "written",
    [
        lambda code: code.lower(),
        lambda code: code.replace("-", " - "),
        lambda code: code.partition("-")[2],
        lambda code: code.replace("-", "")[4:],
        lambda code: "YARD-" + code[5:].replace("0", "O").replace("1", "I"),
        lambda code: "yard-" + code[5:].replace("0", "o").replace("1", "l"),
    ],
)
def test_a_code_is_read_as_people_write_it(written: object) -> None:
    play = long_play()
    again = play_from_code(written(path_code(play)), yard())  # type: ignore[operator]
    assert decisions(again) == decisions(play)


def test_nine_of_ten_wrong_letters_are_found_and_none_is_a_crash() -> None:
    code = path_code(long_play())
    slips = found = 0
    for at in range(5, len(code)):
        if code[at] == "-":
            continue
        for letter in LETTERS:
            if letter != code[at]:
                slips += 1
                try:
                    play_from_code(code[:at] + letter + code[at + 1 :], yard())
                except ValueError:
                    found += 1
    assert slips > 300
    assert found / slips > 0.9


@pytest.mark.parametrize(
    "code", ["", "-", "YARD", "YARD-", "YARD-0000", "U" * 12, "YARD-8K2M-0QF!", "é" * 8, "0" * 5000]
)
def test_what_is_no_code_is_refused_in_one_sentence(code: str) -> None:
    with pytest.raises(ValueError, match="is not a path code; check each letter") as caught:
        play_from_code(code, yard())
    assert "\n" not in str(caught.value)


@given(st.text(alphabet=string.ascii_letters + string.digits + "-", max_size=30))
def test_any_letters_are_a_playthrough_or_refused(code: str) -> None:
    try:
        play = play_from_code(code, yard())
    except ValueError:
        return
    assert Playthrough(yard(), play.start, play.moves).state == play.state


PASSAGES = "here: {choices: [{id: left, goto: end}, {id: right, goto: end}]}\nend: {ending: freed}"
FACTS = "turned: {between: [0, 3], start: 0, dial: {asks: How many, why: It matters.}}"


@pytest.mark.parametrize(
    ("passages", "facts", "top"),
    [
        (PASSAGES.replace("right", "straight"), FACTS, {}),
        (
            PASSAGES.replace(
                "{id: left, goto: end}, {id: right, goto: end}", "{id: right, goto: end}, {id: left, goto: end}"
            ),
            FACTS,
            {},
        ),
        (PASSAGES, FACTS.replace("3", "4"), {}),
        (PASSAGES, "", {}),
        (PASSAGES, FACTS, {"rules": {"eras": ["era-no-ranks"]}}),
        (PASSAGES + "\nmore: {ending: freed}", FACTS, {}),
    ],
)
def test_a_story_whose_options_dials_or_eras_were_edited_refuses_an_old_code(
    passages: str, facts: str, top: dict[str, object]
) -> None:
    play = begin(tell(PASSAGES, FACTS))
    play.choose("right")
    code = path_code(play)
    with pytest.raises(ValueError, match="or the story has changed since it was written"):
        play_from_code(code, tell(passages, facts, **top))


def test_a_story_whose_words_alone_were_edited_takes_an_old_code() -> None:
    play = begin(tell(PASSAGES, FACTS))
    play.choose("right")
    reworded = tell(PASSAGES.replace("{id: left,", "{id: left, label: The other left,"), FACTS, title="Another title")
    assert play_from_code(path_code(play), reworded).moves == play.moves


def test_the_code_of_another_story_is_refused() -> None:
    other = begin(tell(PASSAGES))
    other.choose("left")
    with pytest.raises(ValueError, match="is not a code of this story"):
        play_from_code(path_code(other), yard())


def test_a_code_with_a_move_that_is_barred_is_refused() -> None:
    play = past_texts(begin(yard(), rules="2016", dials={"counsel": "lawyer"}))
    play.choose("clerk")
    assert decisions(play_from_code(path_code(play), yard())) == decisions(play)
    play.start = make_start(yard(), "2016")  # without the lawyer the second memo bars the way to the clerk
    with pytest.raises(ValueError, match="does not fit this story: 'clerk' is barred"):
        play_from_code(path_code(play), yard())


def test_a_code_that_goes_on_after_an_ending_is_refused() -> None:
    play = past_texts(begin(yard()))
    for _ in range(2):
        play.choose("sign")
        past_texts(play)
        play.state = play.steps[1].before  # a forged playthrough: it signs twice
    with pytest.raises(ValueError, match="does not fit this story"):
        play_from_code(path_code(play), yard())


def test_a_playthrough_of_more_decisions_than_a_code_holds_has_none() -> None:
    play = begin(tell("here: {choices: [{id: stay, goto: here}, {id: go, goto: end}]}\nend: {ending: freed}"))
    for _ in range(1023):
        play.choose("stay")
    assert len(play_from_code(path_code(play), play.bundle).moves) == 1023
    play.choose("stay")
    with pytest.raises(ValueError, match="holds 1024 decisions at most"):
        path_code(play)


def test_a_code_of_a_dial_at_its_start_is_the_code_without_it() -> None:
    assert path_code(begin(yard(), dials={"years": 2})) == path_code(begin(yard()))
    assert path_code(begin(yard(), dials={"years": 3})) != path_code(begin(yard()))
