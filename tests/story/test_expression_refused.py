"""What is outside the expression language is refused in bounded time, and nothing is ever executed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from game.reading import Fault
from game.story.expression import Condition, Scope, evaluate
from game.story.facts import Fact

Read = Callable[..., Any]
FaultsOf = Callable[..., list[Fault]]

SCOPE = Scope(
    {
        "signed": Fact(kind="flag", start=False),
        "known": Fact(kind="flag", start=True),
        "tries": Fact(kind="number", most=9, start=0),
        "years": Fact(kind="number", least=-5, most=30, start=9),
        "counsel": Fact(kind="word", words=("none", "notario", "lawyer"), start="none"),
    }
)
VALUES = {"signed": True, "known": False, "tries": 3}


def condition(text: str) -> str:
    """Return the YAML of an expression, in quotes so that any characters can stand in it."""
    return yaml.safe_dump(text, default_style='"', width=10**6)


OUTSIDE = [
    "tries * 2 == 4",
    "tries / 2 == 4",
    "tries // 2 == 4",
    "tries % 2 == 0",
    "tries ** 2 == 4",
    "9 ** 9 ** 9 ** 9 == tries",
    "1 << 10 ** 9 == tries",
    "tries | 1 == 1",
    "~tries == 1",
    "-tries == 1",
    "+tries == 1",
    "tries is 3",
    "signed is not known",
    "signed if known else signed",
    "(x := 3) == tries",
    "lambda: signed",
    "(lambda: signed)()",
    "[x for x in (1, 2)]",
    "{x for x in (1, 2)}",
    "{1: 2}",
    "{signed}",
    "any(x for x in (1,))",
    "f'{signed}' == counsel",
    "b'none' == counsel",
    "1.5 < tries",
    "1j == tries",
    "None == counsel",
    "...",
    "signed.real",
    "counsel.upper() == 'NONE'",
    "counsel[0] == 'n'",
    "().__class__.__bases__[0].__subclasses__()",
    "__import__('os').system('true')",
    "exec('x = 1')",
    "eval('signed')",
    "open('/etc/passwd')",
    "in_force(counsel)",
    "in_force('a', 'b')",
    "in_force()",
    "in_force(exhibit='a')",
    "in_force('a', exhibit='b')",
    "in_force",
    "in_force('a').real",
    "*signed",
    "signed, known",
    "await signed",
    "(yield)",
    "counsel in 'none'",
    "counsel in ()",
    "tries in years",
    "tries in {1, 2}",
    "signed and",
    "signed signed",
    "== 3",
    "signed; known",
    "x = 3",
    "import os",
    "signed &&  known",
    "!signed",
    "(signed",
    "signed)",
    "'none",
]


@pytest.mark.parametrize("text", OUTSIDE)
def test_what_is_outside_the_language_is_refused_and_never_executed(
    text: str, read: Read, faults_of: FaultsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[object] = []
    monkeypatch.setattr("os.system", ran.append)
    began = time.perf_counter()
    (fault,) = faults_of(read, Condition, condition(text), SCOPE)
    assert fault.code in ("expression-syntax", "unknown-name")
    assert ran == []
    assert time.perf_counter() - began < 1.0


@pytest.mark.parametrize(
    "text",
    [
        "(" * 150 + "signed" + ")" * 150,
        "not " * 100 + "signed",
        " and ".join(["signed"] * 900),
        " or ".join(["known"] * 1000 + ["signed"]),
        "tries in (" + ", ".join(["1", "2", "3"] * 500) + ")",
        " + ".join(["tries"] * 100) + " == 300",
    ],
    ids=["brackets", "nots", "ands", "ors", "members", "sums"],
)
def test_a_long_expression_is_worked_out_in_bounded_time(text: str, read: Read) -> None:
    began = time.perf_counter()
    expr = read(Condition, condition(text), SCOPE).expr
    assert evaluate(expr, VALUES, {}.__contains__) is True
    assert time.perf_counter() - began < 2.0


@pytest.mark.parametrize(
    "text",
    [
        "(" * 4900 + "signed" + ")" * 4900,
        "not " * 2_400 + "signed",
        "-" * 9_900 + "1 == tries",
        "[" * 10_000,
        "9" * 5000 + " == tries",
        "tries + " * 1_200 + "1 == 1",
    ],
    ids=["brackets", "nots", "minuses", "open brackets", "digits", "sums"],
)
def test_an_expression_too_deep_to_read_is_one_fault_in_bounded_time(
    text: str, read: Read, faults_of: FaultsOf
) -> None:
    began = time.perf_counter()
    (fault,) = faults_of(read, Condition, condition(text), SCOPE)
    assert fault.code == "expression-syntax"
    assert time.perf_counter() - began < 2.0
