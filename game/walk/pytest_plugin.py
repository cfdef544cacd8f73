"""A pytest plugin: every ``*.walk.yaml`` is a test, in this project and in any author's own folder of stories."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect walkthroughs."""
    if file_path.name.endswith(".walk.yaml"):
        return WalkFile.from_parent(parent, path=file_path)
    return None


class WalkFile(pytest.File):
    """A walkthrough file."""

    def collect(self) -> Iterable[pytest.Item]:
        """Yield its one test."""
        yield WalkItem.from_parent(self, name=self.path.name.removesuffix(".walk.yaml"))


class WalkItem(pytest.Item):
    """A walkthrough. It fails with one line for each thing that is not as expected."""

    def runtest(self) -> None:
        """Walk. Raises ``WalkError``."""
        import datetime

        from game.play.places import own_stories
        from game.reading.fault import Faults
        from game.walk.find import bundle_of
        from game.walk.runner import run_walk
        from game.walk.script import load_walk

        try:
            loaded = load_walk(self.path)
            faults = run_walk(loaded, bundle_of(loaded, own_stories()), datetime.date.today()).faults
        except Faults as broken:
            raise WalkError(str(broken)) from None
        if faults:
            raise WalkError("\n".join(map(str, faults)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:  # noqa: ARG002 - pytest's own signature
        """Return the lines, without a traceback."""
        if isinstance(excinfo.value, WalkError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the test stands."""
        return self.path, 0, f"walkthrough: {self.name}"


class WalkError(Exception):
    """What a walkthrough did not find as expected."""
