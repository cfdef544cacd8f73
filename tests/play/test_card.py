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
  in_force: {note: the start is disputed}
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
    assert card("shares").age == "Checked as of July 2026, 4 months ago"
    found = card("disputed", library=library)
    assert found.age == "Checked as of November 2025, 12 months ago"
    assert found.confidence == "low confidence: not confirmed in a source"
    assert found.force == "In force; its start was not looked up."


@pytest.mark.parametrize(
    ("in_force", "day", "status", "force"),
    [
        (
            "{from: 2011-01-10, to: 2015-01-10, suspended: [{from: 2012-03, to: 2012-06-20}]}", "2012-06-19",
            "suspended", "Not in force under these rules: on hold from March 2012 to 20 June 2012.",
        ),
        (
            "{from: 2011-01-10, to: 2015-01-10, suspended: [{from: 2012-03, to: 2012-06-20}]}", "2012-06-20",
            "in force", "In force from 10 January 2011 to 10 January 2015, on hold from March 2012 to 20 June 2012.",
        ),
        ("{from: 2014-11-20, to: 2017-06-15, never: yes}", "2015-01-01",
            "never", "It never took effect. Made 20 November 2014, ended 15 June 2017."),
        ("{from: 2015-10-20, to: 2015-10-20, never: yes}", "2015-10-20",
            "never", "It never took effect. Made 20 October 2015."),
    ],
)  # fmt: skip
def test_a_rule_that_was_on_hold_or_never_took_effect_is_not_shown_as_in_force(
    in_force: str, day: str, status: str, force: str, tmp_path: Path
) -> None:
    folder = lay_library(tmp_path / "library")
    text = DISPUTED.replace("{note: the start is disputed}", in_force)
    (folder / "exhibits" / "disputed.yaml").write_text(text, encoding="utf-8")
    found = card("disputed", datetime.date.fromisoformat(day), load_library(folder).library)
    assert (found.status, found.force, found.shows) == (status, force, status == "in force")


def test_an_event_is_shown_under_any_rules_and_says_what_span_it_covers(tmp_path: Path) -> None:
    folder = lay_library(tmp_path / "library")
    text = DISPUTED.replace("kind: policy\n  instrument: policy", "kind: event\n  instrument: event")
    text = text.replace("{note: the start is disputed}", "{from: 2015-07, to: 2019-08}")
    (folder / "exhibits" / "disputed.yaml").write_text(text, encoding="utf-8")
    found = card("disputed", library=load_library(folder).library)
    assert (found.kind, found.shows, found.force) == ("Event", True, "Covers July 2015 to August 2019.")


def test_everything_that_an_author_writes_of_an_exhibit_is_told_somewhere(library: Library) -> None:
    """No field can be filled in and lost: each changes what the whole card says."""
    exhibit = library.exhibits["disputed"]
    told = "\n".join(f"{one.lead} {one.plain}" for one in lines.whole_card_lines(card("disputed", library=library)))
    other = library.exhibits["first-memo"]
    silent = {"made_by", "bears_on", "instrument"}  # for the debrief, the search and the schema
    for field in msgspec.structs.fields(type(exhibit)):
        if field.name in silent:
            continue
        full = {"supersedes": ("first-memo",), "superseded_by": ("first-memo",), "see_also": ("first-memo",),
                "kind": "rule", "in_force": other.in_force, "figures": library.exhibits["shares"].figures,
                "last_verified": "2020-01", "confidence": "high", "sources": ("memo-2011",)}  # fmt: skip
        changed = full.get(field.name, None if getattr(exhibit, field.name) is not None else other.says)
        if field.name in ("title", "citation", "applies_to", "checked", "scope"):
            changed = "other words"
        elif field.name == "says":
            changed = other.says
        replaced = msgspec.structs.replace(exhibit, **{field.name: changed})
        changed_library = msgspec.structs.replace(library, exhibits={**library.exhibits, "disputed": replaced})
        after = card("disputed", library=changed_library)
        assert "\n".join(f"{one.lead} {one.plain}" for one in lines.whole_card_lines(after)) != told, field.name


def test_a_card_tells_both_sides_with_who_said_so_and_when(library: Library) -> None:
    told = [f"{line.lead}. {line.plain}" for line in lines.whole_card_lines(card("disputed", library=library))]
    assert "The government's reason (ICE, May 2012). It saves time." in told
    assert "The main criticism (A reporter, 3 February 2013). It saves nothing." in told
    assert "More. There is an appendix." in told
    assert "Take care. The appendix was not found." in told
    assert "When. In force; its start was not looked up. Los Angeles County." in told
    assert "Dates. The start is disputed." in told
    assert "Read. Read the memo without its appendix." in told
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
        "Citation: ICE 10072.1",
        "Source: Exercising discretion, ICE, 17 June 2011.",
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
    assert [line.plain for line in lines.entry_lines("detainer", unseen)][2] == (
        "Official: detainer. Spanish: orden de retención (a rendering that has not been reviewed). A note."
    )


@pytest.mark.parametrize(
    ("name", "plain", "official", "head"),
    [
        ("detainer", "hold request", "immigration detainer", "detainer: hold request"),
        ("a-number", "A-number", "Alien Registration Number", "A-number"),
        ("one-year-limit", "one-year limit", "filing deadline", "one-year limit"),
        ("cat", "torture protection", "Convention Against Torture (CAT)", "CAT: torture protection"),
    ],
)
def test_a_term_is_headed_by_its_word_and_its_plain_words_and_by_one_where_they_are_the_same(
    name: str, plain: str, official: str, head: str
) -> None:
    term = msgspec.structs.replace(evidence().library.terms["detainer"], plain=plain, official=official)
    assert lines.called(name, term) == head
