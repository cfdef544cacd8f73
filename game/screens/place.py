"""Keeping one's place in a text that is set anew: by the letters above it, which no width changes."""

from __future__ import annotations


def letters_above(text: str, row: int) -> int:
    """Return how many letters stand above a row; spaces are not counted, since wrapping moves them."""
    return sum(len("".join(line.split())) for line in text.split("\n")[:row])


def row_of(text: str, letters: int) -> int:
    """Return the row in which the letter after so many stands."""
    counted = 0
    for row, line in enumerate(text.split("\n")):
        counted += len("".join(line.split()))
        if counted > letters:
            return row
    return 0
