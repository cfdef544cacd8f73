"""Random stories for property tests, and the naive explorer that they are compared with."""

from __future__ import annotations

import itertools

from hypothesis import strategies as st

from game.play.step import Ground, State, StoryError
from tests.graph.making import choices, ending, outcomes, passage, story

FACTS = """\
  flag: {type: flag, start: no, dial: {asks: Is it so?, why: It matters.}}
  door: {type: flag, start: yes}
  count: {between: [0, 3], start: 0, dial: {asks: How many?, why: It matters.}}
  way: {one_of: [no_way, left, right], start: no_way}
  road: {one_of: [right, left], start: left}
"""

_atoms = st.sampled_from(
    [
        "flag", "not flag", "door", "count > 1", "count == 2", "count <= 2", "way == 'left'",
        "way in ('left', 'right')", "in_force('second-memo')", "flag == door", "count + 1 > 2", "way != 'no_way'",
        "days > 5", "way == road", "2 > count", "(count > 1) == flag", "count - 1 in (0, 1)", "(flag and door) != door",
    ]
)  # fmt: skip
conditions = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) and ({two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) or ({two[1]})"),
        inner.map(lambda one: f"not ({one})"),
    ),
    max_leaves=3,
)
_effects = st.sampled_from(
    [
        "", "set: {flag: yes}, ", "set: {flag: no, door: no}, ", "set: {count: count + 1}, ",
        "set: {count: 0}, ", "set: {way: left}, ", "set: {way: right, door: yes}, ", "set: {road: right}, ",
        "set: {count: count - 1, flag: yes}, ", "takes: 3 days, ",
    ]
)  # fmt: skip


@st.composite
def _fork(draw: st.DrawFn, names: list[str], *, own: bool) -> str:
    options = []
    for number in range(draw(st.integers(1, 3))):
        parts = f"id: option-{number}, " + draw(_effects)
        if draw(st.booleans()):
            parts += f'if: "{draw(conditions)}", '
        if own and draw(st.integers(0, 3)) == 0:
            parts += f'barred: [{{if: "{draw(conditions)}", because: A rule., exhibits: [detainer-rule]}}], '
        if own and draw(st.integers(0, 3)) == 0:
            parts += "once: yes, "
        options.append(parts + f"goto: {draw(st.sampled_from(names))}")
    if not own and draw(st.booleans()):
        shares = "weight: {assumed: 1, because: A guess.}, "
        options += [f"id: chance-{n}, {shares}goto: {draw(st.sampled_from(names))}" for n in range(2)]
    return (choices if own else outcomes)(*options)


@st.composite
def stories(draw: st.DrawFn) -> str:
    """Draw a story of four to seven passages, as YAML, with every part of the language in it."""
    count = draw(st.integers(3, 6))
    names = [f"p{number}" for number in range(count)] + ["end"]
    parts = []
    for name in names[:-1]:
        kind = draw(st.sampled_from(["own", "own", "other", "text"]))
        if kind == "text":
            body = f'next: [{{if: "{draw(conditions)}", {draw(_effects)}goto: {draw(st.sampled_from(names))}}}, '
            body += f"{{goto: {draw(st.sampled_from(names))}}}]"
        else:
            body = draw(_fork(names, own=kind == "own"))
        if draw(st.integers(0, 4)) == 0:
            body = "date: 2011-03-20\n" + body
        parts.append(passage(name, body))
    parts.append(passage("end", ending()))
    return story(*parts, facts=FACTS, top="days_limit: 9\n", start="p0")


class Naive:
    """What a story can do, found the slow way: every fact kept in every state, every dial setting by itself."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.passages: set[str] = set()
        self.taken: set[tuple[str, str]] = set()
        self.barred: set[tuple[str, str, int]] = set()
        self.broken: set[tuple[str, str]] = set()
        self.states: dict[tuple[object, ...], list[State]] = {}
        dials = {name: fact.values() for name, fact in ground.story.facts.items() if fact.dial}
        for setting in itertools.product(*dials.values()):
            self._explore(ground.start(dict(zip(dials, setting, strict=True))))

    def _explore(self, start: State) -> None:
        waiting = [start]
        while waiting:
            state = waiting.pop()
            if self.key(state) in self.states:
                continue
            self.states[self.key(state)] = after = []
            self.passages.add(state.passage)
            self._follow(state, after)
            waiting += after

    def _follow(self, state: State, after: list[State]) -> None:
        passage = self.ground.passage(state)
        if passage.choices:
            shown = self.ground.options(state)
            for option in shown:
                if option.bar:
                    self.barred.add((state.passage, option.choice.id, option.choice.barred.index(option.bar)))
                else:
                    self._take(state, option.choice.id, after)
            if all(option.bar for option in shown):
                self.broken.add(("soft-lock", state.passage))
        elif passage.outcomes:
            try:
                possible = self.ground.outcomes(state)[1]
            except StoryError:
                self.broken.add(("no-outcome", state.passage))
                return
            for chance in possible:
                self._take(state, chance.outcome.id, after)
        elif passage.routes:
            index = next(i for i, route in enumerate(passage.routes) if self.ground.holds(route.condition, state))
            self._take(state, str(index), after)

    def _take(self, state: State, option: str, after: list[State]) -> None:
        passage = self.ground.passage(state)
        self.taken.add((state.passage, option))
        try:
            if passage.choices:
                after.append(self.ground.choose(state, option))
            elif passage.outcomes:
                after.append(self.ground.happen(state, option))
            else:
                after.append(self.ground.go_on(state))
        except StoryError:
            self.broken.add(("fact-range", state.passage))

    def key(self, state: State) -> tuple[object, ...]:
        return (state.passage, *state.facts.values(), state.days, state.taken)
