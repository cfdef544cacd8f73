"""Chance: the generator that is written down, and shares without floating point."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.chance import draw, pick

WHOLE = 1 << 64


class SplitMix64:
    """The algorithm as Steele, Lea and Flood print it, with a state that moves on by the golden gamma."""

    def __init__(self, seed: int) -> None:
        self.state = seed % WHOLE

    def next(self) -> int:
        self.state = (self.state + 0x9E3779B97F4A7C15) % WHOLE
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) % WHOLE
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) % WHOLE
        return z ^ (z >> 31)


@pytest.mark.parametrize(
    ("seed", "outputs"),
    [
        (0, [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC, 0x1B39896A51A8749B]),
        (
            1234567,
            [
                6457827717110365317,
                3203168211198807973,
                9817491932198370423,
                4593380528125082431,
                16408922859458223821,
            ],
        ),
    ],
)
def test_the_draws_of_a_seed_are_the_published_outputs_of_splitmix64(seed: int, outputs: list[int]) -> None:
    assert [draw(seed, number) for number in range(len(outputs))] == outputs


@given(st.integers(min_value=0, max_value=WHOLE * 4), st.integers(min_value=0, max_value=50))
def test_the_nth_draw_is_the_nth_output_of_the_generator_started_from_the_seed(seed: int, number: int) -> None:
    generator = SplitMix64(seed)
    for _ in range(number):
        generator.next()
    assert draw(seed, number) == generator.next()


def test_a_seed_above_64_bits_draws_as_what_is_left_of_it_below_64_bits() -> None:
    assert draw(WHOLE + 7, 3) == draw(7, 3)


WEIGHTS = st.lists(
    st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000), min_size=1, max_size=6
)
SEEDS = st.integers(min_value=0, max_value=WHOLE - 1)


@given(WEIGHTS, SEEDS, st.integers(min_value=0, max_value=30))
def test_a_pick_is_the_share_in_which_the_draw_falls(weights: list[Fraction], seed: int, number: int) -> None:
    point = Fraction(draw(seed, number), WHOLE) * sum(weights)
    below = [sum(weights[:index], Fraction(0)) for index in range(len(weights))]
    expected = max(index for index, start in enumerate(below) if start <= point)
    grain = Fraction(1, 10**6)  # the whole-number shares can move a border by less than one part in 2**64
    if all(abs(start - point) > grain for start in below[1:]):
        assert pick(weights, seed, number) == expected


@given(WEIGHTS, SEEDS, st.fractions(min_value=Fraction(1, 50), max_value=50, max_denominator=50))
def test_a_pick_depends_on_the_proportions_of_the_weights_alone(
    weights: list[Fraction], seed: int, factor: Fraction
) -> None:
    assert pick(weights, seed, 0) == pick([weight * factor for weight in weights], seed, 0)


@given(SEEDS, st.integers(min_value=0, max_value=30))
def test_a_single_weight_is_always_picked(seed: int, number: int) -> None:
    assert pick([Fraction(3, 7)], seed, number) == 0


def test_the_lowest_and_the_highest_draw_pick_the_first_and_the_last_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = [Fraction(1), Fraction(1, 3), Fraction(98)]
    monkeypatch.setattr("game.play.chance.draw", lambda _seed, _number: 0)
    assert pick(weights, 0, 0) == 0
    monkeypatch.setattr("game.play.chance.draw", lambda _seed, _number: WHOLE - 1)
    assert pick(weights, 0, 0) == 2


def test_the_border_between_two_halves_lies_exactly_in_the_middle_of_the_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    halves = [Fraction(1), Fraction(1)]
    monkeypatch.setattr("game.play.chance.draw", lambda _seed, _number: WHOLE // 2 - 1)
    assert pick(halves, 0, 0) == 0
    monkeypatch.setattr("game.play.chance.draw", lambda _seed, _number: WHOLE // 2)
    assert pick(halves, 0, 0) == 1


def test_a_share_too_small_for_floating_point_beside_the_others_is_still_picked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("game.play.chance.draw", lambda _seed, _number: WHOLE - 1)
    assert pick([Fraction(10**17), Fraction(1)], 0, 0) == 1  # 1e17 + 1 == 1e17 in floating point


def test_over_many_draws_each_outcome_comes_about_as_often_as_its_share_says() -> None:
    weights = [Fraction(3, 2), Fraction(60), Fraction(77, 2)]
    counts = [0, 0, 0]
    for number in range(20_000):
        counts[pick(weights, 42, number)] += 1
    assert counts == pytest.approx([300, 12_000, 7_700], rel=0.12)
