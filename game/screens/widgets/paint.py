"""Painting: lines with roles become styled content, set to a width. Story text is never parsed as markup on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content
from textual.style import Style

from game.play.lines import Line
from game.reading.prose import Span

# A role's style for its lead ("Rule", "1") and for its text. Colours are the theme's own; see themes.py.
_LEAD = {
    "heading": "bold",
    "label": "bold $accent",
    "text": "bold $accent",
    "meta": "$text-muted",
    "question": "bold",
    "option": "bold $accent",
    "barred": "bold $warning",
    "row": "$text-muted",
    "answer": "bold $accent",
    "notice": "bold $warning",
}
_TEXT = {
    "heading": "bold",
    "label": "bold",
    "text": "",
    "meta": "$text-muted",
    "question": "bold",
    "option": "",
    "barred": "$text-muted strike",
    "row": "",
    "answer": "bold",
    "notice": "",
}
MARGIN = 11  # columns for the leads, which stand beside the text where there is room
ROOM = 58  # columns from which there is
_PICTURE = Style.from_meta({"picture": "yes"})


@dataclass(frozen=True)
class Sheet:
    """How lines are set: the columns there are, the longest line of text, and the blank lines between paragraphs."""

    width: int
    measure: int = 68
    spacing: int = 1

    @property
    def margin(self) -> int:
        """The columns left of the text."""
        return MARGIN if self.width >= ROOM else 0

    @property
    def column(self) -> int:
        """The columns of the text."""
        return max(min(self.width - self.margin, self.measure), 8)


def content_of(line: Line) -> Content:
    """Return one line as content, not yet set to a width."""
    parts: list[tuple[str, str]] = []
    if line.lead:
        parts += [(line.lead, _LEAD[line.role]), ("  ", "")]
    return Content.assemble(*parts, *words_of(line))


def words_of(line: Line) -> list[tuple[str, str]]:
    """Return the words of a line with their styles, without its lead."""
    return [(span.text, _style(span, _TEXT[line.role])) for span in line.text]


def paint(lines: Iterable[Line | Content], sheet: Sheet) -> Content:
    """Return lines as content, one under the other. What is content already is set beside the leads as it is."""
    painted: list[Content] = []
    titled = False  # the line before was the title of a card, which stands close to its text
    for line in lines:
        if isinstance(line, Content):
            painted += [one.pad_left(sheet.margin) for one in line.split(allow_blank=True)]
            continue
        if painted and _parted(line, sheet) and not (titled and not line.lead):
            painted.append(Content(""))
        titled = line.role == "label"
        painted += _set(line, sheet)
    return Content("\n").join(painted)


def _parted(line: Line, sheet: Sheet) -> bool:
    """Tell whether a blank line stands before a line."""
    if line.role in ("heading", "question", "label"):
        return True
    if line.role in ("meta", "row"):
        return False
    return sheet.spacing > 0 and not line.plain.startswith("- ")


def _set(line: Line, sheet: Sheet) -> Iterator[Content]:
    """Yield the rows of a line, its lead beside the text or, where that is too narrow, in the text."""
    if line.role in ("heading", "question"):
        yield from hang(content_of(line), sheet.margin + sheet.column, 0)
    elif not sheet.margin:
        yield from hang(content_of(line), sheet.column, 2 if line.plain.startswith("- ") else 0)
    else:
        lead = Content.styled(line.lead, _LEAD[line.role])
        if len(line.lead) >= MARGIN:
            yield from hang(lead, sheet.margin + sheet.column, 0)
            lead = Content("")
        text = Content.assemble(*words_of(line))
        for row in hang(text, sheet.column, 2 if line.plain.startswith("- ") else 0):
            yield lead.pad_right(MARGIN - len(lead)) + row
            lead = Content("")


def hang(content: Content, width: int, indent: int) -> Iterator[Content]:
    """Yield the rows of a text in a width, every row but the first indented."""
    rows = content.wrap(max(width, 4))
    yield rows[0].rstrip()
    if len(rows) == 1:
        return
    rest = content[len(rows[0]) :]
    while rest.plain.startswith(" "):
        rest = rest[1:]
    for row in rest.wrap(max(width - indent, 4)):
        yield row.rstrip().pad_left(indent)


def indented(content: Content, width: int, indent: int = 2) -> Iterator[Content]:
    """Yield the rows of a text in a width, every row indented."""
    return (row.pad_left(indent) for row in hang(content, width - indent, 0))


def as_picture(content: Content) -> Content:
    """Mark content as a picture: what it shows stands in words beside it, so a reading can leave it out."""
    return content.stylize(_PICTURE)


def words_shown(content: Content) -> str:
    """Return what content says, without its pictures."""
    text = list(content.plain)
    for span in content.spans:
        if isinstance(span.style, Style) and span.style.meta.get("picture"):
            text[span.start : span.end] = " " * (span.end - span.start)
    return "".join(text)


def _style(span: Span, base: str) -> str:
    styles = [base] if base else []
    if span.emphasis or span.strong:
        styles.append("bold")
    if span.link.startswith("term:"):
        styles.append("underline")
    return " ".join(styles)
