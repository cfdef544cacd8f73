"""Checking a story: read it, explore it under its own rules and every era's, and say what is wrong with it."""

from __future__ import annotations

import contextlib
import datetime
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from game.graph.days import rules_days
from game.graph.explore import BUDGET, BudgetError, StoryGraph
from game.graph.finding import Finding, finding_of
from game.graph.proof import Proof
from game.graph.prose import ProseFindings
from game.graph.use import Use
from game.graph.way import Way
from game.graph.witness import witness
from game.library.dates import in_words
from game.library.load import LoadedLibrary
from game.play.bundle import Bundle, make_bundle, texts_of
from game.play.step import Ground
from game.reading.fault import Fault, Faults, Report
from game.story.expression import Expr, facts_read
from game.story.load import LoadedStory, read_story
from game.story.model import Story


class Run(msgspec.Struct, frozen=True):
    """What exploring a story under one set of rules took. ``rules`` is "own", an era's id, or that and a day."""

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
    """Check a story that has been read without faults. One graph is held at a time, since each may be large."""
    story = loaded.story
    findings: dict[tuple[object, ...], Finding] = {}
    later: list[Finding] = []  # these stand behind what is proved, where two stand at one place
    runs: list[Run] = []
    use, prose = Use(loaded), ProseFindings(loaded, bundle)
    for one in rules_days(bundle):
        progress(story.story, one.name)
        began = time.perf_counter()
        try:
            graph = StoryGraph(one.ground, watched=_watched(story), budget=budget)
        except BudgetError as error:
            place = loaded.place("facts")
            found = Finding(place=place, code="state-budget", severity="error", message=f"{story.story}: {error}")
            return Checked((found,), tuple(runs))
        for found in Proof(graph, loaded.place, one.rules).findings():
            if one.day is None or (found.place, found.code) not in findings:
                _keep_shorter(findings, (found.place, found.code), _dated(found, one.day))
        seconds = round(time.perf_counter() - began, 4)
        runs.append(Run(story.story, one.name, graph.dials, len(graph.states), graph.moves, seconds))
        use.look(graph, one.rules)
        later += prose.look(graph, one)
        del graph  # before the next one is made
    for found in (*use.findings(), *_unused_facts(loaded), *_unused_outcomes(loaded), *later, *prose.findings()):
        _keep_shorter(findings, (found.place, found.code, found.message), found)
    return Checked(tuple(sorted(findings.values(), key=lambda one: (one.place, one.code))), tuple(runs))


def _keep_shorter(findings: dict[tuple[object, ...], Finding], key: tuple[object, ...], found: Finding) -> None:
    """Keep of two findings that say the same the one with the shorter walk."""
    known = findings.get(key)
    if known is None or (known.witness and found.witness and len(found.witness.steps) < len(known.witness.steps)):
        findings[key] = found


def _dated(found: Finding, day: datetime.date | None) -> Finding:
    """Return what was found on a day that no era means itself, with that day."""
    if day is None:
        return found
    return msgspec.structs.replace(found, message=f"{found.message} (under the rules of {in_words(day.isoformat())})")


def _watched(story: Story) -> Iterator[tuple[str, Expr]]:
    """Yield the conditions of promises, whose facts must stay in the states where they are asked."""
    for promise in story.promises:
        if promise.never and promise.never.condition:
            yield promise.never.passage, promise.never.condition.expr


def _with_ways(faults: Iterable[Fault], loaded: LoadedStory, bundle: Bundle) -> Iterator[Finding]:
    """Yield the faults of a story with a way to the passage in which each stands, as far as the story can be walked."""
    graph = None
    if loaded.story.start in loaded.story.passages:
        with contextlib.suppress(BudgetError):  # then the faults are told without a way
            graph = StoryGraph(Ground(bundle), [{}])
    ways: dict[str, Way | None] = {}
    for fault in faults:
        name = _passage_at(fault, loaded)
        if name and graph and name not in ways:
            number = graph.first_in(name)
            ways[name] = None if number is None else Way(graph, graph.path(number))
        way = ways.get(name or "")
        yield finding_of(fault, witness(way, fault.message, rules=None) if way else None)


def _passage_at(fault: Fault, loaded: LoadedStory) -> str | None:
    """Return the passage in whose lines a fault stands."""
    found = None
    for name in loaded.story.passages:
        place = loaded.place("passages", name)
        if place.file == fault.place.file and place.line <= fault.place.line:
            found = name if found is None or place > loaded.place("passages", found) else found
    return found


def _unused_facts(loaded: LoadedStory) -> Iterator[Finding]:
    """Yield facts that nothing reads, and facts that never change."""
    read: set[str] = set()
    written: set[str] = set()
    for passage in loaded.story.passages.values():
        for condition in passage.conditions():
            read |= facts_read(condition.expr)
        for way in passage.ways:
            written |= {name for name, _ in way.effects.changes}
            for _, expr in way.effects.changes:
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
