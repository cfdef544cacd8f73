"""Checking a story: read it, explore it under its own rules and every era's, and say what is wrong with it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from game.graph.explore import BUDGET, BudgetError, StoryGraph
from game.graph.finding import Finding, finding_of
from game.graph.proof import Proof
from game.graph.prose import prose_findings
from game.graph.witness import Witness, witness
from game.library.load import LoadedLibrary
from game.play.bundle import Bundle, make_bundle, texts_of
from game.play.playthrough import rules_date
from game.play.step import Ground
from game.reading.fault import Fault, Faults, Report
from game.story.effects import Effects
from game.story.expression import Expr, facts_read
from game.story.load import LoadedStory, read_story
from game.story.model import Passage, Story


class Run(msgspec.Struct, frozen=True):
    """What exploring a story under one set of rules took. ``rules`` is an era's id, or "own"."""

    story: str
    rules: str
    dials: int
    states: int
    moves: int
    seconds: float


class Checked(msgspec.Struct, frozen=True):
    """What checking a story found."""

    findings: tuple[Finding, ...]
    runs: tuple[Run, ...]


#: Called before each exploration with the story and the rules, so that a front end can show how far it is.
Progress = Callable[[str, str], None]


def check_story_folder(
    folder: Path, evidence: LoadedLibrary, *, progress: Progress = lambda _story, _rules: None, budget: int = BUDGET
) -> Checked:
    """Check one story. A story that cannot be read whole is not explored; its faults come with the way to them."""
    report = Report()
    try:
        loaded = read_story(folder, evidence, report)
    except Faults as faults:
        return Checked(tuple(map(finding_of, faults.faults)), ())
    bundle = make_bundle(loaded.story, evidence.library)
    if report.faults:
        return Checked(tuple(_with_ways(Faults(report.faults).faults, loaded, bundle)), ())
    return check_loaded(loaded, bundle, progress=progress, budget=budget)


def check_loaded(
    loaded: LoadedStory,
    bundle: Bundle,
    *,
    progress: Progress = lambda _story, _rules: None,
    budget: int = BUDGET,
) -> Checked:
    """Check a story that has been read without faults."""
    story = loaded.story
    findings: dict[tuple[object, ...], Finding] = {}
    runs: list[Run] = []
    graphs: dict[str | None, StoryGraph] = {}
    for rules, ground in grounds(bundle).items():
        progress(story.story, rules or "own")
        began = time.perf_counter()
        try:
            graph = StoryGraph(ground, watched=_watched(story), budget=budget)
        except BudgetError as error:
            place = loaded.place("facts")
            found = Finding(place=place, code="state-budget", severity="error", message=f"{story.story}: {error}")
            return Checked((found,), tuple(runs))
        for found in Proof(graph, loaded.place, rules).findings():
            _keep_shorter(findings, (found.place, found.code), found)
        seconds = round(time.perf_counter() - began, 4)
        runs.append(Run(story.story, rules or "own", graph.dials, len(graph.states), graph.moves, seconds))
        graphs[rules] = graph
    for found in (
        *_unreached(loaded, graphs),
        *_unused_facts(loaded),
        *_unused_outcomes(loaded),
        *prose_findings(loaded, bundle, graphs),
    ):
        _keep_shorter(findings, (found.place, found.code, found.message), found)
    return Checked(tuple(sorted(findings.values(), key=lambda one: (one.place, one.code))), tuple(runs))


def _keep_shorter(findings: dict[tuple[object, ...], Finding], key: tuple[object, ...], found: Finding) -> None:
    """Keep of two findings that say the same the one with the shorter walk."""
    known = findings.get(key)
    if known is None or (known.witness and found.witness and len(found.witness.steps) < len(known.witness.steps)):
        findings[key] = found


def grounds(bundle: Bundle) -> dict[str | None, Ground]:
    """Return the grounds that a story can be played on: its own rules (None) and every era's."""
    found: dict[str | None, Ground] = {None: Ground(bundle)}
    for era in bundle.story.rules.eras:
        found[era] = Ground(bundle, rules_date(era, bundle))
    return found


def _watched(story: Story) -> Iterator[tuple[str, Expr]]:
    """Yield the conditions of promises, whose facts must stay in the states where they are asked."""
    for promise in story.promises:
        if promise.never and promise.never.condition:
            yield promise.never.passage, promise.never.condition.expr


def _with_ways(faults: Iterable[Fault], loaded: LoadedStory, bundle: Bundle) -> Iterator[Finding]:
    """Yield the faults of a story with a way to the passage in which each stands, as far as the story can be walked."""
    story = loaded.story
    graph = None
    if story.start in story.passages:
        with contextlib.suppress(BudgetError):  # then the faults are told without a way
            graph = StoryGraph(Ground(bundle), [{}])
    for fault in faults:
        name = _passage_at(fault, loaded)
        way = _way_to(name, {None: graph}, fault.message) if name and graph else None
        yield finding_of(fault, way)


def _passage_at(fault: Fault, loaded: LoadedStory) -> str | None:
    """Return the passage in whose lines a fault stands."""
    found = None
    for name in loaded.story.passages:
        place = loaded.place("passages", name)
        if place.file == fault.place.file and place.line <= fault.place.line:
            found = name if found is None or place > loaded.place("passages", found) else found
    return found


