"""Looking things up: everything in the library whole, by its id or by its words."""

from __future__ import annotations

import pytest

from game.library.load import LoadedLibrary
from game.play.looking import KINDS, Kind, names, plain_data, thing_lines, things
from game.play.searching import search
from tests.making import TODAY, evidence

LIBRARY = evidence().library


def read(kind: Kind, name: str) -> list[str]:
    return [
        f"{line.lead}. {line.plain}" if line.lead else line.plain for line in thing_lines(LIBRARY, kind, name, TODAY)
    ]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("detainer-rule", ["exhibit"]),
        ("detainer", ["term"]),
        ("desk-2012", ["profile"]),
        ("era-three-ranks", ["era"]),
        ("memo-2011", ["source"]),
        ("review-2012.closed_share", ["figure"]),
        ("review-2012.nothing", []),
        ("nothing", []),
    ],
)
def test_a_thing_is_found_by_its_id(name: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in things(LIBRARY, name)] == kinds


def test_every_id_that_is_listed_can_be_looked_up_and_has_something_to_read() -> None:
    listed = names(LIBRARY)
    assert len(listed) == len(set(listed)) == 5 + 1 + 1 + 3 + 5 + 4 + 9
    for name in listed:
        for kind, _ in things(LIBRARY, name):
            assert read(kind, name)


def test_everything_that_is_shipped_can_be_read_whole(shipped_library: LoadedLibrary) -> None:
    library = shipped_library.library
    seen = set()
    for name in names(library):
        for kind, _ in things(library, name):
            seen.add(kind)
            assert all(line.lead or line.plain.strip() for line in thing_lines(library, kind, name, TODAY)), name
    assert seen == set(KINDS)


def test_an_exhibit_is_shown_whole() -> None:
    told = read("exhibit", "first-memo")
    assert told[0] == "Policy. The first memo"
    assert "Citation. ICE 10072.1" in told
    assert "Figure. 19 factors: factors listed, as of 17 June 2011 (15 years ago)" in told
    assert "When. In force from 17 June 2011 to 20 November 2014." in told
    assert "Replaced by: The second memo." in told
    assert "Read. Read the memo." in told
    assert told[-3:] == [
        "Source. Exercising discretion, ICE, 17 June 2011",
        "Figure ids. first-memo.factors",
        "Card ids. second-memo",
    ]


def test_a_term_is_shown_with_its_official_and_its_spanish_word() -> None:
    assert read("term", "detainer") == [
        "Term. detainer: hold request",
        "ICE asks a jail to keep someone",
        "Official: detainer. Spanish: orden de retención.",
        "On the card. The detainer regulation (detainer-rule)",
    ]


def test_a_figure_is_shown_with_its_age_its_card_and_its_source() -> None:
    assert read("figure", "review-2012.closed_share") == [
        "Figure. 32 percent: share of the cases read, as of 29 May 2012 (14 years ago)",
        "On the card. The review of 2012, counted (review-2012)",
        "Checked as of July 2026, 4 months ago; high confidence: read in a primary or in two good sources.",
        "Source. Review figures, ICE, 29 May 2012",
    ]


def test_a_source_names_what_it_was_read_for() -> None:
    assert "Read for. The first memo (first-memo)" in read("source", "memo-2011")


def test_an_era_is_shown_with_its_span() -> None:
    told = read("era", "era-no-ranks")
    assert told[:2] == ["Era. No ranks", "From 20 February 2017 to now."]
    assert "What made it. An order of the president." in told


def test_a_profile_is_shown_with_what_was_reported() -> None:
    told = read("profile", "desk-2012")
    assert told[0] == "Reported case. O. Q."
    assert "Reported. She signed." in told
    assert "How the report leaves it. The report leaves her in the jail." in told


def test_a_search_finds_what_holds_all_words_titles_first() -> None:
    assert [(hit.kind, hit.id) for hit in search(LIBRARY, "memo")][:2] == [
        ("exhibit", "first-memo"),
        ("exhibit", "second-memo"),
    ]
    assert [hit.id for hit in search(LIBRARY, "nineteen factors")] == ["era-nineteen-factors", "first-memo"]
    assert search(LIBRARY, "FACTORS Nineteen") == search(LIBRARY, "nineteen factors")
    assert [hit.id for hit in search(LIBRARY, "retención")] == ["detainer"]
    assert search(LIBRARY, "nineteen penguins") == []


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_no_words_find_nothing(words: str) -> None:
    assert search(LIBRARY, words) == []


def test_every_hit_of_a_search_can_be_looked_up() -> None:
    for letter in "aeiou":
        for hit in search(LIBRARY, letter):
            assert hit.kind in KINDS
            assert hit.kind in [kind for kind, _ in things(LIBRARY, hit.id)]


def test_plain_data_holds_words_and_numbers_and_no_models() -> None:
    data = plain_data(LIBRARY.exhibits["review-2012"])
    assert data["says"] == "Of 2,000 cases read, 640 were closed, which is 32 percent."
    assert data["figures"]["closed_share"]["value"] == 32
    assert data["in_force"] == {
        "from": "2012-05", "to": None, "suspended": [], "never": False, "note": None,
    }  # fmt: skip
    assert data["sources"] == ["figures-2012"]

    def leaves(value: object) -> set[type]:
        if isinstance(value, dict):
            return {kind for item in value.values() for kind in leaves(item)}
        if isinstance(value, list):
            return {kind for item in value for kind in leaves(item)}
        return {type(value)}

    assert leaves(data) <= {str, int, float, bool, type(None)}
