"""Errors: one line each on stderr that says what to do, exit code 2, and never a traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import HALL, Call, Told
from tests.making import lay_story

LONG = "x" * 300  # longer than any file system lets a name be


def one_line(told: Told) -> str:
    """Return the one line of an error."""
    assert told.code == 2
    assert told.err.count("\n") == 1
    assert told.err.endswith("\n")
    assert "Traceback" not in told.err
    return told.err.strip()


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "nta: argument COMMAND: invalid choice: 'nonsense'"),
        (["play"], "nta play: the following arguments are required: STORY; see 'nta play --help'"),
        (["play", "the-yad"], "nta play: there is no story 'the-yad'; did you mean 'the-yard'?"),
        (["play", "nothing"], "nta play: there is no story 'nothing'; use 'the-hall' or 'the-yard'"),
        (
            ["play", "the-yard", "--rules", "1066"],
            "from 17 June 2011 to 31 July 2026, and not under those of 1 July 1066",
        ),
        (
            ["play", "the-yard", "--rules", "3000"],
            "nta play: this story can be replayed under the rules of any day from",
        ),
        (["play", "the-yard", "--rules", "soon"], "nta play: 'soon' is no era, year or date; use one of era-nineteen-"),
        (["play", "the-yard", "--dial", "years"], "nta play: 'years' is no dial; write --dial FACT=VALUE"),
        (["play", "the-yard", "--dial", "yeers=3"], "'yeers' is not a dial of this story; did you mean 'years'?"),
        (["play", "the-yard", "--dial", "calls=1"], "nta play: 'calls' is not a dial of this story"),
        (["play", "the-yard", "--dial", "years=5"], "nta play: '5' cannot be: it goes from 0 to 4"),
        (["play", "the-yard", "--dial", "years=many"], "nta play: 'many' is not a whole number from 0 to 4"),
        (["play", "the-yard", "--dial", "card=perhaps"], "nta play: 'perhaps' is not yes or no"),
        (["play", "the-yard", "--dial", "counsel=lawyr"], "it is 'nobody' or 'lawyer'; did you mean 'lawyer'?"),
        (["play", "the-yard", "--dial", "years=" + "9" * 5000], "nta play: "),
        (["play", "the-yard", "--seed", "-1"], "nta play: argument --seed: "),
        (["play", "the-yard", "--seed", "x"], "nta play: argument --seed: 'x' is not a whole number from 0 up"),
        (["play", "the-yard", "--seed", "²"], "nta play: argument --seed: "),
        (["play", "the-yard", "--seed", "9" * 5000], "--seed: a seed of 5000 digits is too long; give at most 1000"),
        (["check", LONG], f"nta: '{LONG}' cannot be used: File name too long"),
        (["check", f"/tmp/{LONG}/story.yaml"], "cannot be used: File name too long"),
        (["walk", LONG], f"nta: '{LONG}' cannot be used: File name too long"),
        (["play", LONG], f"'{LONG[:40]}"),
        (["play", "the-yard", "--record", LONG], f"nta: '{LONG}' cannot be used: File name too long"),
        (["graph", LONG], f"'{LONG[:40]}"),
        (["list", "--stories", LONG], f"nta: '{LONG}' cannot be used: File name too long"),
        (["--stories", LONG], f"nta: '{LONG}' cannot be used: File name too long"),
        (["new", LONG], "nta new: an id of 300 characters is too long; use at most 100"),
        (["new", "my-story", "--in", LONG], "cannot be used: File name too long"),
        (["play", "the-yard", "--stories", "/no/such"], "nta: there is no folder of stories at '/no/such'"),
        (["list", "--stories", "/no/such"], "nta: there is no folder of stories at '/no/such'"),
        (["check", "/no/such"], "nta check: there is no story at '/no/such'; name a story's id, its folder"),
        (["check", "--stale", "old"], "nta check: 'old' is no age; write 12m, 2y or 90d"),
        (
            ["check", "--stale", "9999y"],
            "nta check: '9999y' ago lies before the calendar; write a shorter time, such as 12m, 2y or 90d",
        ),
        (["walk", "/no/such"], "nta walk: there is no *.walk.yaml at '/no/such'; check the path"),
        (["walk", "--speed", "0"], "nta walk: argument --speed: '0' is not a number from 0.1 to 100"),
        (["walk", "--fail-under", "most"], "nta walk: argument --fail-under: "),
        (["show", "penguin"], "nta show: nothing has the id 'penguin'; 'nta search WORDS' looks for words"),
        (["show", "detaner"], "nta show: nothing has the id 'detaner'; did you mean 'detainer'?"),
        (["show", "read cases"], "nta show: nothing has the id 'read cases'; there is review-2012"),
        (["graph", "the-yad"], "nta graph: there is no story 'the-yad'; did you mean 'the-yard'?"),
        (["graph", "the-yard", "--dial", "years=9"], "nta graph: '9' cannot be: it goes from 0 to 4"),
        (["graph", "the-yard", "--rules", "soon"], "nta graph: 'soon' is no era, year or date"),
        (["graph", "the-yard", "--format", "png"], "nta graph: argument --format: invalid choice: 'png'"),
        (["serve", "--port", "99999"], "nta serve: argument --port: '99999' is not a port from 1 to 65535"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(nta: Call, arguments: list[str], message: str) -> None:
    told = nta(*arguments)
    assert message in one_line(told)
    assert told.out == ""


def broken(folder: Path, before: str, after: str) -> Path:
    """Write a story with a mistake, and return the folder of stories that it lies in."""
    file = lay_story(folder / "extra" / "the-attic", HALL, "count: {between: [0, 3], start: 1}") / "story.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    return folder / "extra"


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("passages:\n", "passages: [\n", "yaml-syntax: "),
        ("tagline:", "tagine:", "unknown-key: 'tagine' is not a key of a story; did you mean 'tagline'?"),
        ("goto: end\n", "goto: ende\n", "unknown-name: there is no passage 'ende'; did you mean 'end'?"),
        (
            "She stands at here.",
            "She reads the [rule](exhibit:detainer-rull).",
            "unknown-name: there is no exhibit 'detainer-rull'; did you mean 'detainer-rule'?",
        ),
        (
            "She stands at here.",
            "See [it](https://example.org).",
            "link-kind: 'https://example.org' is no link of ours",
        ),
        ("start: 1\n", "start: 9\n", "fact-value: '9' cannot be: it goes from 0 to 3; change 'start'"),
        ("minutes: 1\n", "minutes: no\n", "yaml-surprise: some readers of YAML take 'no' for a yes or no"),
        ("title: At here\n", 'title: "\\e[31m"\n', "control-character: U+001B"),
        ("title: The attic", "title: !!python/object/apply:os.system [ls]", "yaml-tag: "),
    ],
)
def test_a_mistake_in_a_further_story_is_told_with_its_place_and_the_others_play_on(
    nta: Call, tmp_path: Path, before: str, after: str, fault: str
) -> None:
    extra = broken(tmp_path, before, after)
    told = nta("play", "the-attic", "--stories", extra)
    assert told.code == 2
    assert told.out == ""
    assert "Traceback" not in told.err
    lines = [line for line in told.err.splitlines() if fault in line]
    assert len(lines) >= 1
    for line in told.err.splitlines():
        place, line_number, column, _ = line.split(":", 3)
        assert place.endswith("the-attic/story.yaml")
        assert int(line_number) > 0
        assert int(column) > 0
    listed = nta("list", "--stories", extra)
    assert listed.code == 2
    assert "the-yard: The Yard." in listed.out
    assert fault in listed.err
    assert nta("play", "the-hall", "--stories", extra, typed="1\n").code == 0


@pytest.mark.usefixtures("shipped")
def test_a_story_file_that_is_not_text_is_told(nta: Call, tmp_path: Path) -> None:
    file = lay_story(tmp_path / "extra" / "the-attic", HALL) / "story.yaml"
    for content, fault in ((b"\xff\xfe", "file-encoding"), (b"", "yaml-syntax"), (b"a: \x00\n", "control-character")):
        file.write_bytes(content)
        told = nta("play", "the-attic", "--stories", tmp_path / "extra")
        assert fault in one_line(told)
    file.write_bytes(b"# " + b"x" * 3_000_000)
    assert "file-too-big" in one_line(nta("play", "the-attic", "--stories", tmp_path / "extra"))


@pytest.mark.usefixtures("shipped")
def test_a_corrupt_save_is_a_notice_and_nothing_is_lost(nta: Call, home: Path) -> None:
    nta("play", "the-yard", typed="\n1\n")
    save = home / "state" / "the-yard.save.json"
    for damage in (b"{", b"\xff", b'{"format": 9}', save.read_bytes()[:-30]):
        save.write_bytes(damage)
        told = nta("play", "the-yard", typed="")
        assert (told.code, told.err) == (0, "")
        assert told.out.count("Note. The file 'the-yard.save.json' ") == 1
        kept = [path.read_bytes() for path in (home / "state").iterdir() if path != save]
        assert damage in kept
    nta("play", "the-yard", "--seed", "1", typed="\n")
    data = json.loads(save.read_text(encoding="utf-8"))
    data["start"] = {"rules": "2013-99-01", "label": "2013"}
    save.write_text(json.dumps(data), encoding="utf-8")
    assert nta("play", "the-yard").code == 0


@pytest.mark.usefixtures("shipped")
def test_a_home_with_a_name_that_cannot_be_is_a_notice_and_the_play_goes_on(
    nta: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NTA_HOME", str(tmp_path / LONG))
    told = nta("play", "the-yard", typed="\n4\n\n")
    assert (told.code, told.err) == (0, "")
    assert told.out.count("Note. Your place cannot be saved: ") == 1
    assert nta("list").code == 0
    assert nta("forget").code == 0
    assert "cannot be read: File name too long" in nta("forget", "--yes").err


@pytest.mark.usefixtures("shipped")
def test_a_folder_of_stories_that_may_not_be_read_is_told(
    nta: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lay_story(tmp_path / "extra" / "the-attic", HALL).parent
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != folder)
    message = f"nta: the folder of stories '{folder}' may not be read; check its permissions"
    assert one_line(nta("list", "--stories", folder)) == message
    monkeypatch.setenv("NTA_STORIES", str(folder))
    assert one_line(nta("play", "the-yard")) == message
    monkeypatch.setenv("NTA_STORIES", LONG)
    assert "cannot be used: File name too long" in one_line(nta("list"))


@pytest.mark.usefixtures("shipped")
def test_a_home_that_cannot_be_written_is_a_notice_and_the_play_goes_on(nta: Call, home: Path) -> None:
    home.write_text("in the way", encoding="utf-8")
    told = nta("play", "the-yard", typed="\n4\n\n")
    assert (told.code, told.err) == (0, "")
    assert told.out.count("Note. Your place cannot be saved: ") == 1
    assert "An ending: gone by signature." in told.out
    assert nta("list").code == 0
    assert nta("forget", "--yes") == (0, "Deleted: 0 files.\n", "")
    assert home.read_text(encoding="utf-8") == "in the way"


@pytest.mark.usefixtures("shipped")
def test_without_a_home_the_play_goes_on(nta: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs

    monkeypatch.delenv("NTA_HOME")
    for kind in ("state", "cache", "config"):
        monkeypatch.setattr(platformdirs, f"user_{kind}_dir", lambda _name: "~/nowhere")
    told = nta("play", "the-yard", typed="\n4\n\n")
    assert (told.code, told.err) == (0, "")
    assert "Note. Your place cannot be saved: there is no home directory to save in; set NTA_HOME" in told.out
    assert "An ending: gone by signature." in told.out
    assert nta("list").code == 0
    assert "nowhere: there is no home directory" in nta("forget").out


@pytest.mark.usefixtures("shipped")
def test_a_broken_library_is_told_by_every_command_that_needs_it(nta: Call, shipped: Path) -> None:
    file = shipped / "library" / "terms.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("official:", "offical:"), encoding="utf-8")
    for command in ("list", "list --exhibits", "play the-yard", "show detainer", "graph the-yard"):
        told = nta(*command.split())
        assert told.code == 2
        assert "'offical' is not a key of a term; did you mean 'official'?" in told.err
        assert "Traceback" not in told.err
    told = nta("check")
    assert told.code == 1
    assert "unknown-key: 'offical'" in told.out


@pytest.mark.usefixtures("shipped")
def test_a_file_that_cannot_be_written_is_told(nta: Call, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    inside = tmp_path / "file" / "x"
    (tmp_path / "a.walk.yaml").write_text(
        "walkthrough: a\nstory: the-yard\nabout: A walk.\nsteps:\n  - choose: call\n", encoding="utf-8"
    )
    assert "there is no folder" in one_line(nta("play", "the-yard", "--record", inside, typed=""))
    assert "cannot be written" in one_line(nta("walk", tmp_path / "a.walk.yaml", "--junit", inside))
    assert "cannot be written" in one_line(nta("walk", "--cover", inside))
    assert "cannot be written" in one_line(nta("check", "--witnesses", inside))
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"
