"""Phrases: numbers with their nouns, and capital letters."""

from __future__ import annotations

import pytest

from game.play.phrases import capitalized, count_of


@pytest.mark.parametrize(("number", "words"), [(0, "0 doors"), (1, "1 door"), (2, "2 doors")])
def test_only_one_is_told_in_the_singular(number: int, words: str) -> None:
    assert count_of(number, "door") == words


@pytest.mark.parametrize(
    ("text", "words"), [("ICE officer", "ICE officer"), ("the ICE officer", "The ICE officer"), ("", "")]
)
def test_a_sentence_begins_with_a_capital_and_keeps_those_it_has(text: str, words: str) -> None:
    assert capitalized(text) == words
