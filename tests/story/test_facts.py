"""Facts: yes or no, one of a few words, or a number in a range; what they start as, and what a dial can do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.reading import Fault, Report
from game.reading.fault import MAX_FAULTS
from game.reading.marks import MAX_ID
from game.reading.parsing import parse_yaml
from game.reading.reader import Reader
from game.story.facts import MAX_WORDS, Dial, Fact, FactTable, check_names, key_of

Read = Callable[..., Any]
FaultsOf = Callable[..., list[Fault]]

FLAG = Fact(kind="flag", start=False)
WORD = Fact(kind="word", words=("nobody", "notario", "lawyer"), start="nobody")
NUMBER = Fact(kind="number", least=-2, most=12, start=0)


def test_the_three_kinds_of_fact_are_read(read: Read) -> None:
    facts = read(
        FactTable,
        """\
signed: {type: flag, start: no}
counsel: {one_of: [nobody, lawyer], start: lawyer}
years_here: {between: [3, 20], start: 9}
""",
    )
    assert facts == {
        "signed": Fact(kind="flag", start=False),
        "counsel": Fact(kind="word", words=("nobody", "lawyer"), start="lawyer"),
        "years_here": Fact(kind="number", least=3, most=20, start=9),
    }


def test_a_word_is_found_however_its_capitals_are_typed(read: Read) -> None:
    counsel = read(FactTable, "counsel: {one_of: [Nobody, Lawyer], start: Nobody}")["counsel"]
    assert (counsel.start, counsel.parse("lawyer"), counsel.parse(" LAWYER ")) == ("Nobody", "Lawyer", "Lawyer")


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        (f"{{between: [0, {'9' * 5000}], start: 0}}", "wrong-value"),
        (f"{{between: [0, 9], start: {'9' * 5000}}}", "fact-value"),
        ("{between: [0, 9], start: ３}", "fact-value"),
        (f"{{one_of: [{', '.join(f'w{number}' for number in range(MAX_WORDS + 1))}], start: w1}}", "fact-value"),
        ("{one_of: [lawyer, Lawyer], start: lawyer}", "fact-value"),
        ("{typ: flag, start: no}", "unknown-key"),
    ],
)
def test_a_fact_that_cannot_be_is_one_short_fault(declared: str, code: str, read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, FactTable, f"one: {declared}")
    assert fault.code == code
    assert len(fault.message) < 200


def test_of_a_great_many_words_that_a_fact_is_not_only_some_are_told(read: Read, faults_of: FaultsOf) -> None:
    began = time.perf_counter()
    says = ", ".join(f"w{number}: x" for number in range(4_000))
    found = faults_of(read, FactTable, f"tries: {{between: [0, 9999], start: 0, says: {{{says}}}}}")
    assert len(found) <= MAX_FAULTS + 1
    assert time.perf_counter() - began < 2.0


@pytest.mark.parametrize("name", ['"signed\\n"', "ｓigned", "x" * (MAX_ID + 1)])
def test_the_name_of_a_fact_has_its_form_to_its_last_character(name: str) -> None:
    report = Report()
    check_names(parse_yaml(f"{name}: {{type: flag, start: no}}", "f"), Reader(report))
    assert [fault.code for fault in report.faults] == ["wrong-value"]


def test_a_fact_lists_everything_that_it_can_be_in_order() -> None:
    assert FLAG.values() == (False, True)
    assert WORD.values() == ("nobody", "notario", "lawyer")
    assert NUMBER.values() == tuple(range(-2, 13))


@pytest.mark.parametrize("fact", [FLAG, WORD, NUMBER], ids=["flag", "word", "number"])
def test_a_fact_refuses_nothing_that_it_can_be_and_reads_it_as_it_is_written(fact: Fact) -> None:
    for value in fact.values():
        assert fact.refuses(value) is None
        assert fact.parse(key_of(value)) == value
        assert type(fact.parse(key_of(value))) is type(value)


@pytest.mark.parametrize(
    ("fact", "value", "why"),
    [
        (FLAG, 1, "it is yes or no"),
        (FLAG, "yes", "it is yes or no"),
        (WORD, "judge", "it is 'nobody', 'notario' or 'lawyer'"),
        (WORD, True, "it is 'nobody', 'notario' or 'lawyer'"),
        (NUMBER, 13, "it goes from -2 to 12"),
        (NUMBER, -3, "it goes from -2 to 12"),
        (NUMBER, True, "it is a number"),
        (NUMBER, "3", "it is a number"),
    ],
)
def test_a_fact_refuses_any_other_value_and_says_why(fact: Fact, value: bool | int | str, why: str) -> None:  # noqa: FBT001
    assert fact.refuses(value) == why


@given(st.integers())
def test_a_number_is_in_its_range_or_refused(value: int) -> None:
    assert (NUMBER.refuses(value) is None) == (value in NUMBER.values())


@pytest.mark.parametrize(
    ("fact", "text", "why"),
    [
        (FLAG, "perhaps", "'perhaps' is not yes or no"),
        (FLAG, "1", "'1' is not yes or no"),
        (WORD, "laywer", "did you mean 'lawyer'?"),
        (NUMBER, "13", "it goes from -2 to 12"),
        (NUMBER, "1.0", "is not a whole number from -2 to 12"),
        (NUMBER, "1e1", "is not a whole number from -2 to 12"),
        (NUMBER, "ten", "is not a whole number from -2 to 12"),
        (NUMBER, "", "is not a whole number from -2 to 12"),
    ],
)
def test_what_a_reader_types_is_refused_with_a_sentence(fact: Fact, text: str, why: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        fact.parse(text)
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("declaration", "code"),
    [
        ("{start: no}", "missing-key"),
        ("{type: flag}", "missing-key"),
        ("{type: flag, one_of: [a, b], start: a}", "missing-key"),
        ("{one_of: [a, b], between: [0, 1], start: 0}", "missing-key"),
        ("{type: number, start: 1}", "wrong-value"),
        ("{one_of: [a], start: a}", "fact-value"),
        ("{one_of: [a, a], start: a}", "fact-value"),
        ("{one_of: [], start: a}", "fact-value"),
        ("{one_of: [a, no], start: a}", "yaml-surprise"),
        ("{one_of: a, start: a}", "wrong-type"),
        ("{between: [0], start: 0}", "fact-value"),
        ("{between: [0, 1, 2], start: 0}", "fact-value"),
        ("{between: [3, 3], start: 3}", "fact-value"),
        ("{between: [9, 0], start: 3}", "fact-value"),
        ("{between: [0, 10001], start: 3}", "fact-value"),
        ("{between: [0, 9], start: 10}", "fact-value"),
        ("{one_of: [a, b], start: c}", "fact-value"),
        ("{type: flag, start: [no]}", "wrong-type"),
        ("flag", "wrong-type"),
        ("[flag]", "wrong-type"),
        ("{type: flag, start: no, strat: yes}", "unknown-key"),
        ("{type: flag, start: no, dial: {asks: Who?}}", "missing-key"),
        ("{type: flag, start: no, dial: {asks: Who?, why: So., names: {maybe: x}}}", "fact-value"),
        ("{type: flag, start: no, says: {true: x}}", "fact-value"),
        ("{between: [0, 3], start: 0, says: {4: four}}", "fact-value"),
    ],
)
def test_a_declaration_that_makes_no_fact_is_refused(
    declaration: str, code: str, read: Read, faults_of: FaultsOf
) -> None:
    assert code in {fault.code for fault in faults_of(read, FactTable, f"some_fact: {declaration}")}


def test_the_widest_range_that_is_allowed_is_read(read: Read) -> None:
    facts = read(FactTable, "days_left: {between: [-5000, 5000], start: -5000}")
    assert len(facts["days_left"].values()) == 10_001


def test_a_dial_shows_a_value_by_the_name_that_it_gives_it(read: Read) -> None:
    facts = read(
        FactTable,
        """\
