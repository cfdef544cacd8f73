"""``nta walk``: run, measure, cover, update and mutants, with their exit codes."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import HALL, Call
from tests.making import lay_story
from tests.walk.walking import script

pytestmark = pytest.mark.usefixtures("shipped")

SIGN = "\n  - choose: sign\nends: the-seat"


@pytest.fixture
def walks(shipped: Path) -> Path:
    """A folder of walkthroughs in the yard: one that passes."""
    folder = shipped / "the-yard" / "walkthroughs"
    folder.mkdir()
    (folder / "sign.walk.yaml").write_text(script(SIGN), encoding="utf-8")
    return folder


def lay(folder: Path, name: str, steps: str, story: str = "the-yard") -> Path:
    file = folder / f"{name}.walk.yaml"
    file.write_text(script(steps, story), encoding="utf-8")
    return file


def test_every_walkthrough_of_every_story_is_run(nta: Call, walks: Path, shipped: Path) -> None:
    lay(walks, "call", "\n  - choose: call")
    lay(shipped / "the-hall", "go", "\n  - choose: go\nends: end", "the-hall")
    assert nta("walk") == (0, "3 of 3 walkthroughs passed.\n", "")
    assert nta("walk", walks) == (0, "2 of 2 walkthroughs passed.\n", "")
    assert nta("walk", walks / "call.walk.yaml") == (0, "1 of 1 walkthroughs passed.\n", "")


def test_differences_are_told_with_their_place_and_exit_code_1(nta: Call, walks: Path) -> None:
    file = lay(walks, "wrong", "\n  - {choose: call, expect: {days: 9}}\nends: the-bridge")
    broken = lay(walks, "broken", "\n  - {chose: call}")
    told = nta("walk", walks)
    assert (told.code, told.err) == (1, "")
    assert told.out == (
        f"{broken}:5:6: unknown-key: 'chose' is not a key of a step; did you mean 'choose'?\n"
        f"{file}:5:35: walk-expect: expected 9 days on the case clock, found 4\n"
        f"{file}:6:7: walk-expect: expected the ending 'the-bridge'; the walk stands in 'the-bench', "
        "where the options are call, counsel, clerk, climb (barred), sign\n"
        "1 of 3 walkthroughs passed.\n"
    )


def test_differences_are_told_in_the_order_of_the_file(nta: Call, walks: Path) -> None:
    file = lay(walks, "wrong", "\n  - {choose: call, expect: {days: 9, facts: {years: '99'}, passage: the-bus}}")
    told = nta("walk", file).out.splitlines()
    assert [line.removeprefix(f"{file}:").partition(": ")[0] for line in told[:-1]] == ["5:35", "5:45", "5:69"]


def test_a_walkthrough_of_an_unknown_story_fails_at_its_place_and_the_others_are_run(
    nta: Call, walks: Path, tmp_path: Path
) -> None:
    strange = lay(walks, "a-strange", SIGN, "the-yad")
    told = nta("walk", walks, "--junit", tmp_path / "report.xml", "--coverage")
    assert told.code == 2  # what failed could not be walked at all
    assert told.out.startswith(
        f"{strange}:2:8: unknown-name: there is no story 'the-yad'; did you mean 'the-yard'?; "
        "one of your own needs its path, or --stories and its folder\n"
        "1 of 2 walkthroughs passed.\nthe-yard: passages "
    )
    suites = ElementTree.parse(tmp_path / "report.xml").getroot()
    assert [(suite.get("failures"), suite.get("errors")) for suite in suites] == [("0", "1"), ("0", "0")]
    lay(walks, "wrong", "\n  - {choose: call, expect: {days: 9}}")
    told = nta("walk", walks)
    assert told.code == 1  # here something was found
    assert "1 of 3 walkthroughs passed.\n" in told.out


FAULTS = {
    "a missing passage": ("next: [{goto: nowhere}]", "unknown-name", ""),
    "no way on": ("in_short: She waits.", "fork-shape", ""),
    "a misspelt fact": ("next: [{if: singed, goto: end}, {goto: end}]", "unknown-name", ""),
    "a fault of kind": ("next: [{if: signed > 2, goto: end}, {goto: end}]", "expression-type", ""),
    "a rule that is not there": (
        "choices: [{id: go, exhibits: [no-rule], goto: end}]", "unknown-name", ", where the options are go"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("desk", "code", "where"), FAULTS.values(), ids=FAULTS)
def test_the_walk_to_a_fault_of_form_is_run_to_where_it_stands(
    desk: str, code: str, where: str, nta: Call, tmp_path: Path
) -> None:
    passages = f"here: {{choices: [{{id: go, goto: desk}}]}}\ndesk: {{{desk}}}\nend: {{ending: freed}}"
    lay_story(tmp_path / "st" / "the-attic", passages, "signed: {type: flag, start: no}")
    told = nta("check", tmp_path / "st" / "the-attic", "--witnesses", tmp_path / "w")
    fault = told.out.splitlines()[0]
    assert f": {code}: " in fault
    (file,) = (tmp_path / "w").iterdir()
    walked = nta("walk", tmp_path / "w", "--stories", tmp_path / "st")
    assert (walked.code, walked.err) == (2, "")
    first, second, third = walked.out.splitlines()
    assert first == fault
    assert second.startswith(f"{file}:")
    assert second.endswith(
        f": walk-step: the walk stands in 'desk'{where}; it goes no further until the story is mended"
    )
    assert third == "0 of 1 walkthroughs passed."


def test_a_walk_through_a_faulty_story_stops_where_it_leads_nowhere(nta: Call, tmp_path: Path) -> None:
    story = lay_story(
        tmp_path / "the-attic",
        "here: {choices: [{id: go, goto: nowhere}, {id: stay, goto: end}]}\nend: {ending: freed}",
    )
    lay(story, "go", "\n  - {choose: go, expect: {text: [Nothing is drawn]}}\nends: end", "the-attic")
    lay(story, "stay", "\n  - choose: stay\nends: end", "the-attic")
    told = nta("walk", story)
    assert told.code == 2
    assert told.out.count("unknown-name") == 1
    assert "go.walk.yaml:5:5: walk-step: there is no passage 'nowhere' to go to; the walk stands in 'here'" in told.out
    assert "stay.walk.yaml:5:5: walk-step: the walk stands in 'end'; it goes no further" in told.out


def test_a_story_that_cannot_begin_is_told_at_the_walkthroughs_story(nta: Call, tmp_path: Path) -> None:
    story = lay_story(tmp_path / "the-attic", HALL, start="nowhere")
    lay(story, "go", "\n  - choose: go", "the-attic")
    told = nta("walk", story)
    assert told.code == 2
    assert "walk-step: there is no passage 'nowhere' to go to; change it" in told.out


def test_what_cannot_be_walked_is_named_whatever_is_done_with_the_walkthroughs(nta: Call, walks: Path) -> None:
    strange = lay(walks, "a-strange", SIGN, "the-yad")
    line = f"{strange}:2:8: unknown-name: there is no story 'the-yad'; did you mean 'the-yard'?"
    (walks / "sign.walk.yaml").write_text(
        script(SIGN.replace("sign", "sign, expect: {days: 9}", 1).replace("choose", "{choose", 1).replace("9}", "9}}")),
        encoding="utf-8",
    )
    for option in ("--update", "--watch"):
        told = nta("walk", walks, option, "--speed", "100")
        assert told.code == 1
        assert line in told.out
    assert "the-seat" in (walks / "sign.walk.yaml").read_text(encoding="utf-8")
    told = nta("walk", walks, "--mutants")
    assert told.code == 2
    assert told.err.startswith(line)


@pytest.mark.parametrize("content", [b"\x7fELF\x02\x01\x01\x00\xff", b"", b"steps: [\n"])
def test_a_file_that_is_no_walkthrough_is_unusable(nta: Call, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ls").write_bytes(content)
    told = nta("walk", tmp_path / "ls")
    assert told.code == 2
    assert told.out.endswith("0 of 1 walkthroughs passed.\n")


def test_a_disk_that_is_full_leaves_a_walkthrough_as_it_was(
    nta: Call, walks: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wrong = lay(walks, "wrong", "\n  - {choose: call, expect: {days: 9}}")
    before = wrong.read_bytes()
    cover = tmp_path / "cover"
    assert nta("walk", walks.parent, "--cover", cover).code == 0
    covered = {path: path.read_bytes() for path in cover.iterdir()}

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "report.xml").write_text("an older one", encoding="utf-8")
    for option in (["--update"], ["--cover", cover], ["--junit", tmp_path / "report.xml"]):
        told = nta("walk", walks.parent, *option)
        assert told.code == 2
        assert told.err.endswith("' cannot be written: No space left on device\n")
        assert told.err.count("\n") == 1
    assert wrong.read_bytes() == before
    assert {path: path.read_bytes() for path in cover.iterdir()} == covered
    assert [path.name for path in tmp_path.glob("*report*")] == ["report.xml"]
    assert (tmp_path / "report.xml").read_text(encoding="utf-8") == "an older one"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_walkthrough_that_is_brought_up_to_date_keeps_its_permissions(nta: Call, walks: Path) -> None:
    wrong = lay(walks, "wrong", "\n  - {choose: call, expect: {days: 9}}")
    wrong.chmod(0o664)
    assert nta("walk", walks, "--update").code == 0
    assert stat.S_IMODE(wrong.stat().st_mode) == 0o664


def test_a_cover_takes_the_place_of_the_one_before(nta: Call, walks: Path, tmp_path: Path) -> None:
    cover = tmp_path / "cover"
    assert nta("walk", walks.parent, "--cover", cover).code == 0
    first = sorted(path.name for path in cover.iterdir())
    old = cover / "cover-99.walk.yaml"
    old.write_bytes((cover / first[0]).read_bytes())
    (cover / "cover-98.walk.yaml").write_bytes(b"\xff my own")
    told = nta("walk", walks.parent, "--cover", cover)
    assert told.out.endswith(f" in place of {len(first) + 1}\n")
    assert sorted(path.name for path in cover.iterdir()) == sorted([*first, "cover-98.walk.yaml"])


def test_the_story_that_a_walkthrough_lies_in_is_the_one_that_is_walked(nta: Call, tmp_path: Path) -> None:
    own = lay_story(tmp_path / "mine" / "the-yard", HALL)
    assert nta("walk", lay(own, "go", "\n  - choose: go\nends: end")).code == 0


def test_a_walkthrough_that_lies_elsewhere_finds_its_story_by_name(nta: Call, tmp_path: Path) -> None:
    further = lay_story(tmp_path / "extra" / "the-attic", HALL).parent
    file = lay(tmp_path, "go", "\n  - choose: go\nends: end", "the-attic")
    assert nta("walk", file, "--stories", further).code == 0
    assert nta("walk", file).code == 2


def test_a_report_for_ci_is_written(nta: Call, walks: Path, tmp_path: Path) -> None:
    lay(walks, "wrong", "\n  - {choose: call, expect: {days: 9}}")
    told = nta("walk", walks, "--junit", tmp_path / "report.xml")
    assert told.code == 1
    (suite,) = ElementTree.parse(tmp_path / "report.xml").getroot()
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("the-yard", "2", "1")
    (failure,) = suite.iter("failure")
    assert "expected 9 days on the case clock, found 4" in (failure.text or "")


def test_coverage_is_told_by_kind_with_what_is_missing(nta: Call, walks: Path) -> None:
    told = nta("walk", walks, "--coverage")
    assert (told.code, told.err) == (0, "")
    assert "the-yard: passages 4 of 11, 36.4 percent\n" in told.out
    assert "the-yard: endings 1 of 3, 33.3 percent\n" in told.out
    assert "    not taken: the-bench/call\n" in told.out
    assert "all: passages 4 of 11, 36.4 percent\n" in told.out


def test_coverage_under_a_limit_is_exit_code_1(nta: Call, walks: Path) -> None:
    told = nta("walk", walks, "--fail-under", "50")
    assert told.code == 1
    assert told.out.endswith("Coverage lies under 50 percent.\n")


def test_a_cover_takes_everything_and_passes(nta: Call, shipped: Path, tmp_path: Path) -> None:
    told = nta("walk", shipped / "the-yard", "--cover", tmp_path / "cover")
    assert (told.code, told.err) == (0, "")
    files = list((tmp_path / "cover").glob("*.walk.yaml"))
    assert told.out == f"the-yard: {len(files)} walkthroughs written to {tmp_path / 'cover'}\n"
    again = nta("walk", tmp_path / "cover", "--fail-under", "100")
    assert again.code == 0
    assert f"{len(files)} of {len(files)} walkthroughs passed.\n" in again.out
    assert "the-yard: options 6 of 6, 100.0 percent\n" in again.out


def test_a_cover_of_every_story_lies_in_a_folder_for_each(nta: Call, tmp_path: Path) -> None:
    assert nta("walk", "--cover", tmp_path / "cover").code == 0
    assert sorted(path.name for path in (tmp_path / "cover").iterdir()) == ["the-hall", "the-yard"]


def test_a_cover_of_a_story_that_cannot_be_finished_is_refused(nta: Call, tmp_path: Path) -> None:
    loop = "here: {choices: [{id: go, goto: there}]}\nthere: {choices: [{id: back, goto: there}]}\nend: {ending: freed}"
    told = nta("walk", lay_story(tmp_path / "the-attic", loop), "--cover", tmp_path / "cover")
    assert told.code == 2
    assert told.err.count("\n") == 1
    assert "nta check" in told.err


def test_update_rewrites_what_changed_keeps_the_comment_and_tells_the_change(nta: Call, walks: Path) -> None:
    file = walks / "wrong.walk.yaml"
    text = script("\n- choose: call\n  expect:\n    passage: the-bench\n    days: 9\n- choose: sign\nends: the-seat")
    file.write_text(f"# Why this walk is here.\n# It matters.\n{text}", encoding="utf-8")
    before = (walks / "sign.walk.yaml").read_bytes()
    told = nta("walk", walks, "--update")
    assert (told.code, told.err) == (0, "")
    assert told.out == f"{file}\n    step 1: days: - 9 + 4\n1 of 2 walkthroughs changed.\n"
    assert file.read_text(encoding="utf-8") == (
        "# Why this walk is here.\n# It matters.\n" + text.replace("days: 9", "days: 4")
    )
    assert (walks / "sign.walk.yaml").read_bytes() == before
    assert nta("walk", walks).code == 0
    assert nta("walk", walks, "--update").out == "0 of 2 walkthroughs changed.\n"


def test_update_names_what_needs_an_author_and_leaves_it(nta: Call, walks: Path) -> None:
    file = lay(walks, "stuck", "\n  - choose: nothing")
    before = file.read_bytes()
    told = nta("walk", walks, "--update")
    assert told.code == 1
    assert told.out == (
        f"{file}: there is no option 'nothing' in 'the-bench'; mend this walkthrough by hand\n"
        "0 of 2 walkthroughs changed.\n"
    )
    assert file.read_bytes() == before


def test_mutants_that_live_are_listed_with_a_count(nta: Call, walks: Path, shipped: Path) -> None:
    told = nta("walk", walks, "--mutants")
    assert (told.code, told.err) == (0, "")
    assert "the-yard: the-last-list: missed: flipped 'years == 4'\n" in told.out
    count, total = (int(word) for word in told.out.splitlines()[-1].split()[1:4:2])
    assert told.out.splitlines()[-1].endswith(" percent.")
    assert 0 < count < total == told.out.count("\n") - 1 + count


def test_watching_shows_each_passage_as_the_plain_front_end_does(
    nta: Call, walks: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    told = nta("walk", walks, "--watch", "--speed", "2")
    assert told.code == 0
    for words in ("a-walk: A walk.", "The gate. Stage: arrest.", "The bench. Stage: booking.", "An ending: gone by"):
        assert words in told.out
    assert sum(slept) == pytest.approx(len(told.out.split()) / 8, rel=0.1)  # 4 words a second, twice as fast
    assert not (home / "state").exists()  # nothing is saved by watching


def test_two_folders_may_hold_stories_of_one_id_and_each_is_walked_by_its_own(
    nta: Call, walks: Path, tmp_path: Path
) -> None:
    own = lay_story(tmp_path / "mine" / "the-yard", HALL)
    lay(own, "go", "\n  - choose: go\nends: end")
    told = nta("walk", walks, own, "--coverage")
    assert told.code == 0
    assert "the-yard: passages 4 of 11, 36.4 percent\n" in told.out
    assert "the-yard: passages 2 of 2, 100.0 percent\n" in told.out


def test_a_story_that_no_walkthrough_walks_through_counts_as_not_covered(nta: Call, walks: Path) -> None:
    """The yard is walked, the hall beside it is not."""
    told = nta("walk", "--fail-under", "1")
    assert told.code == 1
    assert "the-hall: passages 0 of 2, 0.0 percent\n" in told.out


@pytest.mark.parametrize("limit", ["nan", "-1", "101", "many"])
def test_a_limit_that_is_no_percentage_is_refused(limit: str, nta: Call) -> None:
    told = nta("walk", f"--fail-under={limit}")
    assert told.code == 2
    assert f"'{limit}' is not a percentage" in told.err


def test_watching_a_walkthrough_that_fails_is_exit_code_1(nta: Call, walks: Path) -> None:
    file = lay(walks, "wrong", "\n  - {choose: call, expect: {days: 9}}")
    told = nta("walk", file, "--watch", "--speed", "100")
    assert told.code == 1
    assert "expected 9 days on the case clock, found 4" in told.out


def test_a_report_is_xml_whatever_a_file_is_called(nta: Call, walks: Path, tmp_path: Path) -> None:
    (walks / "bell\a.walk.yaml").write_text("walkthrough: 1", encoding="utf-8")
    nta("walk", walks, "--junit", tmp_path / "report.xml")
    assert "bell?" in ElementTree.tostring(ElementTree.parse(tmp_path / "report.xml").getroot(), encoding="unicode")
