"""``nta graph``: what follows from a story's graph, in words and in three languages of machines."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.making import lay_story

pytestmark = pytest.mark.usefixtures("shipped")


def test_the_summary_tells_the_size_and_what_can_be_reached(nta: Call) -> None:
    told = nta("graph", "the-yard")
    assert (told.code, told.err) == (0, "")
    first, second, third, *rest = told.out.splitlines()
    assert first.startswith("The Yard: ")
    assert second == "Passages reached: 11 of 11."
    assert third == "Endings that can be reached: the-street, the-bridge, the-seat."
    assert rest == []


def test_dials_and_rules_change_what_can_be_reached(nta: Call) -> None:
    alone, lawyer = (nta("graph", "the-yard", *more).out for more in ([], ["--dial", "counsel=lawyer"]))
    assert alone != lawyer
    assert nta("graph", "the-yard", "--rules", "2016").out != alone


def test_the_odds_are_exact_and_add_up_to_one(nta: Call) -> None:
    told = nta("graph", "the-yard", "--odds")
    assert "Odds of each ending" in told.out
    data = json.loads(nta("graph", "the-yard", "--odds", "--format", "json").out)
    assert sum(Fraction(one["exact"]) for one in data["odds"].values()) == 1
    assert set(data["odds"]) == {"the-street", "the-bridge", "the-seat"}
    for name, one in data["odds"].items():
        assert float(Fraction(one["exact"])) * 100 == pytest.approx(one["percent"])
        assert f"{one['percent']:5.1f} percent  {name}" in told.out


def test_doors_and_hinges_are_told(nta: Call) -> None:
    told = nta("graph", "the-yard", "--doors", "--hinges")
    assert "  the-seat: returned; in the seat's own power: returned\n" in told.out
    assert "Hinges: what one dial or one era, changed alone, opens or shuts:\n" in told.out


def test_as_data_the_graph_names_its_passages_and_ways(nta: Call) -> None:
    data = json.loads(nta("graph", "the-yard", "--format", "json").out)
    assert data["story"] == "the-yard"
    assert {one["id"] for one in data["passages"]} >= {"the-gate", "the-bench", "the-seat"}
    assert {"from": "the-bench", "to": "the-bus", "by": "sign"} in data["ways"]
    assert not any(way["by"] == "climb" for way in data["ways"])


def test_as_a_drawing_every_passage_stands_once(nta: Call) -> None:
    dot = nta("graph", "the-yard", "--format", "dot").out
    assert dot.startswith("digraph story {\n")
    assert dot.endswith("}\n")
    assert dot.count('"the-bench" [shape=') == 1
    assert '  "the-bench" -> "the-bus" [label="sign"];\n' in dot
    mermaid = nta("graph", "the-yard", "--format", "mermaid").out
    assert mermaid.startswith("flowchart TD\n")
    assert mermaid.count("[the-bench]") == 1
    assert "-->|sign|" in mermaid


def test_the_eras_are_told_as_a_table_and_as_data(nta: Call) -> None:
    table = nta("graph", "the-yard", "--eras").out
    rows = json.loads(nta("graph", "the-yard", "--eras", "--format", "json").out)
    assert table.startswith("# The Yard: the same case under other rules\n")
    assert [row["era"] for row in rows] == ["era-nineteen-factors", "era-three-ranks", "era-no-ranks"]
    for row in rows:
        assert f"## {row['title']} (`{row['era']}`)\n" in table
        for difference in row["differs"]:
            assert f"| {difference['title']} |" in table


def test_as_data_the_doors_are_those_of_each_passage(nta: Call) -> None:
    data = json.loads(nta("graph", "the-yard", "--doors", "--format", "json").out)
    assert set(data["doors"]) == {one["id"] for one in data["passages"]}
    assert data["doors"]["the-seat"] == {"possible": ["returned"], "seat": ["returned"]}
    for name, at in data["doors"].items():
        line = f"  {name}: {', '.join(at['possible'])}; in the seat's own power: {', '.join(at['seat']) or 'none'}\n"
        assert line in nta("graph", "the-yard", "--doors").out


def test_a_drawing_tells_odds_doors_and_hinges_in_words_under_the_names(nta: Call) -> None:
    bare = nta("graph", "the-yard", "--format", "dot").out
    asked = nta("graph", "the-yard", "--odds", "--doors", "--hinges", "--format", "dot").out
    assert 'label="the-seat\\n' not in bare
    (seat,) = [line for line in asked.splitlines() if line.startswith('  "the-seat" [')]
    data = json.loads(nta("graph", "the-yard", "--odds", "--format", "json").out)
    odds = f"{data['odds']['the-seat']['percent']:.1f} percent"
    assert f"label=\"the-seat\\n{odds}\\npossible: returned\\nin the seat's power: returned" in seat
    drawn = nta("graph", "the-yard", "--odds", "--doors", "--format", "mermaid").out
    assert f'(["the-seat<br/>{odds}<br/>possible: returned<br/>in the seat\'s power: returned"])' in drawn
    assert "color" not in asked


DOOR = """
here: {next: [{if: key, goto: way-out}, {goto: way-back}]}
way-out: {ending: freed}
way-back: {ending: returned}
"""
KEY = "key: {type: flag, start: no, dial: {asks: Has she a key, why: It opens.}}"


@pytest.mark.parametrize(("language", "left", "right"), [("dot", '="', '"];'), ("mermaid", '["', '"]')])
def test_a_drawing_shows_the_endings_that_a_hinge_opens_or_shuts(
    language: str, left: str, right: str, nta: Call, tmp_path: Path
) -> None:
    story = lay_story(tmp_path / "extra" / "the-door", DOOR, KEY)
    drawn = nta("graph", story, "--hinges", "--format", language).out
    newline = "\\n" if language == "dot" else "<br/>"
    assert f"{left}way-out{newline}opened by dial key=yes{right}" in drawn
    assert f"{left}way-back{newline}shut by dial key=yes{right}" in drawn
    assert "way-out" not in nta("graph", story, "--format", language).out


def test_the_table_of_eras_is_no_drawing(nta: Call) -> None:
    told = nta("graph", "the-yard", "--eras", "--format", "dot")
    assert (told.code, told.out) == (2, "")
    assert told.err == ("nta graph: --eras is no drawing; leave --format out for Markdown, or write --format json\n")


def test_a_chance_that_rounds_to_none_or_to_all_is_not_told_as_that(nta: Call, tmp_path: Path) -> None:
    rare, rest = "{assumed: 1, because: It is rare.}", "{assumed: 1000, because: It is not.}"
    story = lay_story(
        tmp_path / "extra" / "the-draw",
        "".join(
            f"{here}: {{decides: ice-officer, outcomes: [{{id: a, weight: {rare}, goto: {there}}}, "
            f"{{id: b, weight: {rest}, goto: end}}]}}\n"
            for here, there in (("first", "second"), ("second", "rare"))
        )
        + "rare: {ending: returned}\nend: {ending: freed}",
    )
    told = nta("graph", story, "--odds").out
    assert "  under 0.1 percent  rare (returned)\n" in told
    assert "  over 99.9 percent  end (freed)\n" in told