def _way_to(name: str, graphs: Mapping[str | None, StoryGraph | None], about: str) -> Witness | None:
    """Return the shortest walk to a passage under any of the rules."""
    best: tuple[StoryGraph, str | None, list[int]] | None = None
    for rules, graph in graphs.items():
        code = graph.layout.numbers.get(name) if graph else None
        if graph is None or code is None:
            continue
        number = next((n for n, state in enumerate(graph.states) if state & graph.layout.passage_mask == code), None)
        if number is not None and (best is None or len(graph.path(number)) < len(best[2])):
            best = graph, rules, graph.path(number)
    return witness(best[0], best[2], about, rules=best[1]) if best else None


def _unreached(loaded: LoadedStory, graphs: Mapping[str | None, StoryGraph]) -> Iterator[Finding]:
    """Yield what is never reached, taken, shown or applied in any of the graphs."""
    reached = set().union(*(graph.reached() for graph in graphs.values()))
    taken = set().union(*(graph.taken() for graph in graphs.values()))
    barred = set().union(*(graph.barred() for graph in graphs.values()))
    shown = set().union(*(graph.shown() for graph in graphs.values()))
    for name, passage in loaded.story.passages.items():
        if name not in reached:
            what = "the ending" if passage.ending else "the passage"
            message = f"{what} '{name}' is never reached; lead something to it, or take it out"
            place = loaded.place("passages", name)
            yield Finding(place=place, code="unreachable-passage", severity="error", message=message)
            continue
        for key, option, what in _never(passage, name, taken):
            message = f"{what} of '{name}' can never be taken; mend its conditions, or take it out"
            place = loaded.place("passages", name, key, option)
            way = _way_to(name, graphs, message)
            yield Finding(place=place, code="unreachable-option", severity="error", message=message, witness=way)
        for choice in passage.choices:
            for index in range(len(choice.barred)):
                if (name, choice.id, index) not in barred:
                    message = f"this bar of '{choice.id}' in '{name}' never applies; mend its condition, or take it out"
                    place = loaded.place("passages", name, "choices", choice.id, "barred", str(index))
                    way = _way_to(name, graphs, message)
                    yield Finding(place=place, code="unreachable-bar", severity="warning", message=message, witness=way)
        for index in range(len(passage.text)):
            if (name, index) not in shown:
                message = f"this text of '{name}' is never shown; mend its condition, or take it out"
                place = loaded.place("passages", name, "text", str(index))
                way = _way_to(name, graphs, message)
                yield Finding(place=place, code="unreachable-text", severity="warning", message=message, witness=way)


def _never(passage: Passage, name: str, taken: set[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield the ways out that are never taken; an option that is barred without a condition is meant to be shut."""
    for choice in passage.choices:
        meant = any(bar.condition is None for bar in choice.barred)
        if (name, choice.id) not in taken and not meant:
            yield "choices", choice.id, f"the option '{choice.id}'"
    for outcome in passage.outcomes:
        if (name, outcome.id) not in taken:
            yield "outcomes", outcome.id, f"the outcome '{outcome.id}'"
    for index in range(len(passage.routes)):
        if (name, str(index)) not in taken:
            yield "next", str(index), f"way on {index + 1}"


def _unused_facts(loaded: LoadedStory) -> Iterator[Finding]:
    """Yield facts that nothing reads, and facts that never change."""
    read: set[str] = set()
    written: set[str] = set()
    for passage in loaded.story.passages.values():
        for condition in conditions_of(passage):
            read |= facts_read(condition)
        for effects in effects_of(passage):
            written |= {name for name, _ in effects.changes}
            for _, expr in effects.changes:
                read |= facts_read(expr)
        read |= {span.text for text in texts_of(passage) for span in text.spans() if span.insert}
    read |= {name for _, expr in _watched(loaded.story) for name in facts_read(expr)}
    for name, fact in loaded.story.facts.items():
        place = loaded.place("facts", name)
        if name not in read and not fact.says:
            message = f"nothing reads the fact '{name}'; use it in a condition, a text or the case file, or take it out"
            yield Finding(place=place, code="fact-unused", severity="warning", message=message)
        elif name not in written and fact.dial is None:
            message = f"nothing ever sets the fact '{name}'; set it somewhere, make it a dial, or take it out"
            yield Finding(place=place, code="fact-unused", severity="warning", message=message)


def _unused_outcomes(loaded: LoadedStory) -> Iterator[Finding]:
    """Yield kinds of ending that no ending has."""
    used = {passage.ending.outcome for passage in loaded.story.passages.values() if passage.ending}
    for outcome in loaded.story.outcomes:
        if outcome not in used:
            message = f"no ending has the outcome '{outcome}'; give it one, or take it out"
            place = loaded.place("outcomes", outcome)
            yield Finding(place=place, code="outcome-unused", severity="warning", message=message)


def conditions_of(passage: Passage) -> Iterator[Expr]:
    """Yield every condition in a passage."""
    conditions = [block.condition for block in passage.text]
    for choice in passage.choices:
        conditions += [choice.condition, *(bar.condition for bar in choice.barred)]
    for outcome in passage.outcomes:
        conditions.append(outcome.condition)
        conditions += [share.condition for share in outcome.weight.shares] if outcome.weight else []
    conditions += [route.condition for route in passage.routes]
    return (condition.expr for condition in conditions if condition)


def effects_of(passage: Passage) -> Iterator[Effects]:
    """Yield what every way out of a passage sets."""
    yield from (choice.effects for choice in passage.choices)
    yield from (outcome.effects for outcome in passage.outcomes)
    yield from (route.effects for route in passage.routes)
