"""Recording: a play written down as a walkthrough, which then passes, and which notices what it should."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from game.play.bundle import Bundle
from game.play.playthrough import Playthrough
from game.reading.surprises import surprise
from game.walk.recorder import as_yaml, dump, recorded
from game.walk.runner import run_walk
from game.walk.script import Walkthrough
from tests.making import TODAY, YARD, begin, past_texts, read, take, tell, yard
from tests.plays import DIALS, NUMBERS, RULES, SEEDS, long_play
from tests.walk.walking import loaded


def record(play: Playthrough) -> Walkthrough:
    return recorded(play, "a-walk", "A walk.", TODAY)


def passes(walk: Walkthrough, bundle: Bundle) -> list[str]:
    """Write a walkthrough, read it back and walk it; return the faults."""
    return [str(fault) for fault in run_walk(loaded(as_yaml(walk)), bundle, TODAY).faults]


@given(SEEDS, NUMBERS, RULES, DIALS)
def test_every_play_that_is_recorded_passes_as_a_walkthrough(
    seed: int, numbers: list[int], rules: str | None, dials: dict[str, bool | int | str]
) -> None:
    play = begin(yard(), rules=rules, dials=dials, seed=seed)
    for number in numbers:
        take(play, number)
    walk = record(play)
    again = loaded(as_yaml(walk))
    assert again.walk == walk
    found = run_walk(again, yard(), TODAY)
    assert found.faults == []
    assert found.play is not None
    assert found.play.moves == play.moves
    assert found.play.start.rules == play.start.rules


def test_a_record_holds_how_the_play_began_what_was_done_and_what_was_seen() -> None:
    walk = record(long_play())
    assert (walk.rules, walk.dials, walk.seed, walk.ends) == (
        "2016",
        {"years": "4", "counsel": "lawyer"},
        3,
        "the-street",
    )
    assert [(step.go, step.choose, step.predict, step.happens) for step in walk.steps] == [
        (1, None, None, None),
        (None, "call", None, None),
        (None, "clerk", None, None),
        (None, None, "closed", "kept"),
        (None, None, None, "moved"),
        (1, None, None, None),
        (None, "again", None, None),
        (None, None, "found", "missed"),
    ]
    bench = walk.steps[1].expect
    assert bench is not None
    assert bench.passage == "the-bench"
    assert bench.text == ("She has called 1 times in 4 days.",)
    assert bench.options == {"call": "open", "counsel": "hidden", "clerk": "open", "climb": "barred", "sign": "open"}
    assert bench.barred_by == {"climb": "detainer-rule"}
    end = walk.steps[-1].expect
    assert end is not None
    assert end.facts == {"counsel": "lawyer", "calls": "1"}  # those that something in the story sets
    assert end.days == 60


def test_what_was_undone_is_not_recorded() -> None:
    play = past_texts(begin(yard()))
    play.choose("call")
    play.undo_decision()
    play.choose("sign")
    assert [step.choose for step in record(play).steps] == [None, "sign"]


def test_a_record_of_a_play_that_has_not_ended_names_no_end() -> None:
    walk = record(past_texts(begin(yard())))
    assert walk.ends is None
    assert passes(walk, yard()) == []


def test_a_play_without_a_move_is_recorded_and_passes() -> None:
    walk = record(begin(yard()))
    assert walk.steps == ()
    assert passes(walk, yard()) == []


def test_a_dial_at_its_start_is_not_recorded() -> None:
    assert record(begin(yard(), dials={"years": 2, "card": True})).dials == {"card": "yes"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("She calls", "She telephones"),  # the label of an option: a record does not hold it
        ("has called {calls}", "has asked {calls}"),
        ("if: calls > 0", "if: calls < 0"),
        ("set: {calls: calls + 1}, takes", "takes"),
        ("takes: 5 weeks, goto: the-wall", "goto: the-wall"),
        ("if: years == 4, goto: the-street", "if: years == 3, goto: the-street"),
        ("      - id: climb\n", "      - id: climbs\n"),
        ("          - because: The [rule]", "          - if: days > 50\n            because: The [rule]"),
    ],
)
def test_a_record_notices_a_changed_story(tmp_path: Path, before: str, after: str) -> None:
    folder = tmp_path / "the-yard"
    folder.mkdir()
    text = (YARD / "story.yaml").read_text(encoding="utf-8")
    assert text.count(before) == 1
    (folder / "story.yaml").write_text(text.replace(before, after), encoding="utf-8")
    told = passes(record(long_play()), read(folder))
    assert bool(told) == (before != "She calls")


@pytest.mark.parametrize("word", ["y", "n", "1e5", "12", "010", "0x1f", "on-off"])
def test_ids_that_yaml_reads_as_something_else_come_back_as_they_are(word: str) -> None:
    story = tell(
        f"here: {{choices: [{{id: '{word}', if: years > 3, goto: end}}]}}\nend: {{ending: freed}}",
        "years: {between: [0, 9], start: 7}",
    )
    play = begin(story)
    play.choose(word)
    walk = record(play)
    assert walk.steps[0].choose == word
    assert passes(walk, story) == []


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Co", "So", "Zl", "Zp"]), min_size=1
    )
)
def test_any_words_that_are_recorded_are_read_back_as_they_are(words: str) -> None:
    text = dump({"key": words})
    assert yaml.safe_load(text) == {"key": words}
    if surprise(words):
        assert text.startswith(("key: '", 'key: "'))


def test_a_comment_stands_over_a_record() -> None:
    text = as_yaml(record(begin(yard())), "# A comment.\n")
    assert text.startswith("# A comment.\nwalkthrough: a-walk\n")
    assert loaded(text).walk.walkthrough == "a-walk"


def test_a_record_writes_only_what_says_something() -> None:
    plain = msgspec.to_builtins(record(past_texts(begin(yard()))))
    assert set(plain) == {"walkthrough", "story", "about", "steps"}
    assert set(plain["steps"][0]) == {"go", "expect"}
    assert set(plain["steps"][0]["expect"]) == {"passage", "no_text", "options", "barred_by"}
