"""Saves, cache and settings of these tests lie in a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what the program keeps."""
    folder = tmp_path / "home"
    monkeypatch.setenv("NTA_HOME", str(folder))
    monkeypatch.delenv("NTA_STORIES", raising=False)
    return folder
