"""Text is data: it cannot carry markup of a terminal, a toolkit or a browser, and it cannot break the reader."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from game.reading import CODES, Fault, Place, Report
from game.reading.characters import unsafe_in, without_unsafe
from game.reading.nodes import Scalar
from game.reading.parsing import parse_yaml
from game.reading.prose import LINK_KINDS, Prose, Span, parse
from game.reading.reader import Reader
from game.reading.shape import read_as

MARKUP = [
    "[bold]x[/]",
    "[/]",
    "[@click=app.quit]x[/]",
    "[link=https://example.org]x[/link]",
    "[red on blue",
    r"\x1b[31mred\x1b[0m",
    r"\u202e",
    "<b>x</b>",
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "<https://example.org>",
    "https://example.org",
    "&lt;b&gt; &amp; &#27;",
    "`code`",
    "~~gone~~",
    "| a | b |",
    "$(rm -rf .)",
    "%(name)s %s {0}",
    "\N{RIGHTWARDS ARROW} not an emoji",
]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_of_others_is_plain_text(text: str) -> None:
    (paragraph,) = parse(text).paragraphs
    assert paragraph.spans == (Span(text),)


@pytest.mark.parametrize(
    ("text", "kept"), [("# a heading", "# a heading"), ("> a quote", "> a quote"), ("    code", "code")]
)
def test_blocks_of_markdown_that_we_do_not_have_are_paragraphs(text: str, kept: str) -> None:
    assert [paragraph.text for paragraph in parse(text).paragraphs] == [kept]


def test_a_rule_under_a_line_makes_no_heading() -> None:
    assert parse("Title\n---\ntext").text == "Title --- text"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "file:///etc/passwd",
        "https://example.org",
        "mailto:a@example.org",
        "//example.org",
        "vbscript:x",
        "Exhibit:x",
        "exhibit",
        "exhibit:",
        ":x",
        "<javascript:alert(1)>",
    ],
)
@pytest.mark.parametrize("form", ["[words]({})", "![picture]({})", "*[words]({})*"])
def test_a_link_with_an_address_is_refused(
    link: str, form: str, read: Callable[..., Any], faults_of: Callable[..., list[Fault]]
) -> None:
    (fault,) = faults_of(read, Prose, yaml.safe_dump(form.format(link), width=1000))
    assert fault.code == "link-kind"


@pytest.mark.parametrize("link", ["term:../../etc/passwd", "term:a\\\\b", "term:<x>", "exhibit:a'b"])
def test_a_link_of_ours_names_whatever_it_names_and_is_looked_up_later(link: str) -> None:
    report = Report()
    reader = Reader(report)
    read_as(Prose, parse_yaml(yaml.safe_dump(f"[words]({link})", width=1000), "f"), reader)
    assert report.faults == []
    reader.resolve("term", set(), list)
    reader.resolve("exhibit", set(), list)
    assert [fault.code for fault in report.faults] == ["unknown-name"]


SAFE = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
PLAIN = st.text(SAFE, max_size=60)
MARKS = ["*", "**", "_", "[", "](", ")", "(", "{", "}", "{years}", "\\", "<", ">", "!", "#", "|", "---", "- ", "1. "]
OTHERS = [
    "&amp;",
    "`",
    "[bold]",
    "[/]",
    "term:x",
    "figure:a.b",
    "http://x",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "a",
    "b c",
    "“é”",
]
PIECES = st.sampled_from([*MARKS, *OTHERS])


@given(st.lists(PIECES | PLAIN, max_size=25).map("".join))
@example("[" * 500)
@example("*a " * 500)
@example("[a](term:x" * 100)
@example("](" * 200)
@example("\\" * 300)
def test_reading_a_text_reports_faults_and_raises_nothing_else(text: str) -> None:
    report = Report()
    prose = read_as(Prose, Scalar(Place("f", 1, 1), without_unsafe(text)), Reader(report))
    assert all(fault.code in CODES for fault in report.faults)
    if isinstance(prose, Prose):
        assert unsafe_in(prose.text) is None
        assert all(span.text for span in prose.spans())
        for span in prose.spans():
            kind = span.link.partition(":")[0]
            assert not span.link or kind in LINK_KINDS or report.faults


@given(PLAIN.filter(lambda text: "](" not in text))
def test_the_letters_of_a_text_survive_reading(text: str) -> None:
    letters = "".join(char for char in text if char.isalpha())
    assert "".join(char for char in parse(text).text if char.isalpha()) == letters


@given(st.lists(st.text("abcdefg.,;:?“”’é12 ", min_size=1, max_size=12), min_size=1, max_size=6))
def test_plain_sentences_come_out_as_they_went_in(words: list[str]) -> None:
    text = "x" + " ".join(" ".join(words).split())
    assert parse(text).text == text


@given(
    st.lists(st.tuples(st.sampled_from(LINK_KINDS), st.text("abc ", min_size=1).map(lambda s: f"w{s}w")), max_size=6)
)
def test_every_link_keeps_its_words(links: list[tuple[str, str]]) -> None:
    text = " and ".join(f"[{words}]({kind}:id-{number})" for number, (kind, words) in enumerate(links)) or "none"
    found = [(span.link, span.text) for span in parse(text).spans() if span.link]
    assert found == [(f"{kind}:id-{number}", " ".join(words.split())) for number, (kind, words) in enumerate(links)]


WORDS = st.text("abcxyz159éß", min_size=1, max_size=5)
SOURCES = st.lists(
    WORDS
    | st.sampled_from(["\n", "\n\n", "- ", "\n- ", "1. ", "\n20. ", "  ", "* ", "\n\n    ", "**", "_", "(", "]", "["])
    | WORDS.map(lambda words: f"[{words}](term:x)")
    | WORDS.map(lambda words: f"[{words}](term:x 'title')")
    | WORDS.map(lambda words: f"[{words}] (term:x)"),
    max_size=20,
).map("".join)


@given(SOURCES)
@example("- " * 12 + "words")
@example("2011. words")
@example("[](term:x) words")
def test_no_letter_of_an_accepted_text_is_lost(text: str) -> None:
    report = Report()
    prose = read_as(Prose, Scalar(Place("f", 1, 1), text), Reader(report))
    if report.faults:
        return
    assert isinstance(prose, Prose)
    shown = "".join(f"{paragraph.bullet} {paragraph.text} " for paragraph in prose.paragraphs)
    source = text.replace("](term:x)", "]")
    if "1." in source or "20." in source:  # items after the first are counted, whatever was written
        source, shown = re.sub("[0-9]", "", source), re.sub("[0-9]", "", shown)
    assert [char for char in shown if char.isalnum()] == [char for char in source if char.isalnum()]


@pytest.mark.parametrize(
    "piece", ["[", "](", "*a ", "a**", "**a *b_ ", "- a\n", "- ", "[](", "[a](", "\\[", "[a]", "`", "_", "<", "{a}"]
)
def test_a_long_hostile_text_is_read_in_bounded_time(piece: str) -> None:
    began = time.perf_counter()
    parse(piece * (10_000 // len(piece)))
    assert time.perf_counter() - began < 5.0  # what grows with the square takes a tenth of a second here
