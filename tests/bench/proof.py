"""How fast the proof is: states a second against a hand-written search, whole stories, and how it grows.

Run it from the checkout: ``python tests/bench/proof.py``. Times are of the processor, and the collector is set as the
command line sets it. Ratios are of the best of three within one run, taking turns. The generated stories are built as
models in memory, so reading YAML is measured only where the shipped stories are checked from their files.
"""

from __future__ import annotations

import gc
import resource
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from game.graph.check import check_story_folder
from game.graph.explore import StoryGraph
from game.graph.proof import Proof
from game.play.bundle import Bundle
from game.play.catalogue import load_evidence, story_folders
from game.play.step import Ground
from game.reading.fault import Place
from game.story.effects import Effects
from game.story.expression import Compare, Condition, Constant, Read, Sum
from game.story.facts import Fact
from game.story.model import Choice, Ending, Outcome, Passage, Questions, Route, Rules, Seat, Setting, Story

FLAGS = 10
COUNT = 400


def story(passages: dict[str, Passage], facts: dict[str, Fact], start: str) -> Bundle:
    """Return a story around some passages."""
    whole = Story(
        story="generated", title=None, tagline=None, drawn_from=(), seat=Seat(roles=(), name=None, about=None),  # type: ignore[arg-type]
        setting=Setting(place="", date="2011-03-14"), minutes=1, content_note="", rules=Rules(eras=()), facts=facts,
        outcomes={"home": "home"}, questions=Questions(facts="", power="", mechanism=""), start=start,
        passages=passages,
    )  # fmt: skip
    return Bundle(
        story=whole, exhibits={}, sources={}, profiles={}, terms={}, roles={}, eras={}, newest_check="2026-08"
    )  # fmt: skip


def passage(**ways: object) -> Passage:
    """Return a passage without words."""
    return Passage(title=None, stage="arrest", text=(), in_short=None, **ways)  # type: ignore[arg-type]


def choice(name: str, goto: str, condition: Condition | None = None, **changes: object) -> Choice:
    """Return an option."""
    effects = Effects(tuple(changes.items()))  # type: ignore[arg-type]
    return Choice(id=name, label=None, condition=condition, effects=effects, goto=goto)  # type: ignore[arg-type]


def counter_and_flags() -> Bundle:
    """Return a story of one room with ten switches and a counter: 2**10 * 401 states."""
    facts = {f"flag_{n}": Fact(kind="flag", start=False) for n in range(FLAGS)}
    facts["count"] = Fact(kind="number", least=0, most=COUNT, start=0)
    below = Condition(Compare("<", Read("count"), Constant(COUNT)), "count < most")
    options = [
        choice(f"switch-{n}", "room", Condition(Compare("==", Read(f"flag_{n}"), Constant(value=False)), ""),
               **{f"flag_{n}": Constant(value=True)}) for n in range(FLAGS)
    ]  # fmt: skip
    options.append(choice("more", "room", below, count=Sum("+", Read("count"), Constant(1))))
    options.append(choice("leave", "end", Condition(Compare("==", Read("count"), Constant(COUNT)), "")))
    end = passage(ending=Ending(outcome="home", title=None, record=None, typical=None, moved={}))  # type: ignore[arg-type]
    return story({"room": passage(choices=tuple(options)), "end": end}, facts, "room")


def by_hand() -> int:
    """Explore the same states with the search that one would write for this story alone; return how many there are."""
    start = (0, 0)
    seen = {start}
    queue = [start]
    for flags, count in queue:
        follow = [(flags | 1 << n, count) for n in range(FLAGS) if not flags >> n & 1]
        if count < COUNT:
            follow.append((flags, count + 1))
        for state in follow:
            if state not in seen:
                seen.add(state)
                queue.append(state)
    return len(seen)


def generated(size: int) -> Bundle:
    """Return a story of many passages: a chain with side ways, a flag here and there, an other fork every fifth."""
    facts = {f"flag_{n}": Fact(kind="flag", start=False) for n in range(3)}
    passages: dict[str, Passage] = {}
    for n in range(size - 1):
        on, side = f"p{n + 1}" if n + 2 < size else "end", f"p{min(n + 2, size - 2)}" if n + 3 < size else "end"
        flag = f"flag_{n % 3}"
        if n % 5 == 4:
            when = Condition(Read(flag), flag)
            outcomes = (
                Outcome(id="a", label=None, condition=when, goto=on), Outcome(id="b", label=None, goto=side),  # type: ignore[arg-type]
            )  # fmt: skip
            passages[f"p{n}"] = passage(outcomes=outcomes)
        elif n % 5 == 2:
            passages[f"p{n}"] = passage(routes=(Route(goto=on),))
        else:
            chosen = (choice("a", on), choice("b", side, **{flag: Constant(value=n % 2 == 0)}))
            passages[f"p{n}"] = passage(choices=chosen)
    passages["end"] = passage(ending=Ending(outcome="home", title=None, record=None, typical=None, moved={}))  # type: ignore[arg-type]
    return story(passages, facts, "p0")


def main() -> None:
    """Print what was measured."""
    gc.set_threshold(100_000, 50, 50)
    hand, ours = [], []
    bundle = counter_and_flags()
    for _ in range(3):
        gc.collect()
        began = process_time()
        states = by_hand()
        hand.append(states / (process_time() - began))
        gc.collect()
        began = process_time()
        graph = StoryGraph(Ground(bundle), [{}])
        ours.append(len(graph.states) / (process_time() - began))
        assert len(graph.states) == states + 1  # and the ending
        del graph
    print(
        f"counter and flags: {states:,} states, {max(ours):,.0f} a second; "
        f"by hand {max(hand):,.0f}; {max(ours) / max(hand):.2f} of it"
    )
    gc.collect()
    began = process_time()
    evidence = load_evidence()
    library = process_time() - began
    for folder in story_folders().values():
        once = process_time()
        checked = check_story_folder(folder, evidence)
        total = sum(run.states for run in checked.runs)
        print(
            f"{folder.name}: {total:,} states in {len(checked.runs)} graphs, {process_time() - once:.2f} s with reading"
        )
    print(f"library {library:.2f} s; library and all stories, all eras, from cold: {process_time() - began:.2f} s")
    last = 0.0
    for size in (1_000, 10_000, 100_000):
        bundle = generated(size)
        gc.collect()
        began = process_time()
        graph = StoryGraph(Ground(bundle))
        findings = list(Proof(graph, lambda *_steps: Place("generated", 1, 1), None).findings())
        took = process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        growth = f", {took / last:.1f} times the one before" if last else ""
        print(
            f"{size:,} passages: {len(graph.states):,} states, {took:.2f} s{growth}, "
            f"{len(findings)} findings, peak {peak:.0f} MB"
        )
        last = took
        del graph


if __name__ == "__main__":
    main()
