"""Phrases: the small rules of English that every front end keeps to."""

from __future__ import annotations


def count_of(number: int, noun: str) -> str:
    """Return a number with its noun, as in ``1 exhibit`` and ``2 exhibits``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def capitalized(text: str) -> str:
    """Return a text with a capital letter at its start; the rest stays as it is."""
    return text[:1].upper() + text[1:]
