"""Where things lie: the shipped stories, a reader's saves, and the cache.

``NTA_HOME`` puts saves and cache into one folder of the reader's choice, for instance on a stick. Otherwise they lie
where the system keeps such files.
"""

from __future__ import annotations

import os
from pathlib import Path

NAME = "notice-to-appear"


def shipped_stories() -> Path:
    """Return the folder of the shipped stories: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "stories"
    return inside if inside.is_dir() else package.parent / "stories"


def own_stories() -> list[Path]:
    """Return the folders of further stories that ``NTA_STORIES`` names."""
    return [Path(part) for part in os.environ.get("NTA_STORIES", "").split(os.pathsep) if part]


def state_folder() -> Path | None:
    """Return the folder for saves, or None when the system names none (there is no home directory)."""
    return _folder("state")


def cache_folder() -> Path | None:
    """Return the folder for compiled stories, which may be deleted at any time, or None."""
    return _folder("cache")


def config_folder() -> Path | None:
    """Return the folder for settings, or None."""
    return _folder("config")


def _folder(kind: str) -> Path | None:
    own = os.environ.get("NTA_HOME")
    if own:
        return Path(own) / kind
    import platformdirs  # takes a moment to import, so it is left until a folder is needed

    try:
        text: str = getattr(platformdirs, f"user_{kind}_dir")(NAME)
    except (OSError, RuntimeError, KeyError):
        return None
    path = Path(text)
    return path if path.is_absolute() else None
