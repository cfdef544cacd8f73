"""The expression language means what Python means by the same words: on any expression, over any facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from game.reading import CODES, Place, Report
from game.reading.nodes import Scalar
from game.reading.reader import Reader
from game.reading.shape import read_as
from game.story.expression import Compare, Condition, Expr, Scope, evaluate, exhibits_asked, facts_read
from game.story.facts import Fact

FLAGS = ("signed", "known", "freed")
NUMBERS = ("tries", "years")
WORDS = ("nobody", "notario", "lawyer")
EXHIBITS = ("old-memo", "new-memo")
FACTS = (
    {name: Fact(kind="flag", start=False) for name in FLAGS}
    | {name: Fact(kind="number", least=-50, most=50, start=0) for name in NUMBERS}
    | {name: Fact(kind="word", words=WORDS, start=WORDS[0]) for name in ("counsel", "adviser")}
)
SCOPE = Scope(FACTS, days=True)
PLACE = Place("f", 1, 1)

literals = st.integers(-50, 50)
numbers = st.recursive(
    st.sampled_from((*NUMBERS, "days")) | literals.map(str),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from("+-"), inner),
    max_leaves=5,
)
words = st.sampled_from(("counsel", "adviser")) | st.sampled_from(WORDS).map(repr)
tests = (
    st.builds("{} {} {}".format, numbers, st.sampled_from(("==", "!=", "<", "<=", ">", ">=")), numbers)
    | st.builds("{} < {} <= {}".format, numbers, numbers, numbers)
    | st.builds("{} {} {}".format, words, st.sampled_from(("==", "!=")), words)
    | st.builds("{} {} {}".format, words, st.sampled_from(("in", "not in")), st.just(repr(WORDS[1:])))
    | st.builds(
        "{} {} [{}]".format,
        st.sampled_from(NUMBERS),
        st.sampled_from(("in", "not in")),
        st.lists(literals, min_size=1, max_size=4).map(lambda values: ", ".join(map(str, values))),
    )
    | st.sampled_from(EXHIBITS).map("in_force('{}')".format)
    | st.sampled_from((*FLAGS, "yes", "no"))
)
conditions = st.recursive(
    tests,
    lambda inner: (
        st.builds("not ({})".format, inner)
        | st.builds("({}) {} ({})".format, inner, st.sampled_from(("and", "or", "==", "!=")), inner)
        | st.builds("{} {} {}".format, st.sampled_from(FLAGS), st.sampled_from(("and", "or")), inner)
    ),
    max_leaves=12,
)
values = st.fixed_dictionaries(
    {name: st.booleans() for name in FLAGS}
    | {name: st.integers(-50, 50) for name in NUMBERS}
    | {name: st.sampled_from(WORDS) for name in ("counsel", "adviser")}
    | {"days": st.integers(0, 400)}
)


def read(text: str) -> Expr:
    """Return an expression; fails if there is a fault in it."""
    report = Report()
    found = read_as(Condition, Scalar(PLACE, text), reader(report))
    report.stop_if_any()
    assert isinstance(found, Condition)
    return found.expr


def reader(report: Report) -> Reader:
    made = Reader(report)
    made.scope = SCOPE
    return made


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(conditions, values, st.sets(st.sampled_from(EXHIBITS)))
def test_an_expression_comes_out_as_python_says(text: str, facts: dict[str, Any], force: set[str]) -> None:
    in_force: Callable[[str], bool] = force.__contains__
    expected = eval(text, {"__builtins__": {}}, {**facts, "yes": True, "no": False, "in_force": in_force})
    assert evaluate(read(text), facts, in_force) is expected


@given(numbers, values)
def test_a_sum_comes_out_as_python_says(text: str, facts: dict[str, Any]) -> None:
    total = read(f"{text} == days")
    assert isinstance(total, Compare)
    assert evaluate(total.left, facts, {}.__contains__) == eval(text, {"__builtins__": {}}, facts)


@given(conditions, values)
def test_what_an_expression_does_not_read_cannot_change_it(text: str, facts: dict[str, Any]) -> None:
    expr = read(text)
    needed = {name: value for name, value in facts.items() if name in facts_read(expr)}
    asked: set[str] = set()
    evaluate(expr, needed, lambda exhibit: asked.add(exhibit) is None)
    assert asked <= exhibits_asked(expr)
    assert all(f"in_force('{name}')" in text for name in exhibits_asked(expr))


@given(st.text("signedtro ()'<>=!+-,.12and[]_*", max_size=40))
@example("signed")
@example("tries in (1, 2)")
def test_any_text_is_read_or_refused_with_one_fault(text: str) -> None:
    report = Report()
    found = read_as(Condition, Scalar(PLACE, text), reader(report))
    assert [fault.code in CODES for fault in report.faults] == ([] if isinstance(found, Condition) else [True])
