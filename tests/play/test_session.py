"""A session: saved after every move, and never stopped by a save that cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.moves import Start
from game.play.saves import Saves
from game.play.session import Session
from game.play.step import MoveError
from tests.making import TODAY, tell, yard


def start(saves: Saves) -> Session:
    return Session.begin(yard(), Start(), saves, lambda: TODAY)


def moves_saved(saves: Saves) -> int:
    game = saves.read("the-yard")
    return len(game.moves) if game else 0


def test_every_move_and_every_undo_is_saved_at_once(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    session = start(saves)
    assert moves_saved(saves) == 0
    session.go_on()
    assert moves_saved(saves) == 1
    session.choose("clerk")
    assert moves_saved(saves) == 2
    session.predict(None)
    assert moves_saved(saves) == 3
    assert session.undo() is True
    assert moves_saved(saves) == 2


def test_a_move_that_is_refused_is_not_saved(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    session = start(saves)
    session.go_on()
    before = (tmp_path / "the-yard.save.json").read_bytes()
    for move in (lambda: session.choose("climb"), lambda: session.predict(None), session.go_on):
        with pytest.raises(MoveError):
            move()
    assert (tmp_path / "the-yard.save.json").read_bytes() == before


def test_a_session_is_taken_up_where_it_was_left(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    session = start(saves)
    session.go_on()
    session.choose("call")
    again = Session.resume(yard(), Saves(tmp_path), lambda: TODAY)
    assert again is not None
    assert again.play.state == session.play.state
    assert again.take_notes() == []


def test_there_is_nothing_to_take_up_before_a_move_or_after_an_ending(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    assert Session.resume(yard(), saves, lambda: TODAY) is None
    session = start(saves)
    session.save()
    assert Session.resume(yard(), saves, lambda: TODAY) is None
    session.go_on()
    session.choose("sign")
    assert Session.resume(yard(), saves, lambda: TODAY) is not None
    session.go_on()
    assert session.play.ended
    assert Session.resume(yard(), saves, lambda: TODAY) is None


def test_beginning_anew_keeps_an_unfinished_game_and_says_where(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    start(saves).go_on()
    again = start(saves)
    assert again.take_notes() == ["Your earlier game is kept as 'earlier-1'."]
    assert again.take_notes() == []
    assert again.play.moves == ()


def test_a_session_of_an_edited_story_says_so_and_is_saved_as_it_stands(tmp_path: Path) -> None:
    passages = """
    here: {choices: [{id: go, goto: there}, {id: OTHER, goto: there}]}
    there: {next: [{goto: end}]}
    end: {ending: freed}
    """
    saves = Saves(tmp_path)
    played = Session.begin(tell(passages.replace("OTHER", "wait")), Start(), saves, lambda: TODAY)
    played.choose("wait")
    again = Session.resume(tell(passages.replace("OTHER", "run")), saves, lambda: TODAY)
    assert again is not None
    notes = again.take_notes()
    assert len(notes) == 1
    assert "You are at 'At here'" in notes[0]
    game = saves.read("a-story")
    assert game is not None
    assert game.moves == ()


def test_a_damaged_save_is_told_when_a_session_begins(tmp_path: Path) -> None:
    (tmp_path / "the-yard.save.json").write_text("broken", encoding="utf-8")
    saves = Saves(tmp_path)
    assert Session.resume(yard(), saves, lambda: TODAY) is None
    session = start(saves)
    assert "is damaged" in session.take_notes()[0]


def test_a_folder_that_cannot_be_written_is_told_once_and_the_play_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    session = start(Saves(tmp_path / "file" / "state"))
    session.go_on()
    notes = session.take_notes()
    assert len(notes) == 1
    assert notes[0].startswith("Your place cannot be saved: ")
    assert notes[0].endswith(". The game goes on.")
    session.choose("call")
    session.choose("sign")
    session.go_on()
    assert session.play.passage == "the-seat"
    assert session.save() is False
    assert session.take_notes() == []


def test_without_a_home_the_play_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.play.saves.state_folder", lambda: None)
    session = start(Saves())
    session.go_on()
    assert session.take_notes() == [
        "Your place cannot be saved: there is no home directory to save in; set NTA_HOME to a folder. The game goes on."
    ]


def test_the_readers_notes_are_kept_with_the_save(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    session = start(saves)
    session.go_on()
    session.set_note("Ask about the wall.\nTwice.")
    session.choose("call")
    game = saves.read("the-yard")
    assert game is not None
    assert game.note == "Ask about the wall.\nTwice."
    again = Session.resume(yard(), saves, lambda: TODAY)
    assert again is not None
    assert again.note == "Ask about the wall.\nTwice."
    again.choose("call")
    game = saves.read("the-yard")
    assert game is not None
    assert game.note == "Ask about the wall.\nTwice."


def test_a_second_window_does_not_write_over_the_game_of_the_first(tmp_path: Path) -> None:
    start(Saves(tmp_path)).go_on()
    first, second = (Session.resume(yard(), Saves(tmp_path), lambda: TODAY) for _ in range(2))
    assert first is not None
    assert second is not None
    second.choose("call")
    second.choose("counsel")
    farther = second.play.moves
    assert second.take_notes() == []
    first.choose("call")
    assert first.take_notes() == ["This story is open in another window too. Its game is kept as 'earlier-1'."]
    first.choose("counsel")
    kept = {kept.name: kept.game.moves for kept in first.saves.kept("the-yard")}
    assert kept == {"": first.play.moves, "earlier-1": farther}
    second.choose("clerk")
    first.choose("clerk")
    assert first.take_notes() == []  # told once
    assert second.play.moves in [kept.game.moves for kept in first.saves.kept("the-yard")]


def test_a_game_that_a_second_window_has_begun_meanwhile_is_kept(tmp_path: Path) -> None:
    first = start(Saves(tmp_path))
    start(Saves(tmp_path)).go_on()
    first.go_on()
    assert first.take_notes() == ["This story is open in another window too. Its game is kept as 'earlier-1'."]


def test_a_list_of_saves_that_is_read_in_between_does_not_make_another_game_ones_own(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    first = start(saves)
    first.go_on()
    second = Session.resume(yard(), Saves(tmp_path), lambda: TODAY)
    assert second is not None
    second.choose("counsel")
    saves.read("the-yard")  # as the shelf does when it is drawn anew
    first.choose("call")
    assert [kept.game.moves for kept in saves.kept("the-yard")] == [first.play.moves, second.play.moves]


def test_a_note_without_a_move_is_taken_up_again_and_put_aside_by_a_new_game(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    start(saves).set_note("Before the first move.")
    again = Session.resume(yard(), saves, lambda: TODAY)
    assert again is not None
    assert again.note == "Before the first move."
    new = start(saves)
    assert new.take_notes() == ["Your earlier game is kept as 'earlier-1'."]
    assert new.note == ""


def test_a_note_at_an_ending_is_put_aside_by_a_new_game(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    session = start(saves)
    session.go_on()
    session.choose("sign")
    session.go_on()
    session.set_note("What I thought.")
    start(saves).go_on()
    assert [kept.game.note for kept in saves.kept("the-yard")] == ["", "What I thought."]


def test_what_would_steer_a_terminal_is_dropped_from_a_note_and_nothing_else(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    session = start(saves)
    session.set_note("\x1b[2Jone\r\n\ttwo\x9b \u200fthree \U0001f600 \ud800")
    assert session.note == "[2Jone\n\ttwo \u200fthree \U0001f600 ?"
    assert session.take_notes() == []
    path = tmp_path / "the-yard.save.json"
    path.write_text(path.read_text(encoding="utf-8").replace("[2J", "\\u001b[2J"), encoding="utf-8")
    again = Session.resume(yard(), saves, lambda: TODAY)
    assert again is not None
    assert again.note == session.note


def test_the_save_of_a_story_that_was_edited_is_not_written_over_when_it_cannot_be_put_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_arguments: object) -> Path:
        raise PermissionError(13, "Permission denied")

    passages = "here: {choices: [{id: OTHER, goto: end}]}\nend: {ending: freed}"
    saves = Saves(tmp_path)
    Session.begin(tell(passages.replace("OTHER", "wait")), Start(), saves, lambda: TODAY).choose("wait")
    before = (tmp_path / "a-story.save.json").read_bytes()
    monkeypatch.setattr("game.play.saves.set_aside", denied)
    again = Session.resume(tell(passages.replace("OTHER", "run")), saves, lambda: TODAY, ended=True)
    assert again is not None
    again.choose("run")
    changed, unsaved = again.take_notes()
    assert "kept beside it" not in changed
    assert unsaved.startswith("Your place cannot be saved: the file '")
    assert (tmp_path / "a-story.save.json").read_bytes() == before


def test_undo_goes_to_the_last_fork_then_to_the_beginning_then_nowhere(tmp_path: Path) -> None:
    session = start(Saves(tmp_path))
    session.go_on()
    session.choose("call")
    session.choose("sign")
    session.go_on()
    for passage, moves in (("the-bench", 2), ("the-bench", 1), ("the-gate", 0)):
        assert session.undo() is True
        assert (session.play.passage, len(session.play.moves)) == (passage, moves)
    assert session.undo() is False


def test_one_can_go_back_to_any_move_by_its_number(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    session = start(saves)
    session.go_on()
    session.choose("call")
    session.choose("clerk")
    assert session.undo_to(1) is True
    assert (session.play.passage, len(session.play.moves)) == ("the-bench", 1)
    assert moves_saved(saves) == 1
    assert session.undo_to(1) is False
