"""``nta show``: one thing of the library whole."""

from __future__ import annotations

import json

import pytest

from game.play.catalogue import open_library
from game.play.looking import names, things
from tests.cli.conftest import Call


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("name", "what", "words"),
    [
        ("first-memo", "exhibit", ["Policy. The first memo", "ICE 10072.1", "Replaced by: The second memo."]),
        (
            "detainer",
            "term",
            ["Term. detainer: hold request", "ICE asks a jail to keep someone", "Spanish: orden de retención."],
        ),
        ("desk-2012", "profile", ["Reported case. O. Q.", "Reported. She signed."]),
        ("era-no-ranks", "era", ["Era. No ranks", "From 20 February 2017 to now."]),
        ("memo-2011", "source", ["Source. Exercising discretion, ICE, 17 June 2011", "The first memo (first-memo)"]),
        ("review-2012.closed", "figure", ["Figure. 640 cases: cases closed, as of 29 May 2012"]),
    ],
)
def test_everything_can_be_shown_as_words_and_as_data(nta: Call, name: str, what: str, words: list[str]) -> None:
    told = nta("show", name)
    assert (told.code, told.err) == (0, "")
    for one in words:
        assert one in told.out
    assert "](" not in told.out  # no Markdown
    row = json.loads(nta("show", name, "--json").out)
    assert (row["what"], row["id"]) == (what, name)
    assert len(row) > 3


@pytest.mark.usefixtures("shipped")
def test_an_exhibit_as_data_tells_what_it_is_and_its_kind(nta: Call) -> None:
    row = json.loads(nta("show", "review-2012", "--json").out)
    assert (row["what"], row["kind"]) == ("exhibit", "statistic")
    assert row["figures"]["read"]["value"] == 2000
    assert row["says"].startswith("Of 2,000 cases read")


@pytest.mark.usefixtures("home_is_warm")
def test_one_of_each_kind_of_the_shipped_library_can_be_shown(nta: Call) -> None:
    for name, what in (("kpcc-2012-vendor", "profile"), ("detainer-regulation-287-7", "exhibit")):
        assert json.loads(nta("show", name, "--json").out)["what"] == what


@pytest.mark.usefixtures("home_is_warm")
def test_several_things_of_one_id_are_a_list_as_data(nta: Call) -> None:
    library = open_library()
    ids = [one for one in names(library) if len(things(library, one)) > 1]
    assert ids
    for one in ids:
        rows = json.loads(nta("show", one, "--json").out)
        assert [row["id"] for row in rows] == [one] * len(rows)
        assert len({row["what"] for row in rows}) == len(rows) > 1
