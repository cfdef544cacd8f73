"""What a proof says about what a story shows: length, reading grade, forks without evidence, unexplained terms."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from game.graph.explore import StoryGraph
from game.graph.finding import Finding
from game.graph.screenful import Screenful, screenfuls
from game.graph.way import Way
from game.graph.witness import witness
from game.play.bundle import Bundle
from game.reading.prose import Prose
from game.story.load import LoadedStory
from game.story.model import Passage

WORDS = 130  #: the most that a passage may show at once
GRADED = 100  #: words from which a reading grade means something (Flesch's own advice is a sample of 100)
DISTINCT = 8  #: letters from which a single word counts as a term and not as plain English
GRADE = 9.0  #: the highest Flesch-Kincaid grade of a passage


class ProseFindings:
    """Says what is wrong with what a story shows, one of its graphs after the other."""

    def __init__(self, loaded: LoadedStory, bundle: Bundle) -> None:
        self.loaded = loaded
        self.bundle = bundle
        self.longest: dict[str, tuple[int, Way, str | None]] = {}  # the most words of a passage that has too many
        self.told: set[str] = set()

    def look(self, graph: StoryGraph, rules: str | None) -> Iterator[Finding]:
        """Yield forks that show no exhibit and terms that are not explained; ``rules`` as a walkthrough writes them."""
        shown, of_state = screenfuls(graph)
        long: dict[str, Screenful] = {}
        for one in shown:
            if one.words > WORDS and (one.name not in long or one.words > long[one.name].words):
                long[one.name] = one
            if one.passage.fork and one.name not in self.told and not one.exhibits(graph):
                self.told.add(one.name)
                message = f"the fork '{one.name}' can show no exhibit: what it names is not in force then; add one"
                way = Way(graph, graph.path(one.number))
                yield Finding(
                    place=self.loaded.place("passages", one.name),
                    code="fork-evidence",
                    severity="error",
                    message=message,
                    witness=witness(way, message, rules=rules),
                )
        for name, one in long.items():
            if name not in self.longest or one.words > self.longest[name][0]:
                self.longest[name] = one.words, Way(graph, graph.path(one.number)), rules
        yield from _Terms(self.loaded, self.bundle, graph, rules, shown, of_state).findings(self.told)

    def findings(self) -> Iterator[Finding]:
        """Yield the passages that are hard to read, and those that are too long in some state of the graphs."""
        grade = grader()
        for name, passage in self.loaded.story.passages.items():
            found = grade(graded_text(passage)) if grade and _words(passage) >= GRADED else 0.0
            if found > GRADE:
                message = (
                    f"'{name}' has reading grade {found:.1f}; "
                    f"{GRADE:g} is the highest, so shorten its sentences and words"
                )
                place = self.loaded.place("passages", name)
                yield Finding(place=place, code="reading-grade", severity="warning", message=message)
        for name, (words, way, rules) in self.longest.items():
            message = f"'{name}' can have {words} words; {WORDS} is the most for one screen, so split or shorten it"
            yield Finding(
                place=self.loaded.place("passages", name),
                code="passage-length",
                severity="warning",
                message=message,
                witness=witness(way, message, rules=rules),
            )


def _words(passage: Passage) -> int:
    return sum(block.text.words for block in passage.text)


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

    def __init__(
        self,
        loaded: LoadedStory,
        bundle: Bundle,
        graph: StoryGraph,
        rules: str | None,
        shown: list[Screenful],
        of_state: Sequence[int],
    ) -> None:
        self.loaded = loaded
        self.graph = graph
        self.rules = rules
        words = _official_words(loaded, bundle)
        self.names = list(words)
        self.uses = {
            name: re.compile(rf"\b(?:{'|'.join(map(re.escape, said))})\b", re.I) for name, said in words.items()
        }
        met = [self._met(one) for one in shown]
        self.met = [met[number] for number in of_state]

    def findings(self, told: set[str]) -> Iterator[Finding]:
        """Yield each term once, at its first use without an explanation; ``told`` holds those told before."""
        graph = self.graph
        if not self.names:
            return
        explained = self._explained()
        for number, (links, uses) in enumerate(self.met):
            lacking = uses & ~(explained[number] | links)
            for bit, term in enumerate(self.names):
                if lacking >> bit & 1 and term not in told:
                    told.add(term)
                    name = graph.passage(number)
                    message = (
                        f"'{term}' is used in '{name}' before any text on this walk has linked it; link its first use"
                    )
                    path = self._way(number, bit)
                    yield Finding(
                        place=self.loaded.place("passages", name),
                        code="term-unexplained",
                        severity="warning",
                        message=message,
                        witness=witness(Way(graph, path), message, rules=self.rules),
                    )

    def _met(self, shown: Screenful) -> tuple[int, int]:
        """Return the terms that a screenful's texts link and those that they use, as bits."""
        texts = (*shown.texts, *shown.labels)
        linked = {name for text in texts for name in text.links("term")}
        plain = " ".join(span.text for text in texts for span in text.spans() if not span.link)
        links = sum(1 << bit for bit, name in enumerate(self.names) if name in linked)
        uses = sum(1 << bit for bit, name in enumerate(self.names) if self.uses[name].search(plain))
        return links, uses

    def _explained(self) -> list[int]:
        """Return for each state the terms that every way to it has linked, as bits."""
        graph, met = self.graph, self.met
        everything = (1 << len(self.names)) - 1
        explained = [0 if parent < 0 else everything for parent in graph.parents]
        waiting = deque(range(len(met)))
        queued = bytearray(b"\1") * len(met)
        while waiting:
            number = waiting.popleft()
            queued[number] = 0
            after = explained[number] | met[number][0]
            for other in graph.after(number):
                if explained[other] & ~after:
                    explained[other] &= after
                    if not queued[other]:
                        queued[other] = 1
                        waiting.append(other)
        return explained

    def _way(self, goal: int, bit: int) -> list[int]:
        """Return the shortest way to a state past no text that links a term."""
        path = self.graph.way_to(lambda here: here == goal, past=lambda here: not self.met[here][0] >> bit & 1)
        assert path is not None  # it was explained on none of the ways
        return path


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