prior_print:
  type: flag
  start: yes
  dial: {asks: Had they her prints?, why: A match needs one., names: {yes: taken before}}
  says: {no: They never had her prints.}
""",
    )
    fact = facts["prior_print"]
    assert fact.start is True
    assert fact.dial == Dial(asks="Had they her prints?", why="A match needs one.", names={"yes": "taken before"})
    assert (fact.shown(value=True), fact.shown(value=False)) == ("taken before", "no")
    assert fact.says == {"no": "They never had her prints."}


@pytest.mark.parametrize("name", ["a", "years_here", "held2", "x_1_y"])
def test_a_fact_has_a_name_that_can_stand_in_an_expression(name: str) -> None:
    assert names_refused(name) == []


@pytest.mark.parametrize(
    "name",
    ["Years", "years-here", "years here", "2nd", "_x", "é", "days", "in_force", "not", "yes", "none", "if", "or"],
)
def test_a_name_that_means_something_else_is_refused(name: str) -> None:
    assert names_refused(name) == ["wrong-value"]


def names_refused(name: str) -> list[str]:
    report = Report()
    check_names(parse_yaml(f"'{name}': {{type: flag, start: no}}", "f"), Reader(report))
    return [fault.code for fault in report.faults]


@pytest.mark.parametrize(("value", "text"), [(True, "yes"), (False, "no"), (0, "0"), (-3, "-3"), ("far", "far")])
def test_a_value_is_written_as_in_a_story(value: bool | int | str, text: str) -> None:  # noqa: FBT001
    assert key_of(value) == text
