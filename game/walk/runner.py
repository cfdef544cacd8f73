"""Running a walkthrough: the moves are made, the expectations compared, every difference told with its place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from game.graph.afterwards import Afterwards
from game.graph.debriefing import debrief_lines
from game.graph.doors import Doors
from game.graph.explore import StoryGraph
from game.play import lines
from game.play.bundle import Bundle
from game.play.playthrough import Playthrough, make_start
from game.play.step import MoveError, StoryError
from game.play.view import View, make_view
from game.reading.fault import Fault, Report, did_you_mean
from game.story.facts import key_of
from game.walk.coverage import Item, items_taken
from game.walk.script import Expect, LoadedWalk, Step

#: Called with the playthrough at its start and after every step, for those who watch.
Watcher = Callable[[Playthrough], None]


class Walked:
    """What became of a walkthrough: the playthrough as far as it went, what it took, and what did not fit.

    The faults stand in the order of the file.
    """

    def __init__(self) -> None:
        self.play: Playthrough | None = None
        self.taken: set[Item] = set()
        self.faults: list[Fault] = []


def run_walk(loaded: LoadedWalk, bundle: Bundle, today: datetime.date, watch: Watcher = lambda _play: None) -> Walked:
    """Walk through a story. A step that cannot be taken stops the walk; a look that differs does not.

    ``today`` says how old the evidence is. Raises ``BudgetError`` where doors are asked for in too large a story.
    """
    report = Report()
    walked = Walked()
    walk = loaded.walk
    try:
        play = walked.play = start_of(loaded, bundle)
    except StartError as error:
        report.add(loaded.place(error.key), "walk-step", f"{error}; change it")
        walked.faults = report.faults
        return walked
    watch(play)
    doors = _DoorsOf(play)
    for index, step in enumerate(walk.steps):
        at = ("steps", str(index))
        try:
            if step.undo:
                walked.taken.update(items_taken(play))
            take(step, play, watch)
        except (MoveError, StoryError) as error:
            report.add(loaded.place(*at), "walk-step", f"{error}; {_here(play)}")
            break
        if step.expect:
            for key, message in _differences(step.expect, play, today, doors):
                report.add(loaded.place(*at, "expect", key), "walk-expect", message)
    else:
        try:
            _check_end(loaded, play, report, watch)
        except StoryError as error:
            report.add(loaded.place("ends"), "walk-step", f"{error}; {_here(play)}")
    walked.taken.update(items_taken(play))
    walked.faults = sorted(report.faults)
    return walked


def run_to_fault(loaded: LoadedWalk, bundle: Bundle, today: datetime.date) -> Walked:
    """Walk through a story that has faults, as far as it goes, and tell where that is.

    What is drawn is not looked at, nor whether an ending is reached: only a story without faults has these.
    """
    walk = loaded.walk
    steps = [
        msgspec.structs.replace(step, expect=msgspec.structs.replace(step.expect, doors={}, **dict.fromkeys(SEEN, ())))
        if step.expect
        else step
        for step in walk.steps
    ]
    bare = LoadedWalk(msgspec.structs.replace(walk, steps=tuple(steps), ends=None), loaded.places, loaded.path)
    walked = run_walk(bare, bundle, today)
    if walked.play is not None and not walked.faults:
        last = loaded.place("steps", str(len(steps) - 1))
        message = f"{_here(walked.play)}; it goes no further until the story is mended"
        walked.faults = [Fault(last, "walk-step", message)]
    return walked


class StartError(ValueError):
    """A walkthrough cannot begin; ``key`` is the key of the walkthrough that is to blame."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def start_of(loaded: LoadedWalk, bundle: Bundle) -> Playthrough:
    """Return a playthrough at the start of a walkthrough. Raises ``StartError``."""
    walk = loaded.walk
    facts = bundle.story.facts
    try:
        start = make_start(bundle, walk.rules, seed=walk.seed)
    except ValueError as error:
        raise StartError("rules", str(error)) from None
    try:
        dials = {name: facts[name].parse(text) if name in facts else text for name, text in walk.dials.items()}
        return Playthrough(bundle, msgspec.structs.replace(start, dials=dials))
    except (ValueError, MoveError) as error:
        raise StartError("dials", str(error)) from None
    except StoryError as error:
        raise StartError("story", str(error)) from None


