"""Running a walkthrough: the moves are made, the expectations compared, every difference told with its place."""

from __future__ import annotations

import datetime

from game.play import lines
from game.play.bundle import Bundle
from game.play.playthrough import Playthrough, make_start
from game.play.step import MoveError, StoryError
from game.play.view import View, make_view
from game.reading.fault import Fault, Report, did_you_mean
from game.story.facts import key_of
from game.walk.script import Expect, LoadedWalk, Step


class Walked:
    """What became of a walkthrough: the playthrough as far as it went, and what did not fit."""

    def __init__(self, play: Playthrough | None, faults: list[Fault]) -> None:
        self.play = play
        self.faults = faults


def run_walk(loaded: LoadedWalk, bundle: Bundle, today: datetime.date) -> Walked:
    """Walk through a story. A step that cannot be taken stops the walk; a look that differs does not."""
    report = Report()
    walk = loaded.walk
    try:
        dials = {
            name: bundle.story.facts[name].parse(text) if name in bundle.story.facts else text
            for name, text in walk.dials.items()
        }
        play = Playthrough(bundle, make_start(bundle, walk.rules, dials, walk.seed))
    except (ValueError, MoveError) as error:
        report.add(loaded.place("dials" if walk.dials else "rules"), "walk-step", f"{error}; change it")
        return Walked(None, report.faults)
    for index, step in enumerate(walk.steps):
        at = ("steps", str(index))
        try:
            _take(step, play)
        except (MoveError, StoryError) as error:
            report.add(loaded.place(*at), "walk-step", f"{error}; {_here(play)}")
            return Walked(play, report.faults)
        if step.expect:
            for key, message in _differences(step.expect, play, make_view(play, today)):
                report.add(loaded.place(*at, "expect", key), "walk-expect", message)
    if walk.ends is not None:
        _pass_texts(play)
        if walk.ends not in bundle.story.passages:
            hint = did_you_mean(walk.ends, bundle.story.passages) or "; check the id"
            report.add(loaded.place("ends"), "walk-expect", f"there is no passage '{walk.ends}'{hint}")
        elif play.passage != walk.ends or not play.ended:
            report.add(loaded.place("ends"), "walk-expect", f"expected the ending '{walk.ends}'; {_here(play)}")
    return Walked(play, report.faults)


def _take(step: Step, play: Playthrough) -> None:
    if step.undo:
        for _ in range(step.undo):
            if not play.undo_decision():
                raise MoveError("there is no decision left to undo")
    elif step.go:
        for _ in range(step.go):
            play.go_on()
    elif step.choose is not None:
        _pass_texts(play)
        play.choose(step.choose)
    elif step.predict is not None or step.happens is not None:
        _pass_texts(play)
        play.predict(step.predict, pin=step.happens)


def _pass_texts(play: Playthrough) -> None:
    while play.waits_for == "go":
        play.go_on()


def _here(play: Playthrough) -> str:
    passage = play.ground.passage(play.state)
    if passage.choices:
        states = [f"{shown.choice.id}{' (barred)' if shown.bar else ''}" for shown in play.ground.options(play.state)]
        return f"the walk stands in '{play.passage}', where the options are {', '.join(states)}"
    if passage.outcomes:
        return f"the walk stands in '{play.passage}', where the outcomes are {', '.join(o.id for o in passage.outcomes)}"
    return f"the walk stands in '{play.passage}'"


def _differences(expect: Expect, play: Playthrough, view: View) -> list[tuple[str, str]]:
    """Return a key and a sentence for everything that is not as expected."""
    found: list[tuple[str, str]] = []
    if expect.passage is not None and expect.passage != play.passage:
        found.append(("passage", f"expected the passage '{expect.passage}', found '{play.passage}'"))
    shown = " ".join(shown_text(view).split())
    found.extend(("text", f"'{words}' is not shown in '{play.passage}'") for words in expect.text if words not in shown)
    found.extend(("no_text", f"'{words}' is shown in '{play.passage}'") for words in expect.no_text if words in shown)
    options = {option.id: "open" if option.key else "barred" for option in view.fork.options} if view.fork else {}
    for name, wanted in expect.options.items():
        state = options.get(name, "hidden")
        if state != wanted:
            found.append(("options", f"expected the option '{name}' to be {wanted}, it is {state}"))
    found.extend(("barred_by", message) for message in _bars(expect, play))
    cards = [card.id for card in view.cards]
    for name in expect.exhibits:
        if name not in cards:
            found.append(("exhibits", f"the exhibit '{name}' is not shown; shown are {', '.join(cards) or 'none'}"))
    met = [card.id for card in view.met.cards] if view.met else []
    for name in expect.met:
        if name not in met:
            found.append(("met", f"the last decision did not meet '{name}'; it met {', '.join(met) or 'nothing'}"))
    for name, wanted_value in expect.facts.items():
        if name not in play.state.facts:
            found.append(("facts", f"there is no fact '{name}'{did_you_mean(name, play.state.facts)}"))
        elif key_of(play.state.facts[name]) != wanted_value:
            found.append(("facts", f"expected {name} = {wanted_value}, found {key_of(play.state.facts[name])}"))
    if expect.days is not None and expect.days != play.state.days:
        found.append(("days", f"expected {expect.days} days on the case clock, found {play.state.days}"))
    if expect.date is not None and expect.date != play.date().isoformat():
        found.append(("date", f"expected the date {expect.date}, found {play.date().isoformat()}"))
    return found


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


def shown_text(view: View) -> str:
    """Return all words of a view in reading order, as both front ends show them."""
    parts = [view.heading]
    if view.met:
        parts += [f"{one.lead} {one.plain}" for one in lines.met_lines(view.met)]
        parts += [f"{one.lead} {one.plain}" for card in view.met.cards for one in lines.card_lines(card)]
    parts += [f"{one.lead} {one.plain}" for block in view.blocks for one in lines.block_lines(block)]
    parts += [f"{one.lead} {one.plain}" for card in view.cards for one in lines.card_lines(card)]
    if view.fork:
        parts += [f"{one.lead} {one.plain}" for one in lines.fork_lines(view.fork)]
    if view.debrief:
        parts += [f"{one.lead} {one.plain}" for one in lines.debrief_lines(view.debrief)]
    return "\n".join(parts)
