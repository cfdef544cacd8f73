"""``nta new``: a story to start from, that is clean and can be played."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.making import ROOT


@pytest.mark.usefixtures("home_is_warm")
def test_a_new_story_is_clean_and_can_be_played(nta: Call, tmp_path: Path) -> None:
    told = nta("new", "our-town", "--in", tmp_path)
    assert (told.code, told.err) == (0, "")
    folder = tmp_path / "our-town"
    assert f"To prove it: nta check {folder}" in told.out
    checked = nta("check", folder)
    assert checked.code == 0
    assert checked.out.startswith("1 story proved under ")
    assert "New keys. Stage: charge." in nta("play", folder, typed="quit\n").out


def test_the_guide_is_named_by_where_it_lies(nta: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (ROOT, tmp_path):  # the checkout, and anywhere else
        monkeypatch.chdir(folder)
        told = nta("new", f"our-town-{folder.name}".lower().replace("_", "-"), "--in", tmp_path).out
        (guide,) = re.findall(r"^How to go on: (.+), the author's guide\.$", told, re.MULTILINE)
        assert Path(guide).read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Our Town", "is no id"),
        ("", "is no id"),
        ("../x", "is no id"),
        ("here", "is there already"),
        ("x" * 101, "too long"),
    ],
)
def test_a_name_that_cannot_be_is_told_and_nothing_is_written(nta: Call, tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "here").mkdir()
    told = nta("new", name, "--in", tmp_path)
    assert (told.code, told.out) == (2, "")
    assert why in told.err
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("here", "home")] == []
