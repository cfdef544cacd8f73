"""The rules of play: what is open in a state, and what a move does to it."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from game.play.bundle import Bundle
from game.play.playthrough import Playthrough
from game.play.step import Ground, MoveError, State, StoryError
from tests.making import begin, tell


def ground(bundle: Bundle, rules: str | None = None) -> Ground:
    return Ground(bundle, datetime.date.fromisoformat(rules) if rules else None)


def shown(play: Playthrough) -> dict[str, str]:
    """Return the options that are shown, and whether they are open or barred."""
    return {one.choice.id: "barred" if one.bar else "open" for one in play.ground.options(play.state)}


def happenings(bundle: Bundle, **facts: bool | int | str) -> tuple[str, list[str]]:
    """Return how the first fork of a story comes out with some facts, and what can happen."""
    start = ground(bundle).start({})
    how, chances = ground(bundle).outcomes(State(start.passage, {**start.facts, **facts}))
    return how, [chance.outcome.id for chance in chances]


HALL = """
hall:
  choices:
    - {id: sign, set: {signed: yes}, goto: hall}
    - {id: leave, if: signed, goto: end}
    - {id: ask, once: yes, goto: hall}
    - id: wait
      barred:
        - {if: signed, because: 'The [rule](exhibit:detainer-rule) says so.'}
        - {if: 'not signed', exhibits: [first-memo]}
      goto: end
    - {id: climb, barred: [{}], goto: end}
end: {ending: freed}
"""
SIGNED = "signed: {type: flag, start: no}"


def test_an_option_whose_condition_fails_is_not_shown() -> None:
    play = begin(tell(HALL, SIGNED))
    assert "leave" not in shown(play)
    play.choose("sign")
    assert shown(play)["leave"] == "open"


def test_a_hidden_option_cannot_be_taken() -> None:
    play = begin(tell(HALL, SIGNED))
    with pytest.raises(MoveError, match="there is no option 'leave' in 'hall'"):
        play.choose("leave")
    assert play.moves == ()


def test_the_first_bar_whose_condition_holds_gives_the_reason() -> None:
    play = begin(tell(HALL, SIGNED))
    bar = next(one.bar for one in play.ground.options(play.state) if one.choice.id == "wait")
    assert bar is not None
    assert bar.exhibits == ("first-memo",)
    play.choose("sign")
    bar = next(one.bar for one in play.ground.options(play.state) if one.choice.id == "wait")
    assert bar is not None
    assert bar.because.text == "The rule says so."


def test_a_bar_without_a_condition_always_bars() -> None:
    play = begin(tell(HALL, SIGNED))
    assert shown(play)["climb"] == "barred"
    play.choose("sign")
    assert shown(play)["climb"] == "barred"


def test_a_barred_option_cannot_be_taken() -> None:
    play = begin(tell(HALL, SIGNED))
    play.choose("sign")
    with pytest.raises(MoveError, match="'wait' is barred"):
        play.choose("wait")
    assert len(play.moves) == 1


def test_a_once_only_option_is_gone_after_it_was_taken_and_back_after_undo() -> None:
    play = begin(tell(HALL, SIGNED))
    play.choose("ask")
    assert "ask" not in shown(play)
    with pytest.raises(MoveError, match="there is no option 'ask'"):
        play.choose("ask")
    play.undo()
    assert shown(play)["ask"] == "open"


def test_options_of_the_same_id_in_two_passages_are_used_up_each_by_itself() -> None:
    play = begin(
        tell(
            """
            one: {choices: [{id: ask, once: yes, goto: two}]}
            two: {choices: [{id: ask, once: yes, goto: one}, {id: go, goto: end}]}
            end: {ending: freed}
            """
        )
    )
    play.choose("ask")
    assert shown(play) == {"ask": "open", "go": "open"}


def test_options_are_shown_in_the_order_in_which_they_are_written() -> None:
    play = begin(tell(HALL, SIGNED))
    play.choose("sign")
    assert list(shown(play)) == ["sign", "leave", "ask", "wait", "climb"]


OFFICE = """
office:
  outcomes:
    - {id: chance-a, weight: {assumed: 1, because: Nobody knows.}, goto: end}
    - {id: late, if: number > 2, goto: end}
    - {id: later, if: number > 1, goto: end}
    - {id: chance-b, weight: {assumed: 3, because: Nobody knows.}, goto: end}
