"""How a play line by line comes to its end: by an ending, by a word, or because the answers run out."""

from __future__ import annotations

import pytest

from game.play.playthrough import make_start
from game.play.saves import Saves
from game.play.session import Session
from tests.making import TODAY, yard
from tests.plain.talking import Talk

HOW_TO_COME_BACK = (
    "Saved. To go on from here: nta play the-yard --plain. To start over: nta play the-yard --plain --new.\n"
)


@pytest.mark.parametrize("answers", [[], [""], ["", "1"], ["", "1", "3"], ["", "1", "nonsense"]])
def test_the_end_of_the_answers_saves_and_says_how_to_come_back(answers: list[str]) -> None:
    talk = Talk(yard(), *answers)
    assert talk.said[-1] == HOW_TO_COME_BACK
    assert not talk.ended
    game = Saves().read("the-yard")
    assert game is not None
    assert game.moves == talk.session.play.moves


@pytest.mark.parametrize("word", ["quit", "q", "exit", "QUIT", " quit "])
def test_a_word_to_leave_saves_and_says_how_to_come_back_and_reads_no_further(word: str) -> None:
    talk = Talk(yard(), "", word, "1", "1")
    assert talk.said[-1] == HOW_TO_COME_BACK
    assert len(talk.session.play.moves) == 1


def test_one_goes_on_from_where_one_left() -> None:
    left = Talk(yard(), "", "1", "quit")
    again = Session.resume(yard(), Saves(), lambda: TODAY)
    assert again is not None
    assert again.play.state == left.session.play.state


def test_an_ending_prints_the_debrief_and_reads_no_further() -> None:
    talk = Talk(yard(), "", "4", "", "1", "quit")
    assert talk.ended
    lines = talk.text.splitlines()
    debrief = lines[lines.index("An ending: gone by signature. By the window") :]
    assert debrief == [
        "An ending: gone by signature. By the window",
        "1 day after the beginning.",
        "This is where the reporting left the case that this story is drawn from.",
        "Who decided, in 2 decisions",
        "ICE, by a rule. 1",
        "The person. 1",
        "What moved it",
        "A choice (in the seat's hands). A signature was enough.",
        "The record",
        "Record. The vendor signed.",
        "How typical. No count was found of such signatures.",
        "You saw 4 of 11 passages. The story has 3 endings.",
        "Three questions to talk about",
        "Facts. Which day decided something?",
        "Power. Who held the list?",
        "Mechanism. How did a list become a bus?",
        "Sources, 3",
        "Source. A morning at the counter, A radio station, 2 May 2012",
        "Source. 8 CFR 287.7, Detainer provisions, Office of the Federal Register (primary). "
        "https://www.ecfr.gov/current/title-8/section-287.7",
        "Source. Policies for apprehension, DHS, 20 November 2014",
        "This is information, not legal advice.",
    ]
    assert "Saved. To go on" not in talk.text
    assert Saves().endings("the-yard") == ("the-seat",)


def test_a_prediction_that_came_true_stands_in_the_debrief() -> None:
    talk = Talk(yard(), "", "3", "1", start=make_start(yard(), dials={"card": True, "years": 3}))
    assert talk.ended
    assert "You expected. 1 of 1 prediction came true.\n" in talk.text


def test_an_earlier_game_is_kept_and_named_when_a_new_one_begins() -> None:
    Talk(yard(), "", "1", "quit")
    talk = Talk(yard(), "quit")
    assert talk.said[0].startswith("Note. Your earlier game is kept as 'the-yard.save.earlier-1.json'.\n")
