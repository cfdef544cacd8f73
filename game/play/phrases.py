"""Phrases: the small rules of English that every front end keeps to."""

from __future__ import annotations


def count_of(number: int, noun: str, many: str = "") -> str:
    """Return a number with its noun, as in ``1 exhibit``, ``2 exhibits`` and ``1,200 stories``.

    ``many`` is the noun for more than one where that takes more than an s.
    """
    return f"1 {noun}" if number == 1 else f"{number:,} {many or f'{noun}s'}"


def capitalized(text: str) -> str:
    """Return a text with a capital letter at its start; the rest stays as it is."""
    return text[:1].upper() + text[1:]
