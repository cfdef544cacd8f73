"""The view: all that a reader may see at one point, and nothing that waits for later."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play import lines
from game.play.playthrough import Playthrough
from game.play.view import View, make_view
from tests.making import TODAY, begin, past_texts, take, tell, yard


def look(play: Playthrough) -> View:
    return make_view(play, TODAY)


def at_the_officer(**dials: bool | int | str) -> Playthrough:
    play = past_texts(begin(yard(), dials=dials))
    play.choose("clerk")
    return play


def ids(cards: tuple[object, ...]) -> list[str]:
    return [card.id for card in cards]  # type: ignore[attr-defined]


def test_statistics_stay_covered_at_an_other_fork_until_the_prediction_is_in() -> None:
    play = at_the_officer()
    view = look(play)
    assert ids(view.cards) == []  # the first memo is not in force in custody, 2015
    assert view.covered == 1
    assert lines.covered_words(view) == "1 statistic opens after your answer."
    play.predict(None, pin="kept")
    met = look(play).met
    assert met is not None
    assert ids(met.cards) == ["review-2012"]


def test_statistics_are_open_at_an_own_fork() -> None:
    play = begin(
        tell("here: {exhibits: [shares, detainer-rule], choices: [{id: go, goto: end}]}\nend: {ending: freed}")
    )
    view = look(play)
    assert ids(view.cards) == ["shares", "detainer-rule"]
    assert view.covered == 0
    assert lines.covered_words(view) == ""


def test_a_rule_that_is_not_in_force_under_the_rules_is_not_shown() -> None:
    play = past_texts(begin(yard()))
    assert ids(look(play).cards) == ["detainer-rule"]  # the second memo began in November 2014
    assert ids(look(past_texts(begin(yard(), rules="2015"))).cards) == ["detainer-rule", "second-memo"]
    assert ids(look(past_texts(begin(yard(), rules="2018"))).cards) == ["detainer-rule"]


def test_what_a_choice_met_is_shown_only_as_far_as_it_was_in_force_where_it_was_made() -> None:
    for rules, expected in ((None, ["first-memo"]), ("2016", ["second-memo"]), ("2018", [])):
        play = past_texts(begin(yard(), rules=rules))
        play.choose("counsel")
        met = look(play).met
        assert met is not None
        assert ids(met.cards) == expected


def test_a_card_that_was_seen_before_says_so() -> None:
    play = past_texts(begin(yard()))
    assert [(card.id, card.again) for card in look(play).cards] == [("detainer-rule", False)]
    play.choose("call")
    assert [(card.id, card.again) for card in look(play).cards] == [("detainer-rule", True)]
    (told,) = lines.cards_lines(look(play).cards)
    assert (told.lead, told.plain) == ("Shown before", "The detainer regulation.")


def test_a_card_that_the_last_decision_opens_is_not_opened_again_behind_the_next() -> None:
    play = begin(
        tell(
            """
            here: {exhibits: [shares], choices: [{id: go, exhibits: [detainer-rule], goto: there}]}
            there: {exhibits: [detainer-rule, shares], choices: [{id: go, goto: end}]}
            end: {ending: freed}
            """
        )
    )
    play.choose("go")
    view = look(play)
    assert view.met is not None
    assert [(card.id, card.again) for card in view.met.cards] == [("detainer-rule", False)]
    assert [(card.id, card.again) for card in view.cards] == [("detainer-rule", True), ("shares", True)]


def test_after_undo_a_card_is_new_again() -> None:
    play = past_texts(begin(yard()))
    before = look(play)
    play.choose("call")
    play.undo_decision()
    assert look(play) == before


def test_open_options_are_numbered_without_gaps_and_barred_ones_have_no_number_but_a_reason() -> None:
    play = past_texts(begin(yard(), rules="2015"))
    fork = look(play).fork
    assert fork is not None
    assert [(option.id, option.key) for option in fork.options] == [
        ("call", "1"),
        ("counsel", "2"),
        ("clerk", ""),
        ("climb", ""),
        ("sign", "3"),
    ]
    clerk = fork.options[2]
    assert clerk.barred is not None
    assert clerk.barred.text == "Under the second memo nobody comes without a lawyer."
    assert clerk.cards == ("The second memo",)
    assert fork.open == (fork.options[0], fork.options[1], fork.options[4])
    assert [option.barred for option in fork.open] == [None, None, None]


def test_an_other_fork_offers_every_outcome_to_predict_in_the_authors_order_and_gives_none_away() -> None:
    certain, open_end = (look(at_the_officer(**dials)).fork for dials in ({"card": True, "years": 4}, {}))
    assert certain is not None
    assert certain == open_end  # whether a rule has fixed it cannot be seen
    assert [(option.id, option.key) for option in certain.options] == [("waved", "1"), ("closed", "2"), ("kept", "3")]
    assert certain.kind == "other"
    assert certain.hint == "What do you think happens?"


def test_the_question_over_a_fork_is_the_authors_or_the_roles_or_the_seats() -> None:
    play = past_texts(begin(yard()))
    asked = look(play).fork
    assert asked is not None
    assert asked.question == "What does Ines do on the bench?"
    officer = look(at_the_officer()).fork
    assert officer is not None
    assert officer.question == "The ICE officer decides."
    bare = "here: {choices: [{id: go, goto: end}]}\nend: {ending: freed}"
    third = look(begin(tell(bare))).fork
    assert third is not None
    assert third.question == "What does Ines do?"
    you = look(begin(tell(bare, seat={"roles": ["person"], "name": "you", "about": "Reads files."}))).fork
    assert you is not None
    assert you.question == "What do you do?"


def test_hidden_texts_are_not_in_the_view() -> None:
    play = past_texts(begin(yard()))
    assert [block.label for block in look(play).blocks] == ["Scene", "Rule", "What if"]
    play.choose("call")
    assert [block.label for block in look(play).blocks] == ["Scene", "Scene", "Rule", "What if"]


def test_the_values_of_facts_stand_in_texts_and_labels() -> None:
    play = begin(yard(), dials={"years": 4})
    assert "writes down 4." in look(play).blocks[0].text.text
    past_texts(play)
    play.choose("call")
    view = look(play)
    assert view.blocks[1].text.text == "She has called 1 times in 4 days."
    assert view.fork is not None
    assert view.fork.options[1].label.text == "She asks for a lawyer, after 4 years"


INSERTS = """
here:
  choices: [{id: say, label: 'She says {years}', exhibits: [detainer-rule], set: {years: 9}, goto: there}]