end: {ending: freed}
"""
NUMBER = "number: {between: [0, 5], start: 0}"


def test_the_first_outcome_whose_rule_holds_happens_whatever_chances_stand_before_it() -> None:
    bundle = tell(OFFICE, NUMBER)
    assert happenings(bundle, number=5) == ("rule", ["late"])
    assert happenings(bundle, number=2) == ("rule", ["later"])


def test_outcomes_with_a_weight_share_the_chance_only_when_no_rule_holds() -> None:
    assert happenings(tell(OFFICE, NUMBER), number=1) == ("chance", ["chance-a", "chance-b"])


def test_an_outcome_without_a_condition_or_a_weight_happens_when_no_rule_before_it_holds() -> None:
    bundle = tell(
        """
        office:
          outcomes:
            - {id: ruled, if: number > 2, goto: end}
            - {id: lucky, weight: {assumed: 1, because: Nobody knows.}, goto: end}
            - {id: usual, goto: end}
            - {id: never, if: number < 9, goto: end}
            - {id: lucky-too, weight: {assumed: 1, because: Nobody knows.}, goto: end}
        end: {ending: freed}
        """,
        "number: {between: [0, 9], start: 0}",
    )
    assert happenings(bundle, number=3) == ("rule", ["ruled"])
    assert happenings(bundle, number=0) == ("rule", ["usual"])


SHARED = """
office:
  outcomes:
    - {id: closed, weight: [{if: number == 1, figure: shares.small}, {if: number == 2, figure: shares.half}], goto: end}
    - {id: lost, weight: {figure: shares.small}, goto: end}
    - {id: kept, weight: rest, goto: end}
