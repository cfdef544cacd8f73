"""Prose: the small Markdown of stories and cards.

Paragraphs, ``*emphasis*``, ``**strong**``, lists and links, and nothing else: no headings, no images, no HTML. A link
carries meaning and never an address::

    [1 percent](figure:pd-review-2012.la_share)   [detainer](term:detainer)
    [the regulation](exhibit:detainer-rule)       [a vendor](profile:kpcc-2012-vendor)

``{years_here}`` puts the value of a fact into a story's text. markdown-it parses; what it returns is flattened into
``Prose``, which is data: no front end ever sees Markdown, and no text can carry markup of a terminal or a toolkit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Self

import msgspec

from game.reading.fault import Place, either, quoted
from game.reading.nodes import Node, Scalar
from game.reading.reader import FAILED, Failed, Reader, Reference

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LINK_KINDS = ("exhibit", "figure", "profile", "term")
_INSERT = r"\{([a-z][a-z0-9_]*)\}"
_NO_LINK = re.compile(rf"[\])]\s*[\[(](?:{'|'.join(LINK_KINDS)}):")  # a link that Markdown does not take for one


class Span(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """A run of text in one style.

    ``link`` is empty or ``kind:target``; an ``insert`` span holds the name of the fact whose value stands there.
    """

    text: str
    link: str = ""
    emphasis: bool = False
    strong: bool = False
    insert: bool = False


class Paragraph(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """A paragraph, or a list item when ``bullet`` is ``-`` or a number with its point."""

    spans: tuple[Span, ...]
    bullet: str = ""

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


class Prose(msgspec.Struct, frozen=True, array_like=True):
    """A text in paragraphs."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The words alone, a line a paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    def spans(self) -> Iterator[Span]:
        """Yield every span, in reading order."""
        for paragraph in self.paragraphs:
            yield from paragraph.spans

    def links(self, kind: str) -> Iterator[str]:
        """Yield the targets of the links of a kind, in reading order."""
        for span in self.spans():
            if span.link.startswith(kind + ":"):
                yield span.link[len(kind) + 1 :]

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | Failed:
        """Read a text node, note its links as references, and report links and inserts that cannot be."""
        text = reader.text(node)
        if not isinstance(text, str):
            return FAILED
        assert isinstance(node, Scalar)
        tokens = _markdown().parse(text)
        prose = cls(_flattened(tokens, reader.owner))
        lost = [*_lost(tokens, text), *_unlinked(prose, text)]
        for offset, message in lost:
            reader.report.add(node.at(offset), "wrong-value", message)
        if lost:
            return FAILED
        if not prose.text.strip():
            return reader.fault(node, "wrong-value", "the text has no words; write it or take the key out")
        return prose if prose.check(node, reader) else FAILED

    def check(self, node: Scalar, reader: Reader) -> bool:
        """Report what is wrong with what the text says; tell whether it is of a form that can be used."""
        _note_links(self, node, reader)
        report_wordings(node.text, node, reader)
        return True


class Line(Prose, frozen=True, array_like=True):
    """A text of one paragraph, for labels and reasons."""

    def check(self, node: Scalar, reader: Reader) -> bool:
        """Report also a text that is not one paragraph."""
        super().check(node, reader)
        one = len(self.paragraphs) == 1 and not self.paragraphs[0].bullet
        if not one:
            reader.fault(node, "wrong-value", "several paragraphs stand where one line was meant; join them")
        return one


def report_wordings(text: str, node: Scalar, reader: Reader) -> None:
    """Report the banned wordings in a text."""
    from game.reading.wording import banned_wordings, wording_advice  # needed for reading files only

    for found in banned_wordings(text):
        advice = wording_advice(found.group())
        reader.report.add(node.at(found.start()), "banned-wording", f"'{found.group()}': {advice}")


def parse(text: str, owner: str = "") -> Prose:
    """Return Markdown text as prose. ``owner`` is the exhibit whose own figures may be named without it."""
    return Prose(_flattened(_markdown().parse(text), owner))


def _flattened(tokens: list[Token], owner: str) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    bullets: list[str] = []
    numbers: list[int] = []
    bullet = ""
    for token in tokens:
        if token.type == "bullet_list_open":
            bullets.append("-")
        elif token.type == "ordered_list_open":
            bullets.append("1")
            numbers.append(int(token.attrs.get("start", 1)) - 1)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            if bullets.pop() == "1":
                numbers.pop()
        elif token.type == "list_item_open":
            if bullets[-1] == "1":
                numbers[-1] += 1
                bullet = f"{numbers[-1]}."
            else:
                bullet = "-"
        elif token.type == "list_item_close":
            bullet = ""
        elif token.type == "inline":
            spans = tuple(_spans(token.children or [], owner))
            if spans:
                paragraphs.append(Paragraph(spans, bullet))
            bullet = ""
    return tuple(paragraphs)


