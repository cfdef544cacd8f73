"""Faults: one line each, in file order, with the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.reading import Fault, Faults, Place, Report, did_you_mean, display_path, either


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
    ],
)
def test_a_hint_is_the_nearest_word_or_all_of_a_few(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "'a'"), (["a", "b"], "'a' or 'b'"), (["a", "b", "c"], "'a', 'b' or 'c'")]
)
def test_a_choice_of_words_is_joined_as_one_would_say_it(words: list[str], text: str) -> None:
    assert either(words) == text


def test_a_path_is_shown_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert display_path(tmp_path / "stories" / "a.yaml") == "stories/a.yaml"
    assert display_path(tmp_path.parent / "b.yaml") == str(tmp_path.parent / "b.yaml")
