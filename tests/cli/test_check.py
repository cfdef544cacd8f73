"""``nta check``: findings, exit codes and data. What it finds is tested with the graph."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import HALL, Call
from tests.making import lay_story

LOOP = """
here: {choices: [{id: go, goto: there}, {id: leave, goto: end}]}
there: {choices: [{id: stay, goto: there}]}
end: {ending: freed}
"""


@pytest.mark.usefixtures("shipped")
def test_what_is_clean_is_told_in_one_line_with_exit_code_0(nta: Call, shipped: Path) -> None:
    told = nta("check", shipped / "the-yard")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("1 story proved under 4 sets of rules: ")
    assert told.out.count("\n") == 1


@pytest.mark.usefixtures("shipped")
def test_findings_are_told_with_place_and_walk_and_exit_code_1(nta: Call, tmp_path: Path) -> None:
    folder = lay_story(tmp_path / "the-attic", LOOP)
    told = nta("check", folder)
    assert told.code == 1
    assert "Traceback" not in told.err
    (line,) = (line for line in told.out.splitlines() if ": endless-loop: " in line)
    place, number, column, _ = line.split(":", 3)
    assert place.endswith("the-attic/story.yaml")
    assert "there:" in (folder / "story.yaml").read_text(encoding="utf-8").splitlines()[int(number) - 1]
    assert int(column) == 3
    assert "\n    walk: go\n" in told.out
    assert told.out.splitlines()[-1].endswith(" warnings.")


@pytest.mark.parametrize("name", ["a\x1b]0;title\x07\nforged", os.fsdecode(b"a\xff"), "\u202eyrots"])
def test_what_is_told_is_lines_of_text_whatever_files_are_called(
    nta: Call, shipped: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name
    shutil.copytree(shipped / "the-hall", folder)
    (folder / "\x1b[31m\nred.yaml").write_text("facts:\n  x: {type: flag}\n", encoding="utf-8")
    for arguments in (("check", folder), ("list", "--stories", tmp_path), ("check", "--json", folder)):
        told = nta(*arguments)
        assert told.code != 0
        assert "Traceback" not in told.err
        for line in (told.out + told.err).splitlines():
            assert line.isprintable(), line
            assert not line.startswith(("forged", "red.yaml"))


def test_a_story_with_the_id_of_a_shipped_one_is_told(nta: Call, shipped: Path, tmp_path: Path) -> None:
    shutil.copytree(shipped / "the-hall", tmp_path / "own" / "the-hall")
    for arguments in (("check", tmp_path / "own" / "the-hall"), ("check", "--stories", tmp_path / "own")):
        told = nta(*arguments)
        assert told.code == 1
        (line,) = (line for line in told.out.splitlines() if ": duplicate-id: " in line)
        assert line.startswith(f"{tmp_path / 'own' / 'the-hall' / 'story.yaml'}:1:1: ")
    told = nta("list", "--stories", tmp_path / "own")
    assert told.code == 2
    assert ": duplicate-id: " in told.err
    assert nta("check", shipped / "the-hall").code == 0


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("content", ["story: [\n", "a: 1\na: 2\n"])
def test_a_file_that_cannot_be_used_is_exit_code_2(nta: Call, tmp_path: Path, content: str) -> None:
    folder = tmp_path / "the-attic"
    folder.mkdir()
    (folder / "story.yaml").write_text(content, encoding="utf-8")
    told = nta("check", folder)
    assert told.code == 2
    assert "the-attic/story.yaml:" in told.out
    assert "Traceback" not in told.err


@pytest.mark.usefixtures("shipped")
def test_the_findings_as_data_have_the_keys_that_are_promised(nta: Call, tmp_path: Path, shipped: Path) -> None:
    told = nta("check", "--json", lay_story(tmp_path / "the-attic", LOOP), shipped / "the-hall")
    assert told.code == 1
    data = json.loads(told.out)
    assert set(data) == {"findings", "stories"}
    assert {row["code"] for row in data["findings"]} >= {"endless-loop"}
    for row in data["findings"]:
        assert set(row) == {"file", "line", "column", "code", "severity", "message", "witness"}
        assert row["severity"] in ("error", "warning")
    witness = next(row["witness"] for row in data["findings"] if row["code"] == "endless-loop")
    assert (witness["story"], witness["steps"][0]) == ("the-attic", {"choose": "go"})
    assert {row["story"] for row in data["stories"]} == {"the-attic", "the-hall"}
    for row in data["stories"]:
        assert set(row) >= {"story", "rules", "dials", "states", "moves", "seconds"}
    assert [row["rules"] for row in data["stories"] if row["story"] == "the-hall"] == [
        "own",
        "era-nineteen-factors",
        "era-three-ranks",
        "era-no-ranks",
    ]


@pytest.mark.usefixtures("shipped")
def test_with_no_path_everything_that_is_shipped_or_added_is_checked(nta: Call, tmp_path: Path) -> None:
    extra = lay_story(tmp_path / "extra" / "the-attic", HALL).parent
    for more, expected in (
        ([], {"the-hall", "the-yard"}),
        (["--stories", extra], {"the-hall", "the-yard", "the-attic"}),
    ):
        rows = json.loads(nta("check", "--json", *more).out)["stories"]
        assert {row["story"] for row in rows} == expected


@pytest.mark.usefixtures("shipped")
def test_a_path_is_a_story_a_file_of_one_or_a_folder_of_stories(nta: Call, tmp_path: Path) -> None:
    stories = lay_story(tmp_path / "extra" / "the-attic", HALL).parent
    lay_story(stories / "the-cellar", HALL)
    for path, expected in (
        (stories, {"the-attic", "the-cellar"}),
        (stories / "the-attic", {"the-attic"}),
        (stories / "the-attic" / "story.yaml", {"the-attic"}),
    ):
        assert {row["story"] for row in json.loads(nta("check", "--json", path).out)["stories"]} == expected


@pytest.mark.usefixtures("shipped")
def test_a_story_that_cannot_be_read_does_not_stop_the_others(
    nta: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "extra" / "the-attic"
    folder.mkdir(parents=True)
    (folder / "story.yaml").write_text("story: the-attic\n", encoding="utf-8")
    monkeypatch.setenv("NTA_STORIES", str(folder.parent))
    told = nta("check")
    assert told.code == 1
    assert "the-attic/story.yaml:1:1: missing-key: " in told.out
    assert "2 stories proved" in told.out
    assert "Traceback" not in told.err


@pytest.mark.usefixtures("shipped")
def test_stale_lists_what_was_verified_before_a_limit_and_nothing_younger(nta: Call, shipped: Path) -> None:
    file = shipped / "library" / "exhibits" / "more.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("last_verified: 2026-07", "last_verified: 2019-02"), encoding="utf-8"
    )
    told = nta("check", shipped / "the-hall", "--stale", "6y")
    assert told.code == 1
    lines = [line for line in told.out.splitlines() if ": stale: " in line]
    assert len(lines) == 1
    assert lines[0].split(": stale: ")[0].endswith("library/exhibits/more.yaml:1:1")
    assert lines[0].split(": stale: ")[1].startswith("'shares' was last seen in a source as of February 2019, ")
    assert lines[0].endswith("; look again (warning)")
    assert nta("check", shipped / "the-hall", "--stale", "99y").code == 0
    assert ": stale: " not in nta("check", shipped / "the-hall").out
    rows = json.loads(nta("check", shipped / "the-hall", "--stale", "6y", "--json").out)["findings"]
    assert [(row["code"], row["severity"], row["line"]) for row in rows] == [("stale", "warning", 1)]


@pytest.mark.usefixtures("shipped")
def test_exhibits_that_no_story_uses_are_listed_when_asked_for(nta: Call) -> None:
    assert "shares: no story uses this exhibit" in nta("check", "--unused").out
    assert "Used by no story: 1 exhibit; --unused lists them." in nta("check").out
    assert json.loads(nta("check", "--unused", "--json").out)["unused_exhibits"] == ["shares"]


@pytest.mark.usefixtures("shipped")
def test_witnesses_are_written_as_walkthroughs_that_run(nta: Call, tmp_path: Path) -> None:
    stories = lay_story(tmp_path / "extra" / "the-attic", LOOP).parent
    told = nta("check", stories, "--witnesses", tmp_path / "walks")
    assert told.code == 1
    (file,) = (tmp_path / "walks").glob("*.walk.yaml")
    assert file.name.startswith("endless-loop")
    assert told.err == f"1 walk written to {tmp_path / 'walks'}.\n"
    walked = nta("walk", tmp_path / "walks", "--stories", stories)
    assert walked.out == "1 of 1 walkthroughs passed.\n"
    assert walked.code == 0
