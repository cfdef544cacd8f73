"""The stories that are shipped: each loads without a fault, keeps to its budgets and can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
import textstat

from game.graph.check import check_loaded
from game.library.load import LoadedLibrary
from game.play.bundle import make_bundle
from game.story.load import LoadedStory, load_story
from game.story.model import Passage

STORIES = Path(__file__).parents[2] / "stories"
NAMES = sorted(path.parent.name for path in STORIES.glob("*/story.yaml"))

SAMPLE = 100  #: words from which a grade means something
#: Flesch-Kincaid grades that the design asks for: of any passage, and of a story's running text.
PASSAGE_GRADE, STORY_GRADE = 9.0, 6.0

_loaded: dict[str, LoadedStory] = {}


@pytest.fixture
def story(request: pytest.FixtureRequest, shipped_library: LoadedLibrary) -> LoadedStory:
    """A shipped story, loaded once. Loading raises ``Faults`` when there is one."""
    name = request.param
    if name not in _loaded:
        _loaded[name] = load_story(STORIES / name, shipped_library)
    return _loaded[name]


each_story = pytest.mark.parametrize("story", NAMES, indirect=True)


def running_text(passage: Passage) -> str:
    return " ".join(block.text.text for block in passage.text)


def test_there_are_stories() -> None:
    assert "the-cart" in NAMES


@each_story
def test_a_story_loads_without_a_fault_and_is_called_like_its_folder(story: LoadedStory) -> None:
    assert story.story.story == story.folder.name
    assert story.place("passages", story.story.start).line > 1


@each_story
def test_a_story_has_forks_of_both_kinds_bars_and_several_endings(story: LoadedStory) -> None:
    passages = story.story.passages.values()
    kinds = [passage.fork for passage in passages]
    assert kinds.count("own") >= 3
    assert kinds.count("other") >= 3
    assert sum(passage.ending is not None for passage in passages) >= 3
    assert any(choice.barred for passage in passages for choice in passage.choices)


@each_story
def test_every_fork_can_be_replayed_under_rules_of_several_times(story: LoadedStory) -> None:
    assert len(story.story.rules.eras) >= 3


@each_story
def test_a_story_is_proved_under_all_its_rules_without_a_finding(
    story: LoadedStory, shipped_library: LoadedLibrary
) -> None:
    checked = check_loaded(story, make_bundle(story.story, shipped_library.library))
    assert [str(found) for found in checked.findings] == []
    eras = story.story.rules.eras
    assert [run.rules for run in checked.runs][: len(eras) + 1] == ["own", *eras]
    assert {run.rules.partition(" ")[0] for run in checked.runs[len(eras) + 1 :]} <= set(eras)


@each_story
def test_no_long_passage_is_hard_to_read(story: LoadedStory) -> None:
    long = {
        name: textstat.flesch_kincaid_grade(running_text(passage))
        for name, passage in story.story.passages.items()
        if len(running_text(passage).split()) >= SAMPLE
    }
    assert {name: grade for name, grade in long.items() if grade > PASSAGE_GRADE} == {}


@each_story
def test_the_running_text_of_a_story_is_easy_to_read(story: LoadedStory) -> None:
    text = " ".join(map(running_text, story.story.passages.values()))
    assert len(text.split()) >= 1000
    assert textstat.flesch_kincaid_grade(text) <= STORY_GRADE


@each_story
def test_every_ending_is_of_a_kind_that_is_named_and_every_kind_has_an_ending(story: LoadedStory) -> None:
    reached = {passage.ending.outcome for passage in story.story.passages.values() if passage.ending}
    assert reached == set(story.story.outcomes)
