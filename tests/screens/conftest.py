"""The screens' tests run with nothing of the machine's own: no settings, no saves, no theme, no colour wishes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all of these tests, so that the library is read once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what the program keeps."""
    for name in os.environ:
        if name == "TEXTUAL_SNAPSHOT_TEMPDIR":
            continue  # the snapshot plugin's own
        if name.startswith(("TEXTUAL", "NTA_")) or name in ("NO_COLOR", "COLORTERM"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "cache").symlink_to(kept)
    monkeypatch.setenv("NTA_HOME", str(folder))
    return folder
