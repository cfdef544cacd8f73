from __future__ import annotations

from pathlib import Path

import pytest

from game.graph import debriefing
from game.play.catalogue import open_folder
from game.play.playthrough import Playthrough
from game.reading.fault import Fault
from game.screens import drive as driving
from game.screens import page
from game.walk.recorder import as_yaml, recorded
from game.walk.script import LoadedWalk, load_walk
from tests.making import ROOT, TODAY, begin, take, yard


def written(play: Playthrough, folder: Path) -> LoadedWalk:
    file = folder / "a-walk.walk.yaml"
    file.write_text(as_yaml(recorded(play, "a-walk", "A walk.", TODAY)), encoding="utf-8")
    return load_walk(file)


def walk(folder: Path, *numbers: int) -> LoadedWalk:
    play = begin(yard())
    for number in numbers:
        if not play.ended:
            take(play, number)
    return written(play, folder)


def driven(loaded: LoadedWalk) -> list[Fault]:
    return driving.drive(loaded, yard(), TODAY)


@pytest.mark.parametrize("start", range(8))
def test_screens_and_plain_show_the_same_words(tmp_path: Path, start: int) -> None:
    assert driven(walk(tmp_path, *(start * 5 + number for number in range(24)))) == []


@pytest.mark.parametrize(
    "file", sorted(ROOT.glob("stories/*/walkthroughs/as-reported.walk.yaml")), ids=lambda file: file.parts[-3]
)
def test_screens_and_plain_show_the_same_words_of_every_shipped_story(file: Path) -> None:
    loaded = load_walk(file)  # 'nta walk --screens' does this with all walkthroughs
    assert driving.drive(loaded, open_folder(file.parents[1]), TODAY) == []


def test_a_walk_may_undo(tmp_path: Path) -> None:
    file = tmp_path / "undo.walk.yaml"
    file.write_text(
        "walkthrough: undo\nstory: the-yard\nabout: There and back.\n"
        "steps:\n  - choose: call\n  - choose: call\n  - undo: 2\n  - choose: counsel\n  - choose: clerk\n",
        encoding="utf-8",
    )
    assert driven(load_walk(file)) == []


def test_a_word_that_is_missing_on_the_screen_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = page.passage_page
    monkeypatch.setattr(page, "passage_page", lambda *given: list(whole(*given))[:-1])
    (fault,) = driven(walk(tmp_path, 0))[:1]
    assert fault.code == "walk-expect"
    assert "where the plain front end shows" in fault.message


def test_a_line_that_is_missing_at_the_ending_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = walk(tmp_path, *range(24))
    assert driven(loaded) == []
    whole = debriefing.debrief_lines
    monkeypatch.setattr("game.screens.ending.debrief_lines", lambda *given: list(whole(*given))[:-1])
    assert [fault.code for fault in driven(loaded)] == ["walk-expect"]
