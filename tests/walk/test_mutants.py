"""Mutants: small faults put into a story, which a good set of walkthroughs notices."""

from __future__ import annotations

from game.play.bundle import Bundle
from game.story.model import Story
from game.walk.covering import cover_walks
from game.walk.mutants import mutants, survivors
from game.walk.recorder import as_yaml
from tests.making import TODAY, tell, yard
from tests.walk.walking import loaded, script

PASSAGES = """
here:
  text: [{scene: A., if: signed}, {scene: B.}]
  choices:
    - {id: sign, set: {signed: yes}, goto: here}
    - {id: go, if: signed, goto: end}
    - {id: run, barred: [{if: signed}], goto: other}
end: {ending: freed}
other: {ending: returned}
"""
SIGNED = "signed: {type: flag, start: no}"


def small() -> Bundle:
    return tell(PASSAGES, SIGNED)


def lived(bundle: Bundle, *steps: str) -> tuple[int, list[str]]:
    """Return how many mutants there are, and those that the walkthroughs let live."""
    walks = [loaded(script(one, bundle.story.story)) for one in steps]
    count, left = survivors(bundle, walks, TODAY)
    return count, [f"{one.passage}: {one.what}" for one in left]


def test_every_kind_of_fault_is_put_in_once() -> None:
    assert [f"{mutant.passage}: {mutant.what}" for mutant in mutants(small().story)] == [
        "here: text 1: flipped 'signed'",
        "here: sign: dropped the effect on signed",
        "here: sign: led to end and not to here",
        "here: go: flipped 'signed'",
        "here: go: led to other and not to end",
        "here: run: flipped the bar 'signed'",
        "here: run: led to end and not to other",
    ]


def test_every_way_that_can_be_gone_is_led_to_a_wrong_passage() -> None:
    for bundle in (small(), yard()):
        led = [mutant.what.partition(":")[0] for mutant in mutants(bundle.story) if " led to " in mutant.what]
        ways = [way for passage in bundle.story.passages.values() for way in passage.ways]
        shut = [way for way in ways if any(bar.condition is None for bar in getattr(way, "barred", ()))]
        assert len(led) == len(ways) - len(shut)


def test_a_way_to_the_only_other_passage_is_led_back() -> None:
    story = tell("here: {choices: [{id: go, goto: end}]}\nend: {ending: freed}").story
    assert [mutant.what for mutant in mutants(story)] == ["go: led to here and not to end"]


def test_each_mutant_differs_from_the_story_in_one_passage_alone() -> None:
    for bundle in (small(), yard()):
        seen: list[Story] = []
        for mutant in mutants(bundle.story):
            changed = [
                name for name, passage in mutant.story.passages.items() if passage != bundle.story.passages[name]
            ]
            assert changed == [mutant.passage]
            assert mutant.story not in seen
            seen.append(mutant.story)


ALL = [
    "here: text 1: flipped 'signed'",
    "here: sign: dropped the effect on signed",
    "here: sign: led to end and not to here",
    "here: go: flipped 'signed'",
    "here: go: led to other and not to end",
    "here: run: flipped the bar 'signed'",
    "here: run: led to end and not to other",
]
WEAK = "\n  - choose: run"
STRONG = (
    "\n  - expect: {no_text: [A.], options: {go: hidden, run: open}}"
    "\n  - {choose: sign, expect: {passage: here, text: [A.], options: {go: open, run: barred}}}"
    "\n  - choose: go\nends: end"
)


def test_without_a_walkthrough_every_mutant_lives() -> None:
    assert lived(small()) == (7, ALL)


def test_a_weak_walkthrough_lets_mutants_live() -> None:
    assert lived(small(), WEAK) == (7, [mutant for mutant in ALL if "flipped the bar" not in mutant])


def test_a_strong_walkthrough_notices_them() -> None:
    assert lived(small(), STRONG) == (7, ["here: run: led to end and not to other"])
    assert lived(small(), STRONG, f"{WEAK}\nends: other") == (7, [])


def test_walkthroughs_notice_together_what_any_of_them_notices() -> None:
    _, one = lived(small(), WEAK)
    _, other = lived(small(), STRONG)
    _, both = lived(small(), WEAK, STRONG)
    assert set(both) == set(one) & set(other)


def test_a_mutant_that_goes_round_for_ever_is_noticed() -> None:
    story = tell(
        """
        first: {next: [{goto: second}]}
        second: {next: [{goto: fourth}]}
        third: {next: [{goto: end}]}
        fourth: {next: [{goto: third}]}
        end: {ending: freed}
        """
    )
    count, left = lived(story, " []\nends: end")
    assert count == 4
    assert "third: way 0: led to fourth and not to end" not in left


def test_a_mutant_that_breaks_a_facts_range_is_noticed() -> None:
    story = tell(
        "here: {choices: [{id: more, if: number < 1, set: {number: number + 1}, goto: here}, {id: go, goto: end}]}\n"
        "end: {ending: freed}",
        "number: {between: [0, 1], start: 1}",
    )
    _, left = lived(story, "\n  - expect: {options: {more: hidden}}\n  - choose: go\nends: end")
    assert "here: more: flipped 'number < 1'" not in left


def test_a_walkthrough_does_not_notice_a_passage_that_it_does_not_pass() -> None:
    _, left = lived(yard(), "\n  - choose: sign\nends: the-seat")
    assert "the-last-list: missed: flipped 'years == 4'" in left


def test_the_cover_of_the_yard_notices_nine_mutants_of_ten() -> None:
    walks = [loaded(as_yaml(walk)) for walk in cover_walks(yard(), TODAY)]
    count, left = survivors(yard(), walks, TODAY)
    assert count > 20
    assert len(left) <= count / 10


def test_progress_is_told_mutant_by_mutant() -> None:
    told: list[int] = []
    survivors(small(), [], TODAY, told.append)
    assert told == list(range(1, 8))
