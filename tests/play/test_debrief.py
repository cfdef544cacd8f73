"""The debrief: how an ending came about, in counts that can be added up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.play import lines
from game.play.debrief import Debrief
from game.play.playthrough import Playthrough
from game.play.view import make_view
from tests.making import TODAY, begin, past_texts, take, tell, yard


def debrief(play: Playthrough) -> Debrief:
    found = make_view(past_texts(play), TODAY).debrief
    assert found is not None
    return found


def long_play() -> Playthrough:
    """Wait, ask, be kept, be passed over, ask once more, and be found."""
    play = past_texts(begin(yard()))
    play.choose("call")
    play.choose("call")
    play.undo_decision()
    play.choose("clerk")
    play.predict("closed")
    play.predict("moved", pin="moved")
    past_texts(play)
    play.choose("again")
    play.predict("found")
    return play


def test_every_decision_is_counted_for_the_one_who_took_it() -> None:
    found = debrief(long_play())
    counts = {decided.who: decided.count for decided in found.decided}
    # The person calls and asks; the lawyer asks once more; the officer decides three times; climbing was barred by a
    # rule at each of the two decisions on the bench.
    assert counts == {"ICE officer": 3, "ICE, by a rule": 2, "the person": 2, "the lawyer": 1}
    assert found.decisions == 8


def test_the_most_frequent_decider_comes_first_and_equals_by_name() -> None:
    found = debrief(long_play())
    assert [decided.who for decided in found.decided] == ["ICE officer", "ICE, by a rule", "the person", "the lawyer"]
    assert [decided.side for decided in found.decided] == ["government", "government", "person", "person"]


def test_predictions_are_counted_as_right_of_those_that_were_made() -> None:
    assert debrief(long_play()).predictions == (2, 3)
    silent = past_texts(begin(yard()))
    silent.choose("clerk")
    silent.predict(None)
    silent.predict(None, pin="read")
    found = debrief(silent)
    assert found.predictions == (0, 0)
    assert not any(line.lead == "You expected" for line in lines.debrief_lines(found))


def test_what_was_undone_is_not_counted() -> None:
    play = past_texts(begin(yard()))
    for _ in range(5):
        play.choose("call")
        play.undo_decision()
    play.choose("sign")
    assert {one.who: one.count for one in debrief(play).decided} == {"the person": 1, "ICE, by a rule": 1}


def test_passages_are_counted_once_however_often_they_were_seen() -> None:
    play = past_texts(begin(yard()))
    play.choose("call")
    play.choose("call")
    play.choose("sign")
    found = debrief(play)
    assert found.seen == (4, 11)  # the gate, the bench, the bus and the seat
    assert found.endings == 3


def test_the_days_are_those_of_the_case_clock() -> None:
    assert debrief(long_play()).days == 60  # the five weeks are cut off at the story's limit
    play = past_texts(begin(yard()))
    play.choose("sign")
    assert debrief(play).days == 1


def test_the_kind_the_title_and_the_record_are_those_of_the_ending() -> None:
    play = past_texts(begin(yard()))
    play.choose("sign")
    found = debrief(play)
    assert (found.outcome, found.title, found.as_reported) == ("gone by signature", "By the window", True)
    assert found.record.text == "The vendor signed."
    said = [line.plain for line in lines.debrief_lines(found)]
    assert "This is where the reporting left the case that this story is drawn from." in said
    free = past_texts(begin(yard(), dials={"card": True, "years": 3}))
    free.choose("clerk")
    free.predict(None)
    found = debrief(free)
    assert (found.outcome, found.title, found.as_reported) == ("freed for now", "Still light", False)
    assert not any("where the reporting left" in line.plain for line in lines.debrief_lines(found))


def test_what_moved_an_ending_says_whether_it_was_in_the_seats_hands() -> None:
    play = past_texts(begin(yard(), dials={"card": True, "years": 3}))
    play.choose("clerk")
    play.predict(None)
    assert [(what, theirs) for what, theirs, _ in debrief(play).moved] == [("A lawyer", False), ("A choice", True)]


def test_the_sources_are_those_of_the_profile_and_of_what_was_met_each_once() -> None:
    play = past_texts(begin(yard()))
    play.choose("sign")
    named = debrief(play).sources
    assert named[0] == "A morning at the counter, A radio station, 2 May 2012"
    assert named[1].startswith("8 CFR 287.7, Detainer provisions, Office of the Federal Register (primary). https://")
    assert len(named) == len(set(named)) == 3  # the second memo stood behind the bench too
    more = debrief(long_play()).sources
    assert any("Review figures" in source for source in more)
    assert len(more) > len(named)


def test_the_three_questions_are_the_storys_own() -> None:
    assert debrief(long_play()).questions == (
        ("Facts", "Which day decided something?"),
        ("Power", "Who held the list?"),
        ("Mechanism", "How did a list become a bus?"),
    )


def test_counts_of_one_are_told_in_the_singular() -> None:
    play = begin(tell("here: {choices: [{id: go, takes: 1 day, goto: end}]}\nend: {ending: freed}"))
    play.choose("go")
    said = [f"{line.lead} {line.plain}".strip() for line in lines.debrief_lines(debrief(play))]
    assert "Who decided, in 1 decision" in said
    assert "1 day after the beginning." in said
    assert "You saw 2 of 2 passages. The story has 1 ending." in said


@given(st.integers(min_value=0, max_value=2**64), st.lists(st.integers(min_value=0, max_value=20), max_size=40))
def test_the_counts_of_a_debrief_add_up(seed: int, numbers: list[int]) -> None:
    play = begin(yard(), seed=seed)
    for number in numbers:
        take(play, number)
    while not play.ended:  # sign, or whatever comes last: it ends soon
        options = [shown.choice.id for shown in play.ground.options(play.state)]
        if play.waits_for == "choice":
            play.choose("sign" if "sign" in options else options[0])
        else:
            take(play, 0)
    found = debrief(play)
    made = [move for move in play.moves if move.choose or move.happens]
    by_rule = sum(one.count for one in found.decided if one.who.endswith(", by a rule"))
    assert found.decisions == sum(one.count for one in found.decided) == len(made) + by_rule
    right, guessed = found.predictions
    assert right <= guessed == sum(move.predict is not None for move in made)
    assert found.seen == (len({move.at for move in play.moves} | {play.passage}), 11)
