"""Numbers in words: what says a figure's value, and what is a count that needs a figure."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.library.numbers import loose_numbers, numbers_in, says, value_of

SAYS = [
    (48, "48 hours"),
    (48, "forty-eight hours"),
    (48, "Forty-Eight hours"),
    (48, "forty eight"),
    (48, "up to\n  48 hours"),
    (1500, "$1,500"),
    (1500, "1500"),
    (1500, "fifteen hundred"),
    (1500, "one thousand five hundred"),
    (288361, "288,361 cases"),
    (1, "1 percent"),
    (1, "one percent"),
    (1, "1 in 100"),
    (1, "one in a hundred"),
    (20, "one in five"),
    (20, "1 of 5"),
    (25, "one of every four"),
    (75, "three out of four"),
    (0.1, "1 in 1,000"),
    (47.7, "47.7 percent"),
    (1.5, "1.5 times"),
    (1500000, "1.5 million"),
    (2000000, "two million"),
    (3000000000, "3 billion"),
    (250000, "250 thousand"),
    (100, "a hundred"),
    (1000, "a thousand"),
    (105, "one hundred and five"),
    (21, "twenty-one"),
    (0, "zero"),
    (0, "0"),
    (7, "seven of them"),
    (12, "12 then, and 12 now"),
    ("most", "most of them"),
    ("250-25000", "from 250-25000 dollars"),
    ("nearly all", "Nearly\n all of them"),
]
SAYS_NOT = [
    (48, "72 hours"),
    (48, "forty hours"),
    (48, "a few hours"),
    (48, ""),
    (48, "48 or 72 hours"),
    (48, "480"),
    (48, "4.8"),
    (1500, "$1,5000"),
    (1500, "15,000"),
    (1, "1 in 10"),
    (1, "2 percent"),
    (47.7, "47 percent"),
    (47.7, "48 percent"),
    (20, "one in six"),
    (2000000, "two thousand"),
    (1500000, "15 million"),
    (100, "a thousand"),
    (7, "twenty-seven"),
    (7, "seventy"),
    ("most", "some of them"),
    ("nearly all", "all of them"),
]


@pytest.mark.parametrize(
    "text", ["1 in 0", "one in zero", "0 in 0", "9" * 5000, f"1 in {'9' * 5000}", f"1.{'0' * 5000}"]
)
def test_what_has_no_value_says_none(text: str) -> None:
    assert numbers_in(text)
    assert not says(text, 1, ())
    assert not says(text, 0, ())
    list(loose_numbers(text))


@pytest.mark.parametrize("piece", ["1", "1,111,", "1.1", "one ", "1 in ", "A-1", "1(a", "May 1 "])
def test_numbers_are_found_in_bounded_time(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    began = time.perf_counter()
    numbers_in(text)
    list(loose_numbers(text))
    assert time.perf_counter() - began < 1.0  # what grows with the square takes several seconds


@pytest.mark.parametrize(("value", "text"), SAYS)
def test_words_that_say_a_value(value: float | str, text: str) -> None:
    assert says(text, value, ())


@pytest.mark.parametrize(("value", "text"), SAYS_NOT)
def test_words_that_do_not_say_a_value(value: float | str, text: str) -> None:
    assert not says(text, value, ())


def test_a_figure_may_bring_wordings_of_its_own() -> None:
    wordings = ("nearly half", "Two  Days")
    assert says("Nearly half of them", 47.7, wordings)
    assert says("within two\n days", 48, wordings)
    assert not says("half of them", 47.7, wordings)
    assert says("48", 48, wordings)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234,567", 1234567),
        ("0.25", Fraction(1, 4)),
        ("nineteen", 19),
        ("ninety-nine", 99),
        ("three hundred and twelve", 312),
        ("two hundred thousand", 200000),
        ("one million two hundred thousand and five", 1200005),
        ("a hundred", 100),
        ("hundred", 100),
    ],
)
def test_a_number_in_digits_or_in_words_has_a_value(text: str, value: int | Fraction) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize("text", ["several", "", "twenty-odd", "first"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        value_of(text)


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
ONES += ["seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    """Return a number below a billion as one would write it out."""
    for scale, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            return f"{spelled(number // scale)} {name}" + (f" {spelled(rest)}" if rest else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(0, 999_999_999))
def test_a_number_says_itself_however_it_is_written(number: int) -> None:
    for text in (str(number), f"{number:,}", spelled(number), f"about {number:,} people", f"{spelled(number)} people"):
        assert numbers_in(text) == [number]
        assert says(text, number, ())
        assert not says(text, number + 1, ())


@given(st.integers(0, 10_000), st.integers(1, 3))
def test_a_decimal_says_itself_and_no_rounding_of_it(number: int, decimals: int) -> None:
    value = round(number / 10**decimals, decimals)
    assert says(f"{value} percent", value, ())
    assert not says(f"{value} percent", value + 1, ())


LOOSE = [
    ("48 hours", ["48"]),
    ("forty-eight hours", ["forty-eight"]),
    ("for two days", ["two"]),
    ("for two-year terms", ["two"]),
    ("nine percent", ["nine"]),
    ("1 percent of them", ["1"]),
    ("twelve people, and 2,000 more", ["twelve", "2,000"]),
    ("a hundred people", ["a hundred"]),
    ("two hundred people", ["two hundred"]),
    ("$1,500 and $25", ["1,500", "25"]),
    ("3.5 million people", ["3.5 million"]),
    ("in 2012, 400 people", ["400"]),
    ("1 in 100 people", ["1", "100"]),
    ("on March 12,000 people", ["12,000"]),
    ("at 9 o'clock", ["9"]),
]
FREE = [
    "one of them",
    "two officers and three forms",
    "no one, anyone, someone",
    "hundreds of people, thousands even, millions",
    "in 1996",
    "in the 1990s",
    "from 2011-12 to 2014-2017",
    "on May 29, 2012",
    "on 29 May 2012",
    "on Sept. 5, 2025",
    "on the 5th, the 1st and the 22nd",
    "section 236(a)",
    "section 240A(b)(1)",
    "INA 236(c)",
    "8 CFR 1003.19",
    "8 C.F.R. 287.7",
    "8 U.S.C. 1226",
    "Form I-862 and EOIR-33",
    "form 9",
    "SB 54 and AB 4",
    "Special Order 40",
    "Executive Order 13768",
    "24 I&N Dec. 37",
    "567 U.S. 387",
    "Proposition 187",
    "Title 42",
    "Room 12",
    "the B-18 basement",
    "the Fourth Amendment",
    "§ 1226 and §1227",
    "weight, height, often, tenure, phone",
]


@pytest.mark.parametrize(("text", "found"), LOOSE)
def test_a_count_is_loose(text: str, found: list[str]) -> None:
    assert [words for _, words in loose_numbers(text)] == found


@pytest.mark.parametrize("text", FREE)
def test_a_name_or_a_date_or_a_small_number_without_a_unit_is_free(text: str) -> None:
    assert list(loose_numbers(text)) == []


@pytest.mark.parametrize(("text", "_"), LOOSE)
def test_a_loose_number_is_told_with_its_place(text: str, _: list[str]) -> None:
    assert all(text[offset:].startswith(words) for offset, words in loose_numbers(text))


@given(st.integers(21, 1_000_000_000).filter(lambda number: not 1800 <= number < 2100))
def test_a_count_in_digits_is_never_free(number: int) -> None:
    for text in (f"{number} people", f"{number:,} people", f"some {number:,}."):
        assert [value_of(words) for _, words in loose_numbers(text)] == [number]
