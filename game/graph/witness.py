"""Witnesses: the walk that shows a finding, as a walkthrough that can be saved and run."""

from __future__ import annotations

import msgspec

from game.graph.way import Way
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
        text = dump({key: plain[key] for key in order if key in plain})
        if not self.steps or self.steps[-1].expect:
            return text
        before, dash, last = text.rpartition("\n- ")
        return f"{before}\n# This step cannot be taken: that is what this walk is to show.{dash}{last}"

    def words(self) -> str:
        """Return the walk in one line."""
        said = [f"rules {self.rules}"] if self.rules else []
        said += [f"{name}={value}" for name, value in self.dials.items()]
        for step in self.steps:
            if step.choose or step.happens:
                said.append(step.choose or f"({step.happens})")
        return " > ".join(said) or "the start"


def steps_along(way: Way) -> list[WitnessStep]:
    """Return the steps that lead along a way; texts that a decision follows are passed by themselves."""
    steps: list[WitnessStep] = []
    texts = 0
    for index in range(1, len(way.states)):
        step = step_to(way, index)
        if step.go:
            texts += 1
        else:
            texts = 0
            steps.append(step)
    return steps + [WitnessStep(go=min(MOST, texts - past)) for past in range(0, texts, MOST)]


def step_to(way: Way, index: int) -> WitnessStep:
    """Return the step to a state of a way from the one before it."""
    ground, state, target, packed = way.ground, way.state(index - 1), way.states[index], way.compiled.pack_or_none
    passage = ground.passage(state)
    if passage.choices:
        for shown in ground.options(state):
            if not shown.bar and packed(ground.choose, state, shown.choice.id) == target:
                return WitnessStep(choose=shown.choice.id)
    elif passage.outcomes:
        for chance in ground.outcomes(state)[1]:
            if packed(ground.happen, state, chance.outcome.id) == target:
                return WitnessStep(happens=chance.outcome.id)
    return WitnessStep(go=1)


def witness(way: Way, about: str, *, rules: str | None, then: str | None = None) -> Witness:
    """Return the walkthrough along a way. ``then`` is a last move that fails at its end."""
    steps = steps_along(way)
    name = way.end
    story = way.ground.story
    if name:
        passage = story.passages[name]
        if then is None:
            steps.append(WitnessStep(expect=Look(name, _options(way) if passage.choices else {})))
        elif passage.fork:
            steps.append(WitnessStep(choose=then) if passage.choices else WitnessStep(happens=then))
        else:
            steps.append(WitnessStep(go=1))
    dials = {dial: key_of(value) for dial, value in way.dials.items() if value != story.facts[dial].start}
    return Witness(f"{story.story}-witness", story.story, about, tuple(steps), rules, dials)


def _options(way: Way) -> dict[str, str]:
    state = way.state(-1)
    shown = {option.choice.id: "barred" if option.bar else "open" for option in way.ground.options(state)}
    return {choice.id: shown.get(choice.id, "hidden") for choice in way.ground.passage(state).choices}
