"""How a play line by line comes to its end: by an ending, by a word, or because the answers run out."""

from __future__ import annotations

import pytest

from game.play.code import path_code
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
    code = path_code(talk.session.play)
    debrief = lines[lines.index("An ending: gone by signature. By the window") :]
    assert debrief == [
        "An ending: gone by signature. By the window",
        "Day 2 of the case.",
        "This is where the reporting left the case that this story is drawn from.",
        "Who decided, in 2 decisions",
        "Others and rules, together. 1",
        "ICE, by a rule. 1",
        "Ines's side, together. 1",
        "Ines. 1",
        "Where the doors closed",
        "Day 2. The bench. Ines decided.",
        "Shut. freed for now",
        "Shut. put on a bus",
        "Behind it. The detainer regulation.",
        "What moved it",
        "A choice (in Ines's hands). A signature was enough.",
        "The record",
        "Record. The vendor signed.",
        "How typical. No count was found of such signatures.",
        "The nearest other ending",
        "Still light (freed for now). It was possible at 'The bench', with: She calls",
        "Possible, not certain: others would still have decided.",
        "Not seen. You saw 4 of 11 passages. Of the other 7 this case could have led to 7. The story has 3 endings.",
        "Three questions to talk about",
        "Facts. Which day decided something?",
        "Power. Who held the list?",
        "Mechanism. How did a list become a bus?",
        f"Path code. {code}",
        f"It holds this path, and nothing about you. To come back: nta play the-yard --code {code}",
        "Where this was read",
        "Report. A morning at the counter, A radio station, 2 May 2012",
        "1 further source of what was met: see the list of sources.",
        "This is information, not legal advice.",
        "The list of sources",
        "Report. A morning at the counter, A radio station, 2 May 2012",
        "Exhibit. The detainer regulation",
        "Source. 8 CFR 287.7, Detainer provisions, Office of the Federal Register (primary). "
        "https://www.ecfr.gov/current/title-8/section-287.7",
    ]
    assert "Saved. To go on" not in talk.text
    assert Saves().endings("the-yard") == ("the-seat",)


def test_a_prediction_that_came_true_stands_in_the_debrief() -> None:
    talk = Talk(yard(), "", "3", "1", start=make_start(yard(), dials={"card": True, "years": 3}))
    assert talk.ended
    assert "What you expected: 1 of 1 prediction came true" in talk.text


def test_an_earlier_game_is_kept_and_named_when_a_new_one_begins() -> None:
    Talk(yard(), "", "1", "quit")
    talk = Talk(yard(), "quit")
    assert talk.said[0].startswith("Note. Your earlier game is kept as 'earlier-1'.\n")
