"""Unquoted words that YAML reads as something else: refused where a word is meant, taken where it is meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
import pytest

from game.reading.fault import Fault
from game.reading.marks import Unquoted
from game.reading.surprises import surprise

SURPRISES = {
    "no": "a yes or no",
    "No": "a yes or no",
    "y": "a yes or no",
    "off": "a yes or no",
    "TRUE": "a yes or no",
    "": "nothing at all",
    "~": "nothing at all",
    "null": "nothing at all",
    "12:30": "a number counted in sixties",
    "1:59:59": "a number counted in sixties",
    "010": "an octal number",
    "-07": "an octal number",
    "0x1F": "a number in another base",
    "0b101": "a number in another base",
    "2012-05-29": "a date",
    "2012-5-9": "a date",
    "2012-05-29 10:00": "a date",
    "48": "a number",
    "-1": "a number",
    "1_500": "a number",
    "1.5": "a number",
    ".5": "a number",
    "1e3": "a number",
    "1.5E-3": "a number",
    ".inf": "a number",
    "-.INF": "a number",
    ".NaN": "a number",
}
WORDS = ["none", "yes, she says", "12:75", "12.30 pm", "I-862", "2012-05", "1,500", "48 hours", "0x", "nay", "é", "..."]


class Card(msgspec.Struct, frozen=True, kw_only=True):
    title: str
    open: bool = False
    count: int = 0
    date: Annotated[str, Unquoted()] | None = None
    note: str | None = None


@pytest.mark.parametrize(("text", "what"), SURPRISES.items())
def test_an_unquoted_surprise_is_refused_where_a_text_is_meant(
    text: str, what: str, read: Callable[..., Any], faults_of: Callable[..., list[Fault]]
) -> None:
    assert surprise(text) == what
    (fault,) = faults_of(read, Card, f"title: {text}")
    assert fault.code == "yaml-surprise"
    assert "in quotes" in fault.message


@pytest.mark.parametrize("text", [text for text in SURPRISES if text])
@pytest.mark.parametrize("quoted", ["'{}'", '"{}"', "|-\n  {}", ">-\n  {}"])
def test_the_same_word_is_a_word_in_quotes_or_in_a_block(text: str, quoted: str, read: Callable[..., Any]) -> None:
    assert read(Card, "title: " + quoted.format(text)).title == text


@pytest.mark.parametrize("text", WORDS)
def test_a_word_that_yaml_reads_as_itself_needs_no_quotes(text: str, read: Callable[..., Any]) -> None:
    assert surprise(text) is None
    assert read(Card, f"title: {text}").title == text


def test_a_text_that_a_comment_swallowed_is_told_as_such(
    read: Callable[..., Any], faults_of: Callable[..., list[Fault]]
) -> None:
    (fault,) = faults_of(read, Card, "title: #1 on the list")
    assert fault.code == "yaml-surprise"
    assert "#" in fault.message


@pytest.mark.parametrize("text", ["yes", "no", "true", "False", "YES"])
def test_yes_and_no_are_taken_where_yes_or_no_is_meant(text: str, read: Callable[..., Any]) -> None:
    assert read(Card, f"title: x\nopen: {text}").open is (text.lower() in ("yes", "true"))


@pytest.mark.parametrize("text", ["'yes'", "on", "off", "y", "1", "maybe", "[yes]"])
def test_anything_else_is_refused_where_yes_or_no_is_meant(
    text: str, read: Callable[..., Any], faults_of: Callable[..., list[Fault]]
) -> None:
    (fault,) = faults_of(read, Card, f"title: x\nopen: {text}")
    assert (fault.code, fault.place.line, fault.place.column) == ("wrong-type", 2, 7)
    assert fault.message.endswith("write yes or no without quotes")


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("7", 7), ("-3", -3), ("1200", 1200), ("'12'", 12)])
def test_a_whole_number_is_taken_where_one_is_meant(text: str, value: int, read: Callable[..., Any]) -> None:
    assert read(Card, f"title: x\ncount: {text}").count == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("010", "yaml-surprise"),
        ("12:30", "yaml-surprise"),
        ("0x10", "yaml-surprise"),
        ("no", "yaml-surprise"),
        ("2012-05-29", "yaml-surprise"),
        ("1e3", "wrong-type"),
        ("1.0", "wrong-type"),
        ("1_000", "wrong-type"),
        ("1,000", "wrong-type"),
        ("ten", "wrong-type"),
        ("٣", "wrong-type"),
        ("[1]", "wrong-type"),
        ("{a: 1}", "wrong-type"),
    ],
)
def test_what_is_not_plainly_a_whole_number_is_refused_where_one_is_meant(
    text: str, code: str, read: Callable[..., Any], faults_of: Callable[..., list[Fault]]
) -> None:
    (fault,) = faults_of(read, Card, f"title: x\ncount: {text}")
    assert fault.code == code


def test_a_date_needs_no_quotes_where_a_date_is_meant(read: Callable[..., Any]) -> None:
    assert read(Card, "title: x\ndate: 2012-05-29").date == "2012-05-29"


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing_means_left_out_where_a_value_is_optional(text: str, read: Callable[..., Any]) -> None:
    assert read(Card, f"title: x\nnote: {text}\ndate: {text}") == Card(title="x")


@pytest.mark.parametrize("text", ["'~'", "'null'"])
def test_quotes_keep_nothing_from_meaning_left_out(text: str, read: Callable[..., Any]) -> None:
    assert read(Card, f"title: x\nnote: {text}").note == text.strip("'")


@pytest.mark.parametrize("text", ["''", "' '", '"\\t\\n"', "|\n\n"])
def test_a_text_in_quotes_has_words(text: str, read: Callable[..., Any], faults_of: Callable[..., list[Fault]]) -> None:
    (fault,) = faults_of(read, Card, f"title: {text}")
    assert (fault.code, fault.message) == ("wrong-value", "the text has no words; write it or take the key out")