def take(step: Step, play: Playthrough, watch: Watcher = lambda _play: None) -> None:
    """Take one step. Raises ``MoveError`` or ``StoryError``."""
    if step.undo:
        for _ in range(step.undo):
            if not play.undo_decision():
                raise MoveError("there is no decision left to undo")
    elif step.go:
        for _ in range(step.go):
            play.go_on()
            watch(play)
        return
    elif step.choose is not None:
        pass_texts(play, watch)
        play.choose(step.choose)
    elif step.predict is not None or step.happens is not None:
        pass_texts(play, watch)
        play.predict(step.predict, pin=step.happens)
    else:
        return
    watch(play)


def pass_texts(play: Playthrough, watch: Watcher = lambda _play: None) -> None:
    """Go on past texts to the next decision, or to the ending. Raises ``StoryError`` where they go round for ever."""
    before = len(play.steps)
    play.pass_texts()
    for number in range(before + 1, len(play.steps)):
        watch(Playthrough(play.bundle, play.start, play.moves[:number]))
    if len(play.steps) > before:
        watch(play)


def _check_end(loaded: LoadedWalk, play: Playthrough, report: Report, watch: Watcher) -> None:
    ends = loaded.walk.ends
    if ends is None:
        return
    pass_texts(play, watch)
    if ends not in play.bundle.story.passages:
        hint = did_you_mean(ends, play.bundle.story.passages) or "; check the id"
        report.add(loaded.place("ends"), "walk-expect", f"there is no passage '{ends}'{hint}")
    elif play.passage != ends or not play.ended:
        report.add(loaded.place("ends"), "walk-expect", f"expected the ending '{ends}'; {_here(play)}")


class _DoorsOf:
    """The doors of a playthrough's rules and dials, worked out when a walkthrough first asks for them."""

    def __init__(self, play: Playthrough) -> None:
        self.play = play
        self.found: Doors | None = None

    def open(self) -> tuple[str, ...]:
        if self.found is None:
            self.found = Doors(StoryGraph(self.play.ground, [self.play.start.dials]))
        return self.found.at(self.play.state).possible


def _here(play: Playthrough) -> str:
    passage = play.ground.passage(play.state)
    if passage.choices:
        states = [f"{shown.choice.id}{' (barred)' if shown.bar else ''}" for shown in play.ground.options(play.state)]
        return f"the walk stands in '{play.passage}', where the options are {', '.join(states)}"
    if passage.outcomes:
        return (
            f"the walk stands in '{play.passage}', where the outcomes are {', '.join(o.id for o in passage.outcomes)}"
        )
    return f"the walk stands in '{play.passage}'"


def _differences(expect: Expect, play: Playthrough, today: datetime.date, doors: _DoorsOf) -> Iterator[tuple[str, str]]:
    """Yield a key and a sentence for everything that is not as expected."""
    yield from _where(expect, play)
    if any(getattr(expect, key) for key in SEEN):
        yield from _seen(expect, play, make_view(play, today))
    for outcome, wanted_door in expect.doors.items():
        if outcome not in play.bundle.story.outcomes:
            hint = did_you_mean(outcome, play.bundle.story.outcomes) or "; check the id"
            yield "doors", f"there is no outcome '{outcome}'{hint}"
        elif (outcome in doors.open()) != (wanted_door == "open"):
            yield "doors", f"expected the door '{outcome}' to be {wanted_door}; it is not"


#: The keys of an expectation that ask what is drawn.
SEEN = ("text", "no_text", "exhibits", "met")


