"""A playthrough: the list of moves, from which everything else follows."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.moves import Move, Start
from game.play.playthrough import Playthrough, make_start, rules_date
from game.play.step import Ground, MoveError, StoryError
from game.play.view import make_view
from tests.making import TODAY, begin, past_texts, take, tell, yard
from tests.plays import DIALS, NUMBERS, RULES, SEEDS

LOTTERY = """
lottery:
  outcomes:
    - {id: first, weight: {assumed: 1, because: Nobody knows.}, goto: lottery}
    - {id: second, weight: {assumed: 1, because: Nobody knows.}, goto: lottery}
    - {id: third, weight: {assumed: 1, because: Nobody knows.}, goto: lottery}
    - {id: last, weight: {assumed: 1, because: Nobody knows.}, goto: end}
end: {ending: freed}
"""


def drawn(play: Playthrough, count: int) -> list[str]:
    """Return what so many draws of the lottery bring; the last ends it, so it is taken back."""
    found: list[str] = []
    while len(found) < count:
        if play.ended:
            break
        play.predict(None)
        found.append(play.moves[-1].happens or "")
    return found


def test_the_same_seed_brings_the_same_outcomes_and_another_seed_others() -> None:
    bundle = tell(LOTTERY)
    told = [tuple(drawn(begin(bundle, seed=seed), 8)) for seed in range(20)]
    assert told == [tuple(drawn(begin(bundle, seed=seed), 8)) for seed in range(20)]
    assert len(set(told)) > 10


def test_the_outcomes_of_a_seed_are_the_same_in_every_version() -> None:
    # Four equal shares: the two highest bits of SplitMix64's outputs for seed 0 and for seed 1234567.
    names = ["first", "second", "third", "last"]
    for seed, draws in (
        (0, [0xE220A8397B1DCDAF]),
        (1234567, [6457827717110365317, 3203168211198807973, 9817491932198370423]),
    ):
        assert drawn(begin(tell(LOTTERY), seed=seed), len(draws)) == [names[draw >> 62] for draw in draws]


def test_a_recorded_outcome_is_replayed_whatever_the_seed_would_bring() -> None:
    bundle = tell(LOTTERY)
    moves = [Move("lottery", happens="second"), Move("lottery", happens="third"), Move("lottery", happens="second")]
    for seed in range(8):
        play = Playthrough(bundle, make_start(bundle, seed=seed), moves)
        assert play.moves == tuple(moves)


def test_replaying_rolls_no_die(monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = tell(LOTTERY)
    play = begin(bundle, seed=1)
    drawn(play, 5)

    def roll(*_arguments: object) -> int:
        raise AssertionError("a die was rolled")

    monkeypatch.setattr("game.play.playthrough.pick", roll)
    assert Playthrough(bundle, play.start, play.moves).state == play.state


def test_the_next_draw_after_a_replay_is_the_one_that_would_have_come() -> None:
    bundle = tell(LOTTERY)
    for seed in range(12):
        whole = begin(bundle, seed=seed)
        drawn(whole, 4)
        for cut in range(len(whole.moves)):
            again = Playthrough(bundle, whole.start, whole.moves[:cut])
            drawn(again, 4 - cut)
            assert again.moves == whole.moves


def test_only_what_was_left_to_chance_uses_up_a_draw() -> None:
    bundle = tell(
        """
        rule: {outcomes: [{id: sure, goto: draw}]}
        draw:
          outcomes:
            - {id: a, weight: {assumed: 1, because: Nobody knows.}, goto: draw}
            - {id: b, weight: {assumed: 1, because: Nobody knows.}, goto: draw}
        """
    )
    direct = tell(
        """
        draw:
          outcomes:
            - {id: a, weight: {assumed: 1, because: Nobody knows.}, goto: draw}
            - {id: b, weight: {assumed: 1, because: Nobody knows.}, goto: draw}
        """
    )
    for seed in range(10):
        one, other = begin(bundle, seed=seed), begin(direct, seed=seed)
        one.predict(None)
        for _ in range(6):
            one.predict(None)
            other.predict(None)
        assert [move.happens for move in one.moves[1:]] == [move.happens for move in other.moves]


def test_undoing_and_deciding_the_same_again_meets_the_same_chance() -> None:
    play = begin(tell(LOTTERY), seed=5)
    drawn(play, 3)
    moves = play.moves
    assert play.undo(2) == 2
    drawn(play, 2)
    assert play.moves == moves


def test_a_prediction_changes_nothing_about_what_happens() -> None:
    bundle = tell(LOTTERY)
    for seed in range(10):
        silent, loud = begin(bundle, seed=seed), begin(bundle, seed=seed)
        silent.predict(None)
        loud.predict("third")
        assert silent.moves[0].happens == loud.moves[0].happens
        assert silent.state == loud.state


@given(SEEDS, NUMBERS, RULES, DIALS)
def test_the_same_start_and_moves_give_the_same_story(
    seed: int, numbers: list[int], rules: str | None, dials: dict[str, bool | int | str]
) -> None:
    one, other = (begin(yard(), rules=rules, dials=dials, seed=seed) for _ in range(2))
    for number in numbers:
        take(one, number)
        take(other, number)
        assert one.state == other.state
        assert make_view(one, TODAY) == make_view(other, TODAY)


@given(SEEDS, NUMBERS, RULES, DIALS)
def test_every_playthrough_replays_from_its_moves_to_the_same_state_and_view(
    seed: int, numbers: list[int], rules: str | None, dials: dict[str, bool | int | str]
) -> None:
    play = begin(yard(), rules=rules, dials=dials, seed=seed)
    for number in numbers:
        take(play, number)
    again = Playthrough(yard(), play.start, play.moves)
    assert again.steps == play.steps
    assert again.state == play.state
    assert make_view(again, TODAY) == make_view(play, TODAY)


@given(SEEDS, NUMBERS, DIALS, st.integers(min_value=0, max_value=30))
def test_undo_gives_back_every_earlier_state_exactly(
    seed: int, numbers: list[int], dials: dict[str, bool | int | str], count: int
) -> None:
    play = begin(yard(), dials=dials, seed=seed)
    states = [play.state]
    for number in numbers:
        take(play, number)
        if len(play.moves) == len(states):
            states.append(play.state)
    made = len(play.moves)
    assert play.undo(count) == min(count, made)
    assert play.state == states[made - min(count, made)]
    assert len(play.moves) == made - min(count, made)


def test_undo_at_the_start_takes_nothing_back() -> None:
    play = begin(yard())
    assert play.undo() == 0
    assert play.undo_decision() is False
    assert play.passage == "the-gate"


def test_undo_decision_goes_back_past_texts_to_the_fork_itself() -> None:
    play = past_texts(begin(yard()))
    play.choose("sign")
    past_texts(play)
    assert play.ended
    assert play.undo_decision() is True
    assert play.passage == "the-bench"
    assert play.moves == (Move("the-gate"),)
    assert play.undo_decision() is False  # only a text is left, and that stays
    assert play.moves == (Move("the-gate"),)


@pytest.mark.parametrize(
    ("where", "move", "message"),
    [
        ("the-gate", lambda play: play.choose("call"), "'the-gate' waits for going on, not for a choice"),
        ("the-gate", lambda play: play.predict(None), "'the-gate' waits for going on, not for a prediction"),
        ("the-bench", lambda play: play.go_on(), "'the-bench' waits for a choice, not for going on"),
        ("the-bench", lambda play: play.predict("closed"), "'the-bench' waits for a choice, not for a prediction"),
        ("the-bench", lambda play: play.choose("closed"), "there is no option 'closed' in 'the-bench'"),
        ("the-officer", lambda play: play.predict("call"), "there is no outcome 'call' in 'the-officer' to predict"),
        ("the-officer", lambda play: play.predict(None, pin="waved"), "'waved' cannot happen in 'the-officer' here"),
        ("the-officer", lambda play: play.choose("closed"), "'the-officer' waits for a prediction, not for a choice"),
        ("the-seat", lambda play: play.go_on(), "'the-seat' waits for nothing more, not for going on"),
    ],
)
def test_a_move_that_cannot_be_made_is_refused_in_a_sentence_and_changes_nothing(
    where: str, move: Callable[[Playthrough], None], message: str
) -> None:
    play = begin(yard())
    if where != "the-gate":
        past_texts(play)
    if where == "the-officer":
        play.choose("clerk")
    if where == "the-seat":
        play.choose("sign")
        past_texts(play)
    assert play.passage == where
    before = (play.state, play.moves)
    with pytest.raises(MoveError, match=message):
        move(play)
    assert (play.state, play.moves) == before


def test_a_recorded_move_of_another_passage_is_refused() -> None:
    play = begin(yard())
    with pytest.raises(MoveError, match="the move was made in 'the-bench', but the story stands in 'the-gate'"):
        play.replay(Move("the-bench", choose="call"))
    assert play.moves == ()


@pytest.mark.parametrize(("takes", "top"), [("", {}), (", takes: 1 day", {}), (", takes: 1 day", {"days_limit": 30})])
def test_texts_that_lead_back_to_themselves_are_a_fault_of_the_story(takes: str, top: dict[str, int]) -> None:
    play = begin(tell(f"a: {{next: [{{goto: b{takes}}}]}}\nb: {{next: [{{goto: a}}]}}\nend: {{ending: freed}}", **top))
    with pytest.raises(StoryError, match="for ever"):
        play.pass_texts()


def test_texts_that_come_back_with_another_fact_are_passed_to_the_end() -> None:
    play = begin(
        tell(
            """
            a: {next: [{if: number < 5, set: {number: number + 1}, goto: b}, {goto: end}]}
            b: {next: [{goto: a}]}
            end: {ending: freed}
            """,
            "number: {between: [0, 5], start: 0}",
        )
    )
    play.pass_texts()
    assert play.ended
    assert play.state.facts["number"] == 5


def test_a_clock_that_runs_past_the_calendar_stands_on_its_last_day() -> None:
    play = begin(tell("a: {choices: [{id: wait, takes: 100 years, goto: a}]}"))
    for _ in range(81):
        play.choose("wait")
    assert play.date() == datetime.date.max
    assert make_view(play, TODAY).short_date.endswith("9999")
    assert play.ground.date_on(10**12) == datetime.date.max


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("2018", datetime.date(2018, 7, 1)),
        ("2018-05", datetime.date(2018, 5, 1)),
        ("2018-05-17", datetime.date(2018, 5, 17)),
        ("era-nineteen-factors", datetime.date(2013, 3, 4)),  # halfway between 17 June 2011 and 20 November 2014
        ("era-no-ranks", datetime.date(2021, 11, 10)),  # still runs: up to the newest check of the evidence, July 2026
    ],
)
def test_rules_are_asked_for_by_a_date_a_year_or_an_era(asked: str, day: datetime.date) -> None:
    assert rules_date(asked, yard()) == day
    assert make_start(yard(), asked).rules == day.isoformat()


def test_the_day_of_an_era_lies_in_it() -> None:
    for name, era in yard().eras.items():
        day = rules_date(name, yard())
        assert datetime.date.fromisoformat(era.start) <= day
        assert era.end is None or day <= datetime.date.fromisoformat(era.end)


@pytest.mark.parametrize("asked", ["soon", "2018-13", "2018-02-30", "era-of-no-name", "18", ""])
def test_what_is_no_era_year_or_date_is_refused_in_a_sentence(asked: str) -> None:
    with pytest.raises(ValueError, match="is no era, year or date"):
        rules_date(asked, yard())


def test_a_start_without_rules_has_the_storys_own() -> None:
    start = make_start(yard())
    assert start == Start()
    assert Playthrough(yard(), start).ground.rules_date is None


def test_a_playthrough_asks_the_ground_for_the_same_answers_as_anyone_else() -> None:
    play = past_texts(begin(yard()))
    play.choose("clerk")
    land = Ground(yard())
    assert land.outcomes(play.state) == play.ground.outcomes(play.state)
    assert land.happen(play.state, "kept").passage == "the-night"