there:
  outcomes:
    - id: counted
      label: He counts {years}
      because: The [rule](exhibit:detainer-rule) knows {years}.
      set: {years: 1}
      weight: {assumed: 1, because: 'Nobody counts {years}.'}
      goto: end
    - {id: not-counted, label: 'He forgets {years}', weight: {assumed: 2, because: Nobody counts.}, goto: end}
end:
  ending:
    {outcome: freed, title: End, record: 'After {years}.', typical: 'Within {years}.', moved: {date: 'On {years}.'}}
"""


def test_a_decision_is_told_with_the_facts_as_they_were_when_it_was_made() -> None:
    play = begin(tell(INSERTS, "years: {between: [0, 9], start: 7}"))
    play.choose("say")
    met = look(play).met
    assert met is not None
    assert met.label.text == "She says 7"
    play.predict("not-counted", pin="counted")
    met = look(play).met
    assert met is not None
    assert met.label.text == "He counts 9"
    assert met.predicted == "He forgets 9"
    assert met.because is not None
    assert met.because.text == "The rule knows 9."
    assert met.chance == "The story left this to chance, 1 in 3. That is an assumption: Nobody counts 9."
    debrief = look(play).debrief
    assert debrief is not None
    assert (debrief.record.text, debrief.typical.text) == ("After 1.", "Within 1.")
    assert [says.text for _, _, says in debrief.moved] == ["On 1."]


def test_the_case_file_tells_decisions_with_the_facts_as_they_were() -> None:
    play = begin(tell(INSERTS, "years: {between: [0, 9], start: 7}"))
    play.choose("say")
    play.predict(None, pin="counted")
    told = [f"{line.lead}. {line.plain}" for line in lines.fact_lines(play)]
    assert "1. At here: She says 7 (Ines)" in told
    assert "2. At there: He counts 9 (ICE officer)" in told


def test_a_dial_stands_in_a_text_by_the_name_that_readers_know() -> None:
    bundle = tell(
        "here: {text: [{scene: 'Card? {card}. Door? {door}. Days? {days}.'}], ending: freed}",
        "card: {type: flag, start: yes, dial: {asks: Has she one, why: It matters., names: {yes: she has one}}}\n"
        "door: {type: flag, start: no}",
    )
    assert look(begin(bundle)).blocks[0].text.text == "Card? she has one. Door? no. Days? 0."


def test_a_record_names_the_article_it_was_read_in() -> None:
    view = look(begin(yard()))
    assert [(block.label, block.source) for block in view.blocks] == [
        ("Scene", ""),
        ("Record", "A radio station, 2 May 2012"),
    ]


def test_a_prediction_is_told_as_right_or_wrong_and_silence_as_neither() -> None:
    for expected, told in (("kept", True), ("closed", False), (None, None)):
        play = at_the_officer(counsel="lawyer")
        play.predict(expected, pin="kept")
        met = look(play).met
        assert met is not None
        assert met.right is told
        assert met.predicted == {"kept": "She is kept", "closed": "The file is closed", None: None}[expected]
        assert (met.heading, met.who) == ("The officer", "ICE officer decided")


def test_what_a_rule_decided_is_not_put_down_to_chance() -> None:
    play = at_the_officer(card=True, years=3)
    play.predict(None)
    met = look(play).met
    assert met is not None
    assert met.label.text == "He waves her through"
    assert met.chance is None
    assert met.because is not None
    assert ids(met.cards) == ["detainer-rule", "review-2012"]


def test_a_chance_by_the_record_names_the_figure_behind_it() -> None:
    play = at_the_officer(counsel="lawyer")
    play.predict(None, pin="kept")
    met = look(play).met
    assert met is not None
    assert met.chance == "The story left this to chance, weighted by the record: 32 percent, share of the cases read."


def test_a_chance_by_assumption_says_so_with_its_odds_and_its_reason() -> None:
    play = at_the_officer()
    play.predict(None)
    play.predict(None, pin="read")
    met = look(play).met
    assert met is not None
    assert met.chance == "The story left this to chance, 3 in 4. That is an assumption: Nobody has counted such nights."


def test_a_choice_is_told_as_the_readers_with_where_it_was_made() -> None:
    play = past_texts(begin(yard()))
    play.choose("call")
    met = look(play).met
    assert met is not None
    assert (met.kind, met.heading, met.who) == ("own", "The bench", "You chose")


def test_after_a_text_nothing_was_met() -> None:
    play = begin(yard())
    assert look(play).met is None
    play.go_on()
    assert look(play).met is None


def test_the_head_of_a_view_tells_the_day_the_stage_and_the_number_of_moves() -> None:
    play = begin(yard())
    view = look(play)
    assert (view.date, view.short_date, view.day, view.moves) == ("Tuesday 1 May 2012", "Tue 1 May 2012", 1, 0)
    play.go_on()
    view = look(play)
    assert (view.date, view.day, view.moves, view.stage) == ("Wednesday 2 May 2012", 2, 1, "booking")
    assert (view.title, view.place, view.heading) == ("The Yard", "Los Angeles", "The bench")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (None, ""),
        ("2018", "rules of 2018"),
        ("2018-05", "rules of May 2018"),
        ("2018-05-17", "rules of 17 May 2018"),
        ("era-three-ranks", "rules of 5 January 2016 (Three ranks)"),
    ],
)
def test_the_rules_of_a_replay_are_named_as_they_were_asked_for(asked: str | None, words: str) -> None:
    view = look(begin(yard(), rules=asked))
    assert view.rules == words
    assert lines.clock(view) == f"Tue 1 May 2012 · day 1{' · ' if words else ''}{words}"


def test_the_age_of_a_card_is_counted_from_today() -> None:
    play = past_texts(begin(yard()))
    young = make_view(play, datetime.date(2026, 7, 31)).cards[0].age
    old = make_view(play, datetime.date(2030, 8, 1)).cards[0].age
    assert young == "Checked as of July 2026, this month"
    assert old == "Checked as of July 2026, 4 years ago"


def test_the_debrief_is_in_the_view_of_an_ending_only() -> None:
    play = past_texts(begin(yard()))
    assert look(play).debrief is None
    play.choose("sign")
    assert look(play).debrief is None
    past_texts(play)
    view = look(play)
    assert view.debrief is not None
    assert view.fork is None


@given(
    st.integers(min_value=0, max_value=2**64),
    st.lists(st.integers(min_value=0, max_value=20), max_size=20),
    st.sampled_from([None, "2013", "2016", "2018"]),
)
def test_no_view_shows_a_rule_out_of_force_a_covered_statistic_or_an_empty_insert(
    seed: int, numbers: list[int], rules: str | None
) -> None:
    play = begin(yard(), rules=rules, seed=seed)
    for number in numbers:
        view = look(play)
        cards = [*view.cards, *(view.met.cards if view.met else ())]
        assert all(card.status == "in force" or card.kind == "Statistic" for card in cards)
        if view.fork and view.fork.kind == "other":
            assert not any(card.kind == "Statistic" for card in view.cards)
        for block in view.blocks:
            assert not any(span.insert for span in block.text.spans())
        if view.fork:
            assert not any(span.insert for option in view.fork.options for span in option.label.spans())
            assert [option.key for option in view.fork.open] == [str(n + 1) for n in range(len(view.fork.open))]
        assert (view.fork is not None) + (play.waits_for == "go") + (view.debrief is not None) == 1
        take(play, number)
