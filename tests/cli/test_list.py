"""``nta list``: the stories and the exhibits, as words and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import HALL, Call
from tests.making import lay_story

PROMISED = {
    "story", "title", "passages", "forks", "own", "other", "barred", "endings", "dials", "eras", "words", "minutes",
}  # fmt: skip


@pytest.mark.usefixtures("shipped")
def test_the_list_tells_every_story_with_its_size_dials_and_eras(nta: Call) -> None:
    told = nta("list")
    assert (told.code, told.err) == (0, "")
    lines = told.out.splitlines()
    at = lines.index("2. the-yard: The Yard. Los Angeles, 2012. 5 minutes.")
    assert lines[at + 1] == "  A gate, a list, and a bus that leaves at four."
    assert lines[at + 2].startswith("  5 forks (2 own, 3 other, 1 with a barred option), 3 endings, ")
    assert lines[at + 3] == (
        "  Dials: card, years, counsel. Eras: era-nineteen-factors, era-three-ranks, era-no-ranks."
    )
    assert "  Dials: none. Eras: " in told.out  # of the hall


@pytest.mark.usefixtures("shipped")
def test_the_list_as_data_has_the_keys_that_are_promised(nta: Call) -> None:
    told = nta("list", "--json")
    assert (told.code, told.err) == (0, "")
    hall, yard = json.loads(told.out)
    assert set(hall) >= PROMISED
    assert set(hall) == set(yard)
    assert {key: yard[key] for key in ("story", "title", "passages", "forks", "own", "other", "barred", "minutes")} == {
        "story": "the-yard",
        "title": "The Yard",
        "passages": 11,
        "forks": 5,
        "own": 2,
        "other": 3,
        "barred": 1,
        "minutes": 5,
    }
    assert [(ending["id"], ending["outcome"]) for ending in yard["endings"]] == [
        ("the-street", "freed"),
        ("the-bridge", "removed"),
        ("the-seat", "returned"),
    ]
    assert yard["dials"] == ["card", "years", "counsel"]
    assert yard["eras"] == ["era-nineteen-factors", "era-three-ranks", "era-no-ranks"]
    assert isinstance(yard["words"], int)


@pytest.mark.usefixtures("home_is_warm")
def test_the_shipped_list_holds_the_cart_with_the_keys_that_are_promised(nta: Call) -> None:
    rows = {row["story"]: row for row in json.loads(nta("list", "--json").out)}
    for row in rows.values():
        assert set(row) >= PROMISED
        assert row["forks"] == row["own"] + row["other"]
        assert all(set(ending) >= {"id", "outcome"} for ending in row["endings"])
    cart = rows["the-cart"]
    assert cart["title"] == "The Cart"
    assert len(cart["eras"]) >= 6
    assert min(cart["own"], cart["other"], cart["barred"], len(cart["endings"]), len(cart["dials"])) > 0


@pytest.mark.usefixtures("shipped")
def test_a_folder_of_further_stories_is_listed_too(nta: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = lay_story(tmp_path / "one" / "the-attic", HALL).parent
    other = lay_story(tmp_path / "other" / "the-cellar", HALL).parent
    assert "the-attic: The attic." in nta("list", "--stories", one).out
    assert "the-attic" not in nta("list").out
    both = nta("list", "--json", "--stories", one, "--stories", other)
    assert [row["story"] for row in json.loads(both.out)] == ["the-hall", "the-yard", "the-attic", "the-cellar"]
    monkeypatch.setenv("NTA_STORIES", f"{one}:{other}")
    assert nta("list", "--json").out == both.out


@pytest.mark.usefixtures("home_is_warm")
@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("given", [".", "../the-attic", "../the-attic/../the-attic"])
def test_a_story_is_found_from_inside_its_own_folder(
    nta: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.chdir(lay_story(tmp_path / "the-attic", HALL))
    told = nta("list", "--stories", given)
    assert told.code == 0
    assert "the-attic: The attic." in told.out
    told = nta("play", "the-attic", "--stories", given, typed="1\n")
    assert told.code == 0
    assert "An ending: freed for now." in told.out


@pytest.mark.usefixtures("shipped")
def test_a_fault_names_its_file_as_seen_from_where_one_stands(
    nta: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = lay_story(tmp_path / "mine" / "the-attic", HALL) / "story.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("tagline", "tagine"), encoding="utf-8")
    monkeypatch.setenv("NTA_STORIES", str(tmp_path / "mine"))
    for folder, seen in (
        (tmp_path, "mine/the-attic/story.yaml:"),
        (tmp_path / "mine", "the-attic/story.yaml:"),
        (tmp_path / "home", f"{tmp_path}/mine/the-attic/story.yaml:"),
        (tmp_path, "mine/the-attic/story.yaml:"),
    ):
        monkeypatch.chdir(folder)
        assert nta("list").err.startswith(seen)


def test_the_exhibits_as_data_are_at_least_three_hundred_with_the_keys_that_are_promised(nta: Call) -> None:
    told = nta("list", "--exhibits", "--json")
    assert (told.code, told.err) == (0, "")
    rows = json.loads(told.out)
    assert len(rows) >= 300
    for row in rows:
        assert set(row) == {"id", "kind", "title", "citation", "in_force", "confidence", "last_verified"}
        assert row["kind"] in ("policy", "rule", "statistic", "event")
        assert row["confidence"] in ("high", "medium", "low")
        assert set(row["in_force"]) == {"from", "to", "suspended", "never", "note"}
        assert row["title"]
        assert row["citation"]
    assert len({row["id"] for row in rows}) == len(rows)


def test_an_exhibit_in_the_list_holds_when_it_holds_by_itself(nta: Call) -> None:
    rows = json.loads(nta("list", "--exhibits", "--json").out)
    paused = next(row for row in rows if row["in_force"]["suspended"])
    never = next(row for row in rows if row["in_force"]["never"])
    for row in (paused, never):
        shown = json.loads(nta("show", row["id"], "--json").out)
        assert {key: shown[key] for key in row} == row
    words = nta("list", "--exhibits").out
    assert f"{never['title']}. {never['in_force']['from']}, never in force. Checked" in words
    pause = paused["in_force"]["suspended"][0]
    assert f", on hold {pause['from']} to {pause['to']}" in words


@pytest.mark.usefixtures("shipped")
def test_the_exhibits_as_words_are_one_a_line(nta: Call) -> None:
    told = nta("list", "--exhibits")
    assert told.code == 0
    assert (
        "first-memo: policy. The first memo. 2011-06-17 to 2014-11-20. Checked as of 2026-07.\n"
        "second-memo: policy. The second memo. 2014-11-20 to 2017-02-20. Checked as of 2026-07.\n"
    ) in told.out
    assert "detainer-rule: rule. The detainer regulation. since 1997-04-01" in told.out
    assert told.out.endswith("\n\nTo read one whole: nta show ID. To look for words: nta search WORDS.\n")


@pytest.mark.usefixtures("shipped")
def test_without_a_command_and_without_a_terminal_the_stories_are_listed_and_how_to_play(nta: Call) -> None:
    told = nta()
    assert told.code == 0
    assert told.out == nta("list").out + "\nTo play line by line: nta play STORY --plain. More: nta --help.\n"


@pytest.mark.usefixtures("shipped")
def test_one_story_is_listed_with_what_its_dials_ask_and_can_be_and_with_its_eras(nta: Call) -> None:
    told = nta("list", "the-yard")
    assert (told.code, told.err) == (0, "")
    assert "  years. " in told.out
    assert "Can be 0 to 4." in told.out
    assert "  era-three-ranks. Three ranks, " in told.out
    assert nta("list", "the-yrd").code == 2


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("terms", "detainer: detainer: hold request. ICE asks a jail to keep someone"),
        ("roles", "ice-officer: ICE officer"),
        ("profiles", "desk-2012: O. Q., reported 2012-05-02"),
        ("eras", "era-three-ranks: Three ranks. 2014-11-20 to 2017-02-19."),
        ("sources", "memo-2011: Exercising discretion, ICE, 17 June 2011"),
    ],
)
def test_every_part_of_the_library_is_listed_as_words_and_as_data(nta: Call, part: str, line: str) -> None:
    told = nta("list", f"--{part}")
    assert line in told.out.splitlines()
    rows = json.loads(nta("list", f"--{part}", "--json").out)
    assert line.partition(":")[0] in [row["id"] for row in rows]
