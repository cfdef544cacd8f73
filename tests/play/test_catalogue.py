"""The catalogue: which stories there are; what was read is kept, and read anew when anything changes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.play.catalogue import (
    UnknownStoryError,
    catalogue,
    kept_catalogue,
    load_evidence,
    open_folder,
    open_library,
    open_story,
    story_folders,
)
from game.reading.fault import Faults
from tests.making import YARD, lay_library, lay_story

PASSAGES = "here: {choices: [{id: go, goto: end}, {id: stay, barred: [{}], goto: end}]}\nend: {ending: freed}"


@pytest.fixture
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of stories that stands for the shipped one: the small library, the yard, and a story of a few lines."""
    folder = tmp_path / "stories"
    folder.mkdir()
    lay_library(folder / "library")
    shutil.copytree(YARD, folder / "the-yard")
    lay_story(folder / "the-hall", PASSAGES)
    monkeypatch.setattr("game.play.catalogue.shipped_stories", lambda: folder)
    return folder


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was read from YAML and not from the cache."""
    found: list[str] = []

    def watch(story: Path | None = None) -> object:
        found.append("library")
        return load_evidence(story)

    monkeypatch.setattr("game.play.catalogue.load_evidence", watch)
    return found


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.usefixtures("stories")
def test_the_catalogue_counts_what_is_in_a_story() -> None:
    found = catalogue()
    assert found.faults == ()
    assert [header.story for header in found.stories] == ["the-hall", "the-yard"]
    yard = found.stories[1]
    assert (yard.passages, yard.forks, yard.own, yard.other, yard.barred) == (11, 5, 2, 3, 1)
    assert [(ending.id, ending.outcome) for ending in yard.endings] == [
        ("the-street", "freed"),
        ("the-bridge", "removed"),
        ("the-seat", "returned"),
    ]
    assert yard.dials == ("card", "years", "counsel")
    assert yard.eras == ("era-nineteen-factors", "era-three-ranks", "era-no-ranks")
    assert (yard.title, yard.place, yard.date, yard.minutes) == ("The Yard", "Los Angeles", "2012-05-01", 5)
    assert yard.words > 100
    assert (found.exhibits, found.oldest_check, found.newest_check) == (5, "2026-07", "2026-07")


@pytest.mark.usefixtures("stories")
def test_what_was_read_is_kept_and_not_read_again(reads: list[str]) -> None:
    first = (open_story("the-yard"), open_library(), catalogue())
    assert reads == ["library"] * 3
    assert (open_story("the-yard"), open_library(), catalogue()) == first
    assert reads == ["library"] * 3


@pytest.mark.usefixtures("stories")
def test_a_look_at_what_there_is_keeps_every_story_and_the_library_for_when_they_are_opened(reads: list[str]) -> None:
    assert kept_catalogue() is None
    found = catalogue()
    assert reads == ["library"]
    assert kept_catalogue() == found
    assert (open_story("the-yard").story.story, open_story("the-hall").story.story) == ("the-yard", "the-hall")
    assert len(open_library().exhibits) == found.exhibits
    assert reads == ["library"]


def test_an_edited_story_is_read_anew_and_the_others_are_not(stories: Path, reads: list[str]) -> None:
    open_story("the-yard")
    open_story("the-hall")
    edit(stories / "the-yard" / "story.yaml", "A gate, a list", "A gate, another list")
    reads.clear()
    assert open_story("the-yard").story.tagline.text.startswith("A gate, another list")
    assert reads == ["library"]
    open_story("the-hall")
    assert reads == ["library"]


@pytest.mark.parametrize(
    "change",
    [
        lambda stories: edit(stories / "library" / "terms.yaml", "hold request", "hold paper"),
        lambda stories: edit(stories / "library" / "exhibits" / "more.yaml", "read twice", "read once"),
        lambda stories: (stories / "library" / "exhibits" / "new.yaml").write_text(
            (stories / "library" / "exhibits" / "more.yaml")
            .read_text(encoding="utf-8")
            .replace("shares:", "shares-two:"),
            encoding="utf-8",
        ),
        lambda stories: (stories / "library" / "exhibits" / "more.yaml").rename(
            stories / "library" / "exhibits" / "m.yaml"
        ),
    ],
)
def test_a_change_of_the_library_makes_everything_be_read_anew(
    stories: Path, reads: list[str], change: Callable[[Path], object]
) -> None:
    catalogue()
    open_story("the-hall")
    open_library()
    change(stories)
    reads.clear()
    open_story("the-hall")
    open_library()
    catalogue()
    assert reads == ["library"] * 3


def test_a_new_file_of_a_story_and_one_that_is_gone_are_noticed(stories: Path, reads: list[str]) -> None:
    open_story("the-hall")
    more = stories / "the-hall" / "more.yaml"
    more.write_text("facts:\n  signed: {type: flag, start: no}\n", encoding="utf-8")
    assert "signed" in open_story("the-hall").story.facts
    more.unlink()
    assert "signed" not in open_story("the-hall").story.facts
    assert reads == ["library"] * 3


def test_a_walkthrough_beside_a_story_is_no_part_of_it(stories: Path, reads: list[str]) -> None:
    open_story("the-hall")
    (stories / "the-hall" / "one.walk.yaml").write_text("walkthrough: one", encoding="utf-8")
    open_story("the-hall")
    assert reads == ["library"]


@pytest.mark.usefixtures("stories")
def test_a_change_of_the_program_makes_everything_be_read_anew(
    reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_story("the-hall")
    for name, value in (("_code_stamp", lambda: "other code"), ("__version__", "99")):
        monkeypatch.setattr(f"game.play.kept.{name}", value)
        reads.clear()
        open_story("the-hall")
        open_story("the-hall")
        assert reads == ["library"]


@pytest.mark.usefixtures("stories")
def test_the_cache_may_be_deleted_at_any_time(home: Path, reads: list[str]) -> None:
    first = open_story("the-yard")
    shutil.rmtree(home / "cache")
    assert open_story("the-yard") == first
    assert reads == ["library"] * 2


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize("every", [lambda data, at: data[:at], lambda data, at: data[:at] + b"\xff" + data[at + 1 :]])
def test_a_damaged_cache_is_read_anew_wherever_the_damage_is(
    home: Path, reads: list[str], every: Callable[[bytes, int], bytes]
) -> None:
    first = open_story("the-hall")
    (file,) = (home / "cache").iterdir()
    good = file.read_bytes()
    for at in range(0, len(good), 97):
        damaged = every(good, at)
        if damaged != good:
            file.write_bytes(damaged)
            reads.clear()
            assert open_story("the-hall") == first
            assert reads == ["library"]
            assert file.read_bytes() == good


@pytest.mark.usefixtures("stories")
def test_without_a_folder_for_the_cache_stories_are_read_each_time(
    home: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("in the way", encoding="utf-8")
    first = open_story("the-hall")
    assert open_story("the-hall") == first
    monkeypatch.setattr("game.play.kept.cache_folder", lambda: None)
    assert open_story("the-hall") == first
    assert reads == ["library"] * 3
    assert home.read_text(encoding="utf-8") == "in the way"


def test_a_story_that_bears_the_id_of_a_shipped_one_is_told(stories: Path, tmp_path: Path) -> None:
    extra = lay_story(tmp_path / "extra" / "the-hall", PASSAGES).parent
    for _ in range(2):
        found = catalogue([extra])
        assert [header.story for header in found.stories] == ["the-hall", "the-yard"]
        (fault,) = found.faults
        assert (fault.code, fault.place.file) == ("duplicate-id", str(extra / "the-hall" / "story.yaml"))
        assert fault.message.startswith(f"{stories / 'the-hall'} has this id too, and is what is played")
    assert catalogue([extra.parent / "extra" / "..", stories]).faults == ()
    shutil.rmtree(extra / "the-hall")
    assert catalogue([extra]).faults == ()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("pipe.yaml", os.mkfifo),
        ("endless.yaml", lambda file: file.symlink_to("/dev/zero")),
        ("loop.yaml", lambda file: file.symlink_to(file.name)),
        ("big.yaml", lambda file: (file.touch(), os.truncate(file, 20 * 2**30))),
        ("folder.yaml", Path.mkdir),
        ("more.yml", Path.touch),
        ("a\x1b[31m\nb.yaml", lambda file: file.write_text("a: [", encoding="utf-8")),
        (os.fsdecode(b"a\xff.yaml"), lambda file: file.write_text("a: [", encoding="utf-8")),
    ],
)
def test_one_file_that_cannot_be_used_takes_no_other_story_down(
    stories: Path, name: str, make: Callable[[Path], object]
) -> None:
    make(stories / "the-hall" / name)
    for _ in range(2):
        found = catalogue()
        assert [header.story for header in found.stories] == ["the-yard"]
        (fault,) = found.faults
        assert str(fault).isprintable()
        with pytest.raises(Faults):
            open_story("the-hall")
    (stories / "the-hall" / name).rmdir() if name == "folder.yaml" else (stories / "the-hall" / name).unlink()
    assert catalogue().faults == ()


def test_an_empty_file_in_place_of_one_that_cannot_be_read_is_noticed(stories: Path) -> None:
    file = stories / "the-hall" / "more.yaml"
    os.mkfifo(file)
    (fault,) = catalogue().faults
    assert fault.code == "file-unreadable"
    file.unlink()
    file.touch()
    (fault,) = catalogue().faults
    assert fault.code == "yaml-syntax"


@pytest.mark.parametrize("name", ["été", os.fsdecode(b"a\xff"), "日本"])
def test_a_folder_may_have_any_name_that_the_system_knows(name: str, tmp_path: Path, stories: Path) -> None:
    extra = tmp_path / name
    shutil.copytree(stories / "the-hall", extra / "the-attic")
    edit(extra / "the-attic" / "story.yaml", "story: the-hall", "story: the-attic")
    assert catalogue([extra]).faults == ()
    assert open_story("the-attic", [extra]) == open_folder(extra / "the-attic")


def test_a_story_that_goes_while_it_is_opened_is_told_as_faults(stories: Path, tmp_path: Path) -> None:
    with pytest.raises(Faults):
        open_folder(tmp_path / "gone")
    folder = story_folders()["the-hall"]
    shutil.rmtree(folder)
    with pytest.raises(Faults):
        open_folder(folder)
    with pytest.raises(UnknownStoryError):
        open_story("the-hall")
    with pytest.raises(UnknownStoryError):
        open_story("x" * 5000)
    with pytest.raises(UnknownStoryError):
        open_story(f"{stories}/{'x' * 300}")


def test_a_folder_of_further_stories_stands_beside_the_shipped_ones(stories: Path, tmp_path: Path) -> None:
    extra = lay_story(tmp_path / "extra" / "the-attic", PASSAGES).parent
    assert list(story_folders([extra])) == ["the-hall", "the-yard", "the-attic"]
    assert open_story("the-attic", [extra]).story.title.text == "The attic"
    assert [header.story for header in catalogue([extra]).stories] == ["the-hall", "the-yard", "the-attic"]
    assert list(story_folders([extra / "the-attic"])) == ["the-hall", "the-yard", "the-attic"]


def test_a_further_story_does_not_take_the_place_of_a_shipped_one(stories: Path, tmp_path: Path) -> None:
    extra = lay_story(tmp_path / "extra" / "the-yard", PASSAGES).parent
    assert open_story("the-yard", [extra]).story.title.text == "The Yard"


def test_two_stories_of_one_name_in_two_folders_are_not_mixed_up_in_the_cache(stories: Path, tmp_path: Path) -> None:
    other = lay_story(tmp_path / "extra" / "the-yard", PASSAGES)
    for _ in range(2):
        assert len(open_folder(stories / "the-yard").story.passages) == 11
        assert len(open_folder(other).story.passages) == 2


def test_a_story_with_faults_is_named_and_the_others_stay_playable(stories: Path) -> None:
    edit(stories / "the-hall" / "story.yaml", "goto: end", "goto: ende")
    found = catalogue()
    assert [header.story for header in found.stories] == ["the-yard"]
    assert {fault.code for fault in found.faults} == {"unknown-name"}
    assert all("did you mean 'end'?" in fault.message for fault in found.faults)
    with pytest.raises(Faults, match="did you mean 'end'"):
        open_story("the-hall")
    assert open_story("the-yard").story.story == "the-yard"
    assert catalogue() == found  # from the cache, faults and all


def test_a_story_that_is_mended_is_back(stories: Path) -> None:
    file = stories / "the-hall" / "story.yaml"
    edit(file, "goto: end", "goto: ende")
    assert len(catalogue().stories) == 1
    edit(file, "goto: ende", "goto: end")
    assert len(catalogue().stories) == 2


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("the-yad", "did you mean 'the-yard'?"),
        ("../the-yard", "did you mean 'the-yard'?"),
        ("nothing", "use 'the-hall' or 'the-yard'"),
    ],
)
def test_a_story_that_is_not_there_is_told_with_what_there_is(name: str, hint: str) -> None:
    with pytest.raises(UnknownStoryError) as caught:
        open_story(name)
    own = "; one of your own needs its path, or --stories and its folder"
    assert str(caught.value) == f"there is no story '{name}'; {hint}{own}"


def test_a_story_takes_along_only_the_evidence_that_it_uses(stories: Path) -> None:
    hall = open_story("the-hall")
    assert list(hall.exhibits) == ["detainer-rule"]
    assert list(hall.sources) == ["desk-article", "ecfr-287-7"]
    yard = open_story("the-yard")
    assert set(yard.exhibits) == {"detainer-rule", "first-memo", "second-memo", "review-2012"}
    assert set(yard.profiles) == {"desk-2012"}
    assert yard.figure("review-2012.closed_share") is not None
    assert yard.figure("review-2012.nothing") is None
    assert yard.figure("shares.half") is None
