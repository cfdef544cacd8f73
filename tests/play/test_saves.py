"""Saves: written after every move, whole or not at all; whatever is wrong with one is kept and told."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.bundle import Bundle
from game.play.files import write_atomically
from game.play.moves import Move
from game.play.playthrough import Playthrough
from game.play.saved import MOST, SavedGame
from game.play.saves import SaveError, Saves
from game.play.view import make_view
from tests.making import TODAY, begin, past_texts, take, tell, yard


def saved(saves: Saves, play: Playthrough) -> SavedGame:
    """Save a playthrough, and return what is read back."""
    saves.write(play, TODAY)
    game = saves.read(play.bundle.story.story)
    assert game is not None
    return game


def bench() -> Playthrough:
    play = past_texts(begin(yard(), rules="2016", dials={"years": 4}, seed=7))
    play.choose("call")
    return play


def denied(*_arguments: object, **_named: object) -> Any:
    raise PermissionError(13, "Permission denied")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_save_holds_the_start_and_the_moves_and_where_they_led(tmp_path: Path) -> None:
    play = bench()
    saves = Saves(tmp_path)
    saves.write(play, TODAY, "Ask about the wall.")
    assert json.loads((tmp_path / "the-yard.save.json").read_text(encoding="utf-8")) == {
        "format": 1,
        "story": "the-yard",
        "start": {"rules": "2016-07-01", "label": "2016", "dials": {"years": 4}, "seed": 7},
        "moves": [{"at": "the-gate"}, {"at": "the-bench", "choose": "call"}],
        "here": "The bench",
        "day": 5,
        "ended": False,
        "saved": "2026-11-24",
        "note": "Ask about the wall.",
    }


def test_a_save_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    play = bench()
    resumed = saves.resume(yard(), saved(saves, play))
    assert resumed.note == ""
    assert resumed.play.start == play.start
    assert resumed.play.moves == play.moves
    assert resumed.play.state == play.state


@given(
    st.integers(min_value=0, max_value=2**70),
    st.lists(st.integers(min_value=0, max_value=20), max_size=15),
    st.sampled_from([None, "2013", "era-three-ranks"]),
    st.fixed_dictionaries({}, optional={"card": st.booleans(), "years": st.integers(min_value=0, max_value=4)}),
)
def test_saving_and_loading_at_every_step_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int, numbers: list[int], rules: str | None, dials: dict[str, int]
) -> None:
    saves = Saves(tmp_path_factory.getbasetemp() / "every-step")
    straight = begin(yard(), rules=rules, dials=dials, seed=seed)
    halting = begin(yard(), rules=rules, dials=dials, seed=seed)
    for number in numbers:
        take(straight, number)
        take(halting, number)
        resumed = saves.resume(yard(), saved(saves, halting))
        assert resumed.note == ""
        halting = resumed.play
        assert halting.state == straight.state
        assert make_view(halting, TODAY) == make_view(straight, TODAY)
    assert halting.moves == straight.moves


def test_nothing_is_left_beside_a_save(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    play = bench()
    for _ in range(3):
        saves.write(play, TODAY)
    assert names(tmp_path) == ["the-yard.save.json"]


def test_the_folder_for_saves_is_made_when_it_is_needed(tmp_path: Path) -> None:
    saves = Saves(tmp_path / "a" / "b")
    assert saves.read("the-yard") is None
    assert not (tmp_path / "a").exists()
    saves.write(bench(), TODAY)
    assert names(tmp_path / "a" / "b") == ["the-yard.save.json"]


def test_without_a_save_there_is_nothing_to_read(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    assert saves.read("the-yard") is None
    assert saves.notes == []


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"null",
        b"\x00" * 400,
        b"\xff\xfe\x00",
        b'{"format": 1, "story": "\xff"}',
        b'{"format": 1, "story": "the-yard"}',
        b'{"format": 1, "moves": 3, "story": "the-yard"}',
        b'{"x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    ],
)
def test_a_damaged_save_is_set_aside_and_told_and_a_new_one_can_be_written(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "the-yard.save.json"
    path.write_bytes(damage)
    saves = Saves(tmp_path)
    assert saves.read("the-yard") is None
    assert saves.notes == [
        "The file 'the-yard.save.json' is damaged and cannot be read. It is kept as "
        "'the-yard.save.damaged-1.json', and a new one is started."
    ]
    assert (tmp_path / "the-yard.save.damaged-1.json").read_bytes() == damage
    saves.write(bench(), TODAY)
    assert names(tmp_path) == ["the-yard.save.damaged-1.json", "the-yard.save.json"]


def test_a_second_damaged_save_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    for number in (1, 2):
        (tmp_path / "the-yard.save.json").write_text(f"broken {number}", encoding="utf-8")
        assert saves.read("the-yard") is None
    assert (tmp_path / "the-yard.save.damaged-1.json").read_text(encoding="utf-8") == "broken 1"
    assert (tmp_path / "the-yard.save.damaged-2.json").read_text(encoding="utf-8") == "broken 2"


@given(st.data())
def test_no_damage_to_a_save_is_more_than_a_damaged_save(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damage")
    saves = Saves(folder)
    saves.write(bench(), TODAY)
    path = folder / "the-yard.save.json"
    good = path.read_bytes()
    at = data.draw(st.integers(min_value=0, max_value=len(good) - 1))
    path.write_bytes(good[:at] + bytes([data.draw(st.integers(min_value=0, max_value=255))]) + good[at + 1 :])
    game = saves.read("the-yard")
    if game is None:
        assert len(saves.notes) == 1
        assert not path.exists()
    else:
        make_view(saves.resume(yard(), game).play, TODAY)


@pytest.mark.parametrize(
    "start",
    [{"rules": "2016-99-99", "label": "2016"}, {"rules": "soon", "label": "2016"}],
)
def test_a_save_with_rules_of_no_day_is_set_aside(tmp_path: Path, start: dict[str, str]) -> None:
    saves = Saves(tmp_path)
    saves.write(bench(), TODAY)
    path = tmp_path / "the-yard.save.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"start": start}), encoding="utf-8")
    assert saves.read("the-yard") is None
    assert (tmp_path / "the-yard.save.damaged-1.json").exists()


def test_a_save_whose_rules_go_by_a_name_that_is_unknown_is_shown_by_their_date(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    saves.write(bench(), TODAY)
    path = tmp_path / "the-yard.save.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"label": "2016"', '"label": "era-zz"'), encoding="utf-8")
    game = saves.read("the-yard")
    assert game is not None
    assert make_view(saves.resume(yard(), game).play, TODAY).rules == "rules of 1 July 2016"


@pytest.mark.parametrize("content", ['{"format": 2, "moves": 3}', '{"format": 0}'])
def test_a_save_of_an_unknown_version_is_set_aside_and_not_called_damaged(tmp_path: Path, content: str) -> None:
    (tmp_path / "the-yard.save.json").write_text(content, encoding="utf-8")
    saves = Saves(tmp_path)
    assert saves.read("the-yard") is None
    assert saves.notes == [
        "The file 'the-yard.save.json' was saved by another version. It is kept as "
        "'the-yard.save.unknown-1.json', and a new one is started."
    ]
    assert (tmp_path / "the-yard.save.unknown-1.json").read_text(encoding="utf-8") == content


def test_a_save_of_another_story_under_this_ones_name_is_set_aside(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    saves.write(bench(), TODAY)
    (tmp_path / "the-yard.save.json").rename(tmp_path / "the-other.save.json")
    assert saves.read("the-other") is None
    assert names(tmp_path) == ["the-other.save.unknown-1.json"]


EDITED = """
start: {text: [{scene: One.}], next: [{goto: middle}]}
middle: {choices: [{id: left, goto: there}, {id: RIGHT, goto: there}]}
there: {choices: [{id: up, goto: end}, {id: down, goto: end}]}
end: {ending: freed}
"""


def edited(right: str) -> Bundle:
    return tell(EDITED.replace("RIGHT", right))


def test_a_save_of_a_story_edited_since_is_replayed_as_far_as_it_goes_and_kept(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    play = past_texts(begin(edited("right")))
    play.choose("right")
    play.choose("up")
    game = saved(saves, play)
    old = (tmp_path / "a-story.save.json").read_bytes()
    resumed = saves.resume(edited("straight"), game)
    assert resumed.play.moves == (Move("start"),)
    assert resumed.note == (
        "The story has changed since this was saved. You are at 'At middle'; "
        "the 2 last moves no longer fit. The old save is kept beside it."
    )
    assert (tmp_path / "a-story.save.before-edit-1.json").read_bytes() == old
    saves.write(resumed.play, TODAY)
    assert names(tmp_path) == ["a-story.save.before-edit-1.json", "a-story.save.json", "endings.json"]


def test_one_move_that_no_longer_fits_is_told_in_the_singular(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    play = past_texts(begin(edited("right")))
    play.choose("right")
    assert "the last move no longer fits" in saves.resume(edited("straight"), saved(saves, play)).note


def test_an_edit_that_the_moves_do_not_touch_goes_unnoticed(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    play = past_texts(begin(edited("right")))
    play.choose("left")
    resumed = saves.resume(edited("straight"), saved(saves, play))
    assert (resumed.note, resumed.play.passage) == ("", "there")
    assert names(tmp_path) == ["a-story.save.json"]


def test_a_save_that_breaks_a_storys_facts_is_replayed_up_to_there(tmp_path: Path) -> None:
    passages = "here: {choices: [{id: more, set: {number: number + 1}, goto: here}]}\nend: {ending: freed}"
    saves = Saves(tmp_path)
    play = begin(tell(passages, "number: {between: [0, 9], start: 0}"))
    for _ in range(4):
        play.choose("more")
    resumed = saves.resume(tell(passages, "number: {between: [0, 2], start: 0}"), saved(saves, play))
    assert len(resumed.play.moves) == 2
    assert "the 2 last moves no longer fit" in resumed.note


def test_a_dial_that_is_gone_starts_the_story_anew_and_keeps_the_save(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    facts = "turned: {between: [0, 9], start: 0, dial: {asks: How many, why: It matters.}}"
    passages = "here: {choices: [{id: go, goto: end}]}\nend: {ending: freed}"
    play = begin(tell(passages, facts), dials={"turned": 8})
    play.choose("go")
    for now in (facts.replace("9", "5"), "turned: {between: [0, 9], start: 0}", ""):
        resumed = saves.resume(tell(passages, now), saved(saves, play))
        assert resumed.play.moves == ()
        assert resumed.play.start.dials == {}
        assert resumed.note.startswith("The story has changed since this was saved: 'turned'")
    assert [name for name in names(tmp_path) if "before-edit" in name] == [
        f"a-story.save.before-edit-{number}.json" for number in (1, 2, 3)
    ]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_in_the_middle_leaves_the_old_save_and_no_scrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    saves = Saves(tmp_path)
    first = saved(saves, bench())

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    later = bench()
    later.choose("sign")
    with pytest.raises(SaveError, match="cannot be written: No space left on device"):
        saves.write(later, TODAY)
    assert saves.read("the-yard") == first
    assert names(tmp_path) == ["the-yard.save.json"]


def test_an_interrupted_write_leaves_the_old_file_and_no_scrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")

    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["file"]


def test_a_file_is_flushed_to_the_disk_before_it_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")
    seen: list[tuple[bytes, list[bytes]]] = []
    sync = os.fsync

    def watch(handle: int) -> None:
        others = [other.read_bytes() for other in tmp_path.iterdir() if other != path]
        seen.append((path.read_bytes(), others))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watch)
    write_atomically(path, b"new")
    assert seen[0] == (b"old", [b"new"])
    assert path.read_bytes() == b"new"


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    saves = Saves(tmp_path / "file" / "state")
    assert saves.read("the-yard") is None
    assert saves.endings("the-yard") == ()
    with pytest.raises(SaveError, match=r"^'.*state' cannot be written: [A-Z][a-z ]+$"):
        saves.write(bench(), TODAY)


def test_without_a_folder_nothing_can_be_saved_and_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.play.saves.state_folder", lambda: None)
    saves = Saves()
    assert saves.folder is None
    assert saves.path("the-yard") is None
    assert saves.read("the-yard") is None
    assert saves.endings("the-yard") == ()
    assert saves.start_over("the-yard") is None
    assert saves.forget() == (0, [])
    with pytest.raises(SaveError, match="set NTA_HOME to a folder"):
        saves.write(bench(), TODAY)


def finished(choice: str = "sign", **dials: bool | int | str) -> Playthrough:
    play = past_texts(begin(yard(), dials=dials))
    play.choose(choice)
    return past_texts(play) if choice == "sign" else play


def test_an_ending_that_was_reached_is_remembered_once(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    for _ in range(2):
        saves.write(finished(), TODAY)
    assert saves.endings("the-yard") == ("the-seat",)
    free = finished("clerk", card=True, years=3)
    free.predict(None)
    saves.write(free, TODAY)
    assert saves.endings("the-yard") == ("the-seat", "the-street")
    assert saves.endings("the-other") == ()


def test_the_endings_of_one_story_do_not_touch_those_of_another(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    saves.write(finished(), TODAY)
    other = begin(tell("here: {ending: freed}"))
    saves.write(other, TODAY)
    assert saves.endings("the-yard") == ("the-seat",)
    assert saves.endings("a-story") == ("here",)


def test_no_ending_is_remembered_before_it_is_reached(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    saves.write(bench(), TODAY)
    assert saves.endings("the-yard") == ()
    assert names(tmp_path) == ["the-yard.save.json"]


@pytest.mark.parametrize(
    "content", [b"{", b'{"format": 1, "endings": {"the-yard": ["\xff"]}}', b'{"format": 9, "endings": {}}']
)
def test_a_list_of_endings_that_cannot_be_read_is_set_aside_and_never_overwritten(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "endings.json").write_bytes(content)
    saves = Saves(tmp_path)
    assert saves.endings("the-yard") == ()
    assert len(saves.notes) == 1
    saves.write(finished(), TODAY)
    assert saves.endings("the-yard") == ("the-seat",)
    assert content in [path.read_bytes() for path in tmp_path.iterdir()]


def test_starting_over_puts_an_unfinished_save_aside(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    game = saved(saves, bench())
    assert saves.start_over("the-yard") == "earlier-1"
    where = tmp_path / "the-yard.save.earlier-1.json"
    assert msgspec.json.decode(where.read_bytes(), type=SavedGame) == game
    assert saves.read("the-yard") is None
    assert saves.notes == []


def test_starting_over_leaves_a_finished_or_an_unbegun_save_where_it_is(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    assert saves.start_over("the-yard") is None
    for play in (finished(), begin(yard())):
        saves.write(play, TODAY)
        assert saves.start_over("the-yard") is None
        assert (tmp_path / "the-yard.save.json").exists()


def test_forgetting_deletes_saves_copies_and_endings_and_nothing_else(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    saves.write(bench(), TODAY)
    saves.start_over("the-yard")
    saves.write(finished(), TODAY)
    (tmp_path / "the-yard.save.damaged-1.json").write_text("{", encoding="utf-8")
    for left in (".the-yard.save.json.0a1b2c3d", ".endings.json.x8_k2p1q"):  # of a program that was killed
        (tmp_path / left).write_text("{", encoding="utf-8")
    (tmp_path / "not-ours.txt").write_text("stays", encoding="utf-8")
    assert saves.forget() == (6, [])
    assert names(tmp_path) == ["not-ours.txt"]
    assert saves.endings("the-yard") == ()


def test_a_save_that_cannot_be_deleted_is_told_and_the_others_go(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()  # a folder is not unlinked, whoever asks
    (tmp_path / "b.json").write_text("{", encoding="utf-8")
    count, left = Saves(tmp_path).forget()
    assert count == 1
    assert len(left) == 1
    assert left[0].startswith(f"'{tmp_path / 'a.json'}' cannot be deleted: ")
    assert names(tmp_path) == ["a.json"]


def test_a_folder_that_cannot_be_read_is_no_folder_without_saves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = Saves(tmp_path)
    saves.write(bench(), TODAY)
    monkeypatch.setattr(Path, "iterdir", denied)
    assert saves.forget() == (0, [f"'{tmp_path}' cannot be read: Permission denied"])
    assert saves.kept("the-yard") == []


def test_a_save_that_may_not_be_read_is_set_aside_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves = Saves(tmp_path)
    saves.write(bench(), TODAY)
    before = (tmp_path / "the-yard.save.json").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("game.play.saves.read_limited", denied)
        assert saves.read("the-yard") is None
    assert saves.notes == [
        "The file 'the-yard.save.json' cannot be read (Permission denied). It is kept as "
        "'the-yard.save.unreadable-1.json', and a new one is started."
    ]
    saves.write(begin(yard()), TODAY)
    assert (tmp_path / "the-yard.save.unreadable-1.json").read_bytes() == before
    assert [kept.name for kept in saves.kept("the-yard")] == ["unreadable-1"]


@pytest.mark.parametrize("bad", ["unreadable", "damaged", "folder"])
def test_what_cannot_be_read_nor_set_aside_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    saves = Saves(tmp_path)
    path = tmp_path / "the-yard.save.json"
    if bad == "folder":
        path.mkdir()  # neither read as a file nor renamed to one
    else:
        path.write_text("mine" if bad == "damaged" else "{}", encoding="utf-8")
    with monkeypatch.context() as patch:
        if bad == "unreadable":
            patch.setattr("game.play.saves.read_limited", denied)
        if bad != "folder":
            patch.setattr("game.play.saves.set_aside", denied)
        assert saves.read("the-yard") is None
        assert saves.read("the-yard") is None
        assert len(saves.notes) == 1
        assert saves.notes[0].startswith(f"The file '{path}' ")
        assert saves.notes[0].endswith("; move it. Nothing is written over it.")
        for _ in range(2):
            with pytest.raises(SaveError, match=r"cannot be set aside \(.+\); move it"):
                saves.write(bench(), TODAY)
        with pytest.raises(SaveError):
            saves.start_over("the-yard")
    assert names(tmp_path) == ["the-yard.save.json"]
    if bad == "folder":
        path.rmdir()
    saves.write(bench(), TODAY)  # now it can be set aside
    assert saves.read("the-yard") is not None
    assert bad == "folder" or len(names(tmp_path)) == 2


def test_a_save_is_put_aside_whatever_it_is_put_aside_for_or_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = Saves(tmp_path)
    game = saved(saves, bench())
    monkeypatch.setattr("game.play.saves.set_aside", denied)
    for put in (lambda: saves.start_over("the-yard"), lambda: saves.make_room("the-yard", None)):
        with pytest.raises(SaveError, match=r"cannot be put aside \(Permission denied\)"):
            put()
    assert saves.read("the-yard") == game


def test_a_list_of_endings_that_cannot_be_read_nor_set_aside_is_kept_and_the_game_is_saved(tmp_path: Path) -> None:
    (tmp_path / "endings.json").mkdir()
    saves = Saves(tmp_path)
    assert saves.endings("the-yard") == ()
    saves.notes.clear()
    saves.write(finished(), TODAY)
    game = saves.read("the-yard")
    assert game is not None
    assert game.ended
    assert len(saves.notes) == 1
    assert saves.notes[0].startswith("This ending cannot be added to those that you found: the file '")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("here", r'"The bench\u001b[2J"'),
        ("here", r'"The bench\nEnter goes on"'),
        ("saved", r'"2026\u202e"'),
        ("start", r'{"label": "2016\u009b31m"}'),
        ("start", r'{"dials": {"years\u0000": 4}}'),
        ("moves", r'[{"at": "the-gate\r"}]'),
        ("day", "0"),
        ("day", "1" + "0" * 5000),
    ],
)
def test_a_save_with_what_none_of_ours_has_is_damaged(tmp_path: Path, key: str, value: str) -> None:
    saves = Saves(tmp_path)
    saves.write(bench(), TODAY)
    path = tmp_path / "the-yard.save.json"
    data = json.loads(path.read_text(encoding="utf-8")) | {key: "VALUE"}
    path.write_text(json.dumps(data).replace('"VALUE"', value), encoding="utf-8")
    assert saves.kept("the-yard") == []
    assert saves.read("the-yard") is None
    assert "is damaged" in saves.notes[0]


def test_endings_with_texts_that_none_of_ours_has_are_damaged(tmp_path: Path) -> None:
    (tmp_path / "endings.json").write_text('{"format": 1, "endings": {"the-yard": ["\\u001b[2J"]}}', encoding="utf-8")
    saves = Saves(tmp_path)
    assert saves.endings("the-yard") == ()
    assert "'endings.json' is damaged" in saves.notes[0]


def test_a_note_may_hold_any_characters_and_is_read_back(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    saves.write(bench(), TODAY, "one\ntwo \u200f \U0001f600")
    game = saves.read("the-yard")
    assert game is not None
    assert game.note == "one\ntwo \u200f \U0001f600"


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    game = saved(saves, bench())
    with pytest.raises(SaveError, match="bigger than 4 MiB; shorten your note"):
        saves.write(bench(), TODAY, "x" * MOST)
    with pytest.raises(SaveError, match="could not be read back"):
        saves.write(bench(), TODAY, "\ud800")
    assert saves.read("the-yard") == game
    assert names(tmp_path) == ["the-yard.save.json"]


def test_a_save_that_is_too_big_is_set_aside_unread(tmp_path: Path) -> None:
    (tmp_path / "the-yard.save.json").write_bytes(b" " * (MOST + 1))
    saves = Saves(tmp_path)
    assert saves.read("the-yard") is None
    assert names(tmp_path) == ["the-yard.save.unreadable-1.json"]


def test_a_save_with_a_note_and_without_a_move_is_put_aside_and_found_again(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    saves.write(begin(yard()), TODAY, "Before the first move.")
    assert saves.start_over("the-yard") == "earlier-1"
    saves.write(bench(), TODAY)
    assert [kept.name for kept in saves.kept("the-yard")] == ["", "earlier-1"]
    assert saves.take_up("the-yard", "earlier-1")
    game = saves.read("the-yard")
    assert game is not None
    assert game.note == "Before the first move."
    assert [kept.name for kept in saves.kept("the-yard")] == ["", "earlier-2"]


def test_another_save_than_the_known_one_makes_room(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    known = saved(saves, bench())
    assert saves.make_room("the-yard", known) is None
    other = saved(Saves(tmp_path), finished())
    assert saves.make_room("the-yard", known) == "earlier-1"
    assert saves.make_room("the-yard", known) is None
    assert [kept.game for kept in saves.kept("the-yard")] == [other]


def test_saves_lie_in_the_state_folder_of_the_readers_home(home: Path) -> None:
    Saves().write(bench(), TODAY)
    assert names(home / "state") == ["the-yard.save.json"]
