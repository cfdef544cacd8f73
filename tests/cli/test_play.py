"""``nta play``: from the start or from where it was left, under other rules, with other dials, recorded."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from game.play.catalogue import open_story
from game.play.playthrough import Playthrough, make_start
from tests.cli.conftest import HALL, Call
from tests.making import lay_story, past_texts

pytestmark = pytest.mark.usefixtures("shipped")


def denied(*_arguments: object, **_named: object) -> Any:
    raise PermissionError(13, "Permission denied")


def saved(home: Path, story: str = "the-yard") -> dict[str, object]:
    found: dict[str, object] = json.loads((home / "state" / f"{story}.save.json").read_text(encoding="utf-8"))
    return found


def test_a_story_begins_with_its_title_its_note_and_what_it_is(nta: Call) -> None:
    told = nta("play", "the-yard")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[:4] == [
        "The Yard. Los Angeles. About 5 minutes.",
        "A locked yard. Nothing graphic.",
        "The people are invented; what is marked Record or Rule has its source. This is information, not legal advice.",
        "",
    ]
    assert told.out.splitlines()[4].startswith("The gate. Stage: arrest.")


def test_the_end_of_the_input_says_how_to_come_back_and_is_no_error(nta: Call, home: Path) -> None:
    told = nta("play", "the-yard", typed="\n1\n")
    assert (told.code, told.err) == (0, "")
    assert told.out.endswith(
        "Saved. To go on from here: nta play the-yard --plain. To start over: nta play the-yard --plain --new.\n"
    )
    assert saved(home)["moves"] == [{"at": "the-gate"}, {"at": "the-bench", "choose": "call"}]


def test_one_goes_on_from_where_one_left(nta: Call) -> None:
    nta("play", "the-yard", typed="\n1\n")
    told = nta("play", "the-yard", "--plain", typed="4\n\n")
    assert told.out.startswith(
        "Going on from where you left it. To start over: --new.\nYou chose. She calls\n\nThe bench."
    )
    assert "An ending: gone by signature." in told.out
    assert told.code == 0


def test_after_an_ending_the_story_begins_anew(nta: Call) -> None:
    nta("play", "the-yard", typed="\n4\n\n")
    assert nta("play", "the-yard").out.startswith("The Yard. Los Angeles.")


def test_new_begins_anew_and_keeps_the_earlier_game(nta: Call, home: Path) -> None:
    nta("play", "the-yard", typed="\n1\n")
    told = nta("play", "the-yard", "--new", typed="\n")
    assert "Note. Your earlier game is kept as 'earlier-1'.\n" in told.out
    assert (home / "state" / "the-yard.save.earlier-1.json").exists()
    assert saved(home)["moves"] == [{"at": "the-gate"}]


@pytest.mark.parametrize("option", [["--rules", "2016"], ["--dial", "years=4"], ["--seed", "7"]])
def test_a_start_that_is_asked_for_is_a_new_game(nta: Call, home: Path, option: list[str]) -> None:
    nta("play", "the-yard", typed="\n1\n")
    told = nta("play", "the-yard", *option, typed="\n")
    assert "Going on" not in told.out
    assert "Your earlier game is kept" in told.out
    assert saved(home)["moves"] == [{"at": "the-gate"}]


def test_rules_and_dials_are_played_and_saved(nta: Call, home: Path) -> None:
    told = nta("play", "the-yard", "--rules", "era-three-ranks", "--dial", "years=4", "--dial", "card=yes", typed="\n")
    assert "Rules of 5 January 2016 (Three ranks)." in told.out
    assert "writes down 4." in told.out
    assert "Barred. She asks for the officer\n" in told.out
    start = saved(home)["start"]
    assert isinstance(start, dict)
    assert (start["rules"], start["label"], start["dials"]) == (
        "2016-01-05",
        "era-three-ranks",
        {"years": 4, "card": True},
    )


def test_a_seed_fixes_what_is_left_to_chance(nta: Call) -> None:
    bundle = open_story("the-yard")
    for seed in range(6):
        play = past_texts(Playthrough(bundle, make_start(bundle, seed=seed)))
        play.choose("counsel")
        play.choose("clerk")
        play.predict(None)
        happens = play.moves[-1].happens
        told = nta("play", "the-yard", "--seed", seed, typed="\n2\n2\n\n")
        assert ("ICE officer decided. The file is closed" in told.out) == (happens == "closed")


def test_without_a_seed_chance_differs_from_game_to_game(nta: Call, home: Path) -> None:
    seeds = set()
    for _ in range(3):
        nta("play", "the-yard", "--new", typed="\n")
        start = saved(home)["start"]
        assert isinstance(start, dict)
        seeds.add(start["seed"])
    assert len(seeds) == 3


def test_a_seed_of_any_size_is_saved_and_taken_up_again(nta: Call, home: Path) -> None:
    nta("play", "the-yard", "--seed", 2**80, typed="\n1\n")
    assert nta("play", "the-yard").out.startswith("Going on from where you left it.")
    start = saved(home)["start"]
    assert isinstance(start, dict)
    assert start["seed"] == 2**80


@pytest.mark.parametrize("name", ["my.walk.yaml", "My Walk.walk.yaml", "other.yaml", "no", "ÄÖ.walk.yaml"])
def test_a_recorded_play_is_a_walkthrough_that_passes(nta: Call, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    told = nta("play", "the-yard", "--record", file, "--rules", "2016", "--seed", "3", typed="\n2\n2\n2\n\n\nquit\n")
    assert (told.code, told.err) == (0, "")
    assert told.out.endswith(f"Recorded: {file}. To run it: nta walk {file}\n")
    assert nta("walk", file) == (0, "1 of 1 walkthroughs passed.\n", "")


def test_a_record_that_cannot_be_written_leaves_no_scrap(
    nta: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda path, _mode: Path(path) != out)
        told = nta("play", "the-yard", "--record", out / "mine.walk.yaml", typed="\n4\n\n")
        assert told.err == f"nta play: the folder '{out}' may not be written; record in another one\n"
        assert (told.code, told.out) == (2, "")
    replace = Path.replace
    monkeypatch.setattr(Path, "replace", lambda path, other: denied() if out in path.parents else replace(path, other))
    told = nta("play", "the-yard", "--record", out / "mine.walk.yaml", typed="\n4\n\n")
    assert told.code == 2
    assert told.err == f"nta: '{out / 'mine.walk.yaml'}' cannot be written: Permission denied\n"
    assert list(out.iterdir()) == []


def test_a_record_is_never_written_over_a_file(nta: Call, tmp_path: Path) -> None:
    file = tmp_path / "my.walk.yaml"
    file.write_text("mine", encoding="utf-8")
    told = nta("play", "the-yard", "--record", file, typed="\n")
    assert (told.code, told.out) == (2, "")
    assert told.err == f"nta play: '{file}' is there already; name a new file\n"
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_further_story_is_played_from_its_folder(nta: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = lay_story(tmp_path / "extra" / "the-attic", HALL)
    assert "An ending: freed for now." in nta("play", "the-attic", "--stories", folder.parent, typed="1\n").out
    assert "An ending: freed for now." in nta("play", "the-attic", "--stories", folder, typed="1\n").out
    monkeypatch.setenv("NTA_STORIES", os.pathsep.join([str(tmp_path / "extra"), ""]))
    assert "An ending: freed for now." in nta("play", "the-attic", typed="1\n").out


def test_a_story_that_was_edited_since_says_where_one_stands(nta: Call, shipped: Path) -> None:
    nta("play", "the-yard", typed="\n1\n1\n")
    file = shipped / "the-yard" / "story.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("{id: call,", "{id: ring,"), encoding="utf-8")
    told = nta("play", "the-yard")
    assert told.code == 0
    assert (
        "Note. The story has changed since this was saved. You are at 'The bench'; "
        "the last 2 moves no longer fit. The old save is kept beside it.\n"
    ) in told.out


def test_ctrl_c_stops_with_code_130_and_the_place_is_kept(
    nta: Call, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted:
        lines = iter(["\n", "1\n"])

        def isatty(self) -> bool:
            return False

        def readline(self) -> str:
            for line in self.lines:
                return line
            raise KeyboardInterrupt

    monkeypatch.setattr("tests.cli.conftest.io.StringIO", lambda _typed: Interrupted())
    told = nta("play", "the-yard")
    assert told.code == 130
    assert told.err == "\n"
    assert "Traceback" not in told.out
    assert len(saved(home)["moves"]) == 2  # type: ignore[arg-type]


def test_at_a_terminal_lines_are_wrapped_and_asked_for(nta: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _stream: True)
    told = nta("play", "the-yard", "--plain", typed="\n")
    lines = [line for line in told.out.splitlines()[3:] if line]
    assert max(map(len, lines)) <= 50
    assert len(lines) > 10


def test_forget_says_where_the_saves_lie_and_deletes_them_only_when_told_to(nta: Call, home: Path) -> None:
    nta("play", "the-yard", typed="\n4\n\n")
    told = nta("forget")
    assert (told.code, told.err) == (0, "")
    assert told.out == f"Your saves lie in: {home / 'state'}\nTo delete them all: nta forget --yes\n"
    assert len(list((home / "state").iterdir())) == 2
    (home / "state" / ".the-yard.save.json.1f2e3d4c").write_text("cut off", encoding="utf-8")
    remains = f"Copies of the stories that were opened remain, to open faster: {home / 'cache'}\n"
    assert nta("forget", "--yes") == (0, f"Deleted: 3 files.\n{remains}", "")
    assert list((home / "state").iterdir()) == []
    (home / "config").mkdir()
    settings = home / "config" / "settings.json"
    settings.write_text("{}", encoding="utf-8")
    assert nta("forget", "--yes").out == f"Deleted: 0 files.\nYour settings remain: {settings}\n{remains}"


def test_forget_says_what_it_could_not_delete(nta: Call, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nta("play", "the-yard", typed="\n4\n\n")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", denied)
        told = nta("forget", "--yes")
    assert (told.code, told.out.splitlines()[0]) == (2, "Deleted: 0 files.")
    assert told.err.splitlines() == [
        f"nta forget: '{home / 'state' / name}' cannot be deleted: Permission denied"
        for name in ("endings.json", "the-yard.save.json")
    ]
    monkeypatch.setattr(Path, "iterdir", denied)
    told = nta("forget", "--yes")
    assert told.code == 2
    assert told.err == f"nta forget: '{home / 'state'}' cannot be read: Permission denied\n"


def test_a_path_code_leads_to_where_it_was_written_down(nta: Call, home: Path) -> None:
    first = nta("play", "the-yard", typed="\n4\n\n").out
    code = first.partition("--code ")[2].split()[0]
    (home / "state" / "the-yard.save.json").unlink()
    told = nta("play", "the-yard", "--code", code)
    assert "An ending: gone by signature." in told.out
    assert nta("play", "the-yard", "--code", "YARD-0000").code == 2


def test_on_the_screens_a_path_code_is_refused_where_it_cannot_be_saved_and_nothing_else_is_played(
    nta: Call, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = nta("play", "the-yard", typed="\n4\n\n").out.partition("--code ")[2].split()[0]
    nta("forget", "--yes")
    (home / "state").rmdir()
    (home / "state").write_text("in the way", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("game.commands.play.at_terminal", lambda: True)
        told = nta("play", "the-yard", "--code", code)
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        "nta play: a path code opens as a saved game, and nothing can be saved; "
        "set NTA_HOME to a folder, or add --plain\n"
    )


def test_where_nothing_can_be_saved_a_path_code_comes_back_line_by_line(nta: Call, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "state").write_text("in the way", encoding="utf-8")
    left = nta("play", "the-yard", typed="\n1\n")
    (command,) = re.findall(r"^To come back here: nta (.+)\.$", left.out, re.MULTILINE)
    assert "Saved." not in left.out
    back = nta(*command.split(), typed="facts\n")
    assert back.code == 0
    assert ": She calls (Ines)" in back.out
    assert f"To come back here: nta {command}." in back.out


def test_settings_with_a_typo_are_told_and_kept(nta: Call, home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text('{"theme": "drak"}', encoding="utf-8")
    told = nta("play", "the-yard")
    assert told.out.count("Note. The file '") == 1
    assert "'drak'" in told.out
    assert (home / "config" / "settings.damaged-1.json").exists()


def test_a_game_that_was_put_aside_is_taken_up_by_its_name_and_the_other_is_kept(nta: Call, home: Path) -> None:
    nta("play", "the-yard", typed="\n1\n1\n")
    nta("play", "the-yard", "--new", typed="\n")
    told = nta("play", "the-yard", "--save", "earlier-1", typed="facts\n")
    assert "2. The bench: She calls (Ines)" in told.out
    assert len(list((home / "state").glob("the-yard.save.*.json"))) == 1
    wrong = nta("play", "the-yard", "--save", "earlier-9")
    assert wrong.err == "nta play: no game of 'the-yard' is kept as 'earlier-9'; there is earlier-2\n"
    assert wrong.code == 2


def test_a_story_is_played_by_the_path_of_its_folder_and_told_how_to_come_back(nta: Call, tmp_path: Path) -> None:
    own = lay_story(tmp_path / "mine" / "the-hall", HALL)
    told = nta("play", own, typed="quit\n")
    assert f"To go on from here: nta play {own} --plain." in told.out
    named = nta("play", "the-hall", "--stories", own.parent, typed="quit\n")
    assert f"nta play the-hall --plain --stories {own.parent}." in named.out
