"""What a file may not do: tags, aliases, hidden characters, and more of anything than a story needs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from game.reading import Fault, Faults, parsing
from game.reading.fault import MAX_FAULTS
from game.reading.nodes import Mapping, Scalar, Sequence
from game.reading.parsing import MAX_DEPTH, MAX_TEXT, parse_yaml, read_yaml

SECONDS = 5.0  #: generous: what is refused in time takes less than one, what is not takes minutes


def codes(text: str) -> list[str]:
    with pytest.raises(Faults) as caught:
        parse_yaml(text, "f")
    return [fault.code for fault in caught.value.faults]


def one_fault(text: str) -> Fault:
    with pytest.raises(Faults) as caught:
        parse_yaml(text, "f")
    (fault,) = caught.value.faults
    return fault


def test_a_duplicate_key_is_refused_with_the_line_of_the_first() -> None:
    fault = one_fault("title: a\nstory: b\ntitle: c\n")
    assert str(fault) == "f:3:1: yaml-duplicate-key: 'title' stands here already, in line 1; keep one"


def test_a_key_may_stand_again_in_another_mapping() -> None:
    root = parse_yaml("a: {id: x}\nb: {id: y}\n", "f")
    assert isinstance(root, Mapping)
    assert list(root.items) == ["a", "b"]


@pytest.mark.parametrize("key", ["title", "'title'", '"title"', "? title\n"])
def test_a_key_is_the_same_however_it_is_quoted(key: str) -> None:
    assert codes(f"title: a\n{key}: b\n") == ["yaml-duplicate-key"]


def test_a_list_cannot_be_a_key() -> None:
    assert codes("? [a, b]\n: c\n") == ["wrong-type"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_is_refused_at_its_limit_and_not_beyond(opening: str) -> None:
    began = time.perf_counter()
    found = codes(opening * 200_000)
    assert "yaml-too-deep" in found
    assert len(found) <= MAX_DEPTH + 1
    assert time.perf_counter() - began < SECONDS


def test_the_deepest_nesting_that_is_allowed_is_read() -> None:
    parse_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f")
    assert codes("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == ["yaml-too-deep"]


def test_as_many_values_as_are_allowed_are_read_and_one_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MAX_NODES", 1000)
    parse_yaml("- a\n" * 999, "f")
    assert str(one_fault("- a\n" * 1000)) == "f:1000:3: yaml-too-many: more than 1000 values; split the file"


def test_a_value_may_have_as_many_characters_as_are_allowed_and_no_more() -> None:
    parse_yaml(f"a: {'b' * MAX_TEXT}\n", "f")
    fault = one_fault(f"a: b\nc: |\n  {'b' * MAX_TEXT}\n")
    assert str(fault) == "f:2:4: yaml-too-long: more than 10,000 characters in one value; split it"


def test_of_very_many_faults_in_a_file_the_first_are_told_and_that_there_are_more() -> None:
    began = time.perf_counter()
    with pytest.raises(Faults) as caught:
        parse_yaml("- &a b\n" * 40_000, "f")
    told = [str(fault) for fault in caught.value.faults]
    assert len(told) == MAX_FAULTS + 1
    assert told[-1].startswith("f:201:3: yaml-alias: and more than these 200 faults in this file; mend them")
    assert time.perf_counter() - began < SECONDS


def test_many_texts_in_blocks_are_placed_in_bounded_time() -> None:
    began = time.perf_counter()
    root = parse_yaml("- |\n  a\n" * 40_000, "f")
    assert isinstance(root, Sequence)
    last = root.items[-1]
    assert isinstance(last, Scalar)
    assert str(last.at(0)) == "f:80000:3"
    assert time.perf_counter() - began < SECONDS


def test_a_billion_laughs_are_refused_before_they_are_told() -> None:
    bomb = "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    began = time.perf_counter()
    found = codes(bomb)
    assert set(found) == {"yaml-alias"}
    assert len(found) == 9 + 8 * 9  # each anchor and each alias once, and nothing of what they would grow to
    assert time.perf_counter() - began < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system [ls]",
        "a: !!python/name:os.system",
        "a: !!binary aGk=",
        "a: !!str text",
        "a: !mine text",
        "a: !!set {x, y}",
        "!!map {a: b}",
        "!<tag:yaml.org,2002:str> a: b",
    ],
)
def test_a_tag_is_refused(text: str) -> None:
    assert codes(text) == ["yaml-tag"]


@pytest.mark.parametrize("text", ["a: &x b", "&x a: b", "a: &x [b]", "a: &x {b: c}"])
def test_an_anchor_is_refused_even_when_nothing_uses_it(text: str) -> None:
    assert codes(text) == ["yaml-alias"]


def test_an_alias_to_nothing_is_one_fault() -> None:
    assert str(one_fault("a: *x")) == "f:1:4: yaml-alias: '*x' is an alias; write the value out"


def test_a_merge_key_merges_nothing() -> None:
    root = parse_yaml("<<: {a: b}\nc: d\n", "f")
    assert isinstance(root, Mapping)
    assert list(root.items) == ["<<", "c"]


HIDDEN = {
    "escape": "\x1b[2J",
    "bell": "\x07",
    "backspace": "\x08",
    "null": "\x00",
    "delete": "\x7f",
    "a C1 control": "\x9b",
    "soft hyphen": "\xad",
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "variation selector": "\ufe0f",
    "Arabic letter mark": "\u061c",
    "tag character": "\U000e0041",
    "line separator": "\u2028",
    "emoji": "\U0001f600",
    "flag": "\U0001f1fa",
    "an emoji that is older than the blocks of emoji": "\u26a1",
    "a check mark that is drawn as an emoji": "\u2705",
    "combining grapheme joiner": "\u034f",
    "Hangul filler": "\u3164",
    "half-width Hangul filler": "\uffa0",
    "Khmer vowel that is not seen": "\u17b4",
    "Mongolian variation selector": "\u180c",
    "Arabic number sign": "\u0601",
    "a musical sign that is not seen": "\U0001d173",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_hidden_character_is_refused_when_it_is_written_as_an_escape(name: str) -> None:
    escaped = "".join(f"\\U{ord(char):08x}" for char in HIDDEN[name][:1])
    fault = one_fault(f'title: "a {escaped} b"')
    assert fault.code == "control-character"
    assert f"U+{ord(HIDDEN[name][0]):04X}" in fault.message


@pytest.mark.parametrize("name", [name for name in HIDDEN if name != "line separator"])  # a line break in YAML
def test_a_hidden_character_is_refused_when_it_stands_there_itself(name: str) -> None:
    fault = one_fault(f"title: a\nabout: ab{HIDDEN[name]}c\n")
    assert (fault.code, fault.place.line, fault.place.column) == ("control-character", 2, 10)


def test_a_hidden_character_in_a_key_is_refused() -> None:
    assert codes('"ti\\u200btle": a') == ["control-character"]


@pytest.mark.parametrize(
    "text", ["“quoted”", "Núñez – año", "½ §236 ×", "naïve… → ✓ ■ ☐ ♥ ⚖", "日本", "مرحبا", "tab\\there"]
)
def test_letters_and_signs_of_any_script_are_left_alone(text: str) -> None:
    parse_yaml(f'title: "{text}"', "f")


def test_a_second_document_is_refused() -> None:
    assert codes("a: b\n---\nc: d\n") == ["yaml-syntax"]


@pytest.mark.parametrize("text", ["", "   \n", "# only a comment\n"])
def test_an_empty_file_is_told_to_be_empty(text: str) -> None:
    assert str(one_fault(text)) == "f:1:1: yaml-syntax: the file is empty; start it with a key and a colon"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 'open\n", 2, 1),
        ("a: [b\nc: d\n", 2, 2),
        ("a: @b\n", 1, 4),
        ("a: %b\n", 1, 4),
    ],
)
def test_broken_yaml_is_one_fault_at_the_place_where_reading_stopped(text: str, line: int, column: int) -> None:
    fault = one_fault(text)
    assert (fault.code, fault.place.line, fault.place.column) == ("yaml-syntax", line, column)
    assert fault.message.endswith("; check indentation, quotes and colons")


def test_what_authors_do_most_often_is_told_in_their_words() -> None:
    assert str(one_fault("a:\n\t- b\n")) == (
        "f:2:1: yaml-syntax: a tab stands at the start of this line; use spaces in its place"
    )
    assert str(one_fault("a: b: c\n")) == (
        "f:1:5: yaml-syntax: a colon stands in a text without quotes; write the whole text in quotes"
    )


def test_a_file_that_is_too_big_is_refused_without_being_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faults_of: Callable[..., list[Fault]]
) -> None:
    monkeypatch.setattr(parsing, "MAX_BYTES", 64)
    file = tmp_path / "story.yaml"
    file.write_text("a: b" + " " * 60)
    assert faults_of(read_yaml, file) == []
    file.write_text("[" * 65)
    assert [fault.code for fault in faults_of(read_yaml, file)] == ["file-too-big"]


def test_a_missing_file_is_told_by_its_path(tmp_path: Path, faults_of: Callable[..., list[Fault]]) -> None:
    (fault,) = faults_of(read_yaml, tmp_path / "nowhere.yaml")
    assert fault.code == "file-unreadable"
    assert fault.place.file.endswith("nowhere.yaml")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (os.mkfifo, "Not a regular file"),
        (lambda file: file.symlink_to("/dev/zero"), "Not a regular file"),
        (lambda file: file.symlink_to(file), "Too many levels of symbolic links"),
        (lambda file: file.symlink_to("nowhere"), "No such file or directory"),
        (Path.mkdir, "Is a directory"),
    ],
)
def test_what_is_no_file_is_told_at_once(
    make: Callable[[Path], object], said: str, tmp_path: Path, faults_of: Callable[..., list[Fault]]
) -> None:
    file = tmp_path / "story.yaml"
    make(file)
    (fault,) = faults_of(read_yaml, file)
    assert (fault.code, fault.message) == ("file-unreadable", f"{said}; check the path and its permissions")


def test_a_file_in_another_encoding_is_told_where_it_stops_being_utf8(
    tmp_path: Path, faults_of: Callable[..., list[Fault]]
) -> None:
    file = tmp_path / "story.yaml"
    file.write_bytes("title: año\nabout: el año\n".encode().replace(b"el a\xc3\xb1o", b"el a\xf1o"))
    (fault,) = faults_of(read_yaml, file)
    assert (fault.code, fault.place.line, fault.place.column) == ("file-encoding", 2, 12)
