"""The debrief: how an ending came about, in counts that can be added up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.graph.afterwards import Afterwards
from game.graph.debriefing import debrief_lines
from game.play.debrief import Debrief
from game.play.playthrough import Playthrough
from game.play.view import make_view
from tests.making import TODAY, begin, past_texts, take, tell, yard


def debrief(play: Playthrough) -> Debrief:
    found = make_view(past_texts(play), TODAY).debrief
    assert found is not None
    return found


def said(play: Playthrough) -> list[str]:
    """Return the debrief in lines."""
    return [f"{one.lead} {one.plain}".strip() for one in debrief_lines(debrief(play), Afterwards(play))]


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
    # Ines calls and asks; the lawyer asks once more; the officer decides three times; climbing was barred by a rule,
    # which counts once although two decisions were taken on the bench.
    assert counts == {"ICE officer": 3, "ICE, by a rule": 1, "Ines": 2, "the lawyer": 1}
    assert found.decisions == 7


def test_others_and_rules_come_first_each_side_with_its_most_frequent_decider() -> None:
    found = debrief(long_play())
    assert [decided.who for decided in found.decided] == ["ICE officer", "ICE, by a rule", "Ines", "the lawyer"]
    assert [decided.theirs for decided in found.decided] == [False, False, True, True]
    assert said(long_play())[3:10] == [
        "Who decided, in 7 decisions",
        "Others and rules, together 4",
        "ICE officer 3",
        "ICE, by a rule 1",
        "Ines's side, together 3",
        "Ines 2",
        "The lawyer 1",
    ]


def test_predictions_are_counted_as_right_of_those_that_were_made() -> None:
    found = debrief(long_play()).predictions
    assert [one.right for one in found].count(True) == 2
    assert len(found) == 3
    told = said(long_play())
    at = told.index("What you expected: 2 of 3 predictions came true")
    for line, one in zip(told[at + 1 : at + 4], found, strict=True):
        assert line == f"{one.where} {one.happened}" + ("" if one.right else f". You expected: {one.expected}")
    silent = past_texts(begin(yard()))
    silent.choose("clerk")
    silent.predict(None)
    silent.predict(None, pin="read")
    assert debrief(silent).predictions == ()
    assert not any(line.startswith("What you expected") for line in said(silent))


def test_what_was_undone_is_not_counted() -> None:
    play = past_texts(begin(yard()))
    for _ in range(5):
        play.choose("call")
        play.undo_decision()
    play.choose("sign")
    assert {one.who: one.count for one in debrief(play).decided} == {"Ines": 1, "ICE, by a rule": 1}


def test_passages_are_counted_once_however_often_they_were_seen() -> None:
    play = past_texts(begin(yard()))
    play.choose("call")
    play.choose("call")
    play.choose("sign")
    found = debrief(play)
    assert found.seen == (4, 11)  # the gate, the bench, the bus and the seat
    assert found.endings == 3


def test_the_days_are_those_of_the_case_clock() -> None:
    assert debrief(long_play()).day == 61  # the five weeks are cut off at the story's limit
    play = past_texts(begin(yard()))
    play.choose("sign")
    assert debrief(play).day == 2


def test_the_kind_the_title_and_the_record_are_those_of_the_ending() -> None:
    play = past_texts(begin(yard()))
    play.choose("sign")
    found = debrief(play)
    assert (found.outcome, found.title, found.as_reported) == ("gone by signature", "By the window", True)
    assert found.record.text == "The vendor signed."
    assert "This is where the reporting left the case that this story is drawn from." in said(play)
    free = past_texts(begin(yard(), dials={"card": True, "years": 3}))
    free.choose("clerk")
    free.predict(None)
    found = debrief(free)
    assert (found.outcome, found.title, found.as_reported) == ("freed for now", "Still light", False)
    assert not any("where the reporting left" in line for line in said(free))


def test_what_moved_an_ending_says_whether_it_was_in_the_seats_hands() -> None:
    play = past_texts(begin(yard(), dials={"card": True, "years": 3}))
    play.choose("clerk")
    play.predict(None)
    assert [(what, theirs) for what, theirs, _ in debrief(play).moved] == [("A lawyer", False), ("A choice", True)]


def test_the_sources_stand_under_what_was_met_each_once_and_the_report_apart() -> None:
    play = past_texts(begin(yard()))
    play.choose("sign")
    found = debrief(play)
    assert found.articles == ("A morning at the counter, A radio station, 2 May 2012",)
    ((exhibit, (source,)),) = found.sources
    assert exhibit == "The detainer regulation"
    assert source.startswith("8 CFR 287.7, Detainer provisions, Office of the Federal Register (primary). https://")
    more = debrief(long_play()).sources
    assert any("Review figures" in source for _, sources in more for source in sources)
    every = [source for _, sources in more for source in sources]
    assert len(every) == len(set(every)) > 1


def test_a_rule_that_was_not_in_force_was_not_shown_and_has_no_source_in_the_debrief() -> None:
    play = past_texts(begin(yard(), rules="2018"))
    play.choose("sign")
    assert "The second memo" not in [exhibit for exhibit, _ in debrief(play).sources]


def test_the_doors_the_nearest_ending_and_the_path_code_are_told_on_every_front_end() -> None:
    told = said(long_play())
    for heading in ("Where the doors closed", "The nearest other ending", "Where this was read"):
        assert heading in told
    assert any(line.startswith("Path code ") for line in told)
    assert any(line.startswith("Shut ") for line in told)
    assert any(line.startswith("Not seen You saw ") for line in told)


def test_the_three_questions_are_the_storys_own() -> None:
    assert debrief(long_play()).questions == (
        ("Facts", "Which day decided something?"),
        ("Power", "Who held the list?"),
        ("Mechanism", "How did a list become a bus?"),
    )


def test_counts_of_one_are_told_in_the_singular() -> None:
    play = begin(tell("here: {choices: [{id: go, takes: 1 day, goto: end}]}\nend: {ending: freed}"))
    play.choose("go")
    told = said(play)
    assert "Who decided, in 1 decision" in told
    assert "Day 2 of the case." in told
    assert any(line.endswith("The story has 1 ending.") for line in told)


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
    assert by_rule <= 3  # the bars of the bench, each once
    assert found.decisions == sum(one.count for one in found.decided) == len(made) + by_rule
    assert [one.right for one in found.predictions] == [
        move.predict == move.happens for move in made if move.predict is not None
    ]
    assert found.seen == (len({move.at for move in play.moves} | {play.passage}), 11)
