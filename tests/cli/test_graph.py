"""``nta graph``: what follows from a story's graph, in words and in three languages of machines."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from tests.cli.conftest import Call

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
