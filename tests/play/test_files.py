"""Writing and renaming files: whole or not at all, and never over what is there."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from game.play.files import SHARED, rename_to_free, set_aside, write_atomically

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_a_new_file_is_its_owners_alone_unless_it_is_to_be_shared(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_atomically(tmp_path / "mine", b"x")
        write_atomically(tmp_path / "ours", b"x", mode=SHARED)
    finally:
        os.umask(before)
    assert (mode(tmp_path / "mine"), mode(tmp_path / "ours")) == (0o600, 0o644)


@posix
def test_a_file_that_is_written_anew_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new", mode=SHARED)
    assert (path.read_bytes(), mode(path)) == (b"new", 0o640)


@posix
def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "file").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("far/file")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "far" / "file").read_bytes() == b"new"
    assert names(tmp_path / "far") == ["file"]


@posix
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(path, b"report")
        assert os.read(reader, 100) == b"report"
    finally:
        os.close(reader)
    assert path.is_fifo()


def test_a_long_name_can_be_written_too(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250)
    write_atomically(path, b"x")
    assert names(tmp_path) == [path.name]


def test_a_file_is_set_aside_under_the_first_free_name(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / "a.save.json").write_text(f"{number}", encoding="utf-8")
        assert set_aside(tmp_path / "a.save.json", "damaged").name == f"a.save.damaged-{number}.json"
    assert [path.read_text(encoding="utf-8") for path in sorted(tmp_path.iterdir())] == ["1", "2"]


def test_a_name_that_is_taken_in_the_last_moment_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.json").write_text("mine", encoding="utf-8")
    (tmp_path / "a.damaged-1.json").write_text("another's", encoding="utf-8")
    monkeypatch.setattr(Path, "exists", lambda _path: False)
    assert set_aside(tmp_path / "a.json", "damaged").name == "a.damaged-2.json"
    assert (tmp_path / "a.damaged-1.json").read_text(encoding="utf-8") == "another's"
    assert (tmp_path / "a.damaged-2.json").read_text(encoding="utf-8") == "mine"


def test_without_a_free_name_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("mine", encoding="utf-8")
    for number in range(1, 1000):
        (tmp_path / f"a.damaged-{number}.json").write_text(str(number), encoding="utf-8")
    with pytest.raises(OSError, match="999 files are set aside as 'damaged' already"):
        set_aside(tmp_path / "a.json", "damaged")
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "a.damaged-999.json").read_text(encoding="utf-8") == "999"


def test_a_rename_needs_no_links_which_sticks_do_not_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "symlink", refuse)
    (tmp_path / "a").write_text("mine", encoding="utf-8")
    rename_to_free(tmp_path / "a", tmp_path / "b")
    assert names(tmp_path) == ["b"]
    assert (tmp_path / "b").read_text(encoding="utf-8") == "mine"


def test_a_rename_that_fails_leaves_no_empty_file_under_the_new_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rename_to_free(tmp_path / "gone", tmp_path / "b")
    assert names(tmp_path) == []
