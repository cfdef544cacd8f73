"""Walkthroughs written in a test, and walked through the yard or another small story."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from game.play.bundle import Bundle
from game.walk.runner import Walked, run_walk
from game.walk.script import LoadedWalk, load_walk
from tests.making import TODAY, yard


def script(steps: str, story: str = "the-yard") -> str:
    """Return a walkthrough file; its steps begin in line 4, and ``steps`` may end with further keys."""
    return f"walkthrough: a-walk\nstory: {story}\nabout: A walk.\nsteps:{steps.rstrip()}\n"


def loaded(text: str) -> LoadedWalk:
    """Return a walkthrough from the text of its file, which is called ``a.walk.yaml``. Raises ``Faults``."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.walk.yaml"
        path.write_text(text, encoding="utf-8")
        return load_walk(path)


def walked(steps: str, bundle: Bundle | None = None) -> Walked:
    """Walk."""
    bundle = bundle or yard()
    return run_walk(loaded(script(steps, bundle.story.story)), bundle, TODAY)


def faults(steps: str, bundle: Bundle | None = None) -> list[str]:
    """Walk, and return ``line:column: code: message`` for everything that is not as expected."""
    return [
        f"{fault.place.line}:{fault.place.column}: {fault.code}: {fault.message}"
        for fault in walked(steps, bundle).faults
    ]