def _seen(expect: Expect, play: Playthrough, view: View) -> Iterator[tuple[str, str]]:
    """Yield a key and a sentence for everything that is drawn otherwise than expected."""
    shown = " ".join(shown_text(view, play).split()) if expect.text or expect.no_text else ""
    there, absent = ([" ".join(words.split()) for words in some] for some in (expect.text, expect.no_text))
    yield from (("text", f"'{words}' is not shown in '{play.passage}'") for words in there if words not in shown)
    yield from (("no_text", f"'{words}' is shown in '{play.passage}'") for words in absent if words in shown)
    cards = [card.id for card in view.cards]
    for name in expect.exhibits:
        if name not in cards:
            yield "exhibits", f"the exhibit '{name}' is not shown; shown are {', '.join(cards) or 'none'}"
    met = [card.id for card in view.met.cards] if view.met else []
    for name in expect.met:
        if name not in met:
            yield "met", f"the last decision did not meet '{name}'; it met {', '.join(met) or 'nothing'}"


def _where(expect: Expect, play: Playthrough) -> Iterator[tuple[str, str]]:
    """Yield a key and a sentence for everything about where the walk stands that is not as expected."""
    if expect.passage is not None and expect.passage != play.passage:
        yield "passage", f"expected the passage '{expect.passage}', found '{play.passage}'"
    options = option_states(play)
    for name, wanted in expect.options.items():
        state = options.get(name)
        if state is None:
            hint = did_you_mean(name, options) or "; check the id"
            yield "options", f"'{play.passage}' has no option '{name}'{hint}"
        elif state != wanted:
            yield "options", f"expected the option '{name}' to be {wanted}, it is {state}"
    yield from (("barred_by", message) for message in _bars(expect, play))
    for name, wanted_value in expect.facts.items():
        if name not in play.state.facts:
            yield "facts", f"there is no fact '{name}'{did_you_mean(name, play.state.facts)}"
        elif key_of(play.state.facts[name]) != wanted_value:
            yield "facts", f"expected {name} = {wanted_value}, found {key_of(play.state.facts[name])}"
    if expect.days is not None and expect.days != play.state.days:
        yield "days", f"expected {expect.days} days on the case clock, found {play.state.days}"
    if expect.date is not None and expect.date != play.date().isoformat():
        yield "date", f"expected the date {expect.date}, found {play.date().isoformat()}"


def option_states(play: Playthrough) -> dict[str, Literal["open", "barred", "hidden"]]:
    """Return how every option of the passage at hand stands; every outcome can be predicted and is open."""
    passage = play.ground.passage(play.state)
    bars = {shown.choice.id: shown.bar for shown in play.ground.options(play.state)}
    return {
        option.id: "barred" if bars.get(option.id) else "open" if option.id in bars or passage.outcomes else "hidden"
        for option in passage.options
    }


def _bars(expect: Expect, play: Playthrough) -> list[str]:
    bars = {shown.choice.id: shown.bar for shown in play.ground.options(play.state)}
    found = []
    for name, exhibit in expect.barred_by.items():
        bar = bars.get(name)
        if bar is None:
            found.append(f"expected the option '{name}' to be barred by '{exhibit}'; it is not barred")
        elif exhibit not in bar.exhibits:
            found.append(f"expected the option '{name}' to be barred by '{exhibit}', found {', '.join(bar.exhibits)}")
    return found


def shown_text(view: View, play: Playthrough) -> str:
    """Return all words of a view of a playthrough in reading order, as both front ends show them."""
    parts = [view.heading]
    if view.met:
        parts += [f"{one.lead} {one.plain}" for one in lines.met_lines(view.met)]
        parts += [f"{one.lead} {one.plain}" for one in lines.cards_lines(view.met.cards)]
    parts += [f"{one.lead} {one.plain}" for block in view.blocks for one in lines.block_lines(block)]
    parts += [f"{one.lead} {one.plain}" for one in lines.cards_lines(view.cards)]
    if view.fork:
        parts += [f"{one.lead} {one.plain}" for one in lines.fork_lines(view.fork)]
    if view.debrief:
        parts += [f"{one.lead} {one.plain}" for one in debrief_lines(view.debrief, Afterwards(play))]
    return "\n".join(parts)
