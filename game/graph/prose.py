"""What a proof says about what a story shows: length, reading grade, forks without evidence, unexplained terms."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from game.graph.days import RulesDay
from game.graph.explore import StoryGraph
from game.graph.finding import Finding
from game.graph.screenful import Screenful, screenfuls
from game.graph.way import Way
from game.graph.witness import witness
from game.library.dates import in_words, is_date
from game.play.bundle import Bundle
from game.play.step import Ground
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
        self.terms = _TermWords(loaded, bundle)
        self.told: set[str] = set()

    def look(self, graph: StoryGraph, at: RulesDay) -> Iterator[Finding]:
        """Yield forks that show no exhibit and terms that are not explained, in the graph of some rules."""
        shown, of_state = screenfuls(graph)
        long: dict[str, Screenful] = {}
        days = [(at.ground, at.rules), *((Ground(self.bundle, day), day.isoformat()) for day in at.alike)]
        for one in shown:
            if one.words > WORDS and (one.name not in long or one.words > long[one.name].words):
                long[one.name] = one
            if one.passage.fork and one.name not in self.told:
                bare = next((rules for ground, rules in days if not one.has_evidence(ground)), "")
                if bare != "":
                    self.told.add(one.name)
                    yield self._bare(one, Way(graph, graph.path(one.number)), bare)
        for name, one in long.items():
            if name not in self.longest or one.words > self.longest[name][0]:
                self.longest[name] = one.words, Way(graph, graph.path(one.number)), at.rules
        yield from _Terms(self.loaded, self.terms, graph, at.rules, shown, of_state).findings(self.told)

    def _bare(self, one: Screenful, way: Way, rules: str | None) -> Finding:
        """Return that a fork shows no exhibit under some rules."""
        then = f"under the rules of {in_words(rules) if is_date(rules) else rules}" if rules else "under its own rules"
        message = f"the fork '{one.name}' shows no exhibit {then}: what it names is not in force; add one"
        place = self.loaded.place("passages", one.name)
        walk = witness(way, message, rules=rules)
        return Finding(place=place, code="fork-evidence", severity="error", message=message, witness=walk)

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


class _Met(msgspec.Struct, frozen=True):
    """The terms that a text links and those that it uses, as bits."""

    links: int = 0
    uses: int = 0


class _TermWords:
    """The words by which a story's texts use its terms; each text is looked through once."""

    def __init__(self, loaded: LoadedStory, bundle: Bundle) -> None:
        words = _official_words(loaded, bundle)
        self.names = list(words)
        self.uses = [re.compile(rf"\b(?:{'|'.join(map(re.escape, said))})\b", re.I) for said in words.values()]
        self.known: dict[int, _Met] = {}  # by identity: the bundle holds the texts all the while

    def met(self, shown: Screenful) -> _Met:
        """Return the terms of all texts of a screenful."""
        links = uses = 0
        for text in (*shown.texts, *shown.labels):
            met = self.known.get(id(text)) or self._look(text)
            links |= met.links
            uses |= met.uses
        return _Met(links, uses)

    def _look(self, text: Prose) -> _Met:
        linked = set(text.links("term"))
        plain = " ".join(span.text for span in text.spans() if not span.link)
        links = sum(1 << bit for bit, name in enumerate(self.names) if name in linked)
        uses = sum(1 << bit for bit, used in enumerate(self.uses) if used.search(plain))
        self.known[id(text)] = _Met(links, uses)
        return self.known[id(text)]


class _Terms:
    """Finds terms that some walk meets before any text on it has linked them.

    A term counts as used where the very words stand with which the story links it elsewhere and which are its official
    name; short single words are left out, because "stay", "bond" and "charge" are plain English too. What has been
    explained in a state is what every way to it has shown: a fixed point over the whole graph.
    """

    def __init__(
        self,
        loaded: LoadedStory,
        words: _TermWords,
        graph: StoryGraph,
        rules: str | None,
        shown: list[Screenful],
        of_state: Sequence[int],
    ) -> None:
        self.loaded = loaded
        self.graph = graph
        self.rules = rules
        self.names = words.names
        self.shown = shown
        self.kinds = [words.met(one) for one in shown]
        self.of_state = of_state

    def findings(self, told: set[str]) -> Iterator[Finding]:
        """Yield each term once, at its first use without an explanation; ``told`` holds those told before."""
        graph = self.graph
        if not self._suspects():
            return
        explained = self._explained()
        for number, kind in enumerate(self.of_state):
            lacking = self.kinds[kind].uses & ~(explained[number] | self.kinds[kind].links)
            for bit, term in enumerate(self.names) if lacking else ():
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

    def _suspects(self) -> bool:
        """Tell whether any term is used that not every way among the passages, whatever the facts, has linked."""
        graph = self.graph
        links: dict[int, int] = {}
        lacking: dict[int, int] = {}
        for one, met in zip(self.shown, self.kinds, strict=True):
            code = graph.layout.numbers.get(one.name, graph.layout.nowhere)
            links[code] = links.get(code, -1) & met.links
            lacking[code] = lacking.get(code, 0) | met.uses & ~met.links
        explained = _linked_before(graph.start_passages, links, lambda code: graph.passages_after.get(code, ()))
        return any(terms & ~explained.get(code, 0) for code, terms in lacking.items())

    def _explained(self) -> list[int]:
        """Return for each state the terms that every way to it has linked, as bits."""
        graph = self.graph
        links = [self.kinds[kind].links for kind in self.of_state]
        found = _linked_before(range(len(graph.starts)), dict(enumerate(links)), graph.after)
        return [found[number] for number in range(len(links))]

    def _way(self, goal: int, bit: int) -> list[int]:
        """Return the shortest way to a state past no text that links a term."""
        links = [met.links >> bit & 1 for met in self.kinds]
        path = self.graph.way_to(lambda here: here == goal, past=lambda here: not links[self.of_state[here]])
        assert path is not None  # it was explained on none of the ways
        return path


def _linked_before(
    starts: Iterable[int], links: Mapping[int, int], after: Callable[[int], Iterable[int]]
) -> dict[int, int]:
    """Return for each point what has been linked on every way to it, as bits."""
    before = dict.fromkeys(starts, 0)
    waiting = deque(before)
    queued = set(before)
    while waiting:
        here = waiting.popleft()
        queued.discard(here)
        told = before[here] | links.get(here, 0)
        for other in after(here):
            known = before.get(other, -1)
            if known & ~told:
                before[other] = known & told
                if other not in queued:
                    queued.add(other)
                    waiting.append(other)
    return before


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
