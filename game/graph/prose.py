"""What a proof says about a story's words: length, reading grade, and terms used before they are explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from game.graph.explore import StoryGraph
from game.graph.finding import Finding
from game.graph.witness import witness
from game.play.bundle import Bundle
from game.reading.prose import Prose
from game.story.load import LoadedStory
from game.story.model import Passage

WORDS = 130  #: the most that a passage may have, its texts together
GRADED = 100  #: words from which a reading grade means something (Flesch's own advice is a sample of 100)
DISTINCT = 8  #: letters from which a single word counts as a term and not as plain English
GRADE = 9.0  #: the highest Flesch-Kincaid grade of a passage


def prose_findings(loaded: LoadedStory, bundle: Bundle, graph: StoryGraph) -> Iterator[Finding]:
    """Yield warnings about the words of a story; ``graph`` is the one of its own rules."""
    grade = grader()
    for name, passage in loaded.story.passages.items():
        place = loaded.place("passages", name)
        words = sum(block.text.words for block in passage.text)
        if words > WORDS:
            message = f"'{name}' has {words} words; {WORDS} is the most for one passage, so split or shorten it"
            yield Finding(place=place, code="passage-length", severity="warning", message=message)
        found = grade(graded_text(passage)) if grade and words >= GRADED else 0.0
        if found > GRADE:
            message = (
                f"'{name}' has reading grade {found:.1f}; {GRADE:g} is the highest, so shorten its sentences and words"
            )
            yield Finding(place=place, code="reading-grade", severity="warning", message=message)
    yield from _Terms(loaded, bundle, graph).findings()


def grader() -> Callable[[str], float] | None:
    """Return the function that grades a text, or None where textstat, an extra for tests, is not installed."""
    try:
        import textstat
    except ImportError:
        return None
    grade: Callable[[str], float] = textstat.flesch_kincaid_grade
    return grade


def graded_text(passage: Passage) -> str:
    """Return a passage as it is graded: official names and figures, which cannot be made easier, count as one word."""
    return " ".join(plain_words(block.text) for block in passage.text)


def plain_words(prose: Prose) -> str:
    """Return a text with every link to an exhibit, a figure or a term as one short word."""
    parts = []
    for paragraph in prose.paragraphs:
        parts.append("".join("this" if span.link else span.text for span in paragraph.spans))
    return " ".join(parts)


class _Terms:
    """Finds terms that some walk meets before any text on it has linked them.

    A term counts as used where the very words stand with which the story links it elsewhere and which are its official
    name; short single words are left out, because "stay", "bond" and "charge" are plain English too. What has been
    explained in a state is what every way to it has shown: a fixed point over the whole graph.
    """

    def __init__(self, loaded: LoadedStory, bundle: Bundle, graph: StoryGraph) -> None:
        self.loaded = loaded
        self.graph = graph
        words = _official_words(loaded, bundle)
        self.names = list(words)
        self.uses = {
            name: re.compile(rf"\b(?:{'|'.join(map(re.escape, said))})\b", re.I) for name, said in words.items()
        }
        self.known: dict[tuple[str, tuple[bool, ...]], tuple[int, int]] = {}

    def findings(self) -> Iterator[Finding]:
        graph = self.graph
        if not self.names:
            return
        met = [self._met(number) for number in range(len(graph.states))]
        explained = self._explained(met)
        told: set[int] = set()
        for number, (links, uses) in enumerate(met):
            lacking = uses & ~(explained[number] | links)
            for bit, term in enumerate(self.names):
                if lacking >> bit & 1 and bit not in told:
                    told.add(bit)
                    name = graph.passage(number)
                    message = (
                        f"'{term}' is used in '{name}' before any text on this walk has linked it; link its first use"
                    )
                    path = self._way(number, bit, met)
                    yield Finding(
                        place=self.loaded.place("passages", name),
                        code="term-unexplained",
                        severity="warning",
                        message=message,
                        witness=witness(graph, path, message, rules=None),
                    )

    def _met(self, number: int) -> tuple[int, int]:
        """Return the terms that a state's texts link and those that they use, as bits."""
        state = self.graph.state(number)
        passage = self.graph.ground.passage(state)
        shown = tuple(self.graph.ground.holds(block.condition, state) for block in passage.text)
        key = (state.passage, shown)
        if key not in self.known:
            texts = [block.text for block, there in zip(passage.text, shown, strict=True) if there]
            texts += [option.label for option in passage.options]
            linked = {name for text in texts for name in text.links("term")}
            plain = " ".join(span.text for text in texts for span in text.spans() if not span.link)
            links = sum(1 << bit for bit, name in enumerate(self.names) if name in linked)
            uses = sum(1 << bit for bit, name in enumerate(self.names) if self.uses[name].search(plain))
            self.known[key] = (links, uses)
        return self.known[key]

    def _explained(self, met: list[tuple[int, int]]) -> list[int]:
        graph = self.graph
        everything = (1 << len(self.names)) - 1
        explained = [0 if parent < 0 else everything for parent in graph.parents]
        changed = True
        while changed:
            changed = False
            for number, (links, _) in enumerate(met):
                after = explained[number] | links
                for other in graph.after(number):
                    if explained[other] & ~after:
                        explained[other] &= after
                        changed = True
        return explained

    def _way(self, goal: int, bit: int, met: list[tuple[int, int]]) -> list[int]:
        """Return the shortest way to a state past no text that links a term."""
        parents = dict.fromkeys(range(len(self.graph.starts)), -1)
        queue = list(parents)
        for number in queue:
            if number == goal:
                break
            if met[number][0] >> bit & 1:
                continue
            for other in self.graph.after(number):
                if other not in parents:
                    parents[other] = number
                    queue.append(other)
        path = [goal]
        while parents[path[-1]] >= 0:
            path.append(parents[path[-1]])
        return path[::-1]


def _official_words(loaded: LoadedStory, bundle: Bundle) -> dict[str, list[str]]:
    """Return for each term that a story links the words of those links that are the term's official name."""
    found: dict[str, set[str]] = {}
    for passage in loaded.story.passages.values():
        for text in (*(block.text for block in passage.text), *(option.label for option in passage.options)):
            for span in text.spans():
                kind, _, name = span.link.partition(":")
                term = bundle.terms.get(name) if kind == "term" else None
                distinct = " " in span.text or len(span.text) >= DISTINCT or span.text.isupper()
                if (
                    term
                    and distinct
                    and (span.text.lower() in term.official.lower() or span.text.lower() == name.replace("-", " "))
                ):
                    found.setdefault(name, set()).add(span.text.lower())
    return {name: sorted(words) for name, words in found.items()}
