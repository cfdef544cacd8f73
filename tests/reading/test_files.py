"""Reading the bytes of a file: what is no regular file, or too big, is refused at once."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from game.reading.files import read_limited


@pytest.mark.parametrize("size", [0, 9, 10])
def test_a_file_up_to_the_limit_is_read_whole(size: int, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\r\n" * 5)
    os.truncate(file, size)
    assert read_limited(file, 10) == (b"\r\n" * 5)[:size]


@pytest.mark.parametrize("size", [11, 20 * 2**30])
def test_a_bigger_file_is_refused(size: int, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.touch()
    os.truncate(file, size)
    with pytest.raises(OSError, match="bigger than 10 bytes") as caught:
        read_limited(file, 10)
    assert caught.value.errno == errno.EFBIG


def test_a_file_that_is_missing_is_told_from_one_that_may_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_limited(tmp_path / "a.yaml", 10)
    (tmp_path / "b.yaml").mkdir()
    with pytest.raises(IsADirectoryError):
        read_limited(tmp_path / "b.yaml", 10)


def test_a_pipe_that_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    with pytest.raises(OSError, match="Not a regular file"):
        read_limited(tmp_path / "a.yaml", 10)


def test_a_link_to_a_device_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("/dev/zero")
    with pytest.raises(OSError, match="Not a regular file"):
        read_limited(tmp_path / "a.yaml", 10)


def test_links_that_go_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("a.yaml")
    with pytest.raises(OSError):  # noqa: PT011 - the message is the system's
        read_limited(tmp_path / "a.yaml", 10)
