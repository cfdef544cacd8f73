"""Where saves, cache and settings lie, and the settings themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import platformdirs
import pytest

from game.play.places import cache_folder, config_folder, shipped_stories, state_folder
from game.play.settings import Settings, load_settings, save_settings


def test_nta_home_holds_saves_cache_and_settings_in_one_folder(home: Path) -> None:
    assert (state_folder(), cache_folder(), config_folder()) == (home / "state", home / "cache", home / "config")
    assert not home.exists()  # nothing is made before it is needed


def test_without_nta_home_they_lie_where_the_system_keeps_such_files(monkeypatch: pytest.MonkeyPatch) -> None:
    for empty in (None, ""):
        monkeypatch.delenv("NTA_HOME") if empty is None else monkeypatch.setenv("NTA_HOME", empty)
        for kind, folder in (("state", state_folder), ("cache", cache_folder), ("config", config_folder)):
            expected = getattr(platformdirs, f"user_{kind}_dir")("notice-to-appear")
            assert folder() == Path(expected)


@pytest.mark.parametrize("error", [OSError, RuntimeError, KeyError])
def test_where_the_system_names_no_home_there_is_no_folder(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def none(_name: str) -> str:
        raise error("no home")

    monkeypatch.delenv("NTA_HOME")
    monkeypatch.setattr(platformdirs, "user_state_dir", none)
    assert state_folder() is None


def test_a_home_that_is_not_a_whole_path_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NTA_HOME")
    monkeypatch.setattr(platformdirs, "user_state_dir", lambda _name: "~/.local/state/notice-to-appear")
    assert state_folder() is None


def test_the_shipped_stories_lie_inside_an_installed_package_or_beside_it_in_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (shipped_stories() / "the-cart" / "story.yaml").is_file()
    (tmp_path / "game" / "play").mkdir(parents=True)
    monkeypatch.setattr("game.play.places.__file__", str(tmp_path / "game" / "play" / "places.py"))
    assert shipped_stories() == tmp_path / "stories"
    (tmp_path / "game" / "stories").mkdir()
    assert shipped_stories() == tmp_path / "game" / "stories"


def denied(*_arguments: object) -> Any:
    raise PermissionError(13, "Permission denied")


def test_settings_are_remembered_in_a_file_that_a_person_can_read(home: Path) -> None:
    assert load_settings() == Settings()
    assert save_settings(Settings(theme="light", measure=60, spacing=0)) is None
    text = (home / "config" / "settings.json").read_text(encoding="utf-8")
    assert text.count("\n") > 3
    written = json.loads(text)
    assert (written["theme"], written["measure"], written["spacing"]) == ("light", 60, 0)
    assert load_settings() == Settings(theme="light", measure=60, spacing=0)


def test_every_setting_that_a_person_writes_by_hand_is_read(home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text('{"theme": "ansi", "unknown": [1, 2]}', encoding="utf-8")
    assert load_settings() == Settings(theme="ansi")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"theme": "purple"}', b'{"measure": 10}', b'{"measure": 101}', b'{"spacing": "wide"}',
     b'{"theme": "\xff"}', b'{"x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"],
)  # fmt: skip
def test_settings_that_are_damaged_are_set_aside_and_told(home: Path, content: bytes) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_bytes(content)
    told: list[str] = []
    assert load_settings(told.append) == Settings()
    assert [path.read_bytes() for path in (home / "config").iterdir()] == [content]
    assert len(told) == 1
    assert told[0].startswith(f"The file '{home / 'config' / 'settings.json'}' is damaged: ")
    assert told[0].endswith(" It is kept as 'settings.damaged-1.json', and the settings start anew.")
    assert "\n" not in told[0]
    assert load_settings(told.append) == Settings()
    assert len(told) == 1


def test_a_typo_in_the_settings_is_named(home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text('{"theme": "drak\\u001b[2J"}', encoding="utf-8")
    told: list[str] = []
    load_settings(told.append)
    assert r"'drak\x1b[2J' - at `$.theme`" in told[0]


def test_damaged_settings_that_cannot_be_set_aside_are_never_written_over(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "config" / "settings.json"
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    told: list[str] = []
    monkeypatch.setattr("game.play.settings.set_aside", denied)
    load_settings(told.append)
    assert told[0].endswith(" It is left as it is, for it cannot be set aside (Permission denied).")
    problem = save_settings(Settings())
    assert problem is not None
    assert problem.startswith(f"the file '{path}' is damaged: ")
    assert problem.endswith("; mend it or move it")
    assert path.read_text(encoding="utf-8") == "mine"


def test_settings_that_may_not_be_read_are_told_and_never_written_over(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert save_settings(Settings(theme="light")) is None
    path = home / "config" / "settings.json"
    told: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr("game.play.settings.read_limited", denied)
        assert load_settings(told.append) == Settings()
        assert told == [f"The file '{path}' cannot be read: Permission denied."]
        assert save_settings(Settings()) == f"the file '{path}' cannot be read: Permission denied; mend it or move it"
    assert load_settings() == Settings(theme="light")


def test_keys_that_another_version_wrote_are_kept(home: Path) -> None:
    path = home / "config" / "settings.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"theme": "ansi", "voice": {"speed": 2}}', encoding="utf-8")
    assert save_settings(Settings(theme="light")) is None
    written = json.loads(path.read_text(encoding="utf-8"))
    assert (written["theme"], written["voice"]) == ("light", {"speed": 2})


def test_settings_that_cannot_be_written_are_told_in_one_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write_text("in the way", encoding="utf-8")
    told = save_settings(Settings())
    assert told is not None
    assert told.startswith(f"'{home / 'config'}' cannot be written: ")
    assert load_settings() == Settings()
    monkeypatch.setattr("game.play.settings.config_folder", lambda: None)
    assert save_settings(Settings()) == "there is no home directory to keep settings in; set NTA_HOME to a folder"
    assert load_settings() == Settings()


def test_a_setting_out_of_its_bounds_is_refused_when_it_is_read_back(home: Path) -> None:
    assert save_settings(msgspec.structs.replace(Settings(), measure=500)) is None
    assert load_settings() == Settings()
