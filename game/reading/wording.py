"""Wordings that no story and no card uses, and what to write in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADVICE = (
    (r"currently|nowadays|presently|these days|at the moment|as of now|recently", "give the date: 'as of May 2012'"),
    (r"illegals|illegal (?:im)?migrants?|illegal aliens?", "write 'noncitizen', or 'person without status'"),
    (r"anchor bab(?:y|ies)", "write 'child who is a citizen'"),
    (r"catch and release", "say what was done: 'released until the hearing'"),
)

_BANNED = re.compile(r"\b(?:" + "|".join(pattern for pattern, _ in _ADVICE) + r")\b", re.IGNORECASE)


def banned_wordings(text: str) -> Iterator[re.Match[str]]:
    """Yield every banned wording in a text."""
    return _BANNED.finditer(text)


def wording_advice(found: str) -> str:
    """Return what to write in place of a banned wording."""
    return next(advice for pattern, advice in _ADVICE if re.fullmatch(pattern, found, re.IGNORECASE))
