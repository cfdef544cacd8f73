"""Real names are kept out of invented text by their digests, so that nobody needs a list of the names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.library.guard import digest, guarded_names

GUARDED = {digest("Ofelia Quint"), digest("Zebulon"), digest("Núñez"), digest("O'Dowdle")}  # invented, every one


def found(text: str) -> list[tuple[int, str]]:
    return list(guarded_names(text, GUARDED))


def test_a_digest_never_changes_because_profiles_hold_them() -> None:
    assert digest("Ofelia Quint") == "9e9bf0bb3b2207ed"
    assert len(digest("Zebulon")) == 16


def test_case_and_spacing_do_not_change_a_digest() -> None:
    assert digest(" OFELIA   quint\n") == digest("Ofelia Quint")
    assert digest("Ofelia Quinn") != digest("Ofelia Quint")


@pytest.mark.parametrize(
    ("text", "offset", "words"),
    [
        ("Zebulon waits.", 0, "Zebulon"),
        ("It was ZEBULON!", 7, "ZEBULON"),
        ("So Ofelia Quint signed.", 3, "Ofelia Quint"),
        ("So Ofelia\n    Quint signed.", 3, "Ofelia Quint"),
        ("*Zebulon* waits", 1, "Zebulon"),
        ("(Zebulon)", 1, "Zebulon"),
        ("“Zebulon”", 1, "Zebulon"),
        ("Ofelia-Quint", 0, "Ofelia Quint"),
        ("Zebulon, Ofelia", 0, "Zebulon"),
        ("Señora Núñez", 7, "Núñez"),
        ("Ms. O'Dowdle", 4, "O'Dowdle"),
        ("Zebulon's cart", 0, "Zebulon"),
        ("Ofelia Quint’s cart", 0, "Ofelia Quint"),
        ("[Ofelia](term:detainer) Quint", 1, "Ofelia Quint"),
    ],
)
def test_a_guarded_name_is_found_where_it_stands(text: str, offset: int, words: str) -> None:
    assert found(text) == [(offset, words)]


@pytest.mark.parametrize(
    "text",
    ["Ofelia", "Quint", "Quint Ofelia", "Ofelia de Quint", "Zebulonia", "Bezebulon", "Nunez", "[x](term:zebulon)"],
)
def test_a_part_of_a_name_or_a_longer_word_is_free(text: str) -> None:
    assert found(text) == []


def test_every_occurrence_is_found() -> None:
    assert [offset for offset, _ in found("Zebulon and Ofelia Quint and Zebulon")] == [0, 12, 29]


def test_without_digests_nothing_is_guarded() -> None:
    assert list(guarded_names("Zebulon", ())) == []


WORDS = st.sampled_from(["the", "Zebulon", "waits", "Ofelia", "Quint", "“no”", "and,"])


@given(st.lists(WORDS, max_size=12))
def test_what_is_found_is_exactly_what_is_there(words: list[str]) -> None:
    text = " ".join(words)
    expected = [
        index
        for index, word in enumerate(words)
        if word == "Zebulon" or words[index : index + 2] == ["Ofelia", "Quint"]
    ]
    starts = [len(" ".join(words[:index])) + (index > 0) for index in expected]
    assert [offset for offset, _ in found(text)] == starts