def _lost(tokens: list[Token], text: str) -> Iterator[tuple[int, str]]:
    """Yield what Markdown reads and a reader would never see, as the offset in the text and a message."""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open") and token.level:
            lines = text.splitlines(keepends=True)[: (token.map or [0])[0]]
            yield sum(map(len, lines)), "a list stands inside a list; make it one list, or write sentences"
            return
        inner = token.children or []
        for index, child in enumerate(inner):
            if child.type != "link_open":
                continue
            target, title = str(child.attrs.get("href", "")), str(child.attrs.get("title", ""))
            offset = max(text.find(f"]({target}"), 0)
            if not target:
                yield offset, f"a link leads nowhere; name what it leads to, as in [words]({LINK_KINDS[0]}:its-id)"
            if title:
                yield offset, f"{quoted(title)} stands inside a link and is never shown; take it out"
            words = inner[index + 1].content if inner[index + 1].type == "text" else ""
            closing = index + (2 if words else 1)
            if not words.strip() and inner[closing].type == "link_close":
                yield offset, f"the link to {quoted(target)} has no words; write them between its brackets"


def _unlinked(prose: Prose, text: str) -> Iterator[tuple[int, str]]:
    """Yield what was meant as a link and is none, as the offset in the text and a message."""
    for span in prose.spans():
        for found in () if span.link else _NO_LINK.finditer(span.text):
            near = span.text[max(found.start() - 20, 0) : found.end()]
            message = "this is no link, and shown as it stands; write [words](kind:id), without a space before ("
            yield max(text.find(near), text.find(found[0]), 0), message


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # reading a text is the only thing that needs it

    parser = MarkdownIt("zero").enable(["emphasis", "link", "list", "escape", "newline"])
    parser.validateLink = lambda url: bool(url)  # type: ignore[method-assign]  # kinds are checked here, not schemes
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # targets are ids, not addresses
    return parser


def _spans(tokens: list[Token], owner: str) -> Iterator[Span]:
    """Flatten inline tokens; neighbors in the same style are joined."""
    link = ""
    emphasis = strong = 0
    waiting: Span | None = None
    for token in tokens:
        if token.type == "link_open":
            link = _whole_target(str(token.attrs.get("href", "")), owner)
        elif token.type == "link_close":
            link = ""
        elif token.type in ("em_open", "em_close"):
            emphasis += token.nesting
        elif token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        else:
            text = " " if token.type in ("softbreak", "hardbreak") else token.content
            for span in _split_inserts(text, link, emphasis=bool(emphasis), strong=bool(strong)):
                if waiting is not None and _alike(waiting, span):
                    waiting = msgspec.structs.replace(waiting, text=waiting.text + span.text)
                else:
                    if waiting is not None:
                        yield waiting
                    waiting = span
    if waiting is not None:
        yield waiting


def _whole_target(link: str, owner: str) -> str:
    kind, _, target = link.partition(":")
    return f"figure:{owner}.{target}" if kind == "figure" and owner and "." not in target else link


def _split_inserts(text: str, link: str, *, emphasis: bool, strong: bool) -> Iterator[Span]:
    for index, part in enumerate(re.split(_INSERT, re.sub(r"\s+", " ", text))):
        if part:
            yield Span(part, link, emphasis, strong, insert=index % 2 == 1)


def _alike(one: Span, other: Span) -> bool:
    return not (one.insert or other.insert) and (one.link, one.emphasis, one.strong) == (
        other.link,
        other.emphasis,
        other.strong,
    )


def _note_links(prose: Prose, node: Scalar, reader: Reader) -> None:
    seen: dict[str, int] = {}
    for span in prose.spans():
        if span.insert:
            place = _find(node, "{" + span.text + "}", seen) or node.place
            facts = reader.scope.facts if reader.scope else None
            if facts is None:
                insert = quoted("{" + span.text + "}")
                reader.report.add(place, "unknown-name", f"{insert} is for stories; write the words out")
            elif span.text not in facts and span.text != "days":
                hint = reader.report.hint(span.text, facts) or "; declare it under 'facts'"
                reader.report.add(place, "unknown-name", f"there is no fact {quoted(span.text)}{hint}")
        elif span.link:
            kind, _, target = span.link.partition(":")
            short = "figure:" + target.removeprefix(reader.owner + ".") if kind == "figure" else span.link
            place = _find(node, f"]({span.link}", seen) or _find(node, f"]({short}", seen) or node.place
            if kind not in LINK_KINDS or not target:
                kinds = either(f"{kind}:" for kind in LINK_KINDS)
                message = f"{quoted(span.link)} is no link of ours; links start with {kinds}"
                reader.report.add(place, "link-kind", message)
            else:
                reader.references.append(Reference(kind, target, place, span.text))


def _find(node: Scalar, needle: str, seen: dict[str, int]) -> Place | None:
    """Return the place of the next occurrence of a piece of source text that a span came from."""
    offset = node.text.find(needle, seen.get(needle, 0))
    if offset < 0:
        return None
    seen[needle] = offset + 1
    return node.at(offset)