end: {ending: freed}
"""


def weights(bundle: Bundle, **facts: int) -> dict[str, Fraction]:
    land = ground(bundle)
    start = land.start({})
    chances = land.outcomes(State(start.passage, {**start.facts, **facts}))[1]
    return {c.outcome.id: weight for c, weight in zip(chances, land.weights(chances), strict=True)}


def test_the_first_share_whose_condition_holds_is_the_weight_of_an_outcome() -> None:
    bundle = tell(SHARED, NUMBER)
    assert weights(bundle, number=1) == {"closed": Fraction(3, 2), "lost": Fraction(3, 2), "kept": Fraction(97)}
    assert weights(bundle, number=2) == {"closed": 50, "lost": Fraction(3, 2), "kept": Fraction(97, 2)}


def test_an_outcome_none_of_whose_shares_applies_cannot_happen() -> None:
    assert weights(tell(SHARED, NUMBER), number=0) == {"lost": Fraction(3, 2), "kept": Fraction(197, 2)}


def test_a_percentage_with_a_decimal_point_is_taken_exactly() -> None:
    assert weights(tell(SHARED, NUMBER), number=0)["lost"] == Fraction(15, 10)  # 1.5, and no float beside it


def test_a_chance_that_is_left_alone_is_certain() -> None:
    bundle = tell(
        """
        office:
          outcomes:
            - {id: closed, weight: [{if: number > 0, figure: shares.half}], goto: end}
            - {id: kept, weight: rest, goto: end}
        end: {ending: freed}
        """,
        NUMBER,
    )
    assert happenings(bundle, number=0) == ("rule", ["kept"])
    play = begin(bundle, seed=9)
    play.predict(None)
    assert play.steps[0].by_chance is False
    assert play.moves[0].happens == "kept"


def test_where_nothing_can_happen_the_story_is_at_fault_and_nothing_moves() -> None:
    play = begin(tell("office: {outcomes: [{id: late, if: number > 2, goto: end}]}\nend: {ending: freed}", NUMBER))
    with pytest.raises(StoryError, match="in 'office' no outcome can happen"):
        play.predict(None)
    assert (play.passage, play.moves) == ("office", ())


def test_shares_that_add_up_to_more_than_a_hundred_are_a_fault_of_the_story_and_nothing_moves() -> None:
    play = begin(
        tell(
            """
            office:
              outcomes:
                - {id: closed, weight: [{if: number < 9, figure: shares.most}], goto: end}
                - {id: lost, weight: [{if: number < 9, figure: shares.half}], goto: end}
            end: {ending: freed}
            """,
            "number: {between: [0, 9], start: 0}",
        )
    )
    with pytest.raises(StoryError, match="add up to 118 percent"):
        play.predict(None)
    assert play.moves == ()


def test_an_outcome_that_a_rule_shuts_out_cannot_be_pinned() -> None:
    play = begin(tell(OFFICE, NUMBER.replace("start: 0", "start: 4")))
    with pytest.raises(MoveError, match="'chance-a' cannot happen in 'office' here"):
        play.predict(None, pin="chance-a")
    assert play.moves == ()


def test_effects_are_all_worked_out_from_the_values_before() -> None:
    play = begin(
        tell(
            "a: {choices: [{id: turn, set: {one: two, two: one + two}, goto: a}]}\nend: {ending: freed}",
            "one: {between: [0, 99], start: 3}\ntwo: {between: [0, 99], start: 5}",
        )
    )
    play.choose("turn")
    assert (play.state.facts["one"], play.state.facts["two"]) == (5, 8)
    play.choose("turn")
    assert (play.state.facts["one"], play.state.facts["two"]) == (8, 13)


@pytest.mark.parametrize(
    ("passage", "move"),
    [
        ("choices: [{id: more, set: {number: number + 1}, goto: end}]", lambda play: play.choose("more")),
        ("outcomes: [{id: more, set: {number: number + 1}, goto: end}]", lambda play: play.predict("more")),
        ("next: [{set: {number: number + 1}, goto: end}]", lambda play: play.go_on()),
    ],
)
def test_a_fact_set_out_of_its_range_is_a_fault_of_the_story_and_nothing_changes(passage: str, move: object) -> None:
    play = begin(tell(f"here: {{{passage}}}\nend: {{ending: freed}}", "number: {between: [0, 5], start: 5}"))
    before = play.state
    with pytest.raises(StoryError, match="'number' would become 6, but it goes from 0 to 5"):
        move(play)  # type: ignore[operator]
    assert play.state == before
    assert play.moves == ()


def test_the_effects_of_a_route_are_those_of_the_route_that_is_taken() -> None:
    play = begin(
        tell(
            """
            here:
              next:
                - {if: number > 3, set: {number: 0}, goto: end}
                - {if: number > 1, set: {number: 5}, goto: end}
                - {goto: end}
            end: {ending: freed}
            """,
            "number: {between: [0, 5], start: 2}",
        )
    )
    play.go_on()
    assert play.state.facts["number"] == 5


DAYS = """
here: {next: [{takes: 2 weeks, goto: there}]}
there: {date: 2012-05-04, next: [{takes: 1 month, goto: later}]}
later: {date: 2012-08-01, choices: [{id: wait, takes: 1 year, goto: last}]}
last: {ending: freed}
"""


def test_a_passage_with_a_date_moves_the_clock_on_and_never_back() -> None:
    play = begin(tell(DAYS))
    play.go_on()
    assert play.state.days == 14  # the passage is dated 4 May, which has gone by
    assert play.date() == datetime.date(2012, 5, 15)
    play.go_on()
    assert play.date() == datetime.date(2012, 8, 1)  # 14 June would be reached by the month alone
    play.choose("wait")
    assert play.state.days == 92 + 365


def test_a_story_that_starts_in_a_dated_passage_starts_on_that_day() -> None:
    play = begin(tell("here: {date: 2012-05-31, choices: [{id: go, goto: end}]}\nend: {ending: freed}"))
    assert play.state.days == 30


def test_the_clock_stops_at_the_limit_of_days() -> None:
    play = begin(tell(DAYS, days_limit=20))
    play.go_on()
    assert play.state.days == 14
    play.go_on()
    assert play.state.days == 20  # neither the month nor the date goes past it
    play.choose("wait")
    assert play.state.days == 20


def test_conditions_read_the_days_of_the_case_clock() -> None:
    play = begin(
        tell(
            """
            a: {choices: [{id: wait, takes: 3 days, goto: a}, {id: go, if: days >= 6, goto: end}]}
            end: {ending: freed}
            """,
            days_limit=30,
        )
    )
    play.choose("wait")
    assert shown(play) == {"wait": "open"}
    play.choose("wait")
    assert shown(play) == {"wait": "open", "go": "open"}


DATED = """
of-the-start: {text: [{scene: A.}, {if: in_force('first-memo'), scene: B.}], next: [{goto: of-its-stage}]}
of-its-stage: {stage: custody, next: [{goto: of-its-own}]}
of-its-own: {stage: custody, date: 2017-03-01, next: [{goto: end}]}
end: {ending: freed}
"""


def dated() -> Bundle:
    eras = ["era-nineteen-factors", "era-three-ranks", "era-no-ranks"]
    return tell(DATED, rules={"stages": {"custody": datetime.date(2015, 1, 5)}, "eras": eras})


def test_under_its_own_rules_a_passage_has_the_rules_of_its_date_else_of_its_stage_else_of_the_start() -> None:
    land = ground(dated())
    passages = land.story.passages
    assert land.rules_on(passages["of-the-start"]) == datetime.date(2012, 5, 1)
    assert land.rules_on(passages["of-its-stage"]) == datetime.date(2015, 1, 5)
    assert land.rules_on(passages["of-its-own"]) == datetime.date(2017, 3, 1)


def test_a_replay_has_one_rules_date_for_every_passage() -> None:
    land = ground(dated(), "2016-05-05")
    assert {land.rules_on(passage) for passage in land.story.passages.values()} == {datetime.date(2016, 5, 5)}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (None, [True, False, False]),
        ("2011-06-16", [False, False, False]),
        ("2011-06-17", [True, True, True]),  # the day on which it began
        ("2014-11-19", [True, True, True]),
        ("2014-11-20", [False, False, False]),  # the day on which it was replaced
    ],
)
def test_in_force_is_answered_for_the_rules_date_of_the_passage(rules: str | None, expected: list[bool]) -> None:
    land = ground(dated(), rules)
    passages = [land.story.passages[name] for name in ("of-the-start", "of-its-stage", "of-its-own")]
    assert [land.in_force(passage)("first-memo") for passage in passages] == expected


def test_a_condition_on_a_rule_comes_out_by_the_rules_date_not_by_the_case_clock() -> None:
    bundle = tell(
        """
        a: {next: [{takes: 9 years, goto: b}]}
        b: {next: [{if: in_force('first-memo'), goto: yes-end}, {goto: no-end}]}
        yes-end: {ending: freed}
        no-end: {ending: returned}
        """
    )
    play = begin(bundle)
    play.go_on()
    play.go_on()
    assert play.date().year == 2021
    assert play.passage == "yes-end"  # the rules stay those of the story's start, 2012
    replay = begin(bundle, rules="2018")
    replay.go_on()
    replay.go_on()
    assert replay.passage == "no-end"


DIALS = "kept: {between: [0, 3], start: 1}\nturned: {between: [0, 3], start: 1, dial: {asks: How many, why: So.}}"


def test_dials_set_the_facts_that_they_name_and_no_others() -> None:
    land = ground(tell("end: {ending: freed}", DIALS))
    assert dict(land.start({"turned": 3}).facts) == {"kept": 1, "turned": 3}


@pytest.mark.parametrize(
    ("dials", "message"),
    [
        ({"turned": 4}, "'turned' cannot be 4: it goes from 0 to 3"),
        ({"turned": True}, "'turned' cannot be True: it is a number"),
        ({"kept": 1}, "'kept' is not a dial of this story"),
        ({"nothing": 1}, "'nothing' is not a dial of this story"),
    ],
)
def test_a_dial_that_is_not_there_or_out_of_range_is_refused(dials: dict[str, bool | int], message: str) -> None:
    with pytest.raises(MoveError, match=message):
        ground(tell("end: {ending: freed}", DIALS)).start(dials)
