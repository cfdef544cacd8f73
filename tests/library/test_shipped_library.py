"""The library that is shipped: whole, sourced, dated, readable, and without the names of people in reported cases."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from itertools import pairwise

import pytest
import textstat

from game.graph.prose import plain_words
from game.library.dates import day_after, end_of_force, first_day
from game.library.guard import guarded_names
from game.library.load import LoadedLibrary
from game.library.model import Library
from game.library.numbers import loose_numbers

#: What the design asks of the words on a card (CARE.md, "What would show that it works").
GRADE = 8.0


@pytest.fixture(scope="module")
def library(shipped_library: LoadedLibrary) -> Library:
    return shipped_library.library


def test_it_loads_without_a_fault_and_knows_where_everything_stands(shipped_library: LoadedLibrary) -> None:
    for part in ("exhibits", "sources", "profiles", "terms", "roles", "eras"):
        entries = getattr(shipped_library.library, part)
        assert entries, f"there are no {part}"
        assert set(entries) <= set(shipped_library.places[part])


@pytest.mark.parametrize(
    ("part", "least"), [("exhibits", 300), ("terms", 60), ("eras", 9), ("profiles", 5), ("sums", 30)]
)
def test_it_has_as_many_entries_as_it_promises(part: str, least: int, library: Library) -> None:
    assert len(getattr(library, part)) >= least


def test_it_has_as_many_figures_as_it_promises(library: Library) -> None:
    assert len(library.figure_names()) >= 550
    assert all(library.figure(name) for name in library.figure_names())


def test_every_exhibit_has_a_source_that_a_reader_can_follow(library: Library) -> None:
    lacking = [
        name
        for name, exhibit in library.exhibits.items()
        if not any(library.sources[source].url or library.sources[source].citation for source in exhibit.sources)
    ]
    assert lacking == []


def test_an_address_is_one_that_a_browser_opens(library: Library) -> None:
    odd = [name for name, source in library.sources.items() if source.url and not source.url.startswith("http")]
    assert odd == []


def test_every_exhibit_says_when_it_was_checked_and_that_it_was(library: Library) -> None:
    for name, exhibit in library.exhibits.items():
        assert exhibit.checked.strip(), name
        assert exhibit.bears_on, name
        assert first_day(exhibit.last_verified).year >= 2000, name


def test_every_figure_says_what_it_counts_and_of_when_it_is(library: Library) -> None:
    for name in library.figure_names():
        figure = library.figure(name)
        assert figure is not None
        assert figure.about.strip(), name
        assert figure.as_of or figure.period, name


def test_no_source_and_no_exhibit_carries_a_guarded_name_in_its_title(library: Library) -> None:
    guarded = {name for profile in library.profiles.values() for name in profile.guarded}
    assert guarded, "no profile guards a name"
    titles = [(f"source {name}", source.title) for name, source in library.sources.items()]
    titles += [(f"exhibit {name}", exhibit.title) for name, exhibit in library.exhibits.items()]
    titles += [(f"term {name}", f"{term.plain} {term.official}") for name, term in library.terms.items()]
    assert [name for name, title in titles if next(guarded_names(title, guarded), None)] == []


def test_every_profile_guards_the_names_that_its_case_made_public(library: Library) -> None:
    assert [name for name, profile in library.profiles.items() if not profile.guarded] == []


def test_the_eras_lie_in_a_row_and_only_the_last_is_open(library: Library) -> None:
    eras = sorted(library.eras.values(), key=lambda era: first_day(era.start))
    assert [era.end is None for era in eras] == [False] * (len(eras) - 1) + [True]
    for before, after in pairwise(eras):
        assert before.end
        assert day_after(before.end) == first_day(after.start)


def test_every_era_answers_for_each_of_the_typical_cases(library: Library) -> None:
    asked = [set(era.cases) for era in library.eras.values()]
    assert len(asked[0]) == 4
    assert all(cases == asked[0] for cases in asked)


def test_what_an_era_meant_for_a_case_is_easy_to_read(library: Library) -> None:
    grades = {
        (name, case): textstat.flesch_kincaid_grade(plain_words(one.says))
        for name, era in library.eras.items()
        for case, one in era.cases.items()
    }
    assert {which: grade for which, grade in grades.items() if grade > 8.5} == {}


def test_what_a_card_says_is_easy_to_read(library: Library) -> None:
    grades = {
        name: textstat.flesch_kincaid_grade(plain_words(exhibit.says)) for name, exhibit in library.exhibits.items()
    }
    assert {name: grade for name, grade in grades.items() if grade > GRADE} == {}


def test_supersession_is_known_on_both_sides_and_runs_forward(library: Library) -> None:
    pairs = list(superseded(library))
    assert len(pairs) >= 40
    for old, new in pairs:
        assert old in library.exhibits[new].supersedes, f"{new} does not know that it replaced {old}"
    for new, exhibit in library.exhibits.items():
        assert all((old, new) in pairs for old in exhibit.supersedes), new


def superseded(library: Library) -> Iterator[tuple[str, str]]:
    for old, exhibit in library.exhibits.items():
        for new in exhibit.superseded_by:
            yield old, new


def test_no_rule_ends_before_it_starts(library: Library) -> None:
    for name, exhibit in library.exhibits.items():
        since, until = exhibit.in_force.since, exhibit.in_force.until
        assert not (since and until) or first_day(since) <= end_of_force(until), name


def test_no_card_states_a_number_that_no_figure_stands_behind(library: Library) -> None:
    for name, exhibit in library.exhibits.items():
        for text in filter(None, (exhibit.says, exhibit.details, exhibit.caveats)):
            for paragraph in text.paragraphs:
                free = "".join("·" if span.link.startswith("figure:") else span.text for span in paragraph.spans)
                assert list(loose_numbers(free)) == [], name


def test_cards_can_be_read(library: Library) -> None:
    grades = sorted(textstat.flesch_kincaid_grade(exhibit.says.text) for exhibit in library.exhibits.values())
    assert statistics.median(grades) <= GRADE
    assert grades[len(grades) * 9 // 10] <= GRADE, "more than one card in ten is too hard"
    assert grades[-1] <= 12.0, "a card that only a lawyer can read"
