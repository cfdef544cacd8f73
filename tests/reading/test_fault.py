"""Faults: one line each, in file order, with the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.reading import Fault, Faults, Place, Report, did_you_mean, display_path, either
from game.reading.fault import MAX_FAULTS, quoted


def test_a_fault_prints_as_one_line_that_editors_can_jump_to() -> None:
    fault = Fault(Place("stories/a/story.yaml", 12, 5), "unknown-key", "'titel' is not a key; did you mean 'title'?")
    assert str(fault) == "stories/a/story.yaml:12:5: unknown-key: 'titel' is not a key; did you mean 'title'?"


def test_faults_come_in_the_order_of_the_file_and_each_once() -> None:
    places = [Place("b.yaml", 1, 1), Place("a.yaml", 10, 1), Place("a.yaml", 9, 2), Place("a.yaml", 9, 2)]
    faults = Faults(Fault(place, "no-source", "add one") for place in places)
    assert [str(fault.place) for fault in faults.faults] == ["a.yaml:9:2", "a.yaml:10:1", "b.yaml:1:1"]
    assert len(str(faults).splitlines()) == 3


def test_a_report_takes_no_code_that_is_not_listed() -> None:
    with pytest.raises(KeyError):
        Report().add(Place("f", 1, 1), "no-such-code", "never")


def test_a_report_stops_only_when_it_holds_something() -> None:
    report = Report()
    report.stop_if_any()
    report.add(Place("f", 1, 1), "no-source", "add one")
    with pytest.raises(Faults) as caught:
        report.stop_if_any()
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize(
    ("lines", "columns", "expected"), [(0, 0, "f:3:5"), (0, 4, "f:3:9"), (2, 4, "f:5:5"), (1, 0, "f:4:1")]
)
def test_a_place_moves_along_its_line_or_to_the_start_of_a_later_one(lines: int, columns: int, expected: str) -> None:
    assert str(Place("f", 3, 5).moved(lines, columns)) == expected


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("titel", ["title", "tagline"], "; did you mean 'title'?"),
        ("xyz", ["title", "tagline"], "; use 'tagline' or 'title'"),
        ("xyz", ["title"], "; use 'title'"),
        ("xyz", [], ""),
        ("xyz", [f"word-{number}" for number in range(13)], ""),
        (
            "judge",
            ["family", "immigration-judge", "criminal-judge"],
            "; did you mean 'criminal-judge' or 'immigration-judge'?",
        ),
        ("x" * 100, [f"word-{number}" for number in range(13)], ""),
    ],
)
def test_a_hint_is_the_nearest_word_or_all_of_a_few(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["a"], "'a'"),
        (["a", "b"], "'a' or 'b'"),
        (["a", "b", "c"], "'a', 'b' or 'c'"),
        (["a"] * 20_000, ", ".join(["'a'"] * 24) + " or one of 19,976 more"),
    ],
)
def test_a_choice_of_words_is_joined_as_one_would_say_it(words: list[str], text: str) -> None:
    assert either(words) == text


def test_a_path_is_shown_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert display_path(tmp_path / "stories" / "a.yaml") == "stories/a.yaml"
    assert display_path(tmp_path.parent / "b.yaml") == str(tmp_path.parent / "b.yaml")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\x1b]0;title\x07.yaml", "a\\x1b]0;title\\x07.yaml"),
        ("a\nforged: line.yaml", "a\\nforged: line.yaml"),
        ("a\u202elmay.yaml", "a\\u202elmay.yaml"),
        ("a\udcff.yaml", "a\\udcff.yaml"),
        ("é 日本 📁.yaml", "é 日本 📁.yaml"),
    ],
)
def test_the_name_of_a_file_can_be_printed_whatever_it_is(
    name: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert display_path(tmp_path / name) == shown


def test_a_link_that_leads_to_itself_has_a_path_to_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").symlink_to("a.yaml")
    assert display_path(Path("a.yaml")) == "a.yaml"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("titel", "'titel'"),
        ("5\nforged", "'5\\nforged'"),
        ("\x1b[2J", "'\\x1b[2J'"),
        ("x" * 20_000, f"'{'x' * 71}…'"),
        (3, "'3'"),
    ],
)
def test_a_value_is_quoted_on_one_line_and_cut_short(value: object, shown: str) -> None:
    assert quoted(value) == shown


def test_a_message_is_one_line_that_can_be_printed() -> None:
    report = Report()
    report.add(Place("f", 1, 1), "no-source", "'\x1b[31m\nf:2:1: forged' names no source")
    assert str(report.faults[0]) == "f:1:1: no-source: '\\x1b[31m\\nf:2:1: forged' names no source"


def test_of_each_file_so_many_faults_are_told_and_behind_them_that_there_are_more() -> None:
    report = Report()
    for line in range(1000, 0, -1):
        report.add(Place("f", line, 1), "no-source", "add one")
        report.add(Place("g", line % 9 + 1, 1), "no-source", f"add {line}")
    told = {file: [str(one) for one in Faults(report.faults).faults if one.place.file == file] for file in "fg"}
    for lines in told.values():
        assert len(lines) == MAX_FAULTS + 1
        assert lines[-1].endswith(
            "and more than these 200 faults in this file; mend them, and check again for the rest"
        )


def test_nobody_looks_for_the_nearest_word_once_many_faults_are_told() -> None:
    report = Report()
    assert report.hint("titel", ["title"]) == "; did you mean 'title'?"
    for line in range(20):
        report.add(Place("f", line, 1), "no-source", "add one")
    assert report.hint("titel", ["title"]) == ""
