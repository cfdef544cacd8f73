"""Painting: lines with roles become styled content. Story text is never parsed as markup on the way."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

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
    "answer": "bold",
    "notice": "",
}


def content_of(line: Line) -> Content:
    """Return one line as content."""
    parts: list[tuple[str, str]] = []
    if line.lead:
        parts.append((line.lead, _LEAD[line.role]))
        parts.append(("  ", ""))
    parts.extend((span.text, _style(span, _TEXT[line.role])) for span in line.text)
    return Content.assemble(*parts)


def paint(lines: Iterable[Line], gap: str = "") -> Content:
    """Return lines as content, one under the other. With ``gap`` a blank line stands before every lead."""
    painted: list[Content] = []
    for line in lines:
        if gap and painted and (line.lead or line.role in ("heading", "question")) and line.role != "meta":
            painted.append(Content(""))
        painted.append(content_of(line))
    return Content("\n").join(painted)


def _style(span: Span, base: str) -> str:
    styles = [base] if base else []
    if span.emphasis or span.strong:
        styles.append("bold")
    if span.link.startswith("term:"):
        styles.append("underline")
    return " ".join(styles)
