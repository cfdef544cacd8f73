"""The pytest plugin: walkthroughs in an author's own folder are tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.making import ROOT, lay_further_story
from tests.walk.walking import script

PASSAGES = "here: {choices: [{id: go, goto: end}]}\nend: {ending: freed}"


@pytest.fixture
def authors(tmp_path: Path) -> Path:
    """An author's folder with one story and the shipped library, whose exhibits the story uses."""
    return lay_further_story(tmp_path / "mine" / "the-hall", PASSAGES)


def run_pytest(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", str(folder)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_walkthroughs_and_nothing_else_are_tests_that_pass_or_fail_with_their_lines(authors: Path) -> None:
    (authors / "walkthroughs").mkdir()
    good, bad, broken = (authors / "walkthroughs" / f"{name}.walk.yaml" for name in ("good", "bad", "broken"))
    good.write_text(script("\n  - choose: go\nends: end", "the-hall"), encoding="utf-8")
    bad.write_text(script("\n  - {choose: go, expect: {days: 3}}\nends: ende", "the-hall"), encoding="utf-8")
    broken.write_text(script("\n  - chose: go", "the-hall"), encoding="utf-8")
    (authors / "strange.walk.yaml").write_text(script("\n  - choose: go", "no-such-story"), encoding="utf-8")
    (authors / "walkthroughs" / "other.yaml").write_text("no: walkthrough\n", encoding="utf-8")
    found = run_pytest(authors)
    assert found.returncode == 1
    assert "3 failed, 1 passed" in found.stdout
    assert "walkthroughs/bad.walk.yaml::bad" in found.stdout
    assert "bad.walk.yaml:5:33: walk-expect: expected 3 days on the case clock, found 0" in found.stdout
    assert "bad.walk.yaml:6:7: walk-expect: there is no passage 'ende'; did you mean 'end'?" in found.stdout
    assert "broken.walk.yaml:5:5: unknown-key: 'chose' is not a key of a step; did you mean 'choose'?" in found.stdout
    assert "strange.walk.yaml:2:8: unknown-name: there is no story 'no-such-story'" in found.stdout
    assert "Traceback" not in found.stdout


def test_the_plugin_comes_with_the_program() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\nnotice-to-appear = "game.walk.pytest_plugin"' in text
