"""The small Markdown: paragraphs, emphasis, lists, links that carry meaning, and facts put in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.reading import Fault, Place, Report
from game.reading.parsing import parse_yaml
from game.reading.prose import LINK_KINDS, Line, Paragraph, Prose, Span, parse
from game.reading.reader import Reader
from game.reading.shape import read_as
from game.story.expression import Scope
from game.story.facts import Fact

Read = Callable[..., Any]
FaultsOf = Callable[..., list[Fault]]

FACTS = Scope({"years_here": Fact(kind="number", most=30, start=9), "signed": Fact(kind="flag", start=False)})


def spans(text: str) -> tuple[Span, ...]:
    (paragraph,) = parse(text).paragraphs
    return paragraph.spans


def texts(text: str) -> list[tuple[str, str]]:
    return [(paragraph.bullet, paragraph.text) for paragraph in parse(text).paragraphs]


def test_lines_are_joined_and_an_empty_line_starts_a_paragraph() -> None:
    assert texts("She signs.\nThe pen is dry.\n\n\nNobody looks.\n") == [
        ("", "She signs. The pen is dry."),
        ("", "Nobody looks."),
    ]


def test_emphasis_and_strong_can_stand_alone_and_together() -> None:
    assert spans("a *b* **c** ***d*** e") == (
        Span("a "),
        Span("b", emphasis=True),
        Span(" "),
        Span("c", strong=True),
        Span(" "),
        Span("d", emphasis=True, strong=True),
        Span(" e"),
    )


@pytest.mark.parametrize("text", ["2 * 3 * 4", "snake_case_word", "a * b", "**", "not closed *x", "**x*y"])
def test_a_star_or_a_stroke_that_encloses_nothing_stays(text: str) -> None:
    assert spans(text) == (Span(text),)


def test_a_backslash_keeps_a_star_a_star() -> None:
    assert spans(r"\*not emphasis\*") == (Span("*not emphasis*"),)


def test_a_list_has_its_bullets_and_its_numbers() -> None:
    assert texts("Bring:\n\n- a pen\n- a form\n") == [("", "Bring:"), ("-", "a pen"), ("-", "a form")]
    assert texts("1. ask\n2. wait\n3. sign\n") == [("1.", "ask"), ("2.", "wait"), ("3.", "sign")]


def test_a_list_counts_on_from_the_number_that_it_starts_with() -> None:
    assert texts("2011. That was the year.\n") == [("2011.", "That was the year.")]
    assert texts("3. a\n3. b\n") == [("3.", "a"), ("4.", "b")]


def test_an_empty_item_lends_its_bullet_to_nothing() -> None:
    assert texts("-\n\ntext") == [("", "text")]


def test_the_second_paragraph_of_an_item_has_no_bullet_of_its_own() -> None:
    assert texts("- one\n\n  more\n- two\n") == [("-", "one"), ("", "more"), ("-", "two")]


def test_a_list_inside_a_list_goes_on_counting_outside() -> None:
    assert [bullet for bullet, _ in texts("1. a\n   - b\n   - c\n2. d\n")] == ["1.", "-", "-", "2."]


@pytest.mark.parametrize("kind", LINK_KINDS)
def test_a_link_has_its_kind_its_target_and_its_words(kind: str) -> None:
    assert spans(f"see [the rule]({kind}:some-id) now") == (
        Span("see "),
        Span("the rule", f"{kind}:some-id"),
        Span(" now"),
    )


def test_links_of_a_kind_are_listed_in_reading_order() -> None:
    text = "[a](term:x) [b](exhibit:y)\n\n- [c](term:z)\n"
    assert list(parse(text).links("term")) == ["x", "z"]
    assert list(parse(text).links("exhibit")) == ["y"]
    assert list(parse(text).links("figure")) == []


def test_a_figure_of_the_exhibit_itself_needs_no_owner() -> None:
    assert list(parse("[48](figure:max_hold)", owner="detainer-rule").links("figure")) == ["detainer-rule.max_hold"]
    assert list(parse("[48](figure:other.max_hold)", owner="detainer-rule").links("figure")) == ["other.max_hold"]
    assert list(parse("[48](figure:max_hold)").links("figure")) == ["max_hold"]


def test_a_link_may_run_over_the_end_of_a_line() -> None:
    assert spans("[the long\nrule](exhibit:x)") == (Span("the long rule", "exhibit:x"),)


def test_an_insert_is_a_span_of_its_own() -> None:
    assert spans("*After {years_here} years*") == (
        Span("After ", emphasis=True),
        Span("years_here", emphasis=True, insert=True),
        Span(" years", emphasis=True),
    )


@pytest.mark.parametrize(
    "text", ["{Years}", "{}", "{1}", "{years here}", "{years", "years}", "{years.real}", "{years!r}", "{__x}"]
)
def test_braces_that_name_no_fact_stay_as_they_are(text: str) -> None:
    assert spans(text) == (Span(text),)


def test_words_are_counted_as_one_reads_them() -> None:
    prose = parse("One *two* [three four](term:x).\n\n- five\n")
    assert prose.words == 5
    assert prose.text == "One two three four.\nfive"


def test_a_link_to_no_kind_of_ours_is_told_at_the_link(read: Read, faults_of: FaultsOf) -> None:
    text = "|\n  See [the law](law:x)\n  or [here](https://example.org).\n"
    found = faults_of(read, Prose, text)
    assert [(str(fault.place), fault.code) for fault in found] == [
        ("file.yaml:2:15", "link-kind"),
        ("file.yaml:3:11", "link-kind"),
    ]


def test_a_link_is_noted_with_its_words() -> None:
    reader = Reader(Report())
    read_as(Prose, parse_yaml("|\n  [48\n  hours](figure:rule.max_hold)\n", "f"), reader)
    assert [(one.kind, one.name, one.words) for one in reader.references] == [("figure", "rule.max_hold", "48 hours")]


def test_an_insert_of_no_fact_is_told_with_the_fact_that_was_meant(read: Read, faults_of: FaultsOf) -> None:
    text = "|\n  After {years_here} years, {days} days and {years_her} more.\n"
    (fault,) = faults_of(read, Prose, text, FACTS)
    assert fault.place == Place("file.yaml", 2, 45)
    assert (fault.code, fault.message) == ("unknown-name", "there is no fact 'years_her'; did you mean 'years_here'?")


def test_an_insert_outside_a_story_is_refused(read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Prose, "'After {years_here} years'")
    assert (fault.code, "is for stories" in fault.message) == ("unknown-name", True)


@pytest.mark.parametrize("text", ["''", "'  '", "|\n\n"])
def test_an_empty_text_is_refused(text: str, read: Read, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(read, Prose, text)
    assert (fault.code, "the text has no words" in fault.message) == ("wrong-value", True)


def test_a_line_is_one_paragraph_and_no_list(read: Read, faults_of: FaultsOf) -> None:
    assert read(Line, "She *signs*").paragraphs == (Paragraph((Span("She "), Span("signs", emphasis=True))),)
    for text in ("|\n  One.\n\n  Two.\n", "'- a list'", "'1. a list'"):
        (fault,) = faults_of(read, Line, text)
        assert fault.code == "wrong-value"
