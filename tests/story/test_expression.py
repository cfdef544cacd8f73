"""The expression language: what it accepts, and where it tells that things do not fit together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml

from game.reading import Fault, Report
from game.reading.parsing import parse_yaml
from game.reading.reader import Reader
from game.reading.shape import read_as
from game.story.expression import (
    All,
    Among,
    Compare,
    Condition,
    Constant,
    InForceOn,
    Scope,
    evaluate,
    exhibits_asked,
    facts_read,
    parts,
)
from game.story.expression import Read as FactRead
from game.story.facts import Fact
from game.story.value import Value

Read = Callable[..., Any]
FaultsOf = Callable[..., list[Fault]]

FACTS = {
    "signed": Fact(kind="flag", start=False),
    "known": Fact(kind="flag", start=True),
    "tries": Fact(kind="number", most=9, start=0),
    "years": Fact(kind="number", least=-5, most=30, start=9),
    "counsel": Fact(kind="word", words=("none", "notario", "lawyer"), start="none"),
}
SCOPE = Scope(FACTS, days=True)
VALUES: Mapping[str, Value] = {"signed": True, "known": False, "tries": 3, "years": 10, "counsel": "lawyer", "days": 40}


def condition(text: str) -> str:
    """Return the YAML of an expression, in quotes so that any characters can stand in it."""
    return yaml.safe_dump(text, default_style='"', width=10**6)


def value(text: str, read: Read) -> Value:
    return evaluate(read(Condition, condition(text), SCOPE).expr, VALUES, {"old-memo"}.__contains__)


TRUE = [
    "yes",
    "true",
    "True",
    "signed",
    "not known",
    "signed and not known",
    "known or signed",
    "not (known or not signed)",
    "tries == 3",
    "tries != 4",
    "tries < years",
    "tries <= 3",
    "years > -3",
    "years >= 10",
    "3 == tries",
    "0 < tries < 9",
    "1 < tries <= 3 < years",
    "tries + 7 == years",
    "years - tries - 7 == 0",
    "years - (tries - 7) == 14",
    "counsel == 'lawyer'",
    'counsel != "none"',
    "counsel in ('notario', 'lawyer')",
    "counsel in ['lawyer']",
    "counsel not in ('none', 'notario')",
    "tries in (1, 2, 3)",
    "signed in (yes,)",
    "signed == yes",
    "signed != known",
    "signed == (tries == 3)",
    "days > 30",
    "days - 30 > tries",
    "in_force('old-memo')",
    "not in_force('new-memo')",
    "signed and (counsel == 'none' or in_force('old-memo'))",
    "signed\n  and not known",
]


@pytest.mark.parametrize("text", TRUE)
def test_what_holds_comes_out_as_yes_and_its_opposite_as_no(text: str, read: Read) -> None:
    assert value(text, read) is True
    assert value(f"not ({text})", read) is False


def test_a_condition_need_not_be_quoted_and_may_run_over_lines(read: Read) -> None:
    plain = read(Condition, "signed and counsel == 'lawyer'", SCOPE)
    folded = read(Condition, ">-\n  signed and\n  counsel == 'lawyer'", SCOPE)
    assert plain.expr == folded.expr
    assert plain.text == "signed and counsel == 'lawyer'"


@pytest.mark.parametrize(("text", "expected"), [("yes", True), ("no", False), ("true", True), ("False", False)])
def test_a_bare_yes_or_no_is_a_condition(text: str, expected: object, read: Read) -> None:
    assert read(Condition, text).expr == Constant(expected)  # type: ignore[arg-type]


TYPES = [
    ("signed and tries", 12, "'tries' is a number, where a yes or no was meant"),
    ("signed or counsel", 11, "'counsel' is a word, where a yes or no was meant"),
    ("not tries", 5, "'tries' is a number, where a yes or no was meant"),
    ("tries == 'none'", 1, "'tries' is a number and 'none' a word; compare like with like"),
    ("signed == 1", 1, "compare like with like"),
    ("counsel == signed", 1, "compare like with like"),
    ("counsel < 'none'", 1, "'<' compares numbers; use == or != for a word"),
    ("signed >= known", 1, "'>=' compares numbers; use == or != for a yes or no"),
    ("tries + signed > 3", 9, "'signed' is a yes or no, where a number was meant"),
    ("counsel + 'x' == 'nonex'", 1, "'counsel' is a word, where a number was meant"),
    ("tries in ('none',)", 11, "cannot be compared with a number"),
    ("tries in (years,)", 11, "cannot be compared with a number"),
    ("1 < signed < 3", 1, "compare like with like"),
]


@pytest.mark.parametrize(("text", "column", "message"), TYPES)
def test_things_of_different_kinds_do_not_mix(
    text: str, column: int, message: str, read: Read, faults_of: FaultsOf
) -> None:
    (fault,) = faults_of(read, Condition, "|-\n  " + text, SCOPE)
    assert (fault.code, fault.place.line, fault.place.column) == ("expression-type", 2, column + 2)
    assert message in fault.message


@pytest.mark.parametrize("text", ["tries", "'none'", "tries + 1", "counsel", "days"])
def test_a_condition_that_is_no_yes_or_no_is_refused_whole(text: str, read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Condition, condition(text), SCOPE)
    assert (fault.code, fault.place.column) == ("expression-type", 1)
    assert fault.message.endswith("where a yes or no was meant; compare it with something")


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("tries == 10", 10),
        ("years < -6", 9),
        ("counsel == 'judge'", 12),
        ("'judge' != counsel", 1),
        ("counsel in ('none', 'judge')", 21),
        ("tries in (1, 12)", 14),
    ],
)
def test_a_comparison_with_what_a_fact_never_is_is_refused(
    text: str, column: int, read: Read, faults_of: FaultsOf
) -> None:
    (fault,) = faults_of(read, Condition, "|-\n  " + text, SCOPE)
    assert (fault.code, fault.place.column) == ("fact-value", column + 2)


def test_a_name_that_is_no_fact_is_told_with_the_one_that_was_meant(read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Condition, "known and sined", SCOPE)
    assert str(fault) == "file.yaml:1:11: unknown-name: there is no fact 'sined'; did you mean 'signed'?"


def test_days_can_be_read_only_where_they_are_limited(read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Condition, "signed and days > 3", Scope(FACTS))
    assert (fault.code, fault.place.column) == ("days-limit", 12)


def test_an_exhibit_that_is_asked_for_is_noted_at_its_place() -> None:
    reader = Reader(Report())
    reader.scope = SCOPE
    read_as(Condition, parse_yaml("signed and in_force('old-memo')", "f"), reader)
    assert [(one.kind, one.name, str(one.place)) for one in reader.references] == [("exhibit", "old-memo", "f:1:12")]


def test_an_expression_tells_what_it_reads_and_asks(read: Read) -> None:
    text = "signed and (tries + days > 3 or in_force('a')) and not counsel in ('none',) and in_force('b')"
    expr = read(Condition, condition(text), SCOPE).expr
    assert facts_read(expr) == {"signed", "tries", "days", "counsel"}
    assert exhibits_asked(expr) == {"a", "b"}
    assert {type(part) for part in parts(expr)} >= {All, Among, Compare, FactRead, InForceOn}
