"""The screens' tests run with nothing of the machine's own: no settings, no saves, no theme, no colour wishes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what the program keeps."""
    for name in os.environ:
        if name.startswith(("TEXTUAL", "NTA_")) or name in ("NO_COLOR", "COLORTERM"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    monkeypatch.setenv("NTA_HOME", str(folder))
    return folder
