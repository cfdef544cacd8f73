"""Coverage: what walkthroughs take of a story, and the set that takes all of it."""

from __future__ import annotations

import pytest

from game.play.bundle import Bundle
from game.walk.coverage import Covered, coverage, items_of, items_taken, together
from game.walk.covering import cover_walks
from game.walk.recorder import as_yaml
from game.walk.runner import run_walk
from tests.making import TODAY, begin, past_texts, tell, yard
from tests.walk.walking import loaded, walked

SMALL = """
here:
  exhibits: [detainer-rule, second-memo]
  choices:
    - {id: left, exhibits: [shares], goto: there}
    - {id: right, barred: [{if: signed, exhibits: [first-memo]}], goto: there}
    - {id: up, if: signed, goto: there}
    - {id: sign, set: {signed: yes}, goto: here}
    - {id: climb, barred: [{exhibits: [detainer-rule]}], goto: end}
there: {outcomes: [{id: yes-please, if: signed, goto: end}, {id: no-thanks, goto: other-end}]}
end: {ending: freed}
other-end: {ending: returned}
"""
SIGNED = "signed: {type: flag, start: no}"


def small() -> Bundle:
    return tell(SMALL, SIGNED)


def rows(bundle: Bundle, *walks: str) -> dict[str, Covered]:
    taken = {item for steps in walks for item in walked(steps, bundle).taken}
    return {row.kind: row for row in coverage(bundle, taken)}


def counts(bundle: Bundle, *walks: str) -> dict[str, tuple[int, int]]:
    return {kind: (row.taken, row.there) for kind, row in rows(bundle, *walks).items()}


def test_what_there_is_to_take_in_a_story_is_counted_by_kind() -> None:
    assert counts(small()) == {
        "passages": (0, 4),
        "options": (0, 4),  # climbing is barred whatever happens, so it is no option to take
        "outcomes": (0, 2),
        "bars": (0, 2),
        "endings": (0, 2),
        "exhibits": (0, 4),
    }


def test_a_walk_takes_what_it_did_and_what_it_was_shown() -> None:
    found = rows(small(), "\n  - choose: left\n  - predict: no-thanks\nends: other-end")
    assert {kind: (row.taken, row.there) for kind, row in found.items()} == {
        "passages": (3, 4),
        "options": (1, 4),
        "outcomes": (1, 2),
        "bars": (1, 2),
        "endings": (1, 2),
        "exhibits": (2, 4),
    }
    assert found["options"].missing == ("here/right", "here/sign", "here/up")
    assert found["outcomes"].missing == ("there/yes-please",)
    assert found["bars"].missing == ("here/right/0",)
    assert found["endings"].missing == ("end",)
    assert found["exhibits"].missing == ("first-memo", "second-memo")  # the second memo is not in force in 2012
    assert found["passages"].percent == 75.0


def test_a_rule_that_was_not_in_force_is_taken_only_under_rules_under_which_it_was() -> None:
    bundle = small()
    walk = "\n  - expect: {passage: here}\nrules: 2016"
    assert "second-memo" not in rows(bundle, walk)["exhibits"].missing


def test_walks_take_together_what_each_takes() -> None:
    one, other = (
        "\n  - choose: left\n  - predict: no-thanks",
        "\n  - choose: sign\n  - choose: up\n  - predict: no-thanks",
    )
    assert counts(small(), one, other)["options"] == (3, 4)
    assert counts(small(), one, one) == counts(small(), one)


def test_a_walk_that_stops_at_a_fault_takes_what_it_did_before() -> None:
    assert counts(small(), "\n  - choose: sign\n  - choose: nothing\n  - choose: left")["options"] == (1, 4)


def test_several_stories_are_counted_as_one() -> None:
    one = coverage(small(), walked("\n  - choose: left\n  - predict: no-thanks", small()).taken)
    other = coverage(yard(), walked("\n  - choose: sign\nends: the-seat").taken)
    both = {row.kind: (row.taken, row.there) for row in together([one, other])}
    assert both["passages"] == (3 + 4, 4 + 11)
    assert both["endings"] == (1 + 1, 2 + 3)
    assert together([]) == [Covered(kind, 0, 0, ()) for kind in both]


def test_where_there_is_nothing_to_cover_all_of_it_is_covered() -> None:
    story = tell("here: {ending: freed}")
    assert {row.kind: row.percent for row in coverage(story, ())} == {
        "passages": 0.0,
        "options": 100.0,
        "outcomes": 100.0,
        "bars": 100.0,
        "endings": 0.0,
        "exhibits": 100.0,
    }


def test_everything_that_is_taken_is_something_that_there_is() -> None:
    for bundle in (small(), yard()):
        play = past_texts(begin(bundle))
        play.choose("sign")
        assert set(items_taken(play)) <= items_of(bundle.story)


@pytest.mark.parametrize("bundle", [small, yard], ids=["small", "yard"])
def test_a_cover_takes_everything_and_every_walk_of_it_passes(bundle: object) -> None:
    story: Bundle = bundle()  # type: ignore[operator]
    taken = set()
    walks = cover_walks(story, TODAY)
    for walk in walks:
        found = run_walk(loaded(as_yaml(walk)), story, TODAY)
        assert found.faults == []
        assert found.play is not None
        assert found.play.ended
        taken |= found.taken
    assert {row.kind: row.missing for row in coverage(story, taken) if row.missing and row.kind != "exhibits"} == {}
    assert len(walks) <= 10
    assert len({walk.walkthrough for walk in walks}) == len(walks)


def test_a_cover_walks_under_another_eras_rules_only_for_what_the_own_rules_shut_out() -> None:
    walks = cover_walks(yard(), TODAY)
    assert walks[0].rules is None
    assert {walk.rules for walk in walks} == {None, "era-three-ranks"}  # the bar of the second memo
    assert {walk.rules for walk in cover_walks(small(), TODAY)} == {None}
