"""``nta search``: words in, the best things first."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Call


@pytest.mark.usefixtures("shipped")
def test_what_holds_the_words_is_told_with_how_to_read_it(nta: Call) -> None:
    told = nta("search", "second", "memo")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0] == "exhibit. The second memo. To read it: nta show second-memo"
    assert json.loads(nta("search", "second memo", "--json").out)[0] == {
        "what": "exhibit", "id": "second-memo", "kind": "policy", "title": "The second memo",
    }  # fmt: skip


@pytest.mark.usefixtures("shipped")
def test_a_hit_as_data_has_the_head_that_showing_it_has(nta: Call) -> None:
    hits = json.loads(nta("search", "memo", "--json").out) + json.loads(nta("search", "detainer", "--json").out)
    assert len({hit["what"] for hit in hits}) > 2
    for hit in hits:
        shown = json.loads(nta("show", hit["id"], "--json").out)
        rows = shown if isinstance(shown, list) else [shown]
        assert {key: hit.get(key) for key in ("what", "id", "kind")} in [
            {key: row.get(key) for key in ("what", "id", "kind")} for row in rows
        ]


@pytest.mark.usefixtures("shipped")
def test_nothing_found_is_told_with_exit_code_1(nta: Call) -> None:
    told = nta("search", "penguin")
    assert (told.code, told.out) == (1, "Nothing was found. Try fewer words, or others.\n")


@pytest.mark.usefixtures("home_is_warm")
@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("what is a detainer", "detainer"),
        ("can ICE enter a home", "lyons-home-entry-memo-2025"),
        ("bond minimum", "bond-236a-1500"),
        ("how many have lawyers", "representation-eagly-shafer"),
        ("the memo of 2014", "johnson-memo-2014"),
    ],
)
def test_questions_that_people_ask_find_their_card_near_the_top(nta: Call, question: str, found: str) -> None:
    hits = json.loads(nta("search", *question.split(), "--json").out)
    assert found in [hit["id"] for hit in hits[:8]]
