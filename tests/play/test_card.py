"""Cards: an exhibit in the words that every front end shows."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec
import pytest

from game.library.load import load_library
from game.library.model import Figure, Library, Source, Value
from game.play import lines
from game.play.card import Card, figure_line, make_card, source_line, value_words
from tests.making import TODAY, evidence, lay_library

RULES_ON = datetime.date(2012, 5, 1)

DISPUTED = """
disputed:
  kind: policy
  instrument: policy
  title: A disputed policy
  citation: A memo
  made_by: ice
  says: Officers may wait.
  applies_to: lists
  bears_on: [discretion]
  in_force: {}
  scope: Los Angeles County
  reason: {says: It saves time., by: ICE, date: 2012-05, source: memo-2011}
  criticism: {says: It saves nothing., by: A reporter, date: 2013-02-03}
  details: There is an appendix.
  caveats: The appendix was not found.
  sources: [memo-2011, memo-2014]
  checked: Read the memo without its appendix.
  last_verified: 2025-11
  confidence: low
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small library with a policy about which opinions differ."""
    folder: Path = lay_library(tmp_path_factory.mktemp("cards") / "library")
    (folder / "exhibits" / "disputed.yaml").write_text(DISPUTED, encoding="utf-8")
    return load_library(folder).library


def card(name: str, day: datetime.date = RULES_ON, library: Library | None = None) -> Card:
    return make_card(name, library or evidence().library, day, TODAY)


@pytest.mark.parametrize(
    ("name", "day", "status", "force"),
    [
        ("first-memo", "2011-06-16", "not yet", "Not yet in force under these rules: begins 17 June 2011."),
        ("first-memo", "2011-06-17", "in force", "In force from 17 June 2011 to 20 November 2014."),
        ("first-memo", "2014-11-19", "in force", "In force from 17 June 2011 to 20 November 2014."),
        ("first-memo", "2014-11-20", "no longer", "No longer in force under these rules: ended 20 November 2014."),
        ("detainer-rule", "2012-05-01", "in force", "In force since 1 April 1997."),
        ("review-2012", "2012-05-01", "in force", "Covers May 2012 on."),
        ("review-2012", "2012-04-30", "not yet", "Covers May 2012 on."),
    ],
)
def test_a_card_tells_when_its_rule_was_in_force_and_what_a_statistic_covers(
    name: str, day: str, status: str, force: str
) -> None:
    found = card(name, datetime.date.fromisoformat(day))
    assert (found.status, found.force) == (status, force)


def test_a_card_tells_how_sure_and_how_old_it_is(library: Library) -> None:
    assert card("shares").age == "Checked as of July 2026, 4 months ago; medium confidence."
    found = card("disputed", library=library)
    assert found.age == "Checked as of November 2025, 12 months ago; low confidence."
    assert found.confidence == "low confidence: not confirmed in a source"
    assert found.force == "In force; its start was not looked up."


def test_a_card_tells_both_sides_with_who_said_so_and_when(library: Library) -> None:
    told = [f"{line.lead}. {line.plain}" for line in lines.whole_card_lines(card("disputed", library=library))]
    assert "The government's reason (ICE, May 2012). It saves time." in told
    assert "The main criticism (A reporter, 3 February 2013). It saves nothing." in told
    assert "More. There is an appendix." in told
    assert "Take care. The appendix was not found." in told
    assert "When and where. In force; its start was not looked up. Los Angeles County." in told
    assert "What was read. Read the memo without its appendix." in told
    assert told[-2:] == [
        "Source. Exercising discretion, ICE, 17 June 2011",
        "Source. Policies for apprehension, DHS, 20 November 2014",
    ]


def test_beside_a_passage_a_card_shows_its_title_what_it_says_and_its_dates() -> None:
    told = [f"{line.lead}: {line.plain}" if line.lead else line.plain for line in lines.card_lines(card("first-memo"))]
    assert told == [
        "Policy: The first memo",
        "Officers look at nineteen factors before they hold someone.",
        "In force from 17 June 2011 to 20 November 2014. Checked as of July 2026, 4 months ago; high confidence.",
    ]


def test_a_card_names_what_it_replaces_and_what_replaced_it() -> None:
    assert card("first-memo").replaced == ("Replaced by: The second memo.",)
    assert card("second-memo").replaced == ("Replaces: The first memo.",)
    assert card("detainer-rule").replaced == ()


def test_the_addresses_of_a_card_stand_in_the_order_of_its_sources() -> None:
    found = card("detainer-rule")
    assert len(found.sources) == len(found.addresses) == 1
    assert found.addresses[0].startswith("https://")
    assert card("first-memo").addresses == ("",)


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (4403, "cases", "4,403 cases"),
        (1.5, "percent", "1.5 percent"),
        (1500, "USD", "$1,500"),
        (2011, "year", "2011"),
        ("most", "cases", "most cases"),
        ("29 May 2012", "date", "29 May 2012"),
        (1_000_000, "people", "1,000,000 people"),
    ],
)
def test_the_value_of_a_figure_is_told_as_people_write_it(amount: int | float | str, unit: str, words: str) -> None:
    assert value_words(Figure(value=Value(amount), unit=unit, about="x")) == words


def test_a_figure_is_told_with_its_day_and_age_or_its_period() -> None:
    day = Figure(value=Value(3), unit="people", about="held", as_of="2024-11")
    span = Figure(value=Value(3), unit="people", about="held", period="2007 to 2012")
    assert figure_line(day, TODAY) == "3 people: held, as of November 2024 (2 years ago)"
    assert figure_line(span, TODAY) == "3 people: held, 2007 to 2012"


def test_a_source_is_told_with_who_wrote_it_and_whether_it_is_primary() -> None:
    whole = Source(title="A report.", publisher="GAO", author="A. Writer", date="2012-07", primary=True)
    assert source_line(whole) == "A. Writer, A report, GAO, July 2012 (primary)"
    assert source_line(Source(title="A report", publisher="GAO")) == "A report, GAO"


def test_a_spanish_word_that_was_not_seen_in_print_says_so() -> None:
    term = evidence().library.terms["detainer"]
    unseen = msgspec.structs.replace(term, spanish_seen=False, note="A note.")
    assert [line.plain for line in lines.entry_lines(unseen)][1] == (
        "Official: detainer. Spanish: orden de retención (a rendering that has not been reviewed). A note."
    )
