"""Witnesses: the walk that shows a finding, as a walkthrough that can be saved and run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from game.graph.explore import StoryGraph
from game.story.facts import key_of

MOST = 1000  #: the most texts that one step of a walkthrough goes past


class Look(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is seen at the end of a witness."""

    passage: str
    options: dict[str, str] = {}


class WitnessStep(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step, with the keys of a walkthrough's step."""

    choose: str | None = None
    happens: str | None = None
    go: int | None = None
    expect: Look | None = None


class Witness(msgspec.Struct, frozen=True, omit_defaults=True):
    """A walkthrough, with the keys of a ``*.walk.yaml`` file."""

    walkthrough: str
    story: str
    about: str
    steps: tuple[WitnessStep, ...]
    rules: str | None = None
    dials: dict[str, str] = {}
    ends: str | None = None

    def yaml(self) -> str:
        """Return the file, ready to be saved as ``NAME.walk.yaml``."""
        from game.reading.writing import dump

        plain = msgspec.to_builtins(self)
        order = ("walkthrough", "story", "about", "rules", "dials", "steps", "ends")
        return dump({key: plain[key] for key in order if key in plain})

    def words(self) -> str:
        """Return the walk in one line."""
        said = [f"rules {self.rules}"] if self.rules else []
        said += [f"{name}={value}" for name, value in self.dials.items()]
        for step in self.steps:
            if step.choose or step.happens:
                said.append(step.choose or f"({step.happens})")
        return " > ".join(said) or "the start"


def steps_along(graph: StoryGraph, path: Sequence[int]) -> list[WitnessStep]:
    """Return the steps that lead along a path of states; texts that a decision follows are passed by themselves."""
    steps: list[WitnessStep] = []
    texts = 0
    for here, there in pairwise(path):
        step = label(graph, here, there)
        if step.go:
            texts += 1
        else:
            texts = 0
            steps.append(step)
    return steps + [WitnessStep(go=min(MOST, texts - past)) for past in range(0, texts, MOST)]


def label(graph: StoryGraph, here: int, there: int) -> WitnessStep:
    """Return the step from one state to a state that follows it."""
    ground, state, target = graph.ground, graph.state(here), graph.states[there]
    passage = ground.passage(state)
    if passage.choices:
        for shown in ground.options(state):
            if not shown.bar and graph.compiled.pack_or_none(ground.choose, state, shown.choice.id) == target:
                return WitnessStep(choose=shown.choice.id)
    elif passage.outcomes:
        for chance in ground.outcomes(state)[1]:
            if graph.compiled.pack_or_none(ground.happen, state, chance.outcome.id) == target:
                return WitnessStep(happens=chance.outcome.id)
    return WitnessStep(go=1)


def witness(
    graph: StoryGraph, path: Sequence[int], about: str, *, rules: str | None, then: str | None = None
) -> Witness:
    """Return the walkthrough along a path that begins at a start. ``then`` is a last move that fails there."""
    steps = steps_along(graph, path)
    end = path[-1]
    name = graph.passage(end)
    story = graph.ground.story
    if name:
        passage = story.passages[name]
        if then is None:
            steps.append(WitnessStep(expect=Look(name, _options(graph, end) if passage.choices else {})))
        elif passage.fork:
            steps.append(WitnessStep(choose=then) if passage.choices else WitnessStep(happens=then))
        else:
            steps.append(WitnessStep(go=1))
    setting = graph.starts[graph.states[path[0]]]
    dials = {dial: key_of(value) for dial, value in setting.items() if value != story.facts[dial].start}
    return Witness(f"{story.story}-witness", story.story, about, tuple(steps), rules, dials)


def _options(graph: StoryGraph, number: int) -> dict[str, str]:
    state = graph.state(number)
    shown = {option.choice.id: "barred" if option.bar else "open" for option in graph.ground.options(state)}
    return {choice.id: shown.get(choice.id, "hidden") for choice in graph.ground.passage(state).choices}
